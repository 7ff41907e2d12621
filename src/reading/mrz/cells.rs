//! A line of a machine-readable zone as its 44 cells: each character has a place of its own, so
//! that a character which was lost or doubled does not move those behind it.

use super::{ALPHABET, LENGTH};
use crate::reading::line::{Glyph, Line};

/// How likely each character of [`ALPHABET`] stands in a cell, by its index there.
pub(in crate::reading) type Cell = Vec<f32>;

/// How far the first and the last character that were read may be from the ends of the line.
const LOST: usize = 2;
/// So many characters before the first and behind the last are none: the edges of the page.
const EDGES: usize = 1;
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
    if sure.len() < LENGTH / 3 || sure.last()?.at - sure.first()?.at < 0.4 {
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
    // From the first and the last character that are of the line to its ends, and what is left out.
    let ends: Vec<(usize, usize)> =
        (0..=LOST).map(|lost| (lost, 0)).chain((1..=EDGES).map(|edges| (0, edges))).collect();
    for (lost_before, edges_before) in &ends {
        for (lost_behind, edges_behind) in &ends {
            let begin = sure.get(*edges_before)?.at;
            let end = sure.get(sure.len() - 1 - edges_behind)?.at;
            let between = (LENGTH - 1 - lost_before - lost_behind) as f32;
            let odd = (lost_before + lost_behind + edges_before + edges_behind) as f32;
            for stretch in -2_i16..=2 {
                for shift in -2_i16..=2 {
                    let pitch = (end - begin) / between * (1.0 + 0.003 * f32::from(stretch));
                    let first = begin + pitch * (0.1 * f32::from(shift) - *lost_before as f32);
                    let score = fits(first, pitch) - 0.6 * odd;
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
    fn the_edges_of_the_page_are_no_cells() {
        let text = "TS23240491JPN8905020F3109199<<<<<<<<<<<<<<<2";
        for around in ["1", ""] {
            let line = super::super::tests::line_of(&format!("{around}{text}1"), &[]);
            let first =
                |cell: &Cell| cell.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at);
            let read = cells(&line).unwrap();
            let read: String = read.iter().filter_map(|cell| ALPHABET.chars().nth(first(cell)?)).collect();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn what_is_no_zone_has_no_cells() {
        let quad = Quad::rectangle(100.0, 10.0);
        assert!(cells(&Line::of_text("2031.05.11", quad)).is_none());
        assert!(cells(&Line::of_text("", quad)).is_none());
    }
}
