//! The characters that the recogniser knows.

/// Characters of numbers, dates and machine-readable zones. How likely each of them is at a
/// place of a line is kept, so that the line can be read once more as such a text.
pub const NARROW: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<-/.() 年月日令和平成昭大正元第号";

/// Index of the character that stands for "nothing new here".
pub const BLANK: usize = 0;

/// The recogniser's classes, in its order.
#[derive(Clone, PartialEq, Eq)]
pub struct Alphabet {
    classes: Vec<char>,
    /// Class of each character of [`NARROW`]; `BLANK` where the recogniser lacks it.
    narrow: Vec<usize>,
}

impl Alphabet {
    /// Reads a dictionary: one class a line, the first is the blank. `None` when a line is not
    /// one character or there are none.
    pub fn parse(dictionary: &str) -> Option<Self> {
        let lines = dictionary.strip_suffix('\n').unwrap_or(dictionary).split('\n').skip(1);
        let mut classes = vec!['\0'];
        for line in lines {
            let mut chars = line.chars();
            match (chars.next(), chars.next()) {
                (Some(char), None) => classes.push(char),
                _ => return None,
            }
        }
        let class = |char| classes.iter().position(|&known| known == char).unwrap_or(BLANK);
        let narrow = NARROW.chars().map(class).collect();
        (classes.len() > 1).then_some(Self { classes, narrow })
    }

    /// How many classes there are, the blank included.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// The character of a class; `None` for the blank and beyond the last.
    pub fn char(&self, class: usize) -> Option<char> {
        self.classes.get(class).copied().filter(|_| class != BLANK)
    }

    /// The classes of [`NARROW`], in its order.
    pub fn narrow(&self) -> &[usize] {
        &self.narrow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_has_one_character_a_line() {
        let alphabet = Alphabet::parse("blank\n0\n年\n \n").unwrap();
        assert_eq!(alphabet.len(), 4);
        assert_eq!((alphabet.char(0), alphabet.char(2), alphabet.char(4)), (None, Some('年'), None));
        assert_eq!(alphabet.narrow().first(), Some(&1));
        assert!(Alphabet::parse("blank\n").is_none());
        assert!(Alphabet::parse("blank\nab\n").is_none());
    }
}
