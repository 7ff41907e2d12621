use super::grid::Grid;
use super::{cover, glare};
use crate::vision::geometry::{Point, Quad};
use crate::vision::{Picture, Preview, portrait};

/// What the light does to the document.
#[derive(Default)]
pub(super) struct Light {
    /// Share under specular spots.
    pub glare: f32,
    /// Share under those that only the print tells.
    pub glare_by_print: f32,
    /// Brightness of the paper, 0 to 1.
    pub exposure: f32,
    /// Share that is burnt out.
    pub burnt: f32,
    /// Share that is burnt out by a lamp.
    pub burnt_by_lamp: f32,
    /// Whether the desk around the document is burnt out too, most of it.
    pub washed_out: bool,
    /// Where the largest spot is, in pixels of the picture.
    pub glare_at: Option<Point>,
    /// Share under a hand.
    pub covered: f32,
    /// Where the hand is, in pixels of the picture.
    pub covered_at: Option<Point>,
    /// Whether a printed portrait is seen.
    pub portrait: bool,
}

/// From this brightness on a sample is burnt out.
const WHITE: u8 = 253;
/// Pixels of the preview between two looks at the desk.
const APART: usize = 6;

pub(super) fn measure(picture: &Picture, preview: &Preview, quad: &Quad) -> Light {
    let Some(grid) = Grid::of(preview, quad) else { return Light::default() };
    let glare = glare::find(picture, &grid);
    let cover = cover::find(preview, quad, &grid);
    let white = grid.luma.iter().filter(|&&value| value >= WHITE).count();
    Light {
        glare: glare.share,
        glare_by_print: glare.by_print,
        burnt_by_lamp: glare.burnt,
        exposure: f32::from(percentile(&grid.luma, 80)) / 255.0,
        burnt: white as f32 / grid.luma.len().max(1) as f32,
        washed_out: washed_out(preview, quad),
        glare_at: glare.at.map(|at| grid.in_picture(at)),
        covered: cover.share,
        covered_at: cover.at.map(|at| grid.in_picture(at)),
        portrait: portrait::is_there(&grid),
    }
}

/// Whether most of what lies around the document has no more light to give in one of its
/// colours, so that no edge is to be trusted.
fn washed_out(preview: &Preview, quad: &Quad) -> bool {
    let (across, down) = preview.scale;
    let (mut around, mut burnt) = (0usize, 0usize);
    for y in (0..preview.luma.height()).step_by(APART) {
        for x in (0..preview.luma.width()).step_by(APART) {
            let at = Point::new((x as f32 + 0.5) * across, (y as f32 + 0.5) * down);
            if !quad.contains(at) {
                let (x, y) = (x as i32, y as i32);
                let colour =
                    super::grid::rgb(preview.luma.at(x, y), preview.blue.at(x, y), preview.red.at(x, y));
                around += 1;
                burnt += usize::from(colour.into_iter().any(|part| part >= WHITE));
            }
        }
    }
    burnt * 2 > around
}

fn percentile(values: &[u8], percent: usize) -> u8 {
    let mut counts = [0usize; 256];
    for &value in values {
        if let Some(count) = counts.get_mut(usize::from(value)) {
            *count += 1;
        }
    }
    let mut left = values.len() * percent / 100;
    for (value, &count) in (0u8..=255).zip(&counts) {
        if left < count {
            return value;
        }
        left -= count;
    }
    255
}
