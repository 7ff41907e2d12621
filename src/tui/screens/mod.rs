//! One file per screen.

mod capture;
mod confirm;
mod document;
mod order;
mod review;
mod sending;
mod start;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::counter::{Screen, Step};

use super::frame::Parts;
use super::text::put;
use super::{Scene, advice, form};

/// Draws the screen that the state is at.
pub(super) fn render(scene: &Scene, body: Rect, buf: &mut Buffer) {
    let (left, right) = columns(body);
    let left = put(Line::styled(title(scene), scene.theme.title()), left, buf);
    let left = put("", left, buf);
    match &scene.state.screen {
        Screen::Start(start) => self::start::render(scene, start, left, buf),
        Screen::Sending(sending) => self::sending::render(scene, sending, left, buf),
        Screen::Serving(customer) => match customer.step {
            Step::Order => order::render(scene, &customer.order, left, buf),
            Step::Applicant => form::render(scene, &customer.applicant, left, buf),
            Step::Document => document::render(scene, customer, left, buf),
            Step::Primary => form::render(scene, &customer.primary, left, buf),
            Step::Auxiliary => {
                if let Some(auxiliary) = &customer.auxiliary {
                    form::render(scene, auxiliary, left, buf);
                }
            }
            Step::Capture => capture::render(scene, customer, left, buf),
            Step::Review => review::render(scene, customer, left, buf),
            Step::Confirm => confirm::render(scene, customer, left, buf),
        },
    }
    advice::render(scene, right, buf);
}

/// What stands beside each other: content with a margin, and advice.
fn columns(body: Rect) -> (Rect, Rect) {
    let (left, right) = Parts::columns(body);
    (Rect { x: left.x + 1, width: left.width.saturating_sub(1), ..left }, right)
}

/// Where the still is drawn: below the title and a blank line.
pub(super) fn still_area(body: Rect) -> Rect {
    let (left, _) = columns(body);
    Rect { y: left.y + 2, height: left.height.saturating_sub(2), ..left }
}

fn title(scene: &Scene) -> String {
    let title = scene.tr(&format!("title-{}", scene.state.screen_id()));
    match &scene.state.screen {
        Screen::Serving(customer) => {
            let subject = match (customer.step, &customer.document, &customer.wanted) {
                (Step::Primary, Some(document), _) => scene.tr(&format!("document-{document}")),
                (Step::Capture | Step::Review, _, Some(wanted)) => self::capture::subject(scene, wanted),
                _ => return title,
            };
            format!("{title}: {subject}")
        }
        _ => title,
    }
}
