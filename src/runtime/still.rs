//! From one frame to a still: strict decoding, examination, the rectified document.

use std::sync::{Arc, Mutex, PoisonError};

use fast_image_resize::FilterType;
use image::RgbImage;

use crate::camera::decode::Picture as ScreenPicture;
use crate::camera::{self, Encoding, Frame, View};
use crate::counter::{Read, Search, Still, Unmasked, Wanted};
use crate::policy::PolicySet;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::CaptureFacts;
use crate::vision::{self, BareDesk, Expectation, door, still};

/// Longest side of the picture that staff look at, in pixels; the evidence keeps its own.
const SCREEN_SIDE: usize = 1600;

/// What is known before any picture is taken.
#[derive(Clone)]
pub(super) struct Known {
    /// The documents' size classes.
    pub policies: Arc<PolicySet>,
    /// What a photograph must be like.
    pub capture: Arc<vision::Settings>,
    /// The desk with nothing on it, where the manager took it.
    pub bare_desk: Option<Arc<BareDesk>>,
}

/// What is known, shared by all who look; it changes between customers only.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Known>>);

impl Shared {
    pub(super) fn new(known: Known) -> Self {
        Self(Arc::new(Mutex::new(known)))
    }

    /// What is known now.
    pub(super) fn now(&self) -> Known {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Learns other rules, or the bare desk anew.
    pub(super) fn learn(&self, learn: impl FnOnce(&mut Known)) {
        learn(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// What a wanted photograph is to show, as far as the policies name it.
pub(super) fn expectation(known: &Known, wanted: &Wanted) -> Expectation {
    let class = known.policies.class_of(&wanted.document);
    class
        .map_or_else(Expectation::any, |class| Expectation::of(&wanted.document, &wanted.side, class))
        .on(known.bare_desk.clone())
}

/// Examines a frame. Never fails: a picture that can not be accepted says why. With the still come
/// the pixels that are to be read; no JPEG is made of them before they were searched.
pub(super) fn examine(
    id: u64,
    frame: &Frame,
    view: &View,
    expectation: &Expectation,
    settings: &vision::Settings,
    facts: CaptureFacts,
) -> (Still, Option<Unmasked>) {
    let picture = match seen(frame, view, &settings.limits) {
        Ok(picture) => picture,
        Err(reason) => return (still(id, vec![reason], Search::Done), None),
    };
    let examination = still::examine(&picture, expectation, settings);
    let document = still::document(&picture, &examination);
    let capture = CaptureFacts {
        width: picture.width() as u32,
        height: picture.height() as u32,
        dpi: examination.outline.as_ref().map(|outline| outline.dpi),
        sharpness: examination.quality.as_ref().map(|quality| quality.sharpness),
        glare: examination.quality.as_ref().map(|quality| quality.glare),
        exposure: examination.quality.as_ref().map(|quality| quality.exposure),
        ..facts
    };
    let pixels = still::into_kept(picture, document, settings);
    let may_override = ReasonCode::ALL.iter().copied().filter(|code| settings.may_override(*code)).collect();
    let shown = Still {
        picture: on_screen(&pixels).map(Arc::new),
        may_override,
        ..still(id, examination.reasons, Search::Running)
    };
    (shown, Some(Unmasked { pixels, capture, fingerprint: examination.fingerprint }))
}

/// A still of which there is nothing but why.
fn still(id: u64, reasons: Vec<Reason>, search: Search) -> Still {
    Still {
        id,
        evidence: None,
        unmasked: None,
        picture: None,
        reasons,
        search,
        said: None,
        differences: Vec::new(),
        covers: Vec::new(),
        may_override: Vec::new(),
        approved: false,
    }
}

/// A reading after which nothing is left of the picture but why.
pub(super) fn refused(id: u64, code: ReasonCode) -> Read {
    Read {
        id,
        evidence: None,
        unmasked: None,
        picture: None,
        reasons: vec![Reason::new(code, Severity::Block)],
        search: Search::Done,
        said: None,
        covers: Vec::new(),
    }
}

/// The frame at full resolution, turned and cut as the camera's settings say. A damaged one is
/// refused.
pub fn seen(frame: &Frame, view: &View, limits: &door::Limits) -> Result<vision::Picture, Reason> {
    let damaged = || Reason::new(ReasonCode::ImageDamaged, Severity::Block);
    let picture = match frame.encoding {
        Encoding::Jpeg => door::open(&frame.data, limits).map_err(|refusal| refusal.reason())?,
        encoding => {
            let rgb = camera::decode::raw_to_rgb(encoding, frame.width, frame.height, &frame.data);
            let mut rgb = rgb.ok_or_else(damaged)?;
            let (width, height) = (frame.width as usize, frame.height as usize);
            vision::Picture::from_rgb(width, height, std::mem::take(&mut *rgb)).ok_or_else(damaged)?
        }
    };
    viewed(view, picture).ok_or_else(damaged)
}

/// A picture turned and cut.
pub(super) fn viewed(view: &View, picture: vision::Picture) -> Option<vision::Picture> {
    if view.is_plain() {
        return Some(picture);
    }
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    let turned = view.apply(RgbImage::from_raw(width, height, std::mem::take(&mut *picture.into_rgb()))?);
    let (width, height) = (turned.width() as usize, turned.height() as usize);
    vision::Picture::from_rgb(width, height, turned.into_raw())
}

/// What would be sealed, as staff see it.
pub(super) fn on_screen(pixels: &vision::Picture) -> Option<ScreenPicture> {
    let (width, height) = (pixels.width(), pixels.height());
    let longest = width.max(height);
    if longest <= SCREEN_SIDE {
        return ScreenPicture::new(width as u32, height as u32, pixels.rgb().to_vec());
    }
    let fit = |side: usize| (side * SCREEN_SIDE / longest).max(1);
    let shrunk = pixels.resized(fit(width), fit(height), FilterType::Lanczos3)?;
    let (width, height) = (shrunk.width() as u32, shrunk.height() as u32);
    ScreenPicture::new(width, height, std::mem::take(&mut *shrunk.into_rgb()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_on_the_screen_keeps_its_shape_and_is_no_larger_than_needed() {
        let pixels = vision::Picture::from_rgb(2400, 1500, vec![77; 2400 * 1500 * 3]).unwrap();
        let shown = on_screen(&pixels).unwrap();
        assert_eq!((shown.width(), shown.height()), (1600, 1000));
        assert_eq!(shown.row(999).last(), Some(&[77; 3]));
        let small = vision::Picture::from_rgb(4, 3, vec![9; 36]).unwrap();
        assert_eq!(on_screen(&small).map(|shown| (shown.width(), shown.height())), Some((4, 3)));
    }
}
