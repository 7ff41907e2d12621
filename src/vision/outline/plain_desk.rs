//! A desk without a pattern, white ones above all, is known from the frame's edges: what is
//! brighter, darker or of another colour than it would be there is not the desk. This shows weak
//! outlines that the document's own print would drown.

use crate::vision::widest::widest;
use crate::vision::{Plane, Preview};

/// Pixels of the frame's edge that are looked at.
const EDGE: usize = 14;
/// Pixels between two looks.
const PACE: usize = 5;
/// Terms of a curved surface: 1, x, y and all their products of two and of three.
const TERMS: usize = 10;
/// Rounds in which what does not fit is left out.
const ROUNDS: usize = 3;
/// Median distance from the surface, in grey levels, from which on a desk has a pattern.
const PATTERN: f32 = 3.0;

/// From this difference on, in grey levels, what lies in the middle shows by itself.
const STRONG: f32 = 60.0;
/// The difference as it is drawn, at most: what is printed on a document is not to show.
const MOST: f32 = 36.0;

type Terms = [f32; TERMS];

/// How much each place of `preview` differs from the desk around it, strongly drawn; `None`
/// where the frame's edges do not show one plain desk.
pub(super) fn difference(preview: &Preview) -> Option<Plane> {
    let (width, height) = (preview.luma.width(), preview.luma.height());
    if width < 8 * EDGE || height < 8 * EDGE {
        return None;
    }
    let mut looks: Vec<(Terms, [f32; 3])> = Vec::new();
    for y in (0..height).step_by(PACE) {
        for x in (0..width).step_by(PACE) {
            if x < EDGE || y < EDGE || x + EDGE >= width || y + EDGE >= height {
                let value = |plane: &Plane| f32::from(plane.at(x as i32, y as i32));
                let colour = [value(&preview.luma), value(&preview.blue), value(&preview.red)];
                looks.push((terms(place(x, width), place(y, height)), colour));
            }
        }
    }
    let all = looks.len();
    let brightness = |(_, [luma, ..]): &(Terms, [f32; 3])| *luma;
    let desk = median(looks.iter().map(brightness));
    let middle = (height / 3..height * 2 / 3).step_by(PACE).flat_map(|y| {
        (width / 3..width * 2 / 3).step_by(PACE).map(move |x| f32::from(preview.luma.at(x as i32, y as i32)))
    });
    if (median(middle) - desk).abs() > STRONG {
        return None;
    }
    let mut surfaces = fit(&looks)?;
    for _ in 0..ROUNDS {
        let off = |look: &(Terms, [f32; 3])| distance(&surfaces, look);
        let usual = median(looks.iter().map(off));
        let most = (3.0 * usual).max(4.0);
        looks.retain(|look| distance(&surfaces, look) <= most);
        surfaces = fit(&looks)?;
    }
    let noise = median(looks.iter().map(|look| distance(&surfaces, look)));
    // Other things on the desk may hide less than half of its edges.
    if looks.len() * 2 < all || noise > PATTERN {
        return None;
    }
    let quiet = 2.0 * noise + 1.0;
    let mut data = vec![0u8; width * height];
    let across: Vec<f32> = (0..width).map(|x| place(x, width)).collect();
    let mut row_of = vec![0.0f32; width];
    let [luma, blue, red] = &surfaces;
    for (y, out) in data.chunks_exact_mut(width).enumerate() {
        let down = place(y, height);
        // The colour differences were halved.
        for (plane, surface, weight) in
            [(&preview.luma, luma, 6.0), (&preview.blue, blue, 12.0), (&preview.red, red, 12.0)]
        {
            widest(
                #[inline(always)]
                || {
                    row(surface, &across, down, &mut row_of);
                    differ(plane.row(y), &row_of, quiet, weight, out);
                },
            );
        }
    }
    Plane::new(width, height, data)
}

/// -1 to 1 from one edge to the other.
fn place(at: usize, size: usize) -> f32 {
    2.0 * at as f32 / size as f32 - 1.0
}

