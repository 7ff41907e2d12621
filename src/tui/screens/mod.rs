//! One file per screen.

mod capture;
mod cases;
mod confirm;
mod correction;
mod document;
mod lines;
mod lock;
pub(super) mod manager;
mod mask;
mod order;
mod practice;
mod review;
mod scan;
mod sending;
mod start;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::camera::view::Crop;
use crate::counter::{Access, Screen, State, Step};

use super::frame::Parts;
use super::preview::LOUPE;
use super::text::put;
use super::{Pictured, Scene, advice, form};

pub(super) use mask::list as mask_list;
pub(super) use review::{part_of, terminal_picture};

/// Draws the screen that the state is at.
pub(super) fn render(scene: &Scene, body: Rect, buf: &mut Buffer) {
    let (left, right) = columns(body);
    let left = put(Line::styled(title(scene), scene.theme.title()), left, buf);
    let left = put("", left, buf);
    match &scene.state.lock {
        Some(lock) => self::lock::render(scene, lock, left, buf),
        None => content(scene, left, buf),
    }
    advice::render(scene, right, buf);
}

fn content(scene: &Scene, left: Rect, buf: &mut Buffer) {
    if let Some(scan) = &scene.state.scan {
        return self::scan::render(scene, scan, left, buf);
    }
    match &scene.state.screen {
        Screen::Start(start) => self::start::render(scene, start, left, buf),
        Screen::Practice(menu) => self::practice::render(scene, menu, left, buf),
        Screen::Cases(list) => self::cases::render(scene, list, left, buf),
        Screen::Manager(manager) => self::manager::render(scene, manager, left, buf),
        Screen::Sending(sending) => self::sending::render(scene, sending, left, buf),
        Screen::Serving(customer) => match customer.step {
            Step::Order => order::render(scene, &customer.order, left, buf),
            Step::Applicant => form::render(scene, &customer.applicant, left, buf),
            Step::Lines => lines::render(scene, &customer.lines, left, buf),
            Step::Line => {
                if let Some(line) = customer.lines.focused() {
                    form::render(scene, &line.form, left, buf);
                }
            }
            Step::Document => document::render(scene, customer, left, buf),
            Step::Primary | Step::Auxiliary => {
                if let Some((form, proposals)) = customer.form() {
                    form::render_with(scene, form, proposals, left, buf);
                }
            }
            Step::Capture => capture::render(scene, customer, left, buf),
            Step::Review => review::render(scene, customer, left, buf),
            Step::Mask => {
                if let Some(masking) = &customer.masking {
                    mask::render(scene, masking, customer.loupe, left, buf);
                }
            }
            Step::Confirm => confirm::render(scene, customer, left, buf),
            Step::Correct => correction::render(scene, customer, left, buf),
        },
    }
}

/// What stands beside each other: content with a margin, and advice.
fn columns(body: Rect) -> (Rect, Rect) {
    let (left, right) = Parts::columns(body);
    (Rect { x: left.x + 1, width: left.width.saturating_sub(1), ..left }, right)
}

/// The picture that a terminal may show by itself, where its screen has one.
pub(super) fn pictured(state: &State, body: Rect) -> Option<Pictured<'_>> {
    let (left, _) = columns(body);
    let area = Rect { y: left.y + 2, height: left.height.saturating_sub(2), ..left };
    let Screen::Serving(customer) = &state.screen else { return None };
    if state.lock.is_some() {
        return None;
    }
    let whole = |loupe: bool| if loupe { Crop::middle(LOUPE) } else { Crop::default() };
    match customer.step {
        Step::Review => {
            let still = customer.still.as_deref()?;
            let part = review::read_from(still).filter(|_| !customer.loupe);
            Some(Pictured {
                picture: still.picture.as_ref()?,
                part: part.unwrap_or(whole(customer.loupe)),
                covers: Vec::new(),
                area: review::picture_area(area, still, customer.loupe),
            })
        }
        Step::Mask => {
            let masking = customer.masking.as_deref().filter(|masking| !masking.covering)?;
            Some(Pictured {
                picture: masking.still.picture.as_ref()?,
                part: whole(customer.loupe),
                covers: masking.shares().collect(),
                area,
            })
        }
        _ => {
            let (form, proposals) = customer.form()?;
            let (picture, part) = proposals.read(form.focused()?.id).and_then(form::read_from)?;
            Some(Pictured { picture, part, covers: Vec::new(), area: form::strip(form, area)? })
        }
    }
}

fn title(scene: &Scene) -> String {
    let title = scene.tr(&format!("title-{}", scene.state.screen_id()));
    match &scene.state.screen {
        _ if scene.state.lock.is_some() => match scene.state.access {
            Access::SignIn { .. } => title,
            Access::Nobody { .. } => scene.tr("title-lock-nobody"),
            Access::Open => scene.tr("title-lock-open"),
        },
        Screen::Serving(customer) if scene.state.scan.is_none() => {
            let subject = match (customer.step, &customer.document, &customer.wanted) {
                (Step::Line, ..) => {
                    customer.lines.focused().map(|line| lines::name(scene, line)).unwrap_or_default()
                }
                (Step::Primary, Some(document), _) => scene.tr(&format!("document-{document}")),
                (Step::Capture | Step::Review | Step::Mask, _, Some(wanted)) => {
                    self::capture::subject(scene, wanted)
                }
                _ => return title,
            };
            format!("{title}: {subject}")
        }
        _ => title,
    }
}
