use std::time::Instant;

use zeroize::Zeroizing;

use crate::central::Client;
use crate::store::BACKOFF_CAP;

/// Sending stands still because the service does not let this kiosk in.
pub(super) struct Pause {
    since: Instant,
    token: Option<Zeroizing<String>>,
}

impl Pause {
    /// Begins now, with the token that was refused.
    pub(super) fn new(client: &Client) -> Self {
        Self { since: Instant::now(), token: client.token() }
    }

    /// Whether it is worth trying again: the token is another one, or the slowest back-off is over.
    pub(super) fn is_over(&self, client: &Client) -> bool {
        self.is_over_at(Instant::now(), client.token())
    }

    fn is_over_at(&self, now: Instant, token: Option<Zeroizing<String>>) -> bool {
        let changed = token.is_some() && token != self.token;
        changed || now.saturating_duration_since(self.since) >= BACKOFF_CAP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_ends_with_another_token_or_with_the_slowest_back_off() {
        let token = |text: &str| Some(Zeroizing::new(text.to_owned()));
        let since = Instant::now();
        let pause = Pause { since, token: token("old") };
        assert!(!pause.is_over_at(since, token("old")));
        assert!(!pause.is_over_at(since + BACKOFF_CAP / 2, token("old")));
        assert!(!pause.is_over_at(since, None), "a file that is being replaced is no new token");
        assert!(pause.is_over_at(since, token("new")));
        assert!(pause.is_over_at(since + BACKOFF_CAP, token("old")));
        let unreadable = Pause { since, token: None };
        assert!(!unreadable.is_over_at(since, None));
        assert!(unreadable.is_over_at(since, token("new")));
    }
}
