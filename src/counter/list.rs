//! A list of which one entry is in focus.

use super::message::Input;

/// The index that a number key chooses: 1 is the first entry, 0 the tenth. Full-width digits
/// count too, as input methods leave them on.
pub fn number_key(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let digit = match (chars.next()?, chars.next()) {
        (c @ '0'..='9', None) => c as usize - '0' as usize,
        (c @ '０'..='９', None) => c as usize - '０' as usize,
        _ => return None,
    };
    Some((digit + 9) % 10)
}

/// A focus that goes round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor(pub usize);

impl Cursor {
    /// Lets the cursor take a key of a list of `count` entries. Gives `true` when a number
    /// chose an entry at once.
    pub fn input(&mut self, input: &Input, count: usize) -> bool {
        let count = count.max(1);
        self.0 = self.0.min(count - 1);
        match input {
            Input::Down | Input::FocusNext => self.0 = (self.0 + 1) % count,
            Input::Up | Input::FocusPrevious => self.0 = (self.0 + count - 1) % count,
            Input::Home => self.0 = 0,
            Input::End => self.0 = count - 1,
            Input::Focus(index) => self.0 = (*index).min(count - 1),
            Input::Text(text) => {
                if let Some(index) = number_key(text).filter(|index| *index < count) {
                    self.0 = index;
                    return true;
                }
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_keys_count_from_one_in_either_width() {
        assert_eq!(number_key("1"), Some(0));
        assert_eq!(number_key("９"), Some(8));
        assert_eq!(number_key("0"), Some(9));
        assert_eq!(number_key("12"), None);
        assert_eq!(number_key("一"), None);
    }
}
