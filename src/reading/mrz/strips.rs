//! Where the lines of a machine-readable zone run across a page.

use super::ALPHABET;
use crate::reading::line::{Line, Reading};
use crate::vision::geometry::{Point, Quad};

/// Characters that such a line has at least, and how many of them are filling.
const LEAST: usize = 10;
const FILLING: usize = 3;
/// A part of a line without filling has so many digits.
const DIGITS: usize = 9;
/// No zone has more lines.
const MOST: usize = 3;

/// The lines of a zone from edge to edge, from top to bottom, and the indices of the lines that
/// were read as parts of them. The filling is what the detector loses.
pub(in crate::reading) fn strips(reading: &Reading) -> (Vec<Quad>, Vec<usize>) {
    let mut parts: Vec<(usize, &Line)> =
        reading.lines.iter().enumerate().filter(|(_, line)| is_part(line)).collect();
    parts.sort_by(|(_, a), (_, b)| b.width().total_cmp(&a.width()));
    let mut rows: Vec<Vec<(usize, &Line)>> = Vec::new();
    for part in parts {
        let same =
            |row: &&mut Vec<(usize, &Line)>| row.first().is_some_and(|(_, widest)| beside(widest, part.1));
        match rows.iter_mut().find(same) {
            Some(row) => row.push(part),
            None => rows.push(vec![part]),
        }
    }
    rows.truncate(MOST);
    let mut strips: Vec<Quad> = rows.iter().filter_map(|row| strip(row, reading.size)).collect();
    if let ([only], [row]) = (strips.as_slice(), rows.as_slice()) {
        let is = |kind: fn(&Line) -> bool| row.iter().any(|(_, line)| kind(line));
        if is(is_second) {
            strips.push(next_to(only, -1.0));
        } else if is(is_first) {
            strips.push(next_to(only, 1.0));
        }
    }
    (strips, rows.iter().flatten().map(|(index, _)| *index).collect())
}

fn is_part(line: &Line) -> bool {
    let chars: Vec<char> = line.read_as(ALPHABET, 0.0, 1.0).iter().map(|glyph| glyph.char).collect();
    let count = |wanted: fn(&char) -> bool| chars.iter().filter(|char| wanted(char)).count();
    let (filling, digits) = (count(|char| *char == '<'), count(char::is_ascii_digit));
    let letters = chars.len() - filling - digits;
    let (read, count) = (line.glyphs.len(), chars.len());
    // What was read as something else is none: its narrow reading is much shorter.
    count >= LEAST
        && 3 * count >= 2 * read
        && line.width() > 6.0 * line.height()
        && (filling >= FILLING || (count > 24 && digits >= DIGITS && letters >= 3))
}

/// Whether a line is the second one of a zone, which is full of digits.
fn is_second(line: &Line) -> bool {
    let chars = line.read_as(ALPHABET, 0.0, 1.0);
    let digits = chars.iter().filter(|glyph| glyph.char.is_ascii_digit()).count();
    chars.len() > 24 && digits >= DIGITS
}

/// Whether a line is the first one of a zone: of a passport, and without digits but for O and I.
fn is_first(line: &Line) -> bool {
    let chars: String = line.read_as(ALPHABET, 0.0, 1.0).iter().map(|glyph| glyph.char).collect();
    let digits = chars.chars().filter(char::is_ascii_digit).count();
    chars.len() > 24 && digits < DIGITS / 2 && chars.chars().take(2).any(|char| char == 'P')
}

/// From one line of a zone to the next, as a share of the width of the page.
const PITCH: f32 = 0.052;

/// Where the line above (`side` -1) or below (1) one from edge to edge runs, when the detector has
/// lost it as a whole.
fn next_to(known: &Quad, side: f32) -> Quad {
    let along = direction(known);
    let step = side * PITCH * known.mean_sides().0;
    Quad::new(known.corners.map(|p| Point::new(p.x - along.y * step, p.y + along.x * step)))
}

fn beside(a: &Line, b: &Line) -> bool {
    let (centre, along) = (a.centre(), direction(&a.quad));
    let to = Point::new(b.centre().x - centre.x, b.centre().y - centre.y);
    (to.y * along.x - to.x * along.y).abs() < 0.5 * a.height()
}

