use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::input::{BadInput, read_bounded};
use crate::policy::{Mask, PolicySet, Shot};
use crate::reading::{ReadError, Reader, masks, my_number};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::{CaptureFacts, Photo, Searched};
use crate::vision::geometry::Quad;
use crate::vision::{Expectation, Fingerprint, Keep, Settings, covered, door, still};

use super::masks::MaskArg;

/// Files larger than this are not read at all; the door refuses much smaller ones.
const LARGEST: u64 = 256 << 20;

/// `DOCUMENT/SIDE=FILE`.
#[derive(Clone, Debug)]
pub struct PhotoArg {
    document: String,
    side: String,
    file: PathBuf,
}

impl FromStr for PhotoArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(what, file)| Some((what.split_once('/')?, file)));
        match parts {
            Some(((document, side), file))
                if !document.is_empty() && !side.is_empty() && !file.is_empty() =>
            {
                Ok(Self { document: document.to_owned(), side: side.to_owned(), file: file.into() })
            }
            _ => Err("write DOCUMENT/SIDE=FILE".into()),
        }
    }
}

impl PhotoArg {
    pub(super) fn document(&self) -> &str {
        &self.document
    }

    pub(super) fn side(&self) -> &str {
        &self.side
    }

    pub(super) fn is_of(&self, shot: &Shot) -> bool {
        self.document == shot.document && self.side == shot.side
    }
}

/// A file that is not there is bad input, whatever else is wrong with the case.
pub(super) fn all_there(args: &[PhotoArg]) -> Result<(), BadInput> {
    args.iter().try_for_each(|arg| match std::fs::metadata(&arg.file) {
        Ok(metadata) if !metadata.is_dir() => Ok(()),
        _ => read_bounded(&arg.file, 0).map(drop),
    })
}

/// What is wrong with the set of pictures, before any of them is opened: a side that must not
/// be sent is never read.
pub(super) fn compare(shots: &[Shot], args: &[PhotoArg]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |code, severity, document: &str, side: &str| {
        reasons.push(Reason::new(code, severity).with("document", document).with("side", side));
    };
    for (index, arg) in args.iter().enumerate() {
        let before =
            args.iter().take(index).any(|other| other.document == arg.document && other.side == arg.side);
        if !shots.iter().any(|shot| arg.is_of(shot)) && !is_further_page(shots, arg) {
            add(ReasonCode::SideNotAllowed, Severity::Block, &arg.document, &arg.side);
        } else if before {
            add(ReasonCode::SameSideTwice, Severity::Need, &arg.document, &arg.side);
        }
    }
    for shot in shots.iter().filter(|shot| shot.required) {
        if !args.iter().any(|arg| arg.is_of(shot)) {
            add(ReasonCode::SideMissing, Severity::Need, &shot.document, &shot.side);
        }
    }
    reasons
}

/// `page-3` and on, of a document whose further pages are asked for as one.
fn is_further_page(shots: &[Shot], arg: &PhotoArg) -> bool {
    let page = |side: &str| side.strip_prefix("page-").and_then(|number| number.parse::<u8>().ok());
    let listed = shots.iter().filter(|shot| shot.document == arg.document);
    page(&arg.side).is_some_and(|number| number > 0) && listed.filter_map(|shot| page(&shot.side)).count() > 1
}

/// Opens and examines the pictures, in the order of the shots. The reasons of all of them
/// when one is not acceptable; none of them is kept then.
pub(super) fn open_all(
    shots: &[Shot],
    args: &[PhotoArg],
    look: &Look<'_>,
) -> Result<Result<Vec<Photo>, Refused>, BadInput> {
    let place = |arg: &PhotoArg| shots.iter().position(|shot| arg.is_of(shot)).unwrap_or(shots.len());
    let mut args: Vec<&PhotoArg> = args.iter().collect();
    args.sort_by_key(|arg| (place(arg), arg.side.len(), arg.side.clone()));
    let (mut photos, mut reasons) = (Vec::new(), Vec::new());
    let mut seen: Vec<Fingerprint> = Vec::new();
    for arg in args {
        let bytes = Zeroizing::new(read_bounded(&arg.file, LARGEST)?);
        match open(arg, &bytes, look) {
            Ok((photo, fingerprint)) => {
                if fingerprint.as_ref().is_some_and(|one| seen.iter().any(|other| one.same_side(other))) {
                    let twice = Reason::new(ReasonCode::SameSideTwice, Severity::Block);
                    reasons.push(twice.with("document", &arg.document).with("side", &arg.side));
                }
                seen.extend(fingerprint);
                photos.push(photo);
            }
            Err(Refused::Because(mut why)) => reasons.append(&mut why),
            Err(Refused::NotSearched) => return Ok(Err(Refused::NotSearched)),
        }
    }
    Ok(if reasons.is_empty() { Ok(photos) } else { Err(Refused::Because(reasons)) })
}

