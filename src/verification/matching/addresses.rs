use super::characters::{fold_forms, fold_kana, is_space};
use super::numerals::fold_numerals;
use super::tokens::{Token, tokens};
use super::{Comparison, Fold, Folds, Variants};

/// The prefectures, in the order of their codes.
const PREFECTURES: &[&str] = &[
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// The folds that addresses know.
const FOLDS: &[Fold] = &[
    Fold::Width,
    Fold::Case,
    Fold::Variant,
    Fold::Kana,
    Fold::Dash,
    Fold::Space,
    Fold::Numerals,
    Fold::Block,
    Fold::Aza,
    Fold::Prefecture,
    Fold::Building,
];

/// Compares two addresses in any notation. Symmetric. Generous where staff can see both, since
/// what is equivalent is confirmed by them; a missing room or block number is a difference.
pub fn compare_addresses(variants: &Variants, registered: &str, document: &str) -> Comparison {
    if registered == document {
        return Comparison::Equal;
    }
    Comparison::of_unequal(FOLDS, |folds| {
        let (a, b) = (Address::read(registered, folds, variants), Address::read(document, folds, variants));
        a.is_same(&b, folds)
    })
}

struct Address {
    prefecture: Option<Vec<char>>,
    tokens: Vec<Token>,
}

impl Address {
    fn read(text: &str, folds: Folds, variants: &Variants) -> Self {
        let mut chars = fold_forms(text, folds, variants);
        if folds.has(Fold::Kana) {
            for c in &mut chars {
                *c = fold_address_kana(*c);
            }
        }
        if folds.has(Fold::Space) {
            let blank = |c: &char| is_space(*c);
            let start = chars.iter().take_while(|c| blank(c)).count();
            chars.drain(..start);
        }
        let prefecture =
            if folds.has(Fold::Prefecture) { split_prefecture(&mut chars, variants) } else { None };
        if folds.has(Fold::Aza) {
            drop_aza(&mut chars);
        }
        if folds.has(Fold::Numerals) {
            chars = fold_numerals(&chars);
        }
        Self { prefecture, tokens: tokens(&chars, folds) }
    }

    fn is_same(&self, other: &Self, folds: Folds) -> bool {
        if let (Some(a), Some(b)) = (&self.prefecture, &other.prefecture)
            && a != b
        {
            return false;
        }
        !self.tokens.is_empty() && same_tokens(&self.tokens, &other.tokens, folds.has(Fold::Building))
    }
}

/// Walks both; where only one side has a building's name it is passed over.
fn same_tokens(mut a: &[Token], mut b: &[Token], buildings: bool) -> bool {
    loop {
        match (a, b) {
            ([], []) => return true,
            ([x, rest_a @ ..], [y, rest_b @ ..]) if same_token(x, y) => (a, b) = (rest_a, rest_b),
            ([Token::Text { .. }, ..], [Token::Text { .. }, ..]) => return false,
            ([x, rest @ ..], _) if buildings && is_building(x) => a = rest,
            (_, [y, rest @ ..]) if buildings && is_building(y) => b = rest,
            _ => return false,
        }
    }
}

fn same_token(a: &Token, b: &Token) -> bool {
    match (a, b) {
        (Token::Text { text: a, .. }, Token::Text { text: b, .. }) => a == b,
        _ => a == b,
    }
}

/// A single character is no building's name but the end of a number (イ, 丁).
fn is_building(token: &Token) -> bool {
    matches!(token, Token::Text { text, building: true } if text.chars().nth(1).is_some())
}

fn fold_address_kana(c: char) -> char {
    match c {
        'つ' | 'っ' => 'ツ',
        c => fold_kana(c),
    }
}

fn split_prefecture(chars: &mut Vec<char>, variants: &Variants) -> Option<Vec<char>> {
    let starts = |name: &str, form: &dyn Fn(char) -> char| {
        let mut rest = chars.iter();
        name.chars().all(|c| rest.next() == Some(&form(c)))
    };
    let find = |form: &dyn Fn(char) -> char| PREFECTURES.iter().find(|name| starts(name, form));
    // The text's own characters may have been folded to another form than this list has.
    let name = find(&|c| c).or_else(|| find(&|c| variants.representative(c)))?;
    Some(chars.drain(..name.chars().count()).collect())
}

fn drop_aza(chars: &mut Vec<char>) {
    let mut out = Vec::with_capacity(chars.len());
    let mut rest = chars.as_slice();
    while let Some((c, after)) = rest.split_first() {
        rest = match (c, after) {
            ('大', ['字', after @ ..]) | ('字', after) => after,
            (c, after) => {
                out.push(*c);
                after
            }
        };
    }
    *chars = out;
}

#[cfg(test)]
#[path = "addresses_tests.rs"]
mod tests;
