use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::counter::ServiceState;
use crate::counter::manager::{Answering, ServicePage};
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::text::put;

use super::{loaded, say};

/// From here on a clock difference is worth a word, in seconds.
const NOTABLE_SKEW: u64 = 120;

/// Whether the service answers, how fast, its clock, its key, and why sending pauses.
pub(super) fn render(scene: &Scene, page: &ServicePage, area: Rect, buf: &mut Buffer) {
    let rest = match &scene.state.service {
        ServiceState::Paused(why) => {
            let rest = say(scene, &Message::new("manager-service-paused"), scene.theme.bad(), area, buf);
            put("", say(scene, why, scene.theme.bad(), rest, buf), buf)
        }
        _ => area,
    };
    let Some(report) = loaded(scene, &page.report, rest, buf) else { return };
    let url = Message::new("manager-service-url").with("url", report.url.clone());
    let mut rest = say(scene, &url, Style::new(), rest, buf);
    match &report.answer {
        Ok(Answering { round_trip_ms, .. }) => {
            let up = Message::new("manager-service-up").with("ms", round_trip_ms.to_string());
            rest = say(scene, &up, scene.theme.good(), rest, buf);
        }
        Err(why) => {
            rest = say(scene, &Message::new("manager-service-down"), scene.theme.bad(), rest, buf);
            rest = say(scene, why, scene.theme.bad(), rest, buf);
        }
    }
    if let Some(skew) = report.skew {
        let seconds = skew.unsigned_abs();
        let (id, style) = if seconds >= NOTABLE_SKEW {
            ("delivery-clock-skew", scene.theme.warn())
        } else {
            ("manager-service-clock", scene.theme.good())
        };
        rest = say(scene, &Message::new(id).with("seconds", seconds.to_string()), style, rest, buf);
    }
    rest = put("", rest, buf);
    for key in &report.configured {
        let configured = Message::new("manager-service-configured").with("key", key.clone());
        rest = say(scene, &configured, Style::new(), rest, buf);
    }
    if let Ok(Answering { announced, known, .. }) = &report.answer {
        let announced = Message::new("manager-service-announced").with("key", announced.clone());
        rest = say(scene, &announced, Style::new(), rest, buf);
        let (id, style) = if *known {
            ("check-key-ok", scene.theme.good())
        } else {
            ("delivery-recipient-mismatch", scene.theme.bad())
        };
        say(scene, &Message::new(id), style, rest, buf);
    }
}
