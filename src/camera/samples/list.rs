use std::path::{Path, PathBuf};

use crate::camera::CameraError;

/// Files that count as pictures, whatever is really in them.
const EXTENSIONS: [&str; 3] = ["jpg", "jpeg", "png"];

/// How deep folders may nest.
const MAX_DEPTH: usize = 4;

/// The names of all pictures below `root`, and of folders that hold pictures (they end in
/// `/` and play as a sequence), sorted; a lone file has its own name.
pub fn names(root: &Path) -> Result<Vec<String>, CameraError> {
    if root.is_file() {
        return Ok(root.file_name().map(|name| name.to_string_lossy().into_owned()).into_iter().collect());
    }
    let mut found = Vec::new();
    collect(root, "", 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, prefix: &str, depth: usize, found: &mut Vec<String>) -> Result<(), CameraError> {
    let pictures = pictures_in(dir)?;
    if !pictures.is_empty() && !prefix.is_empty() {
        found.push(prefix.to_owned());
    }
    found.extend(pictures.iter().filter_map(|path| Some(format!("{prefix}{}", name_of(path)?))));
    if depth == MAX_DEPTH {
        return Ok(());
    }
    for folder in entries(dir)?.into_iter().filter(|path| path.is_dir()) {
        let Some(name) = name_of(&folder) else { continue };
        collect(&folder, &format!("{prefix}{name}/"), depth + 1, found)?;
    }
    Ok(())
}

/// The pictures directly in a folder, by name.
pub fn pictures_in(dir: &Path) -> Result<Vec<PathBuf>, CameraError> {
    let mut pictures = entries(dir)?;
    pictures.retain(|path| is_picture(path) && path.is_file());
    pictures.sort();
    Ok(pictures)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, CameraError> {
    let fail = |why: std::io::Error| CameraError::Sample { path: dir.to_owned(), why: why.to_string() };
    std::fs::read_dir(dir).map_err(fail)?.map(|entry| entry.map(|entry| entry.path()).map_err(fail)).collect()
}

fn name_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    (!name.starts_with('.')).then(|| name.to_owned())
}

fn is_picture(path: &Path) -> bool {
    name_of(path).is_some()
        && path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
