use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::era::Era;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// In none of the forms that documents use.
    #[error("not a date in any form that documents use")]
    Unreadable,
    /// A form that is understood, naming a day that does not exist, a day before its era
    /// began, or two different years.
    #[error("a day that no calendar has")]
    Impossible,
}

/// Reads a date in the forms of documents: `2027-08-09`, `2027/8/9`, `2027年8月9日`, `R9.8.9`
/// (also with `/` or `-`), `令和9年8月9日`, `令和元年8月9日`, both years in one as in
/// `2027年(令和9年)8月9日`, each in any width and with `まで有効` behind it.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    // Longer than the longest form in its widest notation; bounds the work on nonsense.
    const LONGEST: usize = 64;
    if text.chars().nth(LONGEST).is_some() {
        return Err(DateError::Unreadable);
    }
    let narrow: String = text.nfkc().collect();
    let whole = narrow.trim();
    let whole = whole.strip_suffix("まで有効").map_or(whole, str::trim_end);
    let mut rest = Cursor(whole);
    let year = rest.year().ok_or(DateError::Unreadable)?;
    let (month, day) = rest.month_and_day(year.separator).ok_or(DateError::Unreadable)?;
    year.date(month, day)
}

/// The year as written: of the common era, of a Japanese era, or both.
struct Year {
    common: Option<i16>,
    era: Option<(Era, i16)>,
    separator: Separator,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// 年, 月, 日.
    Words,
    /// ISO: `-` and two digits.
    Iso,
    /// One sign between numbers.
    Sign(char),
}

impl Year {
    fn date(&self, month: i8, day: i8) -> Result<Date, DateError> {
        let of_era = match self.era {
            Some((_, 0)) => return Err(DateError::Impossible),
            Some((era, year)) => Some((era, era.year(year).ok_or(DateError::Impossible)?)),
            None => None,
        };
        let year = match (self.common, of_era) {
            (Some(common), Some((_, era))) if common != era => return Err(DateError::Impossible),
            (Some(year), _) | (None, Some((_, year))) => year,
            (None, None) => return Err(DateError::Unreadable),
        };
        let date = Date::new(year, month, day).map_err(|_| DateError::Impossible)?;
        match of_era {
            Some((era, _)) if date < era.begins() => Err(DateError::Impossible),
            _ => Ok(date),
        }
    }
}

struct Cursor<'t>(&'t str);

