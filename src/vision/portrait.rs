use super::quality::grid::{COLUMNS, Grid, ROWS};

/// Least share of a portrait's area that is darker or more coloured than paper.
const FILLED: f32 = 0.76;
/// What differs from the paper by less is paper, in grey levels.
const DARKER: f32 = 20.0;

/// Share of the frame around a portrait that is filled too, at most: it ends there.
const AROUND: f32 = 0.55;
/// Samples of that frame on each side.
const FRAME: usize = 4;
/// Blocks across and down in which the paper's brightness is taken.
const BLOCKS: (usize, usize) = (10, 6);

/// Whether a printed portrait lies on the document: a block of the size of an identity
/// photograph that is filled with tones, where print is lines with paper between them.
pub(super) fn is_there(grid: &Grid) -> bool {
    let paper = Paper::of(&grid.least);
    let filled: Vec<bool> = (0..COLUMNS * ROWS)
        .zip(&grid.least)
        .map(|(at, &value)| f32::from(value) + DARKER < paper.at(at % COLUMNS, at / COLUMNS))
        .collect();
    let sums = Sums::of(&filled);
    // Three by four and four by three, a third of the document's height to more than half: the
    // document may lie on its side. The grid's cells are nearly square on a card.
    [(26, 34), (32, 42), (38, 50), (34, 26), (42, 32)].into_iter().any(|(width, height)| {
        (FRAME..ROWS - height - FRAME).step_by(2).any(|top| {
            (FRAME..COLUMNS - width - FRAME).step_by(2).any(|left| {
                let inside = sums.within(left, top, width, height);
                let (wide, high) = (width + 2 * FRAME, height + 2 * FRAME);
                let around = sums.within(left - FRAME, top - FRAME, wide, high) - inside;
                inside as f32 >= FILLED * (width * height) as f32
                    && around as f32 <= AROUND * (wide * high - width * height) as f32
            })
        })
    })
}

/// The paper's brightness: a plane through the brighter half of all blocks, since the light
/// falls off across a desk.
struct Paper {
    level: f32,
    across: f32,
    down: f32,
}

impl Paper {
    fn of(values: &[u8]) -> Self {
        let (wide, high) = (COLUMNS / BLOCKS.0, ROWS / BLOCKS.1);
        let mut blocks: Vec<(f32, f32, f32)> = Vec::with_capacity(BLOCKS.0 * BLOCKS.1);
        for (row, column) in (0..BLOCKS.1).flat_map(|row| (0..BLOCKS.0).map(move |column| (row, column))) {
            let (left, top) = (column * wide, row * high);
            let mut block: Vec<u8> = (top..top + high)
                .filter_map(|y| values.get(y * COLUMNS + left..y * COLUMNS + left + wide))
                .flatten()
                .copied()
                .collect();
            block.sort_unstable();
            let level = block.get(block.len() * 4 / 5).copied().unwrap_or(255);
            let middle = |at: usize, size: usize| at as f32 + size as f32 / 2.0;
            blocks.push((middle(left, wide), middle(top, high), f32::from(level)));
        }
        blocks.sort_by(|a, b| b.2.total_cmp(&a.2));
        blocks.truncate(BLOCKS.0 * BLOCKS.1 * 3 / 5);
        let count = blocks.len() as f32;
        let mean = |of: fn(&(f32, f32, f32)) -> f32| blocks.iter().map(of).sum::<f32>() / count;
        let (x, y, level) = (mean(|b| b.0), mean(|b| b.1), mean(|b| b.2));
        let (mut xx, mut xy, mut yy, mut xv, mut yv) = (1.0, 0.0, 1.0, 0.0, 0.0);
        for block in &blocks {
            let (dx, dy, dv) = (block.0 - x, block.1 - y, block.2 - level);
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
            xv += dx * dv;
            yv += dy * dv;
        }
        let base = (xx * yy - xy * xy).max(1.0);
        let (across, down) = ((xv * yy - yv * xy) / base, (yv * xx - xv * xy) / base);
        Self { level: level - across * x - down * y, across, down }
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.level + self.across * x as f32 + self.down * y as f32
    }
}

/// Sums over all rectangles from the upper left corner.
struct Sums(Vec<u32>);

impl Sums {
    fn of(filled: &[bool]) -> Self {
        let wide = COLUMNS + 1;
        let mut sums = vec![0u32; wide * (ROWS + 1)];
        for (y, row) in filled.chunks_exact(COLUMNS).enumerate() {
            let mut so_far = 0;
            for (x, &value) in row.iter().enumerate() {
                so_far += u32::from(value);
                let above = sums.get(y * wide + x + 1).copied().unwrap_or(0);
                if let Some(sum) = sums.get_mut((y + 1) * wide + x + 1) {
                    *sum = above + so_far;
                }
            }
        }
        Self(sums)
    }

    fn within(&self, left: usize, top: usize, width: usize, height: usize) -> u32 {
        let at = |x: usize, y: usize| self.0.get(y * (COLUMNS + 1) + x).copied().unwrap_or(0);
        let (right, bottom) = (left + width, top + height);
        (at(right, bottom) + at(left, top)).saturating_sub(at(right, top) + at(left, bottom))
    }
}
