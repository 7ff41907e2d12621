//! A line of a machine-readable zone as its 44 cells: each character has a place of its own, so
//! that a character which was lost or doubled does not move those behind it.

use super::{ALPHABET, LENGTH};
use crate::reading::line::{Glyph, Line};

/// How likely each character of [`ALPHABET`] stands in a cell, by its index there.
pub(in crate::reading) type Cell = Vec<f32>;

/// How far the first and the last character that were read may be from the ends of the line.
const LOST: usize = 2;
/// Characters read with less confidence do not tell where the cells are.
const SURE: f32 = 0.4;

/// The cells of a line that was read from end to end; `None` where its characters do not stand
/// at the pitch of a zone.
pub(in crate::reading) fn cells(line: &Line) -> Option<Vec<Cell>> {
    let (first, pitch) = grid(&line.read_as(ALPHABET, 0.0, 1.0))?;
    let cell = |index: usize| {
        let middle = first + pitch * index as f32;
        let mut likely = vec![0.0; ALPHABET.len()];
        for (at, step) in line.steps() {
            let off = (at - middle).abs() / pitch;
            if off < 0.62 {
                // What stands near the border may be the neighbour's.
                let weight = if off < 0.4 { 1.0 } else { 0.35 };
                for (sum, value) in likely.iter_mut().zip(step.iter().skip(1)) {
                    *sum = f32::max(*sum, value * weight);
                }
            }
        }
        likely
    };
    Some((0..LENGTH).map(cell).collect())
}

/// Middle of the first cell and the distance of two, in lengths of the line: of those that fit
/// the ends of the text the one on which most characters lie.
fn grid(glyphs: &[Glyph]) -> Option<(f32, f32)> {
    let sure: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.confidence > SURE).collect();
    let (begin, end) = (sure.first()?.at, sure.last()?.at);
    if sure.len() < LENGTH / 3 || end - begin < 0.4 {
        return None;
    }
    let fits = |first: f32, pitch: f32| -> f32 {
        let off = |glyph: &&Glyph| {
            let place = (glyph.at - first) / pitch;
            1.0 - 4.0 * (place - place.round()).powi(2)
        };
        sure.iter().map(off).sum()
    };
    let mut best: Option<(f32, (f32, f32))> = None;
    for lost_before in 0..=LOST {
        for lost_behind in 0..=LOST {
            let between = (LENGTH - 1 - lost_before - lost_behind) as f32;
            for stretch in -2_i16..=2 {
                for shift in -2_i16..=2 {
                    let pitch = (end - begin) / between * (1.0 + 0.003 * f32::from(stretch));
                    let first = begin + pitch * (0.1 * f32::from(shift) - lost_before as f32);
                    let score = fits(first, pitch) - 0.6 * (lost_before + lost_behind) as f32;
                    if best.is_none_or(|(known, _)| score > known) {
                        best = Some((score, (first, pitch)));
                    }
                }
            }
        }
    }
    let (score, grid) = best?;
    (score > 0.6 * sure.len() as f32).then_some(grid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::geometry::Quad;

    #[test]
    fn lost_and_doubled_characters_do_not_move_the_others() {
        let text = "TS23240491JPN8905020F3109199<<<<<<<<<<<<<<<2";
        let line = super::super::tests::line_of(text, &[30, 31, 35]);
        let read: String = cells(&line)
            .unwrap()
            .iter()
            .map(|cell| {
                let best = cell.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
                if *best.1 < 0.1 { '<' } else { ALPHABET.chars().nth(best.0).unwrap() }
            })
            .collect();
        assert_eq!(read, text);
    }

    #[test]
    fn what_is_no_zone_has_no_cells() {
        let quad = Quad::rectangle(100.0, 10.0);
        assert!(cells(&Line::of_text("2031.05.11", quad)).is_none());
        assert!(cells(&Line::of_text("", quad)).is_none());
    }
}
