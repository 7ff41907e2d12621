//! From one frame to what is sealed: strict decoding, examination, rectified evidence.

use std::sync::Arc;

use image::RgbImage;
use zeroize::Zeroizing;

use crate::camera::decode::{Picture as ScreenPicture, Shrinker};
use crate::camera::view::Crop;
use crate::camera::{self, Encoding, Frame, View};
use crate::counter::{Evidence, Still, Wanted};
use crate::policy::PolicySet;
use crate::reading::{self, Reader};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::CaptureFacts;
use crate::vision::{self, BareDesk, Expectation, door, still};

/// Longest side of the picture that staff look at, in pixels; the evidence keeps its own.
const SCREEN_SIDE: u32 = 1600;

/// What is known before any picture is taken.
#[derive(Clone)]
pub(super) struct Known {
    /// The documents' size classes.
    pub policies: Arc<PolicySet>,
    /// The desk with nothing on it, where the manager took it.
    pub bare_desk: Option<Arc<BareDesk>>,
}

/// What a wanted photograph is to show, as far as the policies name it.
pub(super) fn expectation(known: &Known, wanted: &Wanted) -> Expectation {
    let class = known.policies.class_of(&wanted.document);
    class
        .map_or_else(Expectation::any, |class| Expectation::of(&wanted.document, &wanted.side, class))
        .on(known.bare_desk.clone())
}

/// Examines a frame as evidence. Never fails: a picture that can not be accepted says why.
pub(super) fn examine(
    frame: &Frame,
    view: &View,
    expectation: &Expectation,
    settings: &vision::Settings,
    facts: CaptureFacts,
    reader: Option<&Reader>,
) -> Still {
    let picture = match picture(frame, view, settings) {
        Ok(picture) => picture,
        Err(reason) => return refused(reason),
    };
    let examination = still::examine(&picture, expectation, settings);
    let document = still::document(&picture, &examination);
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    let kept = still::into_kept(picture, document, settings);
    let ids = (expectation.document.as_str(), expectation.side.as_str());
    let said = reader.and_then(|reader| reading::read(reader, &kept, None, ids, &|| false).ok());
    if said.as_ref().is_some_and(|said| said.my_number.found()) {
        // Nothing of it is kept or shown: picture and document are wiped as they are dropped here.
        return refused(Reason::new(ReasonCode::MyNumberVisible, Severity::Block));
    }
    let Some(jpeg) = still::evidence(&kept, settings) else {
        return refused(Reason::new(ReasonCode::ImageTooLarge, Severity::Block));
    };
    let capture = CaptureFacts {
        width,
        height,
        dpi: examination.outline.as_ref().map(|outline| outline.dpi),
        sharpness: examination.quality.as_ref().map(|quality| quality.sharpness),
        glare: examination.quality.as_ref().map(|quality| quality.glare),
        exposure: examination.quality.as_ref().map(|quality| quality.exposure),
        ..facts
    };
    Still {
        picture: on_screen(&jpeg).map(Arc::new),
        evidence: Some(Evidence { jpeg, capture, fingerprint: examination.fingerprint }),
        reasons: examination.reasons,
        said: said.map(|said| said.fields),
        may_override: ReasonCode::ALL.iter().copied().filter(|code| settings.may_override(*code)).collect(),
    }
}

/// A photograph of which nothing is left but why.
fn refused(reason: Reason) -> Still {
    Still { evidence: None, picture: None, reasons: vec![reason], said: None, may_override: Vec::new() }
}

/// The frame at full resolution, turned as the camera's settings say. A damaged one is refused.
fn picture(frame: &Frame, view: &View, settings: &vision::Settings) -> Result<vision::Picture, Reason> {
    let damaged = || Reason::new(ReasonCode::ImageDamaged, Severity::Block);
    let picture = match frame.encoding {
        Encoding::Jpeg => door::open(&frame.data, &settings.limits).map_err(|refusal| refusal.reason())?,
        encoding => {
            let rgb = camera::decode::raw_to_rgb(encoding, frame.width, frame.height, &frame.data);
            let mut rgb = rgb.ok_or_else(damaged)?;
            let (width, height) = (frame.width as usize, frame.height as usize);
            vision::Picture::from_rgb(width, height, std::mem::take(&mut *rgb)).ok_or_else(damaged)?
        }
    };
    if view.is_plain() {
        return Ok(picture);
    }
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    let image = RgbImage::from_raw(width, height, picture.rgb().to_vec()).ok_or_else(damaged)?;
    let turned = view.apply(image);
    let (width, height) = (turned.width() as usize, turned.height() as usize);
    vision::Picture::from_rgb(width, height, turned.into_raw()).ok_or_else(damaged)
}

/// The sealed picture itself, as staff see it.
fn on_screen(jpeg: &[u8]) -> Option<ScreenPicture> {
    let data = Zeroizing::new(jpeg.to_vec());
    let frame = Frame { encoding: Encoding::Jpeg, width: 0, height: 0, data, sequence: 0 };
    let mut shrinker = Shrinker::new();
    let shown =
        shrinker.shrink(&frame, &View::default(), Crop::default(), (SCREEN_SIDE, SCREEN_SIDE)).ok()?;
    ScreenPicture::new(shown.width(), shown.height(), shown.rgb().to_vec())
}
