//! The case list of today: what became of the cases, without personal data.

use jiff::civil::DateTime;
use uuid::Uuid;

use super::correction::{Correction, Rejection};
use super::customer::Customer;
use super::list::Cursor;
use super::message::Input;
use super::order::OrderForm;
use crate::verification::order::{Order, OrderLine, Service};

/// Longest part of a receipt number that is sought.
const LONGEST: usize = 24;

/// Where a case stands. Its word is the text `standing-<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseStanding {
    /// On this machine, on its way.
    Waiting,
    /// The service has it.
    Received,
    /// The service looks at it.
    InReview,
    /// The service said yes.
    Accepted,
    /// The service said no, and it was not corrected yet.
    Rejected,
    /// The service said no, and a correction was sent.
    Corrected,
    /// The service refused the submission for good.
    Refused,
}

impl CaseStanding {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Waiting,
        Self::Received,
        Self::InReview,
        Self::Accepted,
        Self::Rejected,
        Self::Corrected,
        Self::Refused,
    ];

    /// The id as used in the text catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::InReview => "in-review",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Corrected => "corrected",
            Self::Refused => "refused",
        }
    }
}

/// What is known of a case of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEntry {
    /// Submission id.
    pub id: Uuid,
    /// When it was sealed, by the store's clock.
    pub at: DateTime,
    /// The number its customer was told.
    pub receipt_number: Option<String>,
    /// Service ids.
    pub services: Vec<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Where it stands.
    pub standing: CaseStanding,
    /// Why it was rejected or refused.
    pub rejection: Rejection,
}

impl CaseEntry {
    /// A fresh customer, who corrects this case: the kiosk has nothing of it any more but what
    /// kinds of service were ordered.
    pub fn fresh_customer(&self) -> Customer {
        let known = self.services.iter().filter(|id| Service::from_id(id).is_some());
        let lines = known.map(|id| OrderLine { service: id.clone(), quantity: 1 }).collect();
        let mut customer = Customer::new();
        customer.order = OrderForm::from_order(&Order { lines, reservation: None }).unwrap_or_default();
        let mut correction = Correction::new(self.id, self.rejection.clone());
        correction.receipt_number.clone_from(&self.receipt_number);
        correction.anew = true;
        customer.correction = Some(Box::new(correction));
        customer
    }
}

/// The screen of the case list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseList {
    /// Part of the receipt number that is sought.
    pub sought: String,
    /// Focus in what was found.
    pub cursor: Cursor,
    /// The case that is looked at.
    pub open: Option<Uuid>,
}

impl CaseList {
    /// What was found, the newest first.
    pub fn found<'a>(&self, cases: &'a [CaseEntry]) -> Vec<&'a CaseEntry> {
        let sought = self.sought.to_ascii_lowercase();
        let fits = |case: &&CaseEntry| {
            let number = case.receipt_number.as_deref().unwrap_or_default().to_ascii_lowercase();
            let bare: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
            sought.is_empty() || number.contains(&sought) || bare.contains(&sought)
        };
        cases.iter().filter(fits).collect()
    }

    /// The case in focus.
    pub fn focused<'a>(&self, cases: &'a [CaseEntry]) -> Option<&'a CaseEntry> {
        let found = self.found(cases);
        found.get(self.cursor.0.min(found.len().saturating_sub(1))).copied()
    }

    /// The case that is looked at.
    pub fn opened<'a>(&self, cases: &'a [CaseEntry]) -> Option<&'a CaseEntry> {
        cases.iter().find(|case| Some(case.id) == self.open)
    }

    /// Lets the list take a key: letters and digits seek, arrows move.
    pub(super) fn input(&mut self, cases: &[CaseEntry], input: &Input) {
        match input {
            Input::Text(text) => {
                let narrow = text.chars().map(narrow).filter(|c| c.is_ascii_alphanumeric() || *c == '-');
                let room = LONGEST.saturating_sub(self.sought.len());
                self.sought.extend(narrow.take(room));
                self.cursor = Cursor::default();
            }
            Input::Erase => {
                self.sought.pop();
                self.cursor = Cursor::default();
            }
            Input::Delete => {
                self.sought.clear();
                self.cursor = Cursor::default();
            }
            input => {
                self.cursor.input(input, self.found(cases).len());
            }
        }
    }
}

/// Full-width letters and digits as input methods leave them on, in their narrow notation.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use zeroize::Zeroizing;

    use super::*;

    fn case(number: &str, standing: CaseStanding) -> CaseEntry {
        CaseEntry {
            id: Uuid::now_v7(),
            at: date(2026, 11, 22).at(10, 0, 0, 0),
            receipt_number: Some(number.into()),
            services: vec!["voice-sim".into(), "data-sim".into()],
            documents: vec!["drivers-license".into()],
            standing,
            rejection: Rejection::of(&["blurred"]),
        }
    }

    #[test]
    fn digits_of_either_width_find_a_receipt_number() {
        let cases = [
            case("R-20261122-0042", CaseStanding::Rejected),
            case("R-20261122-0117", CaseStanding::Accepted),
        ];
        let mut list = CaseList::default();
        let typed = |text: &str| Input::Text(Zeroizing::new(text.to_owned()));
        list.input(&cases, &typed("００４"));
        assert_eq!(list.focused(&cases).map(|case| case.id), Some(cases[0].id));
        list.input(&cases, &typed("9"));
        assert!(list.focused(&cases).is_none());
        list.input(&cases, &Input::Delete);
        list.input(&cases, &typed("22011"));
        assert_eq!(list.found(&cases), [&cases[1]], "dashes may be left out");
    }

    #[test]
    fn a_fresh_customer_has_the_services_and_the_rejected_id_and_no_more() {
        let case = case("R-1", CaseStanding::Rejected);
        let customer = case.fresh_customer();
        let ordered: Vec<_> = customer.case().order.lines.into_iter().map(|line| line.service).collect();
        assert_eq!(ordered, case.services);
        let correction = customer.correction.unwrap();
        assert_eq!((correction.supersedes, correction.anew), (case.id, true));
        assert!(customer.photos.is_empty() && customer.document.is_none());
    }
}
