use std::io::Read as _;
use std::path::Path;

use crate::text::Message;

use super::BadInput;

/// The bytes of a file of at most `most` bytes. A missing file, a folder, one that can not be
/// read and one that is larger are bad input that names the file and the remedy.
pub fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>, BadInput> {
    let name = path.display().to_string();
    let bad = |code: &'static str, id: &'static str, why: String| {
        BadInput::new(code, Message::new(id).with("file", name.clone()).with("why", why))
            .in_file(name.clone())
    };
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => bad("file-missing", "input-file-missing", String::new()),
        std::io::ErrorKind::IsADirectory => bad("file-is-folder", "input-file-is-folder", String::new()),
        _ => bad("file-unreadable", "input-file-unreadable", error.to_string()),
    };
    let metadata = std::fs::metadata(path).map_err(refused)?;
    if metadata.is_dir() {
        return Err(bad("file-is-folder", "input-file-is-folder", String::new()));
    }
    let mut bytes = Vec::new();
    // A pipe has no length that could be trusted: read one byte more than is allowed.
    std::fs::File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(refused)?;
    if bytes.len() as u64 > most {
        return Err(bad("file-too-large", "input-file-too-large", (most / 1024).to_string()));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_wrong_with_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("case.json");
        assert_eq!(read_bounded(&path, 4).unwrap_err().code, "file-missing");
        std::fs::create_dir(&path).unwrap();
        assert_eq!(read_bounded(&path, 4).unwrap_err().code, "file-is-folder");
        let path = dir.path().join("four");
        std::fs::write(&path, b"1234").unwrap();
        assert_eq!(read_bounded(&path, 4).unwrap(), b"1234");
        let error = read_bounded(&path, 3).unwrap_err();
        assert_eq!(error.code, "file-too-large");
        assert_eq!(error.file.as_deref(), path.to_str());
    }
}
