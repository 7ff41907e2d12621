use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::counter::manager::{AuditPage, Loaded};
use crate::store::audit::Line as Entry;
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::text::{fit, put, put_wrapped};

use super::{chosen, loaded, local, say, window};

/// Rows below the list for the entry in focus.
const DETAIL: u16 = 7;

/// The newest entries, all of the one in focus, and whether the trail is sound.
pub(super) fn render(scene: &Scene, page: &AuditPage, area: Rect, buf: &mut Buffer) {
    let Some((entries, count)) = loaded(scene, &page.entries, area, buf) else { return };
    let rest = match &page.verified {
        None => {
            let count = Message::new("manager-audit-count").with("count", count.to_string());
            say(scene, &count, scene.theme.faint(), area, buf)
        }
        Some(Loaded::Waiting) => {
            put_wrapped(scene.tr("manager-audit-verifying"), scene.theme.title(), area, buf)
        }
        Some(Loaded::Failed(why)) => say(scene, why, scene.theme.bad(), area, buf),
        Some(Loaded::Ready(verified)) => {
            let head = verified.head.get(..12).unwrap_or_default().to_owned();
            let (message, style) = match &verified.first_bad {
                None => (Message::new("audit-sound"), scene.theme.good()),
                Some(bad) => {
                    let bad = Message::new("audit-bad")
                        .with("index", bad.index.to_string())
                        .with("why", scene.tr(&format!("manager-audit-{}", bad.why)));
                    (bad, scene.theme.bad())
                }
            };
            let message = message.with("entries", verified.entries.to_string()).with("head", head);
            say(scene, &message, style, area, buf)
        }
    };
    let rows = entries.iter().enumerate().map(|(index, entry)| {
        chosen(scene, fit(&row(scene, entry), usize::from(area.width) - 2), index == page.cursor.0)
    });
    let room = rest.height.saturating_sub(DETAIL + 1);
    let rest = put("", window(scene, rows.collect(), page.cursor.0, room, rest, buf), buf);
    if let Some(entry) = page.focused() {
        detail(scene, entry, rest, buf);
    }
}

fn row(scene: &Scene, entry: &Entry) -> String {
    let staff = entry.staff.as_deref().unwrap_or("-");
    format!("{}  {staff}  {}", when(entry), scene.tr(&format!("audit-action-{}", entry.action.as_str())))
}

fn when(entry: &Entry) -> String {
    entry.at.parse::<Timestamp>().map_or_else(|_| entry.at.clone(), local)
}

fn detail(scene: &Scene, entry: &Entry, area: Rect, buf: &mut Buffer) {
    let codes: Vec<String> = entry.codes.iter().map(|code| word(scene, code)).collect();
    let about = Message::new("manager-audit-about")
        .with("index", entry.index.to_string())
        .with("policy", entry.policy.clone().unwrap_or_else(|| "-".to_owned()));
    let mut rest = say(scene, &about, Style::new(), area, buf);
    if !codes.is_empty() {
        rest = put_wrapped(codes.join(" / "), Style::new(), rest, buf);
    }
    if let Some(case) = &entry.case {
        put_wrapped(case, scene.theme.faint(), rest, buf);
    }
}

/// A code in words, where the catalogue has some.
fn word(scene: &Scene, code: &str) -> String {
    ["reason", "document", "side", "service", "queue-status", "queue-state"]
        .into_iter()
        .map(|kind| format!("{kind}-{code}"))
        .find(|id| scene.catalogue.has(id))
        .map_or_else(|| code.to_owned(), |id| scene.tr(&id))
}
