use crate::vision::Preview;
use crate::vision::geometry::{Perspective, Point, Quad};

/// Samples across and down the document.
pub(in crate::vision) const COLUMNS: usize = 150;
/// Samples down the document.
pub(in crate::vision) const ROWS: usize = 96;

/// The document as an even grid of samples of the preview, row by row.
pub(in crate::vision) struct Grid {
    /// Brightness.
    pub luma: Vec<u8>,
    /// The darkest of the three colours.
    pub least: Vec<u8>,
    /// Blue and red less brightness, halved, around 128.
    differences: Vec<(u8, u8)>,
    mapping: Perspective,
    scale: (f32, f32),
}

impl Grid {
    /// Samples `preview` inside `quad`, which is in pixels of the whole picture.
    pub fn of(preview: &Preview, quad: &Quad) -> Option<Self> {
        let scale = preview.scale;
        let small = quad.scaled(1.0 / scale.0, 1.0 / scale.1);
        let mapping = Perspective::from_rectangle(COLUMNS as f32, ROWS as f32, &small)?;
        let (mut luma, mut least) = (Vec::with_capacity(COLUMNS * ROWS), Vec::with_capacity(COLUMNS * ROWS));
        let mut differences = Vec::with_capacity(COLUMNS * ROWS);
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                let at = mapping.map(Point::new(column as f32 + 0.5, row as f32 + 0.5));
                let (x, y) = (at.x.floor() as i32, at.y.floor() as i32);
                let brightness = preview.luma.at(x, y);
                luma.push(brightness);
                let (blue, red) = (preview.blue.at(x, y), preview.red.at(x, y));
                least.push(darkest(rgb(brightness, blue, red)));
                differences.push((blue, red));
            }
        }
        Some(Self { luma, least, differences, mapping, scale })
    }

    /// Red, green and blue of a sample.
    pub fn colour(&self, at: usize) -> Option<[u8; 3]> {
        let &(blue, red) = self.differences.get(at)?;
        Some(rgb(*self.luma.get(at)?, blue, red))
    }

    /// Where in the picture a place of the grid lies.
    pub fn in_picture(&self, at: Point) -> Point {
        let at = self.mapping.map(at);
        Point::new(at.x * self.scale.0, at.y * self.scale.1)
    }
}

/// The middle of a sample.
pub(super) fn place(at: usize) -> Point {
    Point::new((at % COLUMNS) as f32 + 0.5, (at / COLUMNS) as f32 + 0.5)
}

/// A step from one sample to another: across and down.
pub(super) type Step = (isize, isize);
/// To the samples beside one.
pub(super) const WAYS: [Step; 4] = [(-1, 0), (1, 0), (0, -1), (0, 1)];

/// The sample a step away; `None` outside the document.
pub(super) fn next(at: usize, (across, down): Step) -> Option<usize> {
    let x = (at % COLUMNS).checked_add_signed(across).filter(|&x| x < COLUMNS)?;
    let y = (at / COLUMNS).checked_add_signed(down).filter(|&y| y < ROWS)?;
    Some(y * COLUMNS + x)
}

/// The samples beside one, across and down.
pub(super) fn neighbours(at: usize) -> impl Iterator<Item = usize> {
    WAYS.into_iter().filter_map(move |way| next(at, way))
}

/// How far a sample lies inside the document, in samples.
pub(super) fn depth(at: usize) -> usize {
    let (x, y) = (at % COLUMNS, at / COLUMNS);
    x.min(COLUMNS - 1 - x).min(y).min(ROWS - 1 - y)
}

/// The middle of a patch of samples.
pub(super) fn centre(patch: &[usize]) -> Point {
    let count = patch.len().max(1) as f32;
    let x = patch.iter().map(|at| at % COLUMNS).sum::<usize>() as f32;
    let y = patch.iter().map(|at| at / COLUMNS).sum::<usize>() as f32;
    Point::new(x / count + 0.5, y / count + 0.5)
}

/// The darkest of the three colours.
pub(super) fn darkest([red, green, blue]: [u8; 3]) -> u8 {
    red.min(green).min(blue)
}

/// Red, green and blue from brightness and the two halved differences.
pub(super) fn rgb(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    let luma = i32::from(luma);
    let red = luma + 2 * (i32::from(red) - 128);
    let blue = luma + 2 * (i32::from(blue) - 128);
    let green = (256 * luma - 77 * red - 29 * blue) / 150;
    [red, green, blue].map(|part| part.clamp(0, 255) as u8)
}
