//! Machine-readable zones of passports: two lines of 44 characters (ICAO 9303, TD3).

mod cells;
mod mend;
pub(super) mod strips;

use jiff::civil::Date;

use super::line::Line;

/// Characters of a line.
const LENGTH: usize = 44;
/// Characters that may stand in a zone.
pub(super) const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

/// A zone whose second line passes all its check digits.
#[derive(Clone, PartialEq, Eq, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(super) struct Zone {
    pub(super) first: String,
    pub(super) second: String,
}

impl Zone {
    /// Takes two lines as they were read: digits and letters that look alike are told apart
    /// by their place. `None` when a check digit does not hold then.
    pub(super) fn of(first: &str, second: &str) -> Option<Self> {
        let second = second_line(second)?;
        Some(Self { first: first_line(first, second.get(10..13)?)?, second })
    }

    /// Takes two lines that were read from end to end, cell by cell: the likeliest reading whose
    /// check digits hold.
    pub(super) fn of_lines(first: &Line, second: &Line) -> Option<Self> {
        let second = mend::second_line(&cells::cells(second)?)?;
        let first = mend::first_line(&cells::cells(first)?);
        Some(Self { first: first_line(&first, second.get(10..13)?)?, second })
    }

    /// Passport number, without filling.
    pub(super) fn number(&self) -> &str {
        self.second.get(..9).unwrap_or_default().trim_end_matches('<')
    }

    /// Surname, then given names.
    pub(super) fn name(&self) -> Option<String> {
        let (surname, given) = self.first.get(5..)?.split_once("<<")?;
        let words =
            |part: &str| part.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Some(format!("{} {}", words(surname), words(given)).trim().to_owned())
    }

    /// Birth date: of the two centuries the later one that is before the last day of validity.
    pub(super) fn birth_date(&self) -> Option<Date> {
        let expires = self.expires_on()?;
        [2000, 1900].into_iter().filter_map(|century| self.date(13, century)).find(|date| *date < expires)
    }

    /// Last day of validity.
    pub(super) fn expires_on(&self) -> Option<Date> {
        self.date(21, 2000)
    }

    fn date(&self, from: usize, century: i16) -> Option<Date> {
        let part = |at: usize| self.second.get(from + at..from + at + 2)?.parse::<i16>().ok();
        let (month, day) = (i8::try_from(part(2)?).ok()?, i8::try_from(part(4)?).ok()?);
        Date::new(century + part(0)?, month, day).ok()
    }
}

/// Check digit of characters (weights 7, 3, 1).
fn check(chars: &[char]) -> Option<char> {
    let value = |char: char| match char {
        '<' => Some(0),
        _ => char.to_digit(36),
    };
    let mut sum = 0;
    for (char, weight) in chars.iter().zip([7, 3, 1].into_iter().cycle()) {
        sum += value(*char)? * weight;
    }
    char::from_digit(sum % 10, 10)
}

fn to_digit(char: char) -> char {
    match char {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'A' => '4',
        'S' => '5',
        'G' => '6',
        'T' => '7',
        'B' => '8',
        _ => char,
    }
}

fn to_letter(char: char) -> char {
    match char {
        '0' => 'O',
        '1' => 'I',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        _ => char,
    }
}

/// The second line, filled to its length, with each place of its kind.
fn second_line(read: &str) -> Option<String> {
    let read: Vec<char> = read.chars().filter(|char| ALPHABET.contains(*char)).collect();
    // Filling characters are counted wrongly more often than read wrongly.
    if read.len() < 30 || read.len() > 50 {
        return None;
    }
    let (head, tail) = (read.get(..28)?, read.get(28..)?);
    let (last, optional) = tail.split_last()?;
    let (optional_check, optional) = optional.split_last()?;
    let used: Vec<char> = optional.iter().collect::<String>().trim_end_matches('<').chars().collect();
    if used.len() > 14 {
        return None;
    }
    let mut line: Vec<char> = head.to_vec();
    for (at, char) in line.iter_mut().enumerate() {
        *char = match at {
            9 | 13..=19 | 21..=27 => to_digit(*char),
            10..=12 => to_letter(*char),
            20 => {
                if matches!(*char, 'M' | 'F') {
                    *char
                } else {
                    '<'
                }
            }
            _ => *char,
        };
    }
    if line.get(10..13)? == ['J', 'P', 'N'] {
        for (at, char) in line.iter_mut().enumerate().take(9) {
            *char = if at < 2 { to_letter(*char) } else { to_digit(*char) };
        }
    }
    line.extend(used.iter().chain(std::iter::repeat(&'<')).take(14));
    line.extend([if *optional_check == '<' { '<' } else { to_digit(*optional_check) }, to_digit(*last)]);
    checks_hold(&line).then(|| line.iter().collect())
}

/// Whether all five check digits hold.
fn checks_hold(line: &[char]) -> bool {
    let holds = |from: usize, to: usize| -> bool {
        let (Some(part), Some(&digit)) = (line.get(from..to), line.get(to)) else { return false };
        check(part) == Some(digit) || (digit == '<' && part.iter().all(|char| *char == '<'))
    };
    let composite: Vec<char> = [0..10, 13..20, 21..43]
        .into_iter()
        .flat_map(|range| line.get(range).unwrap_or_default().to_vec())
        .collect();
    line.len() == LENGTH
        && holds(0, 9)
        && holds(13, 19)
        && holds(21, 27)
        && holds(28, 42)
        && check(&composite) == line.get(43).copied()
}

