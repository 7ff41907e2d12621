//! How what is typed into a field is spelled: width and alphabet as the field wants them, and
//! whether it is one at all.

use unicode_normalization::UnicodeNormalization as _;

use crate::input::is_dash;
use crate::verification::dates::parse_date;
use crate::vision::codes::iccid;

use super::form::FieldId;

/// What a field is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As on the document, to the letter.
    AsPrinted,
    /// Full-width katakana.
    Kana,
    /// Latin letters.
    Roman,
    /// A day.
    Day,
    /// Seven digits.
    PostalCode,
    /// A Japanese telephone number.
    Phone,
    /// A Japanese mobile number.
    Mobile,
    /// Ten digits: a number for porting.
    Porting,
    /// The number of a SIM.
    Iccid,
    /// A mail address.
    Mail,
    /// A code of narrow letters and digits.
    Code,
}

fn spelling(id: FieldId) -> Spelling {
    match id {
        FieldId::FamilyKana | FieldId::GivenKana | FieldId::UserKana => Spelling::Kana,
        FieldId::FamilyRoman | FieldId::GivenRoman => Spelling::Roman,
        FieldId::BirthDate
        | FieldId::PrintedBirthDate
        | FieldId::ExpiresOn
        | FieldId::IssuedOn
        | FieldId::UserBirthDate
        | FieldId::MnpExpiresOn => Spelling::Day,
        FieldId::MnpPhone => Spelling::Mobile,
        FieldId::MnpNumber => Spelling::Porting,
        FieldId::SimPackage => Spelling::Iccid,
        FieldId::PostalCode => Spelling::PostalCode,
        FieldId::Phone => Spelling::Phone,
        FieldId::Email => Spelling::Mail,
        FieldId::Reservation => Spelling::Code,
        _ => Spelling::AsPrinted,
    }
}

/// The text as its field wants it: katakana for hiragana, full width for half-width kana, narrow
/// digits, dashes where they belong. `None` when it is that already.
pub fn tidy(id: FieldId, text: &str) -> Option<String> {
    let narrow = || text.nfkc().collect::<String>();
    let tidy = match spelling(id) {
        Spelling::AsPrinted => return None,
        Spelling::Kana => katakana(&narrow()),
        Spelling::Roman | Spelling::Mail => narrow(),
        Spelling::Day => day(narrow()),
        Spelling::PostalCode => postal_code(narrow()),
        Spelling::Phone | Spelling::Mobile => phone(&narrow()),
        Spelling::Porting | Spelling::Iccid => digits(text).unwrap_or_else(narrow),
        Spelling::Code => narrow().chars().map(narrow_dash).collect(),
    };
    (tidy != text).then_some(tidy)
}

/// Whether a text is what its field asks for.
pub fn fits(id: FieldId, text: &str) -> bool {
    match spelling(id) {
        Spelling::AsPrinted | Spelling::Code => true,
        Spelling::Kana => {
            text.chars().all(is_kana) && text.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'ｦ'..='ﾝ'))
        }
        Spelling::Roman => text.nfkc().all(is_roman),
        Spelling::Day => parse_date(text).is_ok(),
        Spelling::PostalCode => digits(text).is_some_and(|digits| digits.len() == 7),
        Spelling::Phone => digits(text).is_some_and(|digits| is_phone(&digits)),
        Spelling::Mobile => digits(text).is_some_and(|digits| is_phone(&digits) && digits.len() == 11),
        Spelling::Porting => text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()),
        Spelling::Iccid => iccid(text).is_some(),
        Spelling::Mail => is_mail(text),
    }
}

/// Katakana of either width, and what stands between and behind them.
fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | 'ヽ' | 'ヾ' | 'ｦ'..='ﾟ' | ' ' | '\u{3000}')
}

fn is_roman(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | ',')
}

/// Of hiragana, and with the long sign where a dash stands behind a kana.
fn katakana(narrow: &str) -> String {
    let mut before = ' ';
    let spelled = narrow.chars().map(|c| {
        let kana = match c {
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            _ if is_dash(c) && is_kana(before) && before != ' ' => 'ー',
            _ => c,
        };
        before = kana;
        kana
    });
    spelled.collect()
}

/// `19880714` and `S630714` with their signs; anything else as it is.
fn day(narrow: String) -> String {
    let (era, number) = match narrow.chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => narrow.split_at(1),
        _ => ("", narrow.as_str()),
    };
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, year) = if era.is_empty() { ("-", 4) } else { (".", 2) };
    match (number.get(..year), number.get(year..year + 2), number.get(year + 2..)) {
        (Some(year), Some(month), Some(day)) if plain && day.len() == 2 => {
            format!("{era}{year}{sign}{month}{sign}{day}")
        }
        _ => narrow,
    }
}

fn postal_code(narrow: String) -> String {
    match digits(narrow.trim_start_matches('〒')) {
        Some(digits) if digits.len() == 7 => {
            let (front, back) = digits.split_at(3);
            format!("{front}-{back}")
        }
        _ => narrow,
    }
}

