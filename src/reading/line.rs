use zeroize::{Zeroize, ZeroizeOnDrop};

use super::alphabet::NARROW;
use crate::vision::geometry::{Point, Quad};

/// A character that was read.
#[derive(Clone, Copy, PartialEq, Zeroize)]
pub struct Glyph {
    /// What it is.
    pub char: char,
    /// How sure the recogniser is, 0 to 1.
    pub confidence: f32,
    /// Where its middle lies along the line, 0 to 1.
    pub at: f32,
}

impl std::fmt::Debug for Glyph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Glyph")
    }
}

/// A line of text. Wiped from memory when dropped; only its length is ever printed.
#[derive(Clone, PartialEq, Zeroize, ZeroizeOnDrop)]
pub struct Line {
    /// Its characters, in reading order.
    pub glyphs: Vec<Glyph>,
    /// Where it is, in pixels of the picture that was read, from its own top-left.
    #[zeroize(skip)]
    pub quad: Quad,
    /// For each step along the line: how likely nothing new is, then each character of
    /// [`NARROW`].
    steps: Vec<Vec<f32>>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Line({} characters)", self.glyphs.len())
    }
}

impl Line {
    /// A line of these characters at this place.
    pub fn new(glyphs: Vec<Glyph>, quad: Quad, steps: Vec<Vec<f32>>) -> Self {
        Self { glyphs, quad, steps }
    }

    /// A line whose characters are spread evenly, as if read without doubt.
    pub fn of_text(text: &str, quad: Quad) -> Self {
        let count = text.chars().count().max(1) as f32;
        let glyph = |(index, char)| Glyph { char, confidence: 1.0, at: (index as f32 + 0.5) / count };
        Self::new(text.chars().enumerate().map(glyph).collect(), quad, Vec::new())
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.char).collect()
    }

    /// Mean confidence of its characters, 0 to 1; 0 for an empty line.
    pub fn confidence(&self) -> f32 {
        mean(&self.glyphs)
    }

    /// The characters from `start` to `end` of the line (0 to 1) read once more, knowing that
    /// they are all of `allowed` (characters of [`NARROW`]).
    pub fn read_as(&self, allowed: &str, start: f32, end: f32) -> Vec<Glyph> {
        let open: Vec<bool> =
            std::iter::once(true).chain(NARROW.chars().map(|char| allowed.contains(char))).collect();
        let count = self.steps.len().max(1) as f32;
        let mut glyphs: Vec<Glyph> = Vec::new();
        let mut last = 0;
        for (index, step) in self.steps.iter().enumerate() {
            let at = (index as f32 + 0.5) / count;
            if at < start || at > end {
                continue;
            }
            let candidates = step.iter().zip(&open).enumerate().filter(|(_, (_, open))| **open);
            let best = candidates.max_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b));
            let Some((class, (&confidence, _))) = best else { continue };
            if class != last && class > 0 {
                let char = NARROW.chars().nth(class - 1).unwrap_or(' ');
                glyphs.push(Glyph { char, confidence, at });
            } else if class == last
                && class > 0
                && let Some(glyph) = glyphs.last_mut()
            {
                glyph.confidence = glyph.confidence.max(confidence);
            }
            last = class;
        }
        glyphs
    }

    /// Its steps: where each lies along the line (0 to 1), and how likely there nothing new is,
    /// then each character of [`NARROW`].
    pub fn steps(&self) -> impl Iterator<Item = (f32, &[f32])> {
        let count = self.steps.len().max(1) as f32;
        self.steps.iter().enumerate().map(move |(at, step)| ((at as f32 + 0.5) / count, step.as_slice()))
    }

    /// Where the part from `start` to `end` of the line lies (0 to 1).
    pub fn part(&self, start: f32, end: f32) -> Quad {
        let [a, b, c, d] = self.quad.corners;
        Quad::new([a.towards(b, start), a.towards(b, end), d.towards(c, end), d.towards(c, start)])
    }

    /// Height of its box in pixels.
    pub fn height(&self) -> f32 {
        self.quad.mean_sides().1
    }

    /// Width of its box in pixels.
    pub fn width(&self) -> f32 {
        self.quad.mean_sides().0
    }

    /// Middle of its box.
    pub fn centre(&self) -> Point {
        self.quad.centre()
    }

    /// The leftmost and the rightmost x of its box.
    pub fn span(&self) -> (f32, f32) {
        let [a, b, c, d] = self.quad.corners;
        (f32::midpoint(a.x, d.x), f32::midpoint(b.x, c.x))
    }
}

/// Mean confidence of characters; 0 for none.
pub(super) fn mean(glyphs: &[Glyph]) -> f32 {
    let sum: f32 = glyphs.iter().map(|glyph| glyph.confidence).sum();
    sum / glyphs.len().max(1) as f32
}

/// All that was read of one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// Width and height of the picture that was read, in pixels.
    pub size: (f32, f32),
    /// By how many quarter turns clockwise the text stands turned in the picture.
    pub turned: u8,
}

/// Characters of lines that were read with little doubt, from which on they tell which way up
/// a picture is.
const TELLING: usize = 12;

impl Reading {
    /// By how many quarter turns clockwise the picture must be turned to stand upright; 0 where
    /// too little was read to tell.
    pub fn to_upright(&self) -> u8 {
        let sure = self.lines.iter().filter(|line| line.confidence() > 0.75);
        let telling = sure.map(|line| line.glyphs.len()).sum::<usize>() >= TELLING;
        if telling { (4 - self.turned % 4) % 4 } else { 0 }
    }

    /// The same in the picture turned clockwise.
    #[must_use]
    pub fn with_picture_turned(mut self, quarter_turns: u8) -> Self {
        for line in &mut self.lines {
            line.quad = line.quad.with_picture_turned(quarter_turns, self.size);
        }
        if quarter_turns % 2 == 1 {
            self.size = (self.size.1, self.size.0);
        }
        self.turned = (self.turned + quarter_turns) % 4;
        self
    }
}
