use super::Picture;
use super::geometry::{Perspective, Point, Quad};
use super::picture::luma_of;

/// Cells across and down a document.
const CELLS: (usize, usize) = (72, 48);
/// Cells around one that it is compared with.
const REACH: usize = 3;
/// From this agreement on two pictures show the same side. (Two photographs of one side agree
/// by 0.7 and more, two sides of one kind of form by 0.5 at most.)
const SAME: f32 = 0.62;

/// What a document's print looks like from afar: enough to know the same side again, not
/// enough to read it. Memory only.
#[derive(Clone, PartialEq)]
pub struct Fingerprint {
    /// Brightness of each cell against those around it, of length 1 in all.
    cells: Vec<f32>,
    /// The same of the document a quarter turn on: which side is up is a guess.
    turned: Vec<f32>,
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fingerprint")
    }
}

impl Fingerprint {
    /// Of the document inside `quad`; `None` where nothing is printed.
    pub fn of(picture: &Picture, quad: &Quad) -> Option<Self> {
        Some(Self { cells: cells(picture, quad)?, turned: cells(picture, &quad.turned(1))? })
    }

    /// Whether both are of the same side, one of them turned perhaps.
    pub fn same_side(&self, other: &Self) -> bool {
        self.agreement(other) >= SAME
    }

    /// -1 to 1; outlines may be a cell apart.
    fn agreement(&self, other: &Self) -> f32 {
        let (columns, rows) = CELLS;
        let upside_down = |cells: &[f32]| cells.iter().rev().copied().collect::<Vec<f32>>();
        let (half, back) = (upside_down(&other.cells), upside_down(&other.turned));
        let mut best = -1.0f32;
        for cells in [&other.cells, &half, &other.turned, &back] {
            for (dx, dy) in (0..9).map(|i| (i % 3, i / 3)) {
                let mut sum = 0.0;
                for row in 1..rows - 1 {
                    let ours = self.cells.get(row * columns + 1..(row + 1) * columns - 1);
                    let start = (row + dy - 1) * columns + dx;
                    let theirs = cells.get(start..start + columns - 2);
                    if let (Some(ours), Some(theirs)) = (ours, theirs) {
                        sum += ours.iter().zip(theirs).map(|(a, b)| a * b).sum::<f32>();
                    }
                }
                best = best.max(sum);
            }
        }
        best
    }
}

/// Brightness of each cell of the document inside `quad` against those around it.
fn cells(picture: &Picture, quad: &Quad) -> Option<Vec<f32>> {
    let (columns, rows) = CELLS;
    // Three by three looks a cell.
    let mapping = Perspective::from_rectangle(3.0 * columns as f32, 3.0 * rows as f32, quad)?;
    let look = |x: usize, y: usize| {
        let at = mapping.map(Point::new(x as f32 + 0.5, y as f32 + 0.5));
        f32::from(luma_of(picture.at(at.x.floor() as i32, at.y.floor() as i32)))
    };
    let mut luma = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let looks = (0..9).map(|i| look(3 * column + i % 3, 3 * row + i / 3));
            luma.push(looks.sum::<f32>() / 9.0);
        }
    }
    let mut cells: Vec<f32> = (0..columns * rows).map(|at| at_of(&luma, at) - around(&luma, at)).collect();
    let length = cells.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length < (columns * rows) as f32 * 0.05 {
        return None;
    }
    cells.iter_mut().for_each(|value| *value /= length);
    Some(cells)
}

fn at_of(luma: &[f32], at: usize) -> f32 {
    luma.get(at).copied().unwrap_or(0.0)
}

/// Mean of the cells around one.
fn around(luma: &[f32], at: usize) -> f32 {
    let (columns, rows) = CELLS;
    let (x, y) = (at % columns, at / columns);
    let (left, right) = (x.saturating_sub(REACH), (x + REACH).min(columns - 1));
    let (top, bottom) = (y.saturating_sub(REACH), (y + REACH).min(rows - 1));
    let sum: f32 = (top..=bottom)
        .filter_map(|row| luma.get(row * columns + left..=row * columns + right))
        .flatten()
        .sum();
    sum / ((right - left + 1) * (bottom - top + 1)) as f32
}
