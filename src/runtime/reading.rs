//! Reads a still, searches it for a My Number, and only then makes what is sealed of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::camera::decode::Picture;
use crate::counter::{Covered, Evidence, Read, Search, Told, Unmasked, Unsearched, Wanted};
use crate::policy::Mask;
use crate::reading::{ReadError, Reader, Said};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::vision::geometry::Quad;
use crate::vision::{self, Keep, covered, still};

use super::still::{on_screen, refused};

/// Reads the pixels of a still; `None` when it was stopped, as nobody waits for it any more.
/// Pictures that are not searched, for want of models or because they failed, say so: they are not
/// taken for clean.
pub(super) fn read(
    id: u64,
    unmasked: Unmasked,
    (wanted, masks): (&Wanted, &[Mask]),
    settings: &vision::Settings,
    reader: Option<&Reader>,
    stop: &dyn Fn() -> bool,
) -> Option<Read> {
    let ids = (wanted.document.as_str(), wanted.side.as_str());
    let said = reader.map(|reader| {
        let read = || crate::reading::read(reader, &unmasked.pixels, None, ids, masks, stop);
        // A model that panics has failed; what it panicked over stays with it.
        catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Failed))
    });
    make(id, unmasked, said, !masks.is_empty(), settings)
}

/// What comes of a reading: `None` said where there was nothing to read with.
fn make(
    id: u64,
    unmasked: Unmasked,
    said: Option<Result<Said, ReadError>>,
    to_be_masked: bool,
    settings: &vision::Settings,
) -> Option<Read> {
    let (search, said) = match said {
        Some(Ok(said)) => (Search::Done, Some(said)),
        Some(Err(ReadError::Stopped)) => return None,
        Some(Err(ReadError::Failed)) => {
            tracing::error!("the text models failed on a still");
            (Search::Unsearched(Unsearched::Failed), None)
        }
        None => (Search::Unsearched(Unsearched::NoModels), None),
    };
    if said.as_ref().is_some_and(|said| said.my_number.found()) {
        // Nothing of it is kept or shown: the pixels are wiped as they are dropped here.
        return Some(refused(id, ReasonCode::MyNumberVisible));
    }
    let (said, unmasked, picture) = upright(said, unmasked, settings);
    let size = (unmasked.pixels.width() as f32, unmasked.pixels.height() as f32);
    let (evidence, unmasked) =
        if to_be_masked { (None, Some(Box::new(unmasked))) } else { (seal(unmasked, settings), None) };
    let too_large = evidence.is_none() && unmasked.is_none();
    let too_large = too_large.then(|| Reason::new(ReasonCode::ImageTooLarge, Severity::Block));
    let (fields, covers) = said.map(|said| (said.fields, said.covers)).unzip();
    Some(Read {
        id,
        evidence,
        unmasked,
        picture,
        reasons: too_large.into_iter().collect(),
        search,
        said: fields.map(|fields| Told { fields, size }),
        covers: covers.unwrap_or_default(),
    })
}

/// A document turned upright by what it says, with what is then on the screen; a whole frame stays
/// as the camera took it.
fn upright(
    said: Option<Said>,
    unmasked: Unmasked,
    settings: &vision::Settings,
) -> (Option<Said>, Unmasked, Option<Arc<Picture>>) {
    let turns = match (settings.keep, &said) {
        (Keep::Document, Some(said)) => said.to_upright,
        _ => 0,
    };
    if turns == 0 {
        return (said, unmasked, None);
    }
    let size = (unmasked.pixels.width() as f32, unmasked.pixels.height() as f32);
    let pixels = unmasked.pixels.turned(turns);
    let picture = on_screen(&pixels).map(Arc::new);
    let said = said.map(|said| said.with_picture_turned(turns, size));
    (said, Unmasked { pixels, ..unmasked }, picture)
}

/// The JPEG of the pixels, which are wiped.
fn seal(unmasked: Unmasked, settings: &vision::Settings) -> Option<Evidence> {
    let Unmasked { pixels, capture, fingerprint } = unmasked;
    Some(Evidence { jpeg: still::evidence(&pixels, settings)?, capture, fingerprint })
}

/// Paints over the regions and makes what is sealed of the rest. The old pixels are wiped.
pub(super) fn cover(id: u64, unmasked: Unmasked, regions: &[Quad], settings: &vision::Settings) -> Covered {
    let pixels = covered(unmasked.pixels, regions);
    let picture = on_screen(&pixels).map(Arc::new);
    Covered { id, evidence: seal(Unmasked { pixels, ..unmasked }, settings), picture }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::my_number::MyNumber;
    use crate::store::CaptureFacts;
    use crate::vision::Picture as Pixels;

    fn white() -> Unmasked {
        let pixels = Pixels::from_rgb(320, 200, vec![255; 320 * 200 * 3]).unwrap();
        Unmasked { pixels, capture: CaptureFacts::default(), fingerprint: None }
    }

    fn made(said: Option<Result<Said, ReadError>>, masks: bool) -> Option<Read> {
        make(3, white(), said, masks, &vision::Settings::default())
    }

    #[test]
    fn a_picture_that_was_not_searched_says_so_and_is_not_taken_for_clean() {
        for (said, why) in [(None, Unsearched::NoModels), (Some(Err(ReadError::Failed)), Unsearched::Failed)]
        {
            let read = made(said, false).unwrap();
            assert_eq!(read.search, Search::Unsearched(why));
            assert!(read.evidence.is_some(), "staff may still look for themselves");
        }
        assert!(made(Some(Err(ReadError::Stopped)), false).is_none());
    }

    #[test]
    fn a_my_number_leaves_nothing_but_the_reason() {
        let my_number = MyNumber { regions: vec![Quad::rectangle(9.0, 9.0)] };
        for masks in [false, true] {
            let read =
                made(Some(Ok(Said { my_number: my_number.clone(), ..Said::default() })), masks).unwrap();
            assert_eq!(read.reasons.first().map(|reason| reason.code), Some(ReasonCode::MyNumberVisible));
            assert!(read.evidence.is_none() && read.unmasked.is_none() && read.said.is_none());
        }
    }

    #[test]
    fn what_lay_on_its_side_is_shown_and_sealed_upright() {
        let read = made(Some(Ok(Said { to_upright: 1, ..Said::default() })), true).unwrap();
        let (pixels, shown) = (read.unmasked.unwrap().pixels, read.picture.unwrap());
        assert_eq!((pixels.width(), pixels.height()), (200, 320));
        assert_eq!((shown.width(), shown.height()), (200, 320));
        assert_eq!(read.said.unwrap().size, (200.0, 320.0));
    }

    #[test]
    fn no_jpeg_is_made_of_what_must_be_covered_first() {
        let read = made(Some(Ok(Said::default())), true).unwrap();
        assert!(read.evidence.is_none() && read.unmasked.is_some());
        let read = made(Some(Ok(Said::default())), false).unwrap();
        assert!(read.evidence.is_some() && read.unmasked.is_none());
    }

    #[test]
    fn what_is_covered_is_black_in_the_jpeg() {
        let settings = vision::Settings::default();
        let done = cover(3, white(), &[Quad::rectangle(160.0, 100.0)], &settings);
        let jpeg = done.evidence.unwrap().jpeg;
        let opened = vision::door::open(&jpeg, &vision::door::Limits { min_side: 8, ..settings.limits });
        let picture = opened.unwrap();
        assert!(picture.luma_at(40, 40) < 8 && picture.luma_at(300, 180) > 247);
        assert_eq!(done.picture.unwrap().row(20).first(), Some(&[0; 3]));
    }
}
