//! The document's four corners in a picture.
//!
//! Straight lines are gathered from brightness and colour changes ([`hough`]), each is fitted to
//! its clear stretch ([`changes`]) and how much of it is an edge is measured ([`support`]), and every
//! plausible four of them is scored by how much of its sides is borne out, whether its inside is
//! consistently brighter or darker than the desk, and its aspect ([`quads`]). What remains must differ
//! from the desk in colour ([`contrast`]) and, unless it is large, lie by itself ([`alone`]). In the still
//! the sides are then fitted again at full resolution ([`refine`]).

mod alone;
mod changes;
mod contrast;
mod edges;
mod hough;
mod plain_desk;
mod quads;
mod refine;
mod shape;
mod support;

use serde::Serialize;

pub use shape::{Reading, Shape};

use super::geometry::Quad;
use super::{BareDesk, Picture, Plane, Preview};
use edges::Gradients;
use quads::{Frame, Hypothesis, View};
use support::Candidates;

/// Lines that are looked at together, and how many of them at first.
const LINES: usize = 40;
const FIRST: usize = 20;
/// Hypotheses whose colours are looked at.
const HYPOTHESES: usize = 12;
/// Below this score there is no document.
const FOUND: f32 = 0.42;
/// The same for one of which the frame cuts a part off: what is left of its sides tells less.
const FOUND_CUT: f32 = 0.48;
/// The same for a small one, as a share of the frame: a block of print is as even.
const FOUND_SMALL: f32 = 0.46;
const SMALL: f32 = 0.1;
/// The same for one that is seen from too far away.
const FOUND_FAR: f32 = 0.58;
/// The same for one that is seen from the side, by more than so many degrees: more can be taken for it.
const FOUND_STEEP: f32 = 0.58;
const STEEP: f32 = 30.0;
/// From so many degrees on nothing could be read.
const TOO_STEEP: f32 = 65.0;

/// Where a document lies in a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outline {
    /// Corners in pixels of the picture, clockwise from the document's own top-left.
    #[serde(flatten)]
    pub quad: Quad,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Share of the picture's area that the document covers, 0 to 1.
    pub fill: f32,
    /// Resolution in dots per inch, from the document's known size.
    pub dpi: f32,
    /// Degrees by which it is turned from upright, or leans away from the camera.
    pub tilt: f32,
    /// Whether a part of it lies outside the picture.
    pub cut_off: bool,
    /// Which of the sides (top, right, bottom, left) are the picture's border and not its own.
    #[serde(skip)]
    pub borders: [bool; 4],
}

impl Outline {
    /// The same outline, its first corner so many corners later.
    #[must_use]
    pub fn turned(&self, quarter_turns: u8) -> Self {
        let mut borders = self.borders;
        borders.rotate_left(usize::from(quarter_turns % 4));
        Self { quad: self.quad.turned(quarter_turns), borders, ..self.clone() }
    }
}

/// The outline in a brightness-only preview, in its own pixels.
pub fn find(luma: &Plane, shape: &Shape) -> Option<Outline> {
    find_in(&Preview::from_luma(luma.clone()), shape)
}

/// The outline in a preview, in pixels of the picture that the preview was made from.
pub fn find_in(preview: &Preview, shape: &Shape) -> Option<Outline> {
    find_on(preview, shape, None)
}

/// The same, with the bare desk known where it is.
pub fn find_on(preview: &Preview, shape: &Shape, desk: Option<&BareDesk>) -> Option<Outline> {
    let difference =
        desk.and_then(|desk| desk.difference(preview)).or_else(|| plain_desk::difference(preview));
    let gradients = Gradients::of(preview, difference.as_ref());
    let (width, height) = (gradients.width as f32, gradients.height as f32);
    let lines = hough::lines(&gradients.edges(), gradients.width, gradients.height, LINES);
    let mut candidates = Candidates::of(lines, FIRST, &gradients);
    let mut best = |view, floor: f32| {
        let frame = Frame { width, height, shape, floor: 0.8 * floor, view };
        let mut best = quads::best(&mut candidates, &frame, HYPOTHESES);
        best.retain(|hypothesis| alone::lies_alone(&gradients, hypothesis));
        for hypothesis in &mut best {
            hypothesis.score *= contrast::standing(preview, hypothesis);
        }
        let small = |best: &Hypothesis| best.quad.area() < SMALL * width * height;
        let least = |best: &Hypothesis| {
            if best.is_cut_off(width, height) {
                floor.max(FOUND_CUT)
            } else if small(best) {
                floor.max(FOUND_SMALL)
            } else {
                floor
            }
        };
        quads::choose(&best, (width, height)).filter(|best| best.score >= least(best))
    };
    let usual = best(View::USUAL, FOUND);
    // Others are looked for only where the usual one does not say it all.
    let found = match usual {
        Some(found) if says_all(&found, shape, (width, height)) => found,
        partly => {
            let steep = best(View::STEEP, FOUND_STEEP);
            let both: Vec<Hypothesis> = partly.into_iter().chain(steep).collect();
            quads::choose(&both, (width, height)).or_else(|| best(View::FAR, FOUND_FAR))?
        }
    };
    let lean = shape.lean(&found.quad, width, height);
    is_believed(found.score, lean).then(|| outline(&found, preview, shape))
}

/// Whether a document of this score is believed to lean by so many degrees.
fn is_believed(score: f32, lean: f32) -> bool {
    lean < TOO_STEEP && (lean <= STEEP || score >= FOUND_STEEP)
}

/// Whether a hypothesis needs no second look: one that is cut off, small or leans may be a part
/// of a document that is seen from the side.
fn says_all(found: &Hypothesis, shape: &Shape, (width, height): (f32, f32)) -> bool {
    let small = found.quad.area() < 0.12 * width * height;
    !found.borders.contains(&true) && !small && shape.lean(&found.quad, width, height) < 20.0
}

/// The outline in a whole picture: found in its preview, then fitted at full resolution.
pub fn find_precisely(
    picture: &Picture,
    preview: &Preview,
    shape: &Shape,
    desk: Option<&BareDesk>,
) -> Option<Outline> {
    let mut outline = find_on(preview, shape, desk)?;
    let (scale, _) = preview.scale;
    outline.quad = refine::refine(picture, &outline.quad, scale * 1.5 + 2.0);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    // A corner that lay outside only because its sides were not yet well known comes back in.
    outline.cut_off = outline.borders.contains(&true) || goes_past(&outline.quad, width, height, 2.0 * scale);
    shape.measure(&mut outline, width, height);
    Some(outline)
}

/// Whether a corner lies outside the frame by more than so much.
fn goes_past(quad: &Quad, width: f32, height: f32, by: f32) -> bool {
    quad.corners.iter().any(|p| p.x < -by || p.y < -by || p.x > width + by || p.y > height + by)
}

fn outline(best: &Hypothesis, preview: &Preview, shape: &Shape) -> Outline {
    let (width, height) = (preview.luma.width() as f32, preview.luma.height() as f32);
    let (across, down) = preview.scale;
    let cut_off = best.is_cut_off(width, height);
    let outline = Outline {
        quad: best.quad.scaled(across, down),
        confidence: ((best.score - FOUND / 2.0) / (0.95 - FOUND / 2.0)).clamp(0.0, 1.0),
        fill: 0.0,
        dpi: 0.0,
        tilt: 0.0,
        cut_off,
        borders: best.borders,
    };
    let mut outline = outline.turned(shape.turns_to_upright(&best.quad));
    shape.measure(&mut outline, width * across, height * down);
    outline
}

#[cfg(test)]
mod tests;