fn terms(x: f32, y: f32) -> Terms {
    [1.0, x, y, x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y]
}

fn value(surface: &Terms, terms: &Terms) -> f32 {
    surface.iter().zip(terms).map(|(a, b)| a * b).sum()
}

fn distance(surfaces: &[Terms; 3], (terms, colour): &(Terms, [f32; 3])) -> f32 {
    let off = surfaces.iter().zip(colour).map(|(surface, colour)| (value(surface, terms) - colour).abs());
    off.fold(0.0, f32::max)
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    let middle = values.len() / 2;
    if values.is_empty() {
        return f32::MAX;
    }
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// A curved surface through each of the three colours (least squares).
fn fit(looks: &[(Terms, [f32; 3])]) -> Option<[Terms; 3]> {
    let mut sums = [[0.0f64; TERMS + 3]; TERMS];
    for (terms, colour) in looks {
        for (row, a) in sums.iter_mut().zip(terms) {
            for (sum, b) in row.iter_mut().zip(terms.iter().chain(colour)) {
                *sum += f64::from(a * b);
            }
        }
    }
    // Gauss and Jordan; the sums are symmetric and well apart, so the diagonal will do.
    for pivot in 0..TERMS {
        let row = *sums.get(pivot)?;
        let base = *row.get(pivot)?;
        if base.abs() < 1e-6 {
            return None;
        }
        for (index, other) in sums.iter_mut().enumerate() {
            let share = *other.get(pivot)? / base;
            if index != pivot {
                other.iter_mut().zip(row).for_each(|(value, of_pivot)| *value -= share * of_pivot);
            }
        }
    }
    let mut surfaces = [[0.0f32; TERMS]; 3];
    for (term, row) in sums.iter().enumerate() {
        let base = *row.get(term)?;
        for (surface, right) in surfaces.iter_mut().zip(row.iter().skip(TERMS)) {
            *surface.get_mut(term)? = (right / base) as f32;
        }
    }
    Some(surfaces)
}

#[inline(always)]
fn row(&[one, x1, y1, x2, xy, y2, x3, xxy, xyy, y3]: &Terms, across: &[f32], y: f32, out: &mut [f32]) {
    let base = one + y * (y1 + y * (y2 + y * y3));
    let (slope, bend) = (x1 + y * (xy + y * xyy), x2 + xxy * y);
    for (out, x) in out.iter_mut().zip(across) {
        *out = base + x * (slope + x * (bend + x * x3));
    }
}

#[inline(always)]
fn differ(values: &[u8], desk: &[f32], quiet: f32, weight: f32, out: &mut [u8]) {
    for ((out, &value), desk) in out.iter_mut().zip(values).zip(desk) {
        let off = ((f32::from(value) - desk).abs() - quiet).max(0.0) * weight;
        *out = (*out).max(off.min(MOST) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A desk that gets brighter to the right, and on it a sheet that is hardly brighter.
    fn preview(pattern: i32) -> Preview {
        let value = |x: i32, y: i32| {
            let sheet = (100..360).contains(&x) && (60..210).contains(&y);
            let wave = if (x / 3 + y / 3) % 2 == 0 { pattern } else { 0 };
            (180 + x / 16 + wave + i32::from(sheet) * 8) as u8
        };
        let luma = (0..270).flat_map(|y| (0..480).map(move |x| value(x, y))).collect();
        Preview::from_luma(Plane::new(480, 270, luma).unwrap())
    }

    #[test]
    fn a_weak_sheet_stands_out_from_a_plain_desk() {
        let difference = difference(&preview(0)).unwrap();
        assert!(difference.at(200, 100) > 15 && difference.at(90, 100) < 4, "{:?}", difference.at(200, 100));
    }

    #[test]
    fn a_desk_with_a_pattern_is_not_plain() {
        assert_eq!(difference(&preview(40)), None);
    }
}