/// Why pictures are not kept.
pub(super) enum Refused {
    /// For what they show.
    Because(Vec<Reason>),
    /// The text models failed: whether one shows a My Number is not known.
    NotSearched,
}

/// What the pictures are looked at with.
pub(super) struct Look<'a> {
    pub(super) policies: &'a PolicySet,
    pub(super) settings: &'a Settings,
    pub(super) reader: Option<&'a Reader>,
    /// The document on which something must be covered, and what.
    pub(super) masked: Option<(&'a str, &'a [Mask])>,
    /// What whoever calls wants covered.
    pub(super) covers: &'a [MaskArg],
}

fn open(arg: &PhotoArg, bytes: &[u8], look: &Look<'_>) -> Result<(Photo, Option<Fingerprint>), Refused> {
    let because = |reason| Refused::Because(vec![reason]);
    let settings = look.settings;
    let picture = door::open(bytes, &settings.limits).map_err(|refusal| because(refusal.reason()))?;
    let class = look.policies.class_of(&arg.document);
    let expectation =
        class.map_or_else(Expectation::any, |class| Expectation::of(&arg.document, &arg.side, class));
    let examination = still::examine(&picture, &expectation, settings);
    let covers: Vec<Quad> =
        look.covers.iter().filter(|cover| cover.is_of(arg)).filter_map(MaskArg::region).collect();
    let picture = covered(picture, &covers);
    let document = still::document(&picture, &examination);
    let kept = still::into_kept(picture, document, settings);
    let read = |reader: &Reader| {
        let read = || reader.read(&kept, &|| false);
        catch_unwind(AssertUnwindSafe(read))
            .unwrap_or(Err(ReadError::Failed))
            .map_err(|_| Refused::NotSearched)
    };
    // Without models nothing is searched, and the capture facts say so; models that fail are another
    // matter: the picture is not taken for clean.
    let reading = look.reader.map(read).transpose()?;
    // A document is kept upright; a whole frame stays as the camera took it.
    let to_upright = match (settings.keep, &reading) {
        (Keep::Document, Some(reading)) => reading.to_upright(),
        _ => 0,
    };
    let reading = reading.map(|reading| reading.with_picture_turned(to_upright));
    let mut kept = kept.turned(to_upright);
    // Searched whatever else is wrong with it: only this reason says to destroy the file.
    if reading.as_ref().is_some_and(|reading| my_number::search(reading).found()) {
        return Err(because(Reason::new(ReasonCode::MyNumberVisible, Severity::Block)));
    }
    let mut masked_regions = covers.len();
    if let (Some(reading), Some((document, masks))) = (&reading, look.masked)
        && document == arg.document
    {
        let found: Vec<Quad> = masks::find(&kept, reading, masks).iter().map(|cover| cover.region).collect();
        masked_regions += found.len();
        kept = covered(kept, &found);
    }
    if !examination.accepted() {
        return Err(Refused::Because(examination.reasons));
    }
    let jpeg = still::evidence(&kept, settings)
        .ok_or_else(|| because(Reason::new(ReasonCode::ImageTooLarge, Severity::Block)))?;
    let quality = examination.quality.as_ref();
    let capture = CaptureFacts {
        source: "file".into(),
        width: kept.width() as u32,
        height: kept.height() as u32,
        dpi: examination.outline.as_ref().map(|outline| outline.dpi),
        sharpness: quality.map(|quality| quality.sharpness),
        glare: quality.map(|quality| quality.glare),
        exposure: quality.map(|quality| quality.exposure),
        confirmed: examination.reasons.iter().map(|reason| reason.code.as_str().to_owned()).collect(),
        searched: if reading.is_some() { Searched::ByModels } else { Searched::Not },
        masked_regions: masked_regions as u32,
        ..CaptureFacts::default()
    };
    let photo = Photo { document: arg.document.clone(), side: arg.side.clone(), jpeg, capture };
    Ok((photo, examination.fingerprint))
}
