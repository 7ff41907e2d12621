//! Large coloured letters across a document, and what stands under them.

use super::boxes::usual_height;
use crate::vision::Picture;
use crate::vision::geometry::{Point, Quad};

/// Letters so many times higher than the usual line lie across the document.
const HIGH: f32 = 2.2;
/// Such a line is so many usual heights long.
const LONG: f32 = 6.0;
/// Paper is brighter than this share of all pixels.
const PAPER: f32 = 0.8;
/// Print is darker than this, as a share of the paper's brightness.
const DARK: f32 = 0.62;
/// Where less of the pixels is dark, nothing is printed.
const PRINTED: f32 = 0.004;

/// The letters that lie across a document, among the boxes of its lines.
pub(super) struct Watermarks {
    usual: f32,
    pub(super) boxes: Vec<Quad>,
}

impl Watermarks {
    pub(super) fn among(boxes: &[Quad]) -> Self {
        let mut marks = Self { usual: usual_height(boxes), boxes: Vec::new() };
        marks.boxes = boxes.iter().copied().filter(|quad| marks.is_one(quad)).collect();
        marks
    }

    /// Whether a box is as large as such letters.
    pub(super) fn is_one(&self, quad: &Quad) -> bool {
        let (across, down) = quad.mean_sides();
        across.min(down) > HIGH * self.usual && across.max(down) > LONG * self.usual
    }

    /// Whether a box is as high as a line of print.
    pub(super) fn is_line(&self, quad: &Quad) -> bool {
        let (across, down) = quad.mean_sides();
        across.min(down) < HIGH * self.usual
    }

    /// Whether a line lies under such letters, or is one.
    pub(super) fn cover(&self, line: &Quad) -> bool {
        self.boxes.iter().any(|mark| overlap(mark, line) > 0.3)
    }
}

/// Which share of the smaller of two boxes they have in common.
pub(super) fn overlap(a: &Quad, b: &Quad) -> f32 {
    let (iou, sum) = (a.iou(b), a.area().abs() + b.area().abs());
    let shared = iou * sum / (1.0 + iou);
    shared / a.area().abs().min(b.area().abs()).max(1.0)
}

/// What is left of a pixel without its colour: letters in one colour become as bright as paper,
/// black print stays dark.
pub(super) fn without_colour([red, green, blue]: [f32; 3]) -> [f32; 3] {
    [red.max(green).max(blue); 3]
}

/// The upright part of a picture around a box, without its colour, and where its left and top
/// lie; `None` where no print is under the colour.
pub(super) fn under(picture: &Picture, quad: &Quad) -> Option<(Picture, Point)> {
    let bound = |pick: fn(&Point) -> f32, fold: fn(f32, f32) -> f32, limit: usize| {
        quad.corners.iter().map(pick).reduce(fold).unwrap_or(0.0).clamp(0.0, limit as f32) as usize
    };
    let (left, right) =
        (bound(|p| p.x, f32::min, picture.width()), bound(|p| p.x, f32::max, picture.width()));
    let (top, bottom) =
        (bound(|p| p.y, f32::min, picture.height()), bound(|p| p.y, f32::max, picture.height()));
    let mut rgb = Vec::with_capacity(right.saturating_sub(left) * bottom.saturating_sub(top) * 3);
    let mut counts = [0_u32; 256];
    for y in top..bottom {
        for pixel in picture.row(y).get(left * 3..right * 3)?.chunks_exact(3) {
            let value = pixel.iter().copied().max().unwrap_or(0);
            rgb.extend([value; 3]);
            if let Some(count) = counts.get_mut(usize::from(value)) {
                *count += 1;
            }
        }
    }
    let part = Picture::from_rgb(right.saturating_sub(left), bottom.saturating_sub(top), rgb)?;
    is_printed(&counts).then_some((part, Point::new(left as f32, top as f32)))
}

/// Whether some of the pixels, counted by brightness, are much darker than the paper.
fn is_printed(counts: &[u32; 256]) -> bool {
    let all: u32 = counts.iter().sum();
    let mut below = 0;
    let paper = counts.iter().position(|count| {
        below += count;
        below as f32 >= PAPER * all as f32
    });
    let limit = paper.map_or(0, |paper| (paper as f32 * DARK) as usize);
    let dark: u32 = counts.iter().take(limit).sum();
    dark as f32 > PRINTED * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White paper with pink letters over its middle, and in them a stroke of ink where there is one.
    fn page(ink: bool) -> Picture {
        let pixel = |at: usize| match (at % 100, at / 100) {
            (40..60, 20..30) if ink => [30, 25, 30],
            (20..80, 10..40) => [236, 170, 175],
            _ => [240, 238, 235],
        };
        Picture::from_rgb(100, 50, (0..5000).flat_map(pixel).collect()).unwrap()
    }

    #[test]
    fn colour_goes_and_ink_stays() {
        let quad = Quad::rectangle(100.0, 50.0);
        let (part, _) = under(&page(true), &quad).unwrap();
        assert!(part.at(25, 15)[1] > 230 && part.at(50, 25)[1] < 40);
        assert!(under(&page(false), &quad).is_none(), "nothing is printed there");
    }

    #[test]
    fn large_letters_are_told_from_lines() {
        let line = |y: f32| Quad::new(Quad::rectangle(300.0, 20.0).corners.map(|p| Point::new(p.x, p.y + y)));
        let mark = Quad::rectangle(300.0, 100.0);
        let marks = Watermarks::among(&[line(0.0), line(40.0), line(200.0), mark]);
        assert_eq!(marks.boxes, [mark]);
        assert!(marks.cover(&line(40.0)) && !marks.cover(&line(200.0)) && marks.is_line(&line(0.0)));
    }
}
