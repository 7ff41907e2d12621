use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use zeroize::Zeroizing;

use crate::input::BadInput;
use crate::text::Message;

/// Reads a file that must be for this user only (token, client key).
pub(super) fn read_private(path: &Path, key: &'static str) -> Result<Zeroizing<Vec<u8>>, BadInput> {
    let refuse = |id: &'static str| {
        let message = Message::new(id).with("file", path.display().to_string());
        BadInput::new("secret-file", message).in_file(path.display().to_string()).at_key(key)
    };
    let missing = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse("delivery-secret-missing"),
        _ => refuse("delivery-secret-unreadable"),
    };
    let mut file = std::fs::File::open(path).map_err(missing)?;
    let metadata = file.metadata().map_err(missing)?;
    if !metadata.is_file() || metadata.len() > 1024 * 1024 {
        return Err(refuse("delivery-secret-unreadable"));
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(refuse("delivery-secret-open"));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(metadata.len() as usize + 1));
    std::io::Read::read_to_end(&mut file, &mut bytes).map_err(missing)?;
    Ok(bytes)
}

/// The bearer token of a file: one line of visible ASCII.
pub(super) fn read_token(path: &Path) -> Result<Zeroizing<String>, BadInput> {
    let bytes = read_private(path, "central.token_file")?;
    let token = std::str::from_utf8(&bytes).unwrap_or_default().trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = Message::new("delivery-token-malformed").with("file", path.display().to_string());
        return Err(BadInput::new("secret-file", message)
            .in_file(path.display().to_string())
            .at_key("central.token_file"));
    }
    Ok(Zeroizing::new(token.to_owned()))
}
