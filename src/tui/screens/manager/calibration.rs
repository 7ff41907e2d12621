use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::counter::manager::{CalibrationPage, Loaded};
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::text::{put, put_wrapped};

use super::camera;

/// When the bare desk was taken last, and how it looks now.
pub(super) fn render(scene: &Scene, page: &CalibrationPage, area: Rect, buf: &mut Buffer) {
    let last = match &page.last {
        Loaded::Waiting | Loaded::Failed(_) => Message::new("manager-waiting"),
        Loaded::Ready(None) => Message::new("manager-calibration-never"),
        Loaded::Ready(Some(at)) => {
            Message::new("manager-calibration-last").with("at", at.strftime("%Y-%m-%d %H:%M").to_string())
        }
    };
    let rest = put_wrapped(scene.say(&last), scene.theme.key(), area, buf);
    let rest = if page.taking {
        put_wrapped(scene.tr("capture-taking"), scene.theme.title(), rest, buf)
    } else {
        put("", rest, buf)
    };
    camera::live(scene, rest, buf);
}