/// The first line: it has no check digit, and begins `P`, a type, the issuer (as the second
/// line says the nationality).
fn first_line(read: &str, nationality: &str) -> Option<String> {
    let read: Vec<char> = read.chars().filter(|char| ALPHABET.contains(*char)).map(to_letter).collect();
    // The edge of the page may have been taken for a character before the first one.
    let issuer_behind = |at: &usize| {
        let whole: String = read.iter().skip(at + 1).collect();
        read.get(*at) == Some(&'P') && whole.find(nationality).is_some_and(|issuer| issuer < 4)
    };
    let begins = (0..3).find(issuer_behind).or_else(|| (read.first() == Some(&'P')).then_some(0))?;
    let read = read.get(begins..).filter(|read| read.len() >= 12)?;
    // The issuer is misread less often than the filling before it is lost.
    let whole: String = read.iter().skip(1).collect();
    let issuer = whole.find(nationality).filter(|at| *at < 4);
    let line = match issuer.and_then(|at| whole.get(at + 3..)) {
        Some(names) => format!("P<{nationality}{names}"),
        None => read.iter().collect(),
    };
    // Behind the names there is only filling, whatever was read there.
    let names = line.find("<<").and_then(|at| line.get(at + 2..)?.find("<<").map(|more| at + 2 + more));
    let line = names.filter(|at| *at > 5).and_then(|at| line.get(..at)).unwrap_or(&line);
    let mut line: String = line.trim_end_matches('<').to_owned();
    if line.len() > LENGTH {
        return None;
    }
    line.extend(std::iter::repeat_n('<', LENGTH - line.len()));
    Some(line)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::reading::alphabet::NARROW;
    use crate::reading::line::Glyph;
    use crate::vision::geometry::Quad;

    /// A line of such a text, three steps a character; what stands at the places of `lost` was
    /// not read.
    pub(super) fn line_of(text: &str, lost: &[usize]) -> Line {
        steps_of(text, |at, char| if lost.contains(&at) { vec![] } else { vec![(char, 0.95)] })
    }

    /// The same where another character was read at some places, so likely.
    pub(super) fn line_with(text: &str, other: &[(usize, char, f32)]) -> Line {
        steps_of(text, |at, char| match other.iter().find(|(place, _, _)| *place == at) {
            Some((_, other, likely)) => vec![(*other, *likely), (char, 0.5 * likely)],
            None => vec![(char, 0.95)],
        })
    }

    fn steps_of(text: &str, likely: impl Fn(usize, char) -> Vec<(char, f32)>) -> Line {
        let empty = || std::iter::once(1.0).chain(NARROW.chars().map(|_| 0.0)).collect::<Vec<f32>>();
        let mut steps = vec![empty(), empty()];
        for (at, char) in text.chars().enumerate() {
            let mut step = empty();
            for (char, value) in likely(at, char) {
                step[0] = 0.0;
                step[1 + NARROW.chars().position(|known| known == char).unwrap()] = value;
            }
            steps.extend([empty(), step, empty()]);
        }
        Line::new(Vec::<Glyph>::new(), Quad::rectangle(1000.0, 48.0), steps)
    }

    // The specimen of ICAO 9303 part 4, and an invented Japanese one.
    const FIRST: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    pub(super) const SECOND: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    #[test]
    fn the_published_specimen_is_read() {
        let zone = Zone::of(FIRST, SECOND).unwrap();
        assert_eq!((zone.number(), zone.name().as_deref()), ("L898902C3", Some("ERIKSSON ANNA MARIA")));
        assert_eq!(zone.birth_date().unwrap().to_string(), "1974-08-12");
        assert_eq!(zone.expires_on().unwrap().to_string(), "2012-04-15");
    }

    #[test]
    fn lost_filling_and_letters_for_digits_are_mended() {
        let zone =
            Zone::of(&FIRST[..38], &SECOND.replace("<<<<<", "<<<").replace("740812", "74O8I2")).unwrap();
        assert_eq!((zone.first.as_str(), zone.second.as_str()), (FIRST, SECOND));
    }

    #[test]
    fn the_edge_of_the_page_before_the_first_line_is_left_out() {
        assert_eq!(Zone::of(&format!("1{FIRST}"), SECOND).unwrap().first, FIRST);
        assert!(Zone::of(&format!("1234{FIRST}"), SECOND).is_none());
        assert!(Zone::of(&FIRST.replacen("P<UTO", "UPO", 1), SECOND).is_none(), "a P of something else");
    }

    #[test]
    fn one_wrong_digit_is_no_zone() {
        for (from, to) in
            [("L898902C3", "L898903C3"), ("740812", "740813"), ("<10", "<11"), ("120415", "120425")]
        {
            assert!(Zone::of(FIRST, &SECOND.replace(from, to)).is_none(), "{from}");
        }
        assert!(Zone::of("", "").is_none() && Zone::of(FIRST, &SECOND[..20]).is_none());
    }
}
