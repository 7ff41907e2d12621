use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::store::HOLD_CAP;

/// The pause that a reply asks for: seconds, or a date that counts from the reply's own
/// Date (the two clocks need not agree). Capped; nonsense is no pause.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are an absurd pause, and capped like one.
        let seconds = text.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(HOLD_CAP));
    }
    let until = http_date(text)?;
    let from = reply_date(headers).unwrap_or(now);
    Some(Duration::try_from(until.duration_since(from)).unwrap_or_default().min(HOLD_CAP))
}

/// The time that the service's clock shows.
pub(super) fn reply_date(headers: &HeaderMap) -> Option<Timestamp> {
    http_date(headers.get(DATE)?.to_str().ok()?.trim())
}

fn http_date(text: &str) -> Option<Timestamp> {
    // IMF-fixdate and its two obsolete forms (RFC 9110, 5.6.7).
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(zoned.timestamp());
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"].into_iter().find_map(|form| {
        let civil = jiff::fmt::strtime::parse(form, text).ok()?.to_datetime().ok()?;
        civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(retry_after_text: &str, date: Option<&str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after_text.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        let now = "2026-10-05T12:00:00Z".parse().unwrap();
        retry_after(&headers, now).map(|pause| pause.as_secs())
    }

    #[test]
    fn seconds() {
        assert_eq!(pause("7", None), Some(7));
        assert_eq!(pause("0", None), Some(0));
        assert_eq!(pause("86400", None), Some(3600));
        assert_eq!(pause("99999999999999999999999999", None), Some(3600));
    }

    #[test]
    fn a_date_counts_from_the_replys_own_date() {
        let date = Some("Mon, 05 Oct 2020 00:00:00 GMT");
        assert_eq!(pause("Mon, 05 Oct 2020 00:00:20 GMT", date), Some(20));
        assert_eq!(pause("Monday, 05-Oct-20 00:00:20 GMT", date), Some(20));
        assert_eq!(pause("Mon Oct  5 00:00:20 2020", date), Some(20));
        assert_eq!(pause("Sun, 04 Oct 2020 00:00:00 GMT", date), Some(0));
        assert_eq!(pause("Mon, 05 Oct 2099 00:00:00 GMT", date), Some(3600));
        assert_eq!(pause("Mon, 05 Oct 2026 12:00:30 GMT", None), Some(30));
    }

    #[test]
    fn nonsense_is_no_pause() {
        for text in ["", "-5", "soon", "1.5", "NaN", "1e9", "Mon, 99 Foo 2026 99:99:99 GMT"] {
            assert_eq!(pause(text, None), None, "{text}");
        }
    }
}
