use std::str::FromStr;
use std::time::Duration;

use crate::reason::ReasonCode;
use crate::store::Status;

/// What the help of `kiosk sandbox` says about verdicts.
pub const VERDICTS: &str = "\
Verdicts, as STATUS[:CODE,CODE][@SECONDS]; SECONDS after the case came, 1 without them.
  received                and no more
  in-review               someone looks at it, and nothing more comes
  accepted                the answer to every case without this option
  rejected[:CODE,CODE]    with these reason codes, any of the contract or others
  never                   no verdict, ever
Given twice, the second one is for corrections (submissions that supersede another). An object
in registration.json of the sandbox's folder is told with every rejection, as what is registered.";

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
    /// That status with these reasons, so long after a case came.
    pub fn new(status: Status, reasons: &[ReasonCode], after: Duration) -> Self {
        Self { status, reasons: reasons.iter().map(ToString::to_string).collect(), after }
    }

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
    fn the_help_names_every_status_and_every_reason_can_be_answered() {
        for status in Status::ALL {
            assert!(VERDICTS.contains(&format!("\n  {}", status.as_str())), "{}", status.as_str());
        }
        for code in crate::reason::ReasonCode::ALL {
            let plan: VerdictPlan = format!("rejected:{code}@0").parse().unwrap();
            assert_eq!(plan.at(Duration::ZERO), (Status::Rejected, [code.to_string()].as_slice(), None));
        }
        let late: VerdictPlan = "accepted@3600".parse().unwrap();
        assert_eq!(late.at(Duration::from_secs(3599)).0, Status::InReview);
        assert_eq!(late.at(Duration::from_secs(3600)).0, Status::Accepted);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "maybe", "accepted:blurred", "accepted@soon", "rejected@-1"] {
            assert!(text.parse::<VerdictPlan>().is_err(), "{text}");
        }
    }
}
