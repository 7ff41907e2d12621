//! The still: everything that is known of a photograph before it is kept.

use zeroize::Zeroizing;

use super::outline::{self, Outline};
use super::quality::{self, Quality};
use super::rectify::{Flat, encode, rectify};
use super::settings::Keep;
use super::{Class, Expectation, Fingerprint, Picture, Preview, Settings};
use crate::reason::{Reason, Severity};

/// Measures the time that each stage takes; the clock belongs to the caller.
pub trait Stopwatch {
    /// The stage named `stage` has just ended.
    fn lap(&mut self, stage: &'static str);
}

/// For callers that do not measure.
pub struct NoStopwatch;

impl Stopwatch for NoStopwatch {
    fn lap(&mut self, _stage: &'static str) {}
}

/// What a photograph shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Examination {
    /// The document's outline; `None` when there is none.
    pub outline: Option<Outline>,
    /// The measures inside the outline; `None` without one.
    pub quality: Option<Quality>,
    /// What is wrong, most important first; empty when the picture is good.
    pub reasons: Vec<Reason>,
    /// The class whose floors were applied.
    pub class: Class,
    /// Width and height of the document in millimetres, as it was taken for.
    pub size_mm: (f32, f32),
    /// To know the same side again; `None` where nothing was found or nothing is printed.
    pub fingerprint: Option<Fingerprint>,
}

impl Examination {
    /// Whether nothing forbids to keep the picture.
    pub fn accepted(&self) -> bool {
        self.reasons.iter().all(|reason| reason.severity == Severity::Confirm)
    }
}

/// Examines a still.
pub fn examine(picture: &Picture, expectation: &Expectation, settings: &Settings) -> Examination {
    examine_timed(picture, expectation, settings, &mut NoStopwatch)
}

/// Examines a still; tells `watch` when each stage has ended.
pub fn examine_timed(
    picture: &Picture,
    expectation: &Expectation,
    settings: &Settings,
    watch: &mut dyn Stopwatch,
) -> Examination {
    let preview = Preview::of(picture);
    let outline = outline::find_precisely(picture, &preview, &expectation.shape, expectation.desk.as_deref());
    watch.lap("outline");
    let Some(outline) = outline else {
        let class = expectation.class.unwrap_or(Class::Card);
        let reasons = quality::reasons_without_outline(picture, &preview, &settings.floors(class));
        return Examination {
            outline: None,
            quality: None,
            reasons,
            class,
            size_mm: (0.0, 0.0),
            fingerprint: None,
        };
    };
    let size_mm = expectation.shape.size_of(&outline.quad);
    let class = expectation.class_or_guess(size_mm);
    let quality = quality::measure(picture, &preview, &outline.quad);
    let size = (picture.width(), picture.height());
    let mut reasons = quality::reasons(&outline, &quality, &settings.floors(class), size);
    let wrong_side = expectation.wrong_side(&quality, &reasons);
    reasons.extend(wrong_side);
    let fingerprint = Fingerprint::of(picture, &outline.quad);
    watch.lap("quality");
    Examination { outline: Some(outline), quality: Some(quality), reasons, class, size_mm, fingerprint }
}

/// The document of a photograph, rectified; `None` where its outline is not known.
pub fn document(picture: &Picture, examination: &Examination) -> Option<Flat> {
    let outline = examination.outline.as_ref()?;
    rectify(picture, &outline.quad, examination.size_mm)
}

/// What is kept of a photograph and its rectified `document`: the document, or the whole frame
/// by setting or where no outline is known. The other one is wiped.
pub fn into_kept(picture: Picture, document: Option<Flat>, settings: &Settings) -> Picture {
    match (document, settings.keep) {
        (Some(flat), Keep::Document) => flat.picture,
        _ => picture,
    }
}

/// The JPEG of what is kept, without metadata, at most as large as the service takes; `None`
/// when it can not be made that small.
pub fn evidence(kept: &Picture, settings: &Settings) -> Option<Zeroizing<Vec<u8>>> {
    encode(kept, settings.jpeg_quality, settings.max_photo_bytes)
}
