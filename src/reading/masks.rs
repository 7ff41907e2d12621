//! Where what must be covered stands on a document.

use rxing::common::{BitMatrix, HybridBinarizer};
use rxing::multi::qrcode::detector::MultiFinderPatternFinder;
use rxing::{Binarizer as _, DecodeHints, Luma8Source, Point as PatternPoint};

use super::digits::runs;
use super::line::Reading;
use super::page::Page;
use crate::policy::Mask;
use crate::vision::Picture;
use crate::vision::geometry::{Point, Quad};

/// A part to cover, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cover {
    /// What stands there.
    pub mask: Mask,
    /// Where, in pixels of the picture that was read.
    pub region: Quad,
}

/// By how much a region is larger than the characters in it, in heights of the line.
const MARGIN: f32 = 0.25;

/// What `masks` names, as far as it was found. What was not found is not "not there": staff
/// look and cover it by hand.
pub fn find(picture: &Picture, reading: &Reading, masks: &[Mask]) -> Vec<Cover> {
    let page = Page::of(reading);
    let regions = |mask: Mask| match mask {
        Mask::SymbolAndNumber => symbol_and_number(&page),
        Mask::InsurerNumber => behind(&page, &["保険者番号"]),
        Mask::QrCode => qr_codes(picture),
        Mask::Grade => grade(&page),
    };
    masks
        .iter()
        .flat_map(|&mask| regions(mask).into_iter().map(move |region| Cover { mask, region }))
        .collect()
}

/// The rest of the rows behind labels.
fn behind(page: &Page<'_>, labels: &[&str]) -> Vec<Quad> {
    let mut places: Vec<(usize, usize, usize)> = labels.iter().flat_map(|label| page.places(label)).collect();
    places.sort_unstable();
    places.dedup_by_key(|place| place.0);
    places.iter().filter_map(|&(row, _, end)| rest_of_row(page, row, end)).collect()
}

fn rest_of_row(page: &Page<'_>, row: usize, from: usize) -> Option<Quad> {
    let row = page.rows.get(row)?;
    let marks = row.marks.get(from..).filter(|marks| !marks.is_empty())?;
    let left = marks.first()?;
    let right = marks.last()?;
    let margin = MARGIN * row.height();
    Some(page.region(
        left.x - left.half - margin,
        row.top - margin,
        right.x + right.half + margin,
        row.bottom + margin,
    ))
}

/// 記号 and 番号, which stand in one row or in two; not the number of the insurer.
fn symbol_and_number(page: &Page<'_>) -> Vec<Quad> {
    let mut regions = behind(page, &["記号"]);
    for (row, start, end) in page.places("番号") {
        let Some(marks) = page.rows.get(row).map(|row| &row.marks) else { continue };
        let before: String = marks.iter().take(start).map(|mark| mark.char).collect();
        let digits = marks.iter().skip(end).any(|mark| mark.char.is_ascii_digit());
        if digits && !before.ends_with("保険者") && !before.contains("記号") {
            regions.extend(rest_of_row(page, row, end));
        }
    }
    regions
}

/// What is said of the grade: the rest of its row, and any `2級` elsewhere.
fn grade(page: &Page<'_>) -> Vec<Quad> {
    let mut regions = behind(page, &["等級表による級別", "障害等級", "等級", "級別", "障害の程度"]);
    for run in runs(page, 1) {
        let (row, _, end) = run.place;
        let is_grade =
            page.rows.get(row).and_then(|row| row.marks.get(end)).is_some_and(|mark| mark.char == '級');
        let known = regions.iter().any(|region| region.iou(&run.region) > 0.0);
        if is_grade && !known {
            regions.push(run.region.grown(1.6));
        }
    }
    regions
}

/// QR codes, by their three corner patterns: found also where they can not be decoded.
fn qr_codes(picture: &Picture) -> Vec<Quad> {
    let (width, height) = (picture.width(), picture.height());
    let luma: Vec<u8> = (0..height as i32)
        .flat_map(|y| (0..width as i32).map(move |x| (x, y)))
        .map(|(x, y)| picture.luma_at(x, y))
        .collect();
    let Ok(source) = Luma8Source::new(luma, width as u32, height as u32) else { return Vec::new() };
    let binarizer = HybridBinarizer::new(source);
    let Ok(matrix) = binarizer.get_black_matrix() else { return Vec::new() };
    let matrix: &BitMatrix = matrix;
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let Ok(codes) = MultiFinderPatternFinder::new(matrix, None).findMulti(&hints) else { return Vec::new() };
    let code = |code: &rxing::qrcode::detector::FinderPatternInfo| {
        let point = |p: PatternPoint| Point::new(p.x, p.y);
        let a = point(code.getTopLeft().into());
        let b = point(code.getTopRight().into());
        let d = point(code.getBottomLeft().into());
        let c = Point::new(b.x + d.x - a.x, b.y + d.y - a.y);
        // The centres lie three and a half modules inside; a quiet zone is covered as well.
        Quad::new([a, b, c, d]).grown(1.75)
    };
    codes.iter().map(code).collect()
}