/// National, with narrow dashes; a mobile number in its three groups.
fn phone(narrow: &str) -> String {
    let national = match narrow.strip_prefix("+81") {
        Some(rest) => format!("0{}", rest.trim_start_matches(|c| is_dash(c) || c == ' ')),
        None => narrow.to_owned(),
    };
    let spelled: String = national
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| if matches!(c, '(' | ')') { '-' } else { narrow_dash(c) })
        .collect();
    let spelled = spelled.trim_matches('-').to_owned();
    match (spelled.get(..3), spelled.get(3..7), spelled.get(7..)) {
        (Some(a), Some(b), Some(c))
            if spelled.len() == 11 && spelled.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{a}-{b}-{c}")
        }
        _ => spelled,
    }
}

/// Eleven digits for 050, 070, 080 and 090, ten for all others; neither abroad nor a service.
fn is_phone(digits: &str) -> bool {
    let mobile = ["050", "070", "080", "090"].iter().any(|prefix| digits.starts_with(prefix));
    digits.starts_with('0') && !digits.starts_with("00") && digits.len() == if mobile { 11 } else { 10 }
}

/// As telephone companies hand them out, with dots wherever they like.
fn is_mail(text: &str) -> bool {
    let visible =
        text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | ',' | ';' | ':'));
    let Some((name, host)) = text.split_once('@') else { return false };
    let labels = || host.split('.');
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    visible
        && (1..=64).contains(&name.len())
        && labels().count() >= 2
        && labels().all(label)
        && labels()
            .next_back()
            .is_some_and(|last| last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic()))
}

/// The digits of a number with dashes and blanks, in their narrow form; `None` when anything else
/// stands between them.
pub fn digits(text: &str) -> Option<String> {
    let mut found = String::new();
    for c in text.nfkc() {
        match c {
            '0'..='9' => found.push(c),
            ' ' => {}
            c if is_dash(c) => {}
            _ => return None,
        }
    }
    Some(found)
}

fn narrow_dash(c: char) -> char {
    if is_dash(c) { '-' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_spells_what_is_typed_its_own_way() {
        for (id, typed, spelled) in [
            (FieldId::FamilyKana, "たかなし", "タカナシ"),
            (FieldId::GivenKana, "ｼﾞｮｰｼﾞ", "ジョージ"),
            (FieldId::GivenKana, "りー－", "リーー"),
            (FieldId::FamilyKana, "ゔぁん だむ", "ヴァン ダム"),
            (FieldId::FamilyRoman, "ＴＡＫＡＮＡＳＨＩ", "TAKANASHI"),
            (FieldId::BirthDate, "１９８８０７１４", "1988-07-14"),
            (FieldId::BirthDate, "S630714", "S63.07.14"),
            (FieldId::ExpiresOn, "令和１１年８月１４日", "令和11年8月14日"),
            (FieldId::PostalCode, "〒３３０ー００６１", "330-0061"),
            (FieldId::PostalCode, "3300061", "330-0061"),
            (FieldId::Phone, "０９０００００１１８８", "090-0000-1188"),
            (FieldId::Phone, "03(1234)5678", "03-1234-5678"),
            (FieldId::Phone, "+81 90-1234-5678", "090-1234-5678"),
            (FieldId::Email, "ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ", "name@example.jp"),
            (FieldId::Reservation, "ＢＩＣ－１００１", "BIC-1001"),
            (FieldId::MnpNumber, "１２－３４５－６７８９０", "1234567890"),
            (FieldId::SimPackage, "8981 1000 0123 4567 899", "8981100001234567899"),
        ] {
            assert_eq!(tidy(id, typed).as_deref(), Some(spelled), "{typed}");
            assert!(fits(id, spelled), "{spelled}");
            assert_eq!(tidy(id, spelled), None, "{spelled} is spelled well already");
        }
    }

    #[test]
    fn what_is_printed_stays_to_the_letter() {
        for text in ["髙橋　花子", "ﾊｲﾂ１－２", "ヶ丘"] {
            for id in [FieldId::FamilyName, FieldId::Address, FieldId::PrintedName, FieldId::PrintedAddress] {
                assert_eq!(tidy(id, text), None);
            }
        }
    }

    #[test]
    fn what_does_not_belong_into_a_field_does_not_fit() {
        for (id, text) in [
            (FieldId::FamilyKana, "高梨"),
            (FieldId::FamilyKana, "ー"),
            (FieldId::FamilyKana, "TAKA"),
            (FieldId::FamilyRoman, "たか"),
            (FieldId::BirthDate, "19880732"),
            (FieldId::PostalCode, "330-006"),
            (FieldId::PostalCode, "33-00061a"),
            (FieldId::Phone, "090-0000-118"),
            (FieldId::Phone, "03-1234-56789"),
            (FieldId::Phone, "1234567890"),
            (FieldId::Phone, "010-1234-5678"),
            (FieldId::MnpPhone, "03-1234-5678"),
            (FieldId::MnpNumber, "123456789"),
            (FieldId::SimPackage, "8981100001234567898"),
            (FieldId::SimPackage, "8901100001234567899"),
            (FieldId::Email, "name@example"),
            (FieldId::Email, "na me@example.jp"),
            (FieldId::Email, "name@@example.jp"),
            (FieldId::Email, "@example.jp"),
            (FieldId::Email, "名前@example.jp"),
        ] {
            let text = tidy(id, text).unwrap_or_else(|| text.to_owned());
            assert!(!fits(id, &text), "{text}");
        }
        assert!(fits(FieldId::Email, "a..b.@docomo.ne.jp"), "telephone companies gave these out");
    }
}
