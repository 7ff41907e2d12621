//! Dates as documents print them and as people type them, and ages.

mod era;
mod read;

pub use read::{DateError, parse_date};

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// Whether someone born on `birth` has completed `years` years on the day `on`. Someone born on
/// 29 February completes a year on 1 March of a common year.
pub fn has_completed(birth: Date, years: i16, on: Date) -> bool {
    let Some(year) = birth.year().checked_add(years) else { return false };
    (on.year(), on.month(), on.day()) >= (year, birth.month(), birth.day())
}

/// Whether `birth` is more than `years` years before the day `on`.
pub fn is_over(birth: Date, years: i16, on: Date) -> bool {
    let Some(year) = birth.year().checked_add(years) else { return false };
    (on.year(), on.month(), on.day()) > (year, birth.month(), birth.day())
}

/// The same day `months` months later (earlier where negative), or that month's last day where
/// it has no such day.
pub fn months_from(date: Date, months: i32) -> Option<Date> {
    let span: Span = months.months();
    date.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ages_change_on_the_birthday_itself() {
        let birth = date(2008, 11, 23);
        assert!(!has_completed(birth, 18, date(2026, 11, 22)));
        assert!(has_completed(birth, 18, date(2026, 11, 23)));
        assert!(!has_completed(birth, i16::MAX, date(2026, 11, 23)));
    }

    #[test]
    fn a_leap_day_birthday_comes_on_the_first_of_march() {
        let birth = date(2008, 2, 29);
        assert!(!has_completed(birth, 18, date(2026, 2, 28)));
        assert!(has_completed(birth, 18, date(2026, 3, 1)));
        assert!(!has_completed(birth, 20, date(2028, 2, 28)));
        assert!(has_completed(birth, 20, date(2028, 2, 29)));
    }

    #[test]
    fn over_130_years_is_more_than_130() {
        let on = date(2026, 11, 23);
        assert!(!is_over(date(1896, 11, 23), 130, on));
        assert!(is_over(date(1896, 11, 22), 130, on));
    }

    #[test]
    fn months_end_on_the_last_day_that_exists() {
        assert_eq!(months_from(date(2026, 5, 31), -3), Some(date(2026, 2, 28)));
        assert_eq!(months_from(date(2028, 5, 31), -3), Some(date(2028, 2, 29)));
        assert_eq!(months_from(date(2026, 12, 31), 2), Some(date(2027, 2, 28)));
        assert_eq!(months_from(date(9999, 12, 31), 2), None);
    }
}
