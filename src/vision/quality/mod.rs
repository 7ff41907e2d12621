//! How good a picture is inside the document's outline: sharp, free of glare, well lit.

mod cover;
mod fading;
mod glare;
pub(super) mod grid;
mod light;
mod rim;
mod sharpness;

use serde::Serialize;

use super::geometry::{Point, Quad};
use super::outline::Outline;
use super::settings::Floors;
use super::{Picture, Place, Preview};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message;

/// The measures of a picture inside the outline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quality {
    /// 0 (nothing but blur) to 1 (every edge within a pixel); noise does not count as edges.
    pub sharpness: f32,
    /// Share of the document under specular spots, 0 to 1.
    pub glare: f32,
    /// Share under those that only the fading print tells, 0 to 1.
    #[serde(skip)]
    pub glare_by_print: f32,
    /// Brightness of the document's paper, 0 to 1.
    pub exposure: f32,
    /// Share of the document that is burnt out, 0 to 1.
    pub burnt: f32,
    /// Share that is burnt out by a mirrored lamp, 0 to 1.
    #[serde(skip)]
    pub burnt_by_lamp: f32,
    /// Whether the desk around the document is burnt out too.
    #[serde(skip)]
    pub washed_out: bool,
    /// Where the largest specular spot is, in pixels of the picture.
    #[serde(skip)]
    pub glare_at: Option<Point>,
    /// Share of the document that a hand covers, 0 to 1.
    pub covered: f32,
    /// Where the hand is, in pixels of the picture.
    #[serde(skip)]
    pub covered_at: Option<Point>,
    /// Whether a printed portrait is seen.
    pub portrait: bool,
}

/// Measures `picture` inside `quad`; `preview` is the picture's own.
pub fn measure(picture: &Picture, preview: &Preview, quad: &Quad) -> Quality {
    let light = light::measure(picture, preview, quad);
    Quality {
        sharpness: sharpness::measure(picture, quad).unwrap_or(0.0),
        glare: light.glare,
        glare_by_print: light.glare_by_print,
        exposure: light.exposure,
        burnt: light.burnt,
        burnt_by_lamp: light.burnt_by_lamp,
        washed_out: light.washed_out,
        glare_at: light.glare_at,
        covered: light.covered,
        covered_at: light.covered_at,
        portrait: light.portrait,
    }
}

/// What is wrong with a picture of a document that was found, most important first.
pub fn reasons(outline: &Outline, quality: &Quality, floors: &Floors, size: (usize, usize)) -> Vec<Reason> {
    let (width, height) = (size.0 as f32, size.1 as f32);
    let block = |code| Reason::new(code, Severity::Block);
    // What is said of an outline that hardly shows would send staff the wrong way.
    if quality.washed_out {
        return vec![block(ReasonCode::TooBright)];
    }
    // What a lamp burns out does not get better in less light.
    let too_bright = quality.burnt - quality.burnt_by_lamp > floors.max_burnt;
    // What is out of focus or burnt out everywhere looks like glare, and its colours like a hand's: that goes first.
    let tells = !too_bright && quality.sharpness >= floors.min_sharpness;
    // In the dark, noise hides how sharp it is, and where a document ends.
    let dark = quality.exposure < 0.6 * floors.min_exposure;
    let mut reasons = Vec::new();
    if outline.cut_off && !dark {
        let place = Place::of(farthest_out(&outline.quad, width, height), width, height);
        reasons.push(block(ReasonCode::DocumentCutOff).with("place", place.name()));
    }
    // Of a portrait that the frame cuts through, the face reaches in like a hand.
    if tells
        && !outline.cut_off
        && quality.covered > floors.max_covered
        && let Some(at) = quality.covered_at
    {
        // The contract has no code of its own for it: a part of the document is not seen.
        let mut covered = block(ReasonCode::DocumentCutOff);
        covered.message = Message::new("reason-document-covered");
        reasons.push(covered.with("place", Place::of(at, width, height).name()));
    }
    let too_small = outline.dpi < floors.min_dpi;
    if too_small {
        reasons.push(block(ReasonCode::DocumentTooSmall));
    }
    if outline.tilt > floors.max_tilt {
        reasons.push(block(ReasonCode::DocumentTilted));
    }
    if quality.exposure < floors.min_exposure {
        reasons.push(block(ReasonCode::TooDark));
    }
    if too_bright {
        reasons.push(block(ReasonCode::TooBright));
    }
    // Print that is too small to be read does not tell either whether it fades.
    let glare = if too_small { quality.glare - quality.glare_by_print } else { quality.glare };
    if tells && glare > floors.max_glare {
        let reason = block(ReasonCode::Glare);
        reasons.push(match quality.glare_at {
            Some(at) => reason.with("place", Place::of(at, width, height).name()),
            None => reason,
        });
    }
    // Print that is too small is soft of itself.
    let soft = if too_small { 0.6 } else { 1.0 };
    if quality.sharpness < soft * floors.min_sharpness && !dark {
        reasons.push(block(ReasonCode::Blurred));
    }
    reasons
}

/// How sharp a whole picture is, 0 to 1, whatever it shows; `None` where nothing is to be seen.
pub fn scene_sharpness(picture: &Picture) -> Option<f32> {
    sharpness::measure(picture, &Quad::rectangle(picture.width() as f32, picture.height() as f32))
}

/// What is wrong with a picture in which no document was found, as far as the light tells,
/// and that none was found.
pub fn reasons_without_outline(picture: &Picture, preview: &Preview, floors: &Floors) -> Vec<Reason> {
    let whole = Quad::rectangle(picture.width() as f32, picture.height() as f32);
    let light = light::measure(picture, preview, &whole);
    let block = |code| Reason::new(code, Severity::Block);
    let mut reasons = Vec::new();
    if light.exposure < floors.min_exposure * 0.75 {
        reasons.push(block(ReasonCode::TooDark));
    } else if light.burnt > floors.max_burnt * 0.75 {
        reasons.push(block(ReasonCode::TooBright));
    }
    // Where something is there and nothing of it is sharp, the document's edge is not either.
    if sharpness::measure(picture, &whole).is_some_and(|sharpness| sharpness < floors.min_sharpness * 0.5) {
        reasons.push(block(ReasonCode::Blurred));
    }
    reasons.push(block(ReasonCode::DocumentNotFound));
    reasons
}

fn farthest_out(quad: &Quad, width: f32, height: f32) -> Point {
    let out = |p: &Point| (-p.x).max(-p.y).max(p.x - width).max(p.y - height);
    quad.corners.into_iter().max_by(|a, b| out(a).total_cmp(&out(b))).unwrap_or_default()
}

#[cfg(test)]
mod tests;
