use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;

use crate::counter::{CameraState, Customer, Wanted};

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::{put, put_wrapped};

/// Steps of the bar that shows how near the automatic shot is.
const STEPS: usize = 10;

/// A photograph's name: document and side.
pub(super) fn subject(scene: &Scene, wanted: &Wanted) -> String {
    let document = scene.tr(&format!("document-{}", wanted.document));
    let side = scene.tr(&format!("side-{}", wanted.side));
    format!("{document} {side}")
}

/// The live picture with the document's frame, and the shots of this customer.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    let rest = shots(scene, customer, area, buf);
    match (&scene.state.camera, scene.live) {
        (CameraState::Trouble(sentence), _) => {
            put_wrapped(scene.say(sentence), scene.theme.bad(), rest, buf);
        }
        (_, Some(live)) => {
            let hint = scene.state.hint.as_ref();
            // The loupe is already in the live picture, which has all the camera's pixels.
            Preview::new(live)
                .colours(scene.theme.pictures)
                .guide(shape(scene, customer).filter(|_| !customer.loupe))
                .outline(hint.and_then(|hint| hint.corners))
                .good(hint.is_some_and(|hint| hint.reason.is_none()))
                .render(rest, buf);
        }
        (_, None) => {
            put_wrapped(scene.tr("capture-opening"), scene.theme.faint(), rest, buf);
        }
    }
}

/// Long side divided by short side of what is to be photographed.
fn shape(scene: &Scene, customer: &Customer) -> Option<f32> {
    let wanted = customer.wanted.as_ref()?;
    let (long, short) = scene.state.policies.class_of(&wanted.document)?.shape().sides_mm;
    Some(long / short)
}

/// One line: which photographs are done, which is taken now, which follow.
fn shots(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) -> Rect {
    let Some(assessment) = scene.state.assessment() else { return area };
    let mut spans = Vec::new();
    for shot in &assessment.shots {
        let now = customer.wanted.as_ref().is_some_and(|wanted| wanted.is(shot));
        let (word, style) = if customer.photo(shot).is_some() {
            ("shot-done", scene.theme.good())
        } else if now {
            ("shot-now", scene.theme.title())
        } else if shot.required {
            ("shot-open", scene.theme.warn())
        } else {
            ("shot-optional", scene.theme.faint())
        };
        let side = scene.tr(&format!("side-{}", shot.side));
        spans.push(Span::styled(format!("{side}({})", scene.tr(word)), style));
        spans.push(Span::raw("  "));
    }
    let rest = put(Line::from(spans), area, buf);
    if customer.taking {
        return put(Span::styled(scene.tr("capture-taking"), scene.theme.title()), rest, buf);
    }
    match scene.state.hint.as_ref().map(|hint| hint.progress).filter(|progress| *progress > 0.0) {
        Some(progress) => put(steady(scene, progress), rest, buf),
        None => rest,
    }
}

/// How near the automatic shot is.
fn steady(scene: &Scene, progress: f32) -> Line<'static> {
    let done = (progress.clamp(0.0, 1.0) * STEPS as f32).round() as usize;
    let bar = format!(" [{}{}]", "#".repeat(done), "-".repeat(STEPS - done));
    Line::from(vec![Span::styled(scene.tr("capture-steady"), scene.theme.good()), Span::raw(bar)])
}