/// The direction in which a box is read, of length 1.
fn direction(quad: &Quad) -> Point {
    let [a, b, c, d] = quad.corners;
    let (x, y) = (b.x - a.x + c.x - d.x, b.y - a.y + c.y - d.y);
    let length = x.hypot(y).max(1e-6);
    Point::new(x / length, y / length)
}

/// The parts of a line as one, from edge to edge of the page.
fn strip(row: &[(usize, &Line)], (width, height): (f32, f32)) -> Option<Quad> {
    let (_, widest) = row.first()?;
    let mut along = direction(&widest.quad);
    let at = |p: Point, along: Point| p.x * along.x + p.y * along.y;
    let ends = |line: &Line| {
        let [a, b, c, d] = line.quad.corners;
        (a.towards(d, 0.5), b.towards(c, 0.5))
    };
    // Two parts tell the direction better than one.
    let first =
        row.iter().map(|(_, line)| ends(line).0).min_by(|a, b| at(*a, along).total_cmp(&at(*b, along)))?;
    let last =
        row.iter().map(|(_, line)| ends(line).1).max_by(|a, b| at(*a, along).total_cmp(&at(*b, along)))?;
    if row.len() > 1 {
        along = direction(&Quad::new([first, last, last, first]));
    }
    let corners =
        [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)].map(|(x, y)| at(Point::new(x, y), along));
    let (from, to) = (corners.iter().copied().reduce(f32::min)?, corners.iter().copied().reduce(f32::max)?);
    let (middle, half) = (first.towards(last, 0.5), widest.height() / 2.0);
    let here = at(middle, along);
    let point = |along_by: f32, across_by: f32| {
        Point::new(
            middle.x + along.x * along_by - along.y * across_by,
            middle.y + along.y * along_by + along.x * across_by,
        )
    };
    let (left, right) = (from - here, to - here);
    Some(Quad::new([point(left, -half), point(right, -half), point(right, half), point(left, half)]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::line_of;
    use super::*;

    fn at(text: &str, left: f32, right: f32, y: f32) -> Line {
        let mut line = line_of(text, &[]);
        line.glyphs = Line::of_text(text, line.quad).glyphs.clone();
        line.quad = Quad::new([
            Point::new(left, y),
            Point::new(right, y),
            Point::new(right, y + 40.0),
            Point::new(left, y + 40.0),
        ]);
        line
    }

    #[test]
    fn parts_of_a_line_become_one_from_edge_to_edge() {
        let lines = vec![
            at("P<JPNITO<<CHIHIRO", 40.0, 500.0, 600.0),
            at("<<<<<<<<<<<<", 600.0, 980.0, 604.0),
            at("TS23240491JPN8905020F3109199<<<", 40.0, 980.0, 680.0),
            at("02 MAY 1989", 400.0, 600.0, 300.0),
        ];
        let reading = Reading { lines, size: (1000.0, 760.0), turned: 0 };
        let (strips, parts) = strips(&reading);
        assert_eq!((strips.len(), parts.len()), (2, 3));
        assert!(strips.iter().all(|strip| strip.mean_sides().0 > 990.0), "{strips:?}");
    }

    #[test]
    fn a_line_that_was_lost_as_a_whole_is_looked_for_beside_the_other() {
        let lines = vec![at("TS23240491JPN8905020F3109199<<<<<<<<<<<<<<<4", 40.0, 980.0, 680.0)];
        let (found, parts) = strips(&Reading { lines, size: (1000.0, 760.0), turned: 0 });
        assert_eq!((found.len(), parts.len()), (2, 1));
        assert!((found[1].centre().y - (700.0 - 52.0)).abs() < 1.0, "{found:?}");
        let first = vec![at("P<JPNITO<<CHIHIRO<<<<<<<<<<<<<<<<<<<<<<<<<<<", 40.0, 980.0, 620.0)];
        let (found, _) = strips(&Reading { lines: first, size: (1000.0, 760.0), turned: 0 });
        assert_eq!(found.len(), 2);
        assert!((found[1].centre().y - (640.0 + 52.0)).abs() < 1.0, "{found:?}");
    }
}
