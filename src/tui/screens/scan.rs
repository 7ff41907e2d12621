use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget as _;

use crate::counter::{CameraState, Scan, Screen};
use crate::vision::codes::CodeKind;

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::{put, put_wrapped};

/// The live picture while a code is looked for, and what was seen instead.
pub(super) fn render(scene: &Scene, scan: &Scan, area: Rect, buf: &mut Buffer) {
    let rest = match &scan.word {
        Some(word) => put_wrapped(scene.say(word), scene.theme.warn(), area, buf),
        None => put(line(scene, scan), area, buf),
    };
    match (&scene.state.camera, scene.live) {
        (CameraState::Trouble(sentence), _) => {
            put_wrapped(scene.say(sentence), scene.theme.bad(), rest, buf);
        }
        (_, Some(live)) => Preview::new(live).colours(scene.theme.pictures).render(rest, buf),
        (_, None) => {
            put_wrapped(scene.tr("capture-opening"), scene.theme.faint(), rest, buf);
        }
    }
}

/// The line that the SIM is for.
fn line(scene: &Scene, scan: &Scan) -> String {
    match &scene.state.screen {
        Screen::Serving(customer) if scan.kind == CodeKind::SimPackage => customer
            .lines
            .all()
            .get(scan.line())
            .map(|line| super::lines::name(scene, line))
            .unwrap_or_default(),
        _ => String::new(),
    }
}
