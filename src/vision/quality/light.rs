use super::grid::Grid;
use super::{cover, glare};
use crate::vision::geometry::{Point, Quad};
use crate::vision::{Picture, Preview, portrait};

/// What the light does to the document.
#[derive(Default)]
pub(super) struct Light {
    /// Share under specular spots.
    pub glare: f32,
    /// Brightness of the paper, 0 to 1.
    pub exposure: f32,
    /// Share that is burnt out.
    pub burnt: f32,
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

pub(super) fn measure(picture: &Picture, preview: &Preview, quad: &Quad) -> Light {
    let Some(grid) = Grid::of(preview, quad) else { return Light::default() };
    let glare = glare::find(picture, &grid);
    let cover = cover::find(preview, quad, &grid);
    let white = grid.luma.iter().filter(|&&value| value >= WHITE).count();
    Light {
        glare: glare.share,
        exposure: f32::from(percentile(&grid.luma, 80)) / 255.0,
        burnt: white as f32 / grid.luma.len().max(1) as f32,
        glare_at: glare.at.map(|at| grid.in_picture(at)),
        covered: cover.share,
        covered_at: cover.at.map(|at| grid.in_picture(at)),
        portrait: portrait::is_there(&grid),
    }
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
