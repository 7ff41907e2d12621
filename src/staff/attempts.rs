//! Wrong PINs of this kiosk: how long nobody may try again, also after a restart.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Wrong PINs that cost nothing: fingers slip.
const FREE: u32 = 2;
/// The first pause; every further wrong PIN doubles it.
const FIRST: SignedDuration = SignedDuration::from_secs(15);
/// The longest one.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// After so long without a wrong PIN all is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// Wrong PINs since the last right one, by staff id. What was typed for an id that nobody has is
/// not kept: it may be a PIN in the wrong field.
///
/// A right PIN forgives the wrong ones of its own id and those of nobody, and no others: who
/// knows one PIN gets no more guesses at another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempts {
    wrong: BTreeMap<String, u32>,
    last: Option<Timestamp>,
}

/// The pause after so many wrong PINs.
pub fn pause(wrong: u32) -> SignedDuration {
    match wrong.saturating_sub(FREE) {
        0 => SignedDuration::ZERO,
        beyond => FIRST.saturating_mul(1 << (beyond - 1).min(16)).min(LONGEST),
    }
}

impl Attempts {
    /// Reads what is kept; an absent or damaged file says nothing.
    pub fn load(file: &Path) -> Self {
        let read = std::fs::read(file).ok().map(|bytes| serde_json::from_slice(&bytes));
        match read {
            Some(Ok(attempts)) => attempts,
            Some(Err(_)) => {
                tracing::warn!("the record of wrong PINs was damaged");
                Self::default()
            }
            None => Self::default(),
        }
    }

    /// Keeps it, so that it survives a power cut.
    pub fn save(&self, file: &Path) -> std::io::Result<()> {
        let dir = file.parent().unwrap_or(Path::new("."));
        let mut temp = tempfile::NamedTempFile::new_in(dir)?;
        temp.write_all(serde_json::to_string(self)?.as_bytes())?;
        temp.as_file().sync_all()?;
        temp.persist(file)?;
        std::fs::File::open(dir)?.sync_all()
    }

    /// Counts a try before its outcome is known: who kills the program over it gains nothing.
    pub fn begin(&mut self, known_id: Option<&str>, now: Timestamp) {
        if self.last.is_some_and(|last| now.duration_since(last) >= FORGOTTEN) {
            self.wrong.clear();
        }
        let wrong = self.wrong.entry(known_id.unwrap_or_default().to_owned()).or_default();
        *wrong = wrong.saturating_add(1);
        self.last = Some(now);
    }

    /// The try was right.
    pub fn forgive(&mut self, id: &str) {
        self.wrong.remove(id);
        self.wrong.remove("");
        if self.wrong.is_empty() {
            self.last = None;
        }
    }

    /// How many wrong ones stand.
    pub fn wrong(&self) -> u32 {
        self.wrong.values().fold(0, |sum, wrong| sum.saturating_add(*wrong))
    }

    /// When the next try may be made; `None` when at once. A clock that was set back makes nobody
    /// wait longer than the pause.
    pub fn retry_at(&self, now: Timestamp) -> Option<Timestamp> {
        let last = self.last?.min(now);
        let until = last.saturating_add(pause(self.wrong())).ok()?;
        (until > now).then_some(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + seconds).unwrap()
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        let seconds: Vec<i64> = (0..12).map(|wrong| pause(wrong).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(pause(u32::MAX), LONGEST);
    }

    #[test]
    fn a_pause_outlives_the_program_and_ends() {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("sign-in.json");
        let mut attempts = Attempts::load(&file);
        for _ in 0..3 {
            attempts.begin(Some("1"), at(0));
            attempts.save(&file).unwrap();
        }
        let attempts = Attempts::load(&file);
        assert_eq!(attempts.retry_at(at(1)), Some(at(15)));
        assert_eq!(attempts.retry_at(at(15)), None);
        std::fs::write(&file, "{").unwrap();
        assert_eq!(Attempts::load(&file), Attempts::default());
    }

    #[test]
    fn a_clock_set_back_makes_nobody_wait_for_ever() {
        let mut attempts = Attempts::default();
        (0..3).for_each(|_| attempts.begin(None, at(100_000)));
        assert_eq!(attempts.retry_at(at(0)), Some(at(15)));
    }

    #[test]
    fn the_right_pin_of_one_buys_no_guesses_at_another() {
        let mut attempts = Attempts::default();
        for _ in 0..4 {
            attempts.begin(Some("manager"), at(0));
            attempts.begin(Some("clerk"), at(0));
            attempts.forgive("clerk");
        }
        assert_eq!(attempts.wrong(), 4);
        attempts.begin(None, at(0));
        attempts.begin(Some("manager"), at(0));
        attempts.forgive("manager");
        assert_eq!(attempts, Attempts::default());
    }

    #[test]
    fn a_day_without_a_wrong_pin_forgets() {
        let mut attempts = Attempts::default();
        (0..8).for_each(|_| attempts.begin(Some("1"), at(0)));
        attempts.begin(Some("1"), at(86_400));
        assert_eq!((attempts.wrong(), attempts.retry_at(at(86_401))), (1, None));
    }
}
