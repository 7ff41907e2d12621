use std::str::FromStr;
use std::time::Duration;

use crate::store::Status;

/// The verdict on every case: `STATUS[:CODE,CODE][@SECONDS]`, or `never`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictPlan {
    status: Status,
    reasons: Vec<String>,
    after: Duration,
}

impl Default for VerdictPlan {
    fn default() -> Self {
        Self { status: Status::Accepted, reasons: Vec::new(), after: Duration::from_secs(1) }
    }
}

impl VerdictPlan {
    /// Where a case stands that was received so long ago, its reasons, and how long until
    /// that changes.
    pub(super) fn at(&self, age: Duration) -> (Status, &[String], Option<Duration>) {
        if age >= self.after {
            return (self.status, &self.reasons, None);
        }
        // Someone looks at it during the second half of the wait.
        let half = self.after / 2;
        if age >= half {
            (Status::InReview, &[], Some(self.after.saturating_sub(age)))
        } else {
            (Status::Received, &[], Some(half.saturating_sub(age)))
        }
    }
}

impl FromStr for VerdictPlan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "never" {
            return Ok(Self { status: Status::Received, reasons: Vec::new(), after: Duration::ZERO });
        }
        let (text, seconds) = text.split_once('@').unwrap_or((text, "1"));
        let after = seconds
            .parse()
            .map(Duration::from_secs)
            .map_err(|_| format!("{seconds}: not a number of seconds"))?;
        let (status, reasons) = text.split_once(':').unwrap_or((text, ""));
        let status = Status::from_text(status)
            .ok_or_else(|| format!("{status}: received, in-review, accepted, rejected or never"))?;
        let reasons: Vec<String> =
            reasons.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        if !reasons.is_empty() && status != Status::Rejected {
            return Err("reasons belong to rejected".into());
        }
        Ok(Self { status, reasons, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_comes_when_it_is_told_to() {
        let plan: VerdictPlan = "rejected:blurred,glare@4".parse().unwrap();
        assert_eq!(plan.at(Duration::ZERO), (Status::Received, [].as_slice(), Some(Duration::from_secs(2))));
        assert_eq!(plan.at(Duration::from_secs(3)).0, Status::InReview);
        let reasons = ["blurred".to_owned(), "glare".to_owned()];
        assert_eq!(plan.at(Duration::from_secs(4)), (Status::Rejected, reasons.as_slice(), None));
        let never: VerdictPlan = "never".parse().unwrap();
        assert_eq!(never.at(Duration::from_secs(9999)).0, Status::Received);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "maybe", "accepted:blurred", "accepted@soon", "rejected@-1"] {
            assert!(text.parse::<VerdictPlan>().is_err(), "{text}");
        }
    }
}
