//! `--mask DOCUMENT/SIDE=X,Y,WIDTH,HEIGHT`: what whoever calls has seen and wants covered.

use std::str::FromStr;

use crate::policy::Shot;
use crate::vision::geometry::{Point, Quad};

use super::pictures::PhotoArg;

/// What is to be covered on one picture.
#[derive(Clone, Debug)]
pub struct MaskArg {
    document: String,
    side: String,
    /// In pixels of the picture as it was given; `None`: there is nothing to cover.
    region: Option<Quad>,
}

impl FromStr for MaskArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write DOCUMENT/SIDE=X,Y,WIDTH,HEIGHT in pixels, or DOCUMENT/SIDE=none".to_owned();
        let (what, region) = text.split_once('=').ok_or_else(wrong)?;
        let (document, side) = what.split_once('/').ok_or_else(wrong)?;
        let region = if region == "none" { None } else { Some(rectangle(region).ok_or_else(wrong)?) };
        Ok(Self { document: document.to_owned(), side: side.to_owned(), region })
    }
}

/// `X,Y,WIDTH,HEIGHT`.
fn rectangle(text: &str) -> Option<Quad> {
    let numbers: Result<Vec<u16>, _> = text.split(',').map(str::parse).collect();
    let &[x, y, width, height] = numbers.ok()?.as_slice() else { return None };
    let size = Quad::rectangle(f32::from(width), f32::from(height));
    (width > 0 && height > 0)
        .then(|| Quad::new(size.corners.map(|p| Point::new(p.x + f32::from(x), p.y + f32::from(y)))))
}

/// Whether every picture of the document that must be masked was looked at: each has its
/// regions, or the word that there is nothing to cover.
pub(super) fn confirmed(shots: &[Shot], photos: &[PhotoArg], masks: &[MaskArg], document: &str) -> bool {
    let photographed = photos.iter().filter(|photo| photo.document() == document);
    let mut photographed = photographed.filter(|photo| shots.iter().any(|shot| photo.is_of(shot))).peekable();
    photographed.peek().is_some() && photographed.all(|photo| masks.iter().any(|mask| mask.is_of(photo)))
}

impl MaskArg {
    /// Whether it is about that picture.
    pub(super) fn is_of(&self, photo: &PhotoArg) -> bool {
        self.document == photo.document() && self.side == photo.side()
    }

    /// What to cover.
    pub(super) fn region(&self) -> Option<Quad> {
        self.region
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_is_a_rectangle_or_none() {
        let mask: MaskArg = "health-insurance-card/front=10,20,300,40".parse().unwrap();
        assert_eq!(mask.region.unwrap().corners[2], Point::new(310.0, 60.0));
        assert!("health-insurance-card/back=none".parse::<MaskArg>().unwrap().region.is_none());
        for wrong in ["", "front=1,2,3,4", "a/b=1,2,3", "a/b=1,2,0,4", "a/b=1,2,-3,4", "a/b=1,2,3,4,5", "a/b"]
        {
            assert!(wrong.parse::<MaskArg>().is_err(), "{wrong}");
        }
    }
}
