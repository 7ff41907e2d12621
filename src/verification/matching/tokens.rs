//! An address as the parts that count: texts, numbers and letters.

use super::characters::{is_hiragana, is_katakana, is_space};
use super::numerals::NAME_BEHIND_BAN;
use super::{Fold, Folds};

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A block, house or room number, without leading zeros.
    Number(String),
    /// A letter or two that belong to a number: `A-12`, `2F`, `B棟`.
    Letters(String),
    /// Anything else. `building` tells that it may be a building's name.
    Text { text: String, building: bool },
}

/// Splits folded characters into tokens. With [`Fold::Block`] the words between numbers (丁目,
/// 番地, 番, 号, の, hyphens) are dropped, since they stand for one another.
pub(super) fn tokens(chars: &[char], folds: Folds) -> Vec<Token> {
    let mut reader = Reader { chars, at: 0, folds, tokens: Vec::new(), last: Last::Start, numbers: false };
    while reader.at < chars.len() {
        reader.step();
    }
    reader.tokens
}

/// What was read last, spaces and dropped words aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Number,
    /// A number followed by 丁目: what follows is still the place's name, no building.
    Chome,
    Letters,
    Text,
}

struct Reader<'t> {
    chars: &'t [char],
    at: usize,
    folds: Folds,
    tokens: Vec<Token>,
    last: Last,
    numbers: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let Some(c) = self.rest().first().copied() else { return };
        if self.skip_space(c) || self.number(c) {
            return;
        }
        if self.folds.has(Fold::Block) && (self.block_word() || self.hyphen(c)) {
            return;
        }
        if self.letters(c) {
            return;
        }
        self.text(c);
        self.at += 1;
    }

    fn skip_space(&mut self, c: char) -> bool {
        let space = is_space(c) || matches!(c, '(' | ')' | '[' | ']' | '、' | ',' | '#' | '・');
        if !space || !self.folds.has(Fold::Space) {
            return false;
        }
        if self.last == Last::Chome {
            self.last = Last::Number;
        }
        self.at += 1;
        true
    }

    fn number(&mut self, c: char) -> bool {
        let len = self.rest().iter().take_while(|c| c.is_ascii_digit()).count();
        if !c.is_ascii_digit() || self.chars.get(..self.at).is_some_and(|before| before.ends_with(&['第'])) {
            return false;
        }
        let digits: String = self.rest().iter().take(len).collect();
        let short = digits.trim_start_matches('0');
        self.tokens.push(Token::Number(if short.is_empty() { "0" } else { short }.to_owned()));
        self.at += len;
        self.last = Last::Number;
        self.numbers = true;
        true
    }

    /// A word that separates numbers or closes the last one.
    fn block_word(&mut self) -> bool {
        if !matches!(self.last, Last::Number | Last::Letters) {
            return false;
        }
        let after_number = self.last == Last::Number;
        let len = match self.rest() {
            ['丁', '目', ..] if after_number => {
                self.last = Last::Chome;
                2
            }
            ['番', '地', 'の' | 'ノ', next, ..] if next.is_ascii_digit() => 3,
            ['番', '地', ..] if after_number => 2,
            ['番', rest @ ..]
                if after_number && !rest.first().is_some_and(|c| NAME_BEHIND_BAN.contains(c)) =>
            {
                1
            }
            ['号', '室', ..] => 2,
            ['号', rest @ ..] if after_number && !matches!(rest, ['館' | '線', ..]) => 1,
            ['室' | '棟', ..] => 1,
            ['の' | 'ノ', next, ..] if next.is_ascii_digit() => 1,
            ['丁', next, ..] if next.is_ascii_digit() => 1,
            ['階', ..] if after_number => {
                self.tokens.push(Token::Letters("F".to_owned()));
                self.last = Last::Letters;
                1
            }
            _ => return false,
        };
        self.at += len;
        true
    }

    /// A hyphen beside a number or its letters. Behind kana it may be a long vowel and stays.
    fn hyphen(&mut self, c: char) -> bool {
        if c != '-' {
            return false;
        }
        let behind_kana = self.at > 0
            && self.chars.get(self.at - 1).is_some_and(|c| is_katakana(*c) || is_hiragana(*c) || *c == '-');
        let before_number = self.chars.get(self.at + 1).is_some_and(char::is_ascii_digit);
        let beside = matches!(self.last, Last::Number | Last::Letters | Last::Chome) || before_number;
        if behind_kana && self.last == Last::Text || !beside {
            return false;
        }
        self.at += 1;
        true
    }

    fn letters(&mut self, c: char) -> bool {
        let len = self.rest().iter().take_while(|c| c.is_ascii_alphabetic()).count();
        if !c.is_ascii_alphabetic() || len > 2 {
            return false;
        }
        let belongs = match self.chars.get(self.at + len..).unwrap_or_default() {
            ['-', next, ..] | [next, ..] if next.is_ascii_digit() => true,
            ['棟' | '室', ..] => true,
            _ => matches!(self.last, Last::Number | Last::Chome),
        };
        if !belongs || self.within_word() {
            return false;
        }
        let letters: String = self.rest().iter().take(len).collect();
        self.tokens.push(Token::Letters(self.cased(&letters)));
        self.at += len;
        self.last = Last::Letters;
        true
    }

    /// Whether the character before is a Latin letter, so that this one ends a longer word.
    fn within_word(&self) -> bool {
        self.at > 0 && self.chars.get(self.at - 1).is_some_and(char::is_ascii_alphabetic)
    }

    fn cased(&self, text: &str) -> String {
        if self.folds.has(Fold::Case) { text.to_uppercase() } else { text.to_owned() }
    }

    fn text(&mut self, c: char) {
        let piece = self.cased(&c.to_string());
        // After a number, and not as the rest of a place's name, it may be a building.
        let building = self.numbers && self.last != Last::Chome;
        match self.tokens.last_mut() {
            Some(Token::Text { text, .. }) => text.push_str(&piece),
            _ => self.tokens.push(Token::Text { text: piece, building }),
        }
        self.last = Last::Text;
    }
}
