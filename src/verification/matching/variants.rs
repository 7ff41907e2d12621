use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Variant characters: for each, the one that stands for its group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variants {
    representative: HashMap<char, char>,
}

/// What is wrong with a file of variant characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VariantError {
    /// A character is in two groups.
    #[error("line {line}: {character} is already in another group")]
    Twice {
        /// Line, from 1.
        line: usize,
        /// The character.
        character: char,
    },
    /// A group of one.
    #[error("line {line}: a group has two characters or more")]
    Alone {
        /// Line, from 1.
        line: usize,
    },
}

impl Variants {
    /// The groups that the program was built with.
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Variants>> = LazyLock::new(|| {
            let text = include_str!("../../../kiosk-config/policy/variants.txt");
            Arc::new(Variants::parse(text).unwrap_or_default())
        });
        Arc::clone(&BUILT_IN)
    }

    /// Reads groups: one a line, `#` begins a comment, spaces and slashes do not count.
    pub fn parse(text: &str) -> Result<Self, VariantError> {
        let mut variants = Self::default();
        for (line, content) in (1..).zip(text.lines()) {
            let group = content.split('#').next().unwrap_or_default();
            let mut members = group.chars().filter(|c| !c.is_whitespace() && *c != '/');
            let Some(first) = members.next() else { continue };
            let others: Vec<char> = members.collect();
            if others.is_empty() {
                return Err(VariantError::Alone { line });
            }
            for character in others.into_iter().chain([first]) {
                if variants.representative.insert(character, first).is_some() {
                    return Err(VariantError::Twice { line, character });
                }
            }
        }
        Ok(variants)
    }

    /// The character that stands for the group of `c`, or `c` itself.
    pub fn representative(&self, c: char) -> char {
        self.representative.get(&c).copied().unwrap_or(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_has_the_groups_of_the_rules() {
        let variants = Variants::parse(include_str!("../../../kiosk-config/policy/variants.txt")).unwrap();
        for group in [
            "高髙",
            "崎﨑",
            "浜濱濵",
            "徳德",
            "辺邉邊",
            "斉齊斎齋",
            "沢澤",
            "広廣",
            "国國",
            "桜櫻",
            "𠮷吉",
            "眞真",
            "惠恵",
            "龍竜",
            "嶋島嶌",
            "曾曽",
            "槇槙",
            "瀨瀬",
            "靜静",
            "榮栄",
            "實実",
            "藏蔵",
            "與与",
            "萬万",
            "壽寿",
        ] {
            let mut members = group.chars().map(|c| variants.representative(c));
            let first = members.next().unwrap();
            assert!(members.all(|c| c == first), "{group}");
        }
        for (a, b) in [('崎', '島'), ('大', '太'), ('土', '士'), ('ロ', '口'), ('二', 'ニ')] {
            assert_ne!(variants.representative(a), variants.representative(b));
        }
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_line() {
        assert_eq!(Variants::parse("高髙\n髙嵩"), Err(VariantError::Twice { line: 2, character: '髙' }));
        assert_eq!(Variants::parse("# x\n高 # alone"), Err(VariantError::Alone { line: 2 }));
        assert_eq!(Variants::parse("斉 / 齊").unwrap().representative('齊'), '斉');
    }
}