impl Cursor<'_> {
    fn take(&mut self, what: &str) -> bool {
        let found = self.0.strip_prefix(what);
        self.0 = found.unwrap_or(self.0);
        found.is_some()
    }

    /// A word of a date, which may have spaces on either side as documents print them.
    fn word(&mut self, what: &str) -> bool {
        let Some(rest) = self.0.trim_start().strip_prefix(what) else { return false };
        self.0 = rest.trim_start();
        true
    }

    fn number(&mut self, least: usize, most: usize) -> Option<i16> {
        let len = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if len < least || len > most {
            return None;
        }
        let (digits, rest) = self.0.split_at(len);
        self.0 = rest;
        digits.parse().ok()
    }

    fn year(&mut self) -> Option<Year> {
        if self.0.starts_with(|c: char| c.is_ascii_digit()) {
            return self.common_year();
        }
        if let Some(era) = Era::ALL.into_iter().find(|era| self.word(era.name())) {
            let year = self.era_year()?;
            let common = self.bracketed(|inside| inside.number(4, 4).filter(|_| inside.word("年"))).ok()?;
            return Some(Year { common, era: Some((era, year)), separator: Separator::Words });
        }
        let letter = self.0.chars().next()?.to_ascii_lowercase();
        let era = Era::ALL.into_iter().find(|era| era.letter() == letter)?;
        self.0 = self.0.get(1..)?;
        let year = self.number(1, 2)?;
        let sign = self.0.chars().next().filter(|c| matches!(c, '.' | '/' | '-'))?;
        Some(Year { common: None, era: Some((era, year)), separator: Separator::Sign(sign) })
    }

    fn common_year(&mut self) -> Option<Year> {
        let common = Some(self.number(4, 4)?);
        if self.word("年") {
            let era = self.bracketed(|inside| {
                let era = Era::ALL.into_iter().find(|era| inside.word(era.name()))?;
                Some((era, inside.era_year()?))
            });
            return Some(Year { common, era: era.ok()?, separator: Separator::Words });
        }
        let separator = match self.0.chars().next()? {
            '-' => Separator::Iso,
            '/' => Separator::Sign('/'),
            _ => return None,
        };
        Some(Year { common, era: None, separator })
    }

    /// `8年` or `元年`.
    fn era_year(&mut self) -> Option<i16> {
        let year = if self.take("元") { 1 } else { self.number(1, 2)? };
        self.word("年").then_some(year)
    }

    /// What stands in brackets next, if a bracket opens; an error where that is not understood.
    fn bracketed<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<Option<T>, DateError> {
        if !self.word("(") {
            return Ok(None);
        }
        let inside = read(self).filter(|_| self.word(")"));
        inside.map(Some).ok_or(DateError::Unreadable)
    }

    fn month_and_day(&mut self, separator: Separator) -> Option<(i8, i8)> {
        let (month, day) = match separator {
            Separator::Words => {
                let month = self.number(1, 2).filter(|_| self.word("月"))?;
                (month, self.number(1, 2).filter(|_| self.word("日"))?)
            }
            Separator::Iso => {
                let month = self.take("-").then(|| self.number(2, 2))??;
                (month, self.take("-").then(|| self.number(2, 2))??)
            }
            Separator::Sign(sign) => {
                let sign = sign.encode_utf8(&mut [0; 4]).to_owned();
                let month = self.take(&sign).then(|| self.number(1, 2))??;
                (month, self.take(&sign).then(|| self.number(1, 2))??)
            }
        };
        let whole = self.0.is_empty();
        whole.then_some((i8::try_from(month).ok()?, i8::try_from(day).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_the_contract_is_read() {
        let reiwa = date(2026, 5, 1);
        for text in [
            "2026-05-01",
            "R8.5.1",
            "r08.05.01",
            "R8/5/1",
            "R8-5-1",
            "令和8年5月1日",
            "令和08年05月01日",
            "2026年5月1日",
            "2026/5/1",
            "2026/05/01",
            "2026年(令和8年)5月1日",
            "2026年（令和8年）5月1日",
            "令和8年(2026年)5月1日",
            "令和８年（２０２６年）５月１日",
            "２０２６－０５－０１",
            "Ｒ８．５．１",
            "2026年(令和8年)5月1日まで有効",
            "2026-05-01まで有効",
            "R8.5.1 まで有効",
            "令和 8年 5月 1日",
            " 2026-05-01 ",
        ] {
            assert_eq!(parse_date(text), Ok(reiwa), "{text}");
        }
        assert_eq!(parse_date("令和元年5月1日"), Ok(date(2019, 5, 1)));
        assert_eq!(parse_date("2019年(令和元年)8月9日"), Ok(date(2019, 8, 9)));
        assert_eq!(parse_date("平成34年10月1日"), Ok(date(2022, 10, 1)));
        assert_eq!(parse_date("平成31年5月1日"), Ok(date(2019, 5, 1)), "counted on past the era's end");
        assert_eq!(parse_date("昭和64年1月7日"), Ok(date(1989, 1, 7)));
        assert_eq!(parse_date("S64.1.8"), Ok(date(1989, 1, 8)));
        assert_eq!(parse_date("大正15年12月25日"), Ok(date(1926, 12, 25)));
        assert_eq!(parse_date("M45.7.30"), Ok(date(1912, 7, 30)));
        assert_eq!(parse_date("t1.7.30"), Ok(date(1912, 7, 30)));
        assert_eq!(parse_date("令和6年2月29日"), Ok(date(2024, 2, 29)));
    }

    #[test]
    fn days_that_never_were_are_impossible() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "令和8年2月29日",
            "R8.4.31",
            "令和元年4月30日",
            "R1.4.30",
            "平成元年1月7日",
            "S1.12.24",
            "大正1年7月29日",
            "M1.1.1",
            "令和0年5月1日",
            "H0.1.1",
            "2026年(令和9年)5月1日",
            "令和8年(2027年)5月1日",
            "2019年(令和元年)4月30日",
            "2026年99月1日",
            "R8.5.0",
        ] {
            assert_eq!(parse_date(text), Err(DateError::Impossible), "{text}");
        }
    }

    #[test]
    fn other_forms_are_not_guessed() {
        for text in [
            "",
            " ",
            "abc",
            "20260501",
            "2026.5.1",
            "2026-5-1",
            "26-05-01",
            "05/01/2026",
            "R8.5",
            "R8.5/1",
            "X8.5.1",
            "令和8年5月",
            "令和8-5-1",
            "令和8.5.1",
            "2026年5月1",
            "2026年(令和8年5月1日",
            "2026年(昭和)5月1日",
            "2026-05-01T00:00",
            "2026-05-01 x",
            "R123.1.1",
            "R.5.1",
            "令和年5月1日",
            "まで有効",
            "+2026-05-01",
            "-2026-05-01",
            "2026-05-0١",
            "令和8年(26年)5月1日",
            "2026年()5月1日",
        ] {
            assert_eq!(parse_date(text), Err(DateError::Unreadable), "{text}");
        }
        assert_eq!(parse_date(&"2".repeat(10_000_000)), Err(DateError::Unreadable));
    }

    fn wide(text: &str) -> String {
        text.chars()
            .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
            .collect()
    }

    proptest! {
        #[test]
        fn era_and_common_forms_agree(days in 0i64..60_000, pad in any::<bool>()) {
            let day = date(1868, 1, 25).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(parse_date(&day.to_string()), Ok(day));
            let (y, m, d) = (day.year(), day.month(), day.day());
            for era in Era::ALL.into_iter().filter(|era| era.begins() <= day && y - era.begins().year() < 99) {
                let n = y - era.begins().year() + 1;
                let (letter, name) = (era.letter(), era.name());
                let forms = if pad {
                    vec![format!("{letter}{n:02}.{m:02}.{d:02}"), format!("{name}{n:02}年{m:02}月{d:02}日")]
                } else {
                    vec![
                        format!("{}{n}-{m}-{d}", letter.to_ascii_uppercase()), format!("{name}{n}年{m}月{d}日"),
                        format!("{y}年({name}{n}年){m}月{d}日まで有効"), format!("{name}{n}年（{y}年）{m}月{d}日"),
                    ]
                };
                for form in forms {
                    prop_assert_eq!(parse_date(&form), Ok(day), "{}", form);
                    prop_assert_eq!(parse_date(&wide(&form)), Ok(day), "{}", form);
                }
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}|[0-9RHS年月日令和平成()（）./-]{0,20}") {
            let _ = parse_date(&text);
        }
    }
}
