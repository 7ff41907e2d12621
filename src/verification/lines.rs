//! What is told of the single lines of an order: who uses it, the telephone number that it brings
//! along, the SIM that is handed over for it.

use jiff::civil::Date;
use serde::Serialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::order::SimService;

/// Days that a number for porting (MNP reservation number) is valid, counted with the day it was
/// given out: the same at every telephone company.
pub const PORTING_DAYS: i32 = 15;

/// With fewer days left the counter warns. Sign-ups on the web want ten days, as the SIM is still to
/// be sent; that a counter may take a number up to its last day is an assumption.
pub const FEW_PORTING_DAYS: i32 = 10;

/// One line of which more is told than the order says. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
pub struct LineDetail {
    /// Its service; there is none for a device.
    #[zeroize(skip)]
    pub service: SimService,
    /// Which of the order's lines of that service, from 1.
    pub number: u32,
    /// Who uses it, where that is not the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// The telephone number that it brings along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub porting: Option<Porting>,
    /// Number of the SIM that is handed over (ITU-T E.118), 19 or 20 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

/// Who uses a line, as told at the counter.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
pub struct User {
    /// Family and given name.
    pub name: String,
    /// The same in katakana.
    pub kana: String,
    /// ISO date.
    pub birth_date: String,
}

/// A telephone number that comes from another company.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
pub struct Porting {
    /// The reservation number of the company that is left, 10 digits.
    pub reservation_number: String,
    /// Last day of its validity, ISO.
    pub expires_on: String,
    /// The telephone number.
    pub phone: String,
    /// In whose name it is: the applicant's.
    pub holder: String,
}

impl LineDetail {
    /// Whether nothing more is told than the order says.
    pub fn is_empty(&self) -> bool {
        self.user.is_none() && self.porting.is_none() && self.iccid.is_none()
    }
}

/// Days left of a number for porting, today included: 1 on its last day, none or fewer after it.
pub fn porting_days_left(expires_on: Date, today: Date) -> i32 {
    (expires_on - today).get_days() + 1
}

impl std::fmt::Debug for LineDetail {
    /// Names the line, and nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LineDetail({} {})", self.service.as_str(), self.number)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_with_today() {
        let given_out = date(2026, 11, 22);
        assert_eq!(porting_days_left(date(2026, 12, 6), given_out), PORTING_DAYS);
        assert_eq!(porting_days_left(date(2026, 12, 6), date(2026, 12, 6)), 1);
        assert_eq!(porting_days_left(date(2026, 12, 6), date(2026, 12, 7)), 0);
    }

    #[test]
    fn what_is_not_told_is_not_written() {
        let detail =
            LineDetail { service: SimService::VoiceSim, number: 1, user: None, porting: None, iccid: None };
        assert!(detail.is_empty());
        let written = serde_json::to_value(&detail).unwrap();
        assert_eq!(written, serde_json::json!({ "service": "voice-sim", "number": 1 }));
    }
}
