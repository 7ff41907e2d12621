//! One line of text being typed, with a cursor. Wiped from memory when dropped.

use unicode_segmentation::UnicodeSegmentation as _;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Longest text a field takes, in bytes. Reserved at once: a `String` that never grows never
/// leaves an unwiped copy of itself behind.
const CAPACITY: usize = 512;

/// A line of text and the place where the next character goes.
#[derive(PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct TextField {
    text: String,
    /// Byte offset, always on a grapheme boundary.
    cursor: usize,
}

impl Default for TextField {
    fn default() -> Self {
        Self { text: String::with_capacity(CAPACITY), cursor: 0 }
    }
}

impl std::fmt::Debug for TextField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TextField({} bytes)", self.text.len())
    }
}

impl TextField {
    /// A field that already holds `text`, the cursor behind it.
    pub fn with(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What was typed, without white space around it.
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// What stands before and behind the cursor, as typed.
    pub fn split(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// Replaces everything.
    pub fn set(&mut self, text: &str) {
        self.clear();
        self.insert(text);
    }

    /// Empties the field and wipes what it held.
    pub fn clear(&mut self) {
        self.text.zeroize();
        self.cursor = 0;
    }

    /// Puts text at the cursor. Control characters are left out; what does not fit is too.
    pub fn insert(&mut self, text: &str) {
        for grapheme in text.graphemes(true) {
            if grapheme.chars().any(char::is_control) {
                continue;
            }
            if self.text.len() + grapheme.len() > CAPACITY {
                break;
            }
            self.text.insert_str(self.cursor, grapheme);
            self.cursor += grapheme.len();
        }
    }

    /// Removes the character before the cursor.
    pub fn erase(&mut self) {
        let start = self.before();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Removes the character behind the cursor.
    pub fn delete(&mut self) {
        let end = self.behind();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Moves one character back.
    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    /// Moves one character on.
    pub fn right(&mut self) {
        self.cursor = self.behind();
    }

    /// Moves to the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// Moves to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn before(&self) -> usize {
        self.cursor - self.split().0.graphemes(true).next_back().map_or(0, str::len)
    }

    fn behind(&self) -> usize {
        self.cursor + self.split().1.graphemes(true).next().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_by_grapheme() {
        let mut field = TextField::with("山が田");
        field.left();
        field.erase();
        assert_eq!(field.text(), "山田");
        field.home();
        field.delete();
        assert_eq!(field.split(), ("", "田"));
        field.end();
        field.insert("太郎\n");
        assert_eq!(field.text(), "田太郎");
    }

    proptest! {
        #[test]
        fn any_editing_keeps_the_cursor_on_a_boundary(edits in prop::collection::vec((0u8..8, ".{0,4}"), 0..60)) {
            let mut field = TextField::default();
            let buffer = field.text.as_ptr();
            for (edit, text) in edits {
                match edit {
                    0 => field.erase(),
                    1 => field.delete(),
                    2 => field.left(),
                    3 => field.right(),
                    4 => field.home(),
                    5 => field.end(),
                    _ => field.insert(&text),
                }
                prop_assert!(field.text.is_char_boundary(field.cursor));
                prop_assert_eq!(field.text.as_ptr(), buffer, "a moved buffer would leave a copy behind");
            }
        }
    }
}
