use crate::text::Message;

use super::super::{BadInput, Position};

/// The text of a file that should be UTF-8; a byte order mark is dropped.
pub fn decode_utf8<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, BadInput> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let other = |guess: &'static str, at: usize| {
        let good = bytes.get(..at).and_then(|good| std::str::from_utf8(good).ok()).unwrap_or_default();
        BadInput::new("not-utf8", Message::new("input-not-utf8").with("guess", guess))
            .in_file(file)
            .at(Position::in_text(good, at, 0))
    };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(other("UTF-16", 0));
    }
    if let Some(at) = bytes.iter().take(4).position(|byte| *byte == 0) {
        return Err(other("UTF-16", at));
    }
    std::str::from_utf8(bytes).map_err(|error| other("Shift_JIS", error.valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named_and_placed() {
        assert_eq!(decode_utf8("f", b"\xEF\xBB\xBF{}").unwrap(), "{}");
        for (bytes, line, column) in
            [(&b"\xFF\xFE{\0}\0"[..], 1, 1), (b"{\0}\0", 1, 2), (b"{\n\"\x8E\x52\x93\x63\"}", 2, 2)]
        {
            let bad = decode_utf8("f", bytes).unwrap_err();
            let place = bad.position.unwrap();
            assert_eq!((bad.code, place.line, place.column), ("not-utf8", line, column));
        }
    }
}
