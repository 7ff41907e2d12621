use std::str::FromStr;

/// What the help of `kiosk sandbox` says about faults.
pub const FAULTS: &str = "\
Faults, as [ROUTE:]KIND[=VALUE][@COUNT]; may be given several times.
ROUTE is submissions (the default), status, reservations, health or all.
COUNT limits a fault to the first so many requests; without it, it lasts.
  http-NNN[=RETRY-AFTER]  answer with that status (300 to 599); 3xx name another place
  reject=CODE[,CODE]      422 with these reasons
  captive-portal          200 with a web page
  empty                   201 with nothing in it
  other-id                a receipt for another submission
  half-json               half a receipt, properly ended
  cut                     the case is kept, the reply breaks off
  lost-reply              the case is kept, the connection closes without a reply
  drop                    the connection closes before anything is read
  hang                    no reply, ever
  slow=SECONDS            the right reply, late
  drip                    the right reply, a byte a second
  huge                    a reply of 4 GiB
  clock=SECONDS           the service's clock is ahead (or behind) by so much
  other-recipient         health announces another key";

/// Which requests a fault meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `POST /v1/submissions`.
    Submissions,
    /// `GET /v1/submissions/{id}`.
    Status,
    /// `GET /v1/reservations/{code}`.
    Reservations,
    /// `GET /v1/health`.
    Health,
    /// All of them.
    All,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// That status, with that Retry-After.
    Http(u16, Option<String>),
    /// 422 with these reasons.
    Reject(Vec<String>),
    /// 200 with a web page.
    CaptivePortal,
    /// 201 with nothing in it.
    Empty,
    /// A receipt for another submission.
    OtherId,
    /// Half a receipt, properly ended.
    HalfJson,
    /// The case is kept, the reply breaks off.
    Cut,
    /// The case is kept, the connection closes.
    LostReply,
    /// The connection closes before anything is read.
    Drop,
    /// No reply, ever.
    Hang,
    /// The right reply, so many seconds late.
    Slow(u64),
    /// The right reply, a byte a second.
    Drip,
    /// A reply of 4 GiB.
    Huge,
    /// The clock is off by so many seconds.
    Clock(i64),
    /// Health announces another key.
    OtherRecipient,
}

/// One fault, where and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultPlan {
    /// Which requests it meets.
    pub route: Route,
    /// What goes wrong.
    pub kind: Kind,
    /// For how many requests; none: for all.
    pub count: Option<u32>,
}

impl FaultPlan {
    /// Whether it meets requests of that route.
    pub(super) fn meets(&self, route: Route) -> bool {
        self.route == Route::All || self.route == route
    }
}

impl FromStr for FaultPlan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (text, count) = match text.rsplit_once('@') {
            Some((text, count)) => (text, Some(number(count)?)),
            None => (text, None),
        };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let (route, name) = match name.split_once(':') {
            Some((route, name)) => (Some(route), name),
            None => (None, name),
        };
        let kind = kind(name, value)?;
        let route = match route {
            None if matches!(kind, Kind::Clock(_)) => Route::All,
            None if kind == Kind::OtherRecipient => Route::Health,
            None | Some("submissions") => Route::Submissions,
            Some("status") => Route::Status,
            Some("reservations") => Route::Reservations,
            Some("health") => Route::Health,
            Some("all") => Route::All,
            Some(other) => return Err(format!("{other}: no such route")),
        };
        Ok(Self { route, kind, count })
    }
}

fn kind(name: &str, value: Option<&str>) -> Result<Kind, String> {
    let needed = || value.ok_or_else(|| format!("{name} needs =VALUE"));
    if let Some(status) = name.strip_prefix("http-") {
        let status: u16 = number(status)?;
        if !(300..=599).contains(&status) {
            return Err(format!("{status}: a status from 300 to 599"));
        }
        return Ok(Kind::Http(status, value.map(str::to_owned)));
    }
    Ok(match name {
        "reject" => Kind::Reject(needed()?.split(',').map(str::to_owned).collect()),
        "slow" => Kind::Slow(number(needed()?)?),
        "clock" => Kind::Clock(number(needed()?)?),
        _ if value.is_some() => return Err(format!("{name} takes no value")),
        "captive-portal" => Kind::CaptivePortal,
        "empty" => Kind::Empty,
        "other-id" => Kind::OtherId,
        "half-json" => Kind::HalfJson,
        "cut" => Kind::Cut,
        "lost-reply" => Kind::LostReply,
        "drop" => Kind::Drop,
        "hang" => Kind::Hang,
        "drip" => Kind::Drip,
        "huge" => Kind::Huge,
        "other-recipient" => Kind::OtherRecipient,
        _ => return Err(format!("{name}: no such fault")),
    })
}

fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text}: not a number that fits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_as_the_help_says() {
        let plan = |text: &str| text.parse::<FaultPlan>().unwrap();
        assert_eq!(plan("hang"), FaultPlan { route: Route::Submissions, kind: Kind::Hang, count: None });
        let busy = Kind::Http(503, Some("7".into()));
        assert_eq!(
            plan("status:http-503=7@2"),
            FaultPlan { route: Route::Status, kind: busy, count: Some(2) }
        );
        let dated = Kind::Http(429, Some("Mon, 05 Oct 2026 12:00:00 GMT".into()));
        assert_eq!(plan("http-429=Mon, 05 Oct 2026 12:00:00 GMT").kind, dated);
        assert_eq!(plan("clock=-300").kind, Kind::Clock(-300));
        for text in ["", "http-200", "slow", "drop=1", "moon:drop", "reject", "drop@x"] {
            assert!(text.parse::<FaultPlan>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_help_names_every_fault() {
        for line in FAULTS.lines().filter_map(|line| line.strip_prefix("  ")) {
            let name = line.split(' ').next().unwrap().split(['[', '=']).next().unwrap();
            let example = match name {
                "http-NNN" => "http-500".to_owned(),
                "reject" => "reject=blurred".to_owned(),
                "slow" | "clock" => format!("{name}=1"),
                name => name.to_owned(),
            };
            assert!(example.parse::<FaultPlan>().is_ok(), "{example}");
        }
    }
}
