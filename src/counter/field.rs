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

    /// Whether nothing was typed at all, not even a blank.
    pub fn is_untouched(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts text at the cursor. The lines of a paste are joined by a blank, other control
    /// characters are left out; what does not fit is too.
    pub fn insert(&mut self, text: &str) {
        let mut between = false;
        let mut any = false;
        for grapheme in text.graphemes(true) {
            if grapheme.chars().any(char::is_control) {
                between |= any && grapheme.chars().any(|c| matches!(c, '\n' | '\r' | '\t'));
                continue;
            }
            let blank = if between && !grapheme.chars().all(char::is_whitespace) { " " } else { "" };
            if self.text.len() + blank.len() + grapheme.len() > CAPACITY {
                break;
            }
            for piece in [blank, grapheme] {
                self.text.insert_str(self.cursor, piece);
                self.cursor += piece.len();
            }
            (between, any) = (false, true);
        }
        self.snap();
    }

    /// Removes the character before the cursor.
    pub fn erase(&mut self) {
        let start = self.before();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.snap();
    }

    /// Removes the character behind the cursor.
    pub fn delete(&mut self) {
        let end = self.behind();
        self.text.replace_range(self.cursor..end, "");
        self.snap();
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

    /// What stands on both sides of an edit can become one character (a mark and its base, two
    /// halves of a flag): the cursor goes behind it.
    fn snap(&mut self) {
        let ends = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
        self.cursor = std::iter::once(0).chain(ends).find(|end| *end >= self.cursor).unwrap_or(0);
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

    #[test]
    fn the_lines_of_a_paste_are_joined() {
        for (pasted, text) in [
            ("東京都豊島区\r\n南池袋2-47-3\r\n", "東京都豊島区 南池袋2-47-3"),
            ("\n\n高梨\t健太\n", "高梨 健太"),
            ("A-1\n\u{3000}203号室", "A-1\u{3000}203号室"),
            ("\u{1b}[31m赤", "[31m赤"),
        ] {
            assert_eq!(TextField::with(pasted).text(), text);
        }
    }

    #[test]
    fn what_an_input_method_commits_in_pieces_becomes_one_character() {
        // A kana and its mark, an ideograph and its variation selector.
        for pieces in [["か", "\u{3099}"], ["葛", "\u{e0100}"]] {
            let mut field = TextField::with("田");
            field.home();
            pieces.iter().for_each(|piece| field.insert(piece));
            assert_eq!(field.split(), (pieces.concat().as_str(), "田"));
            field.erase();
            assert_eq!(field.text(), "田");
        }
    }

    proptest! {
        #[test]
        fn any_editing_keeps_the_cursor_on_a_boundary(
            edits in prop::collection::vec((0u8..9, prop_oneof![".{0,4}", r"[か葛\u{3099}\u{200d}\u{1f469}\u{1f1ef}\u{1f1f5}\u{e0100}\r\n\t -]{0,6}"]), 0..60)
        ) {
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
                let ends = field.text.grapheme_indices(true).map(|(start, one)| start + one.len());
                prop_assert!(std::iter::once(0).chain(ends).any(|end| end == field.cursor));
                prop_assert!(!field.text.chars().any(char::is_control));
                prop_assert!(field.text.len() <= CAPACITY);
                let (before, behind) = field.split();
                prop_assert_eq!(before.len() + behind.len(), field.text.len());
                prop_assert_eq!(field.text.as_ptr(), buffer, "a moved buffer would leave a copy behind");
            }
        }
    }
}
