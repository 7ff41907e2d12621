/// A place in a text file, counted as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Byte offset into the text.
    pub offset: usize,
    /// Length in bytes of what is wrong; 0 where only a point is known.
    pub len: usize,
}

impl Position {
    /// The place of `len` bytes at byte `offset` of `text`. An offset past the end means the end,
    /// one inside a character means that character.
    pub fn in_text(text: &str, offset: usize, len: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self { line, column, offset, len: len.min(text.len() - offset) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "a\n日本x\n";
        assert_eq!(Position::in_text(text, 0, 1), Position { line: 1, column: 1, offset: 0, len: 1 });
        assert_eq!(Position::in_text(text, 8, 1), Position { line: 2, column: 3, offset: 8, len: 1 });
        assert_eq!(Position::in_text(text, 3, 0).column, 1, "inside 日");
        assert_eq!(Position::in_text(text, 99, 7), Position { line: 3, column: 1, offset: 10, len: 0 });
    }
}
