use std::sync::Arc;

use super::detector::detect;
use super::line::{Line, Reading};
use super::models::Models;
use super::mrz::strips::strips;
use super::recogniser::{recognise, width_of};
use super::watermarks::{self, Watermarks, overlap};
use crate::vision::Picture;
use crate::vision::geometry::{Point, Quad};

/// Most pixels that one batch of lines is wide, all lines together.
const BATCH: usize = 1600;
/// Longest side of the picture in front of the detector, in pixels.
const SIDE: usize = 864;
/// The same at least for a part of it that is looked at once more.
const NEARER: usize = 640;
/// The same at a glance: as many numbers are noticed as with 640, in half the memory.
const GLANCED: usize = 480;
/// So many lines, the largest, are read then.
const GLANCE: usize = 12;
/// By how much more of a part's detail the detector sees then than in the whole.
const NEARER_BY: f32 = 1.1;
/// So many lines tell which way up the text stands.
const SAMPLE: usize = 8;
/// Mean confidence below which the text may stand on its head.
const DOUBTFUL: f32 = 0.9;

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nobody waits for it any more.
    #[error("reading was stopped")]
    Stopped,
    /// The models could not be run.
    #[error("the text models could not be run")]
    Failed,
}

/// Reads pictures. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Reader {
    models: Arc<Models>,
}

impl Reader {
    /// A reader with these models.
    pub fn new(models: Arc<Models>) -> Self {
        Self { models }
    }

    /// A reader with the same models that works on one thread of its own, at the priority of the
    /// thread that calls.
    #[must_use]
    pub fn quiet(&self) -> Self {
        Self { models: Arc::new(self.models.quiet()) }
    }

    /// The largest lines of a picture only: quick, for a warning and not for a verdict.
    pub fn glance(&self, picture: &Picture) -> Result<Reading, ReadError> {
        let mut boxes = detect(&self.models, picture, GLANCED)?;
        let marks = Watermarks::among(&boxes);
        boxes.truncate(GLANCE);
        if lies_sideways(&boxes) {
            boxes = boxes.iter().map(along).collect();
        }
        let mut lines = self.recognise(picture, &marks, &boxes, &|| false)?;
        if confidence(&lines) < DOUBTFUL {
            let flipped: Vec<Quad> = boxes.iter().map(|quad| quad.turned(2)).collect();
            let other = self.recognise(picture, &marks, &flipped, &|| false)?;
            if confidence(&other) > confidence(&lines) {
                lines = other;
            }
        }
        Ok(Reading { lines, size: (picture.width() as f32, picture.height() as f32), turned: 0 })
    }

    /// All lines of a picture, whichever way up it lies. `stop` is asked between batches.
    pub fn read(&self, picture: &Picture, stop: &dyn Fn() -> bool) -> Result<Reading, ReadError> {
        let mut boxes = detect(&self.models, picture, SIDE)?;
        let marks = Watermarks::among(&boxes);
        boxes.append(&mut self.under_watermarks(picture, &marks, &boxes)?);
        if stop() {
            return Err(ReadError::Stopped);
        }
        let sideways = lies_sideways(&boxes);
        let mut boxes: Vec<Quad> =
            boxes.iter().map(|quad| if sideways { along(quad) } else { *quad }).collect();
        let mut turned = if sideways { 3 } else { 0 };
        // The largest boxes come first: they tell which way up the text stands.
        let mut rest = boxes.split_off(boxes.len().min(SAMPLE));
        let mut lines = self.recognise(picture, &marks, &boxes, stop)?;
        if confidence(&lines) < DOUBTFUL {
            let flipped: Vec<Quad> = boxes.iter().map(|quad| quad.turned(2)).collect();
            let sample = self.recognise(picture, &marks, &flipped, stop)?;
            if confidence(&sample) > confidence(&lines) {
                lines = sample;
                rest = rest.iter().map(|quad| quad.turned(2)).collect();
                turned = (turned + 2) % 4;
            }
        }
        lines.append(&mut self.recognise(picture, &marks, &rest, stop)?);
        let size = (picture.width() as f32, picture.height() as f32);
        let mut reading = Reading { lines, size, turned };
        self.read_zone_again(picture, &marks, &mut reading, stop)?;
        Ok(reading)
    }

    /// The lines of a machine-readable zone, each as a whole: in parts their characters can not
    /// be counted.
    fn read_zone_again(
        &self,
        picture: &Picture,
        marks: &Watermarks,
        reading: &mut Reading,
        stop: &dyn Fn() -> bool,
    ) -> Result<(), ReadError> {
        let (strips, parts) = strips(reading);
        if strips.is_empty() {
            return Ok(());
        }
        let mut whole = self.recognise(picture, marks, &strips, stop)?;
        let mut index = 0;
        reading.lines.retain(|_| {
            index += 1;
            !parts.contains(&(index - 1))
        });
        reading.lines.append(&mut whole);
        Ok(())
    }

    /// Large letters across a document swallow the lines under them: there the detector looks
    /// once more, without their colour and from nearer.
    fn under_watermarks(
        &self,
        picture: &Picture,
        marks: &Watermarks,
        boxes: &[Quad],
    ) -> Result<Vec<Quad>, ReadError> {
        let scale = SIDE as f32 / picture.width().max(picture.height()) as f32;
        let mut found: Vec<Quad> = Vec::new();
        for mark in marks.boxes.iter().take(2) {
            let Some((part, corner)) = watermarks::under(picture, mark) else { continue };
            let side = NEARER_BY * scale * part.width().max(part.height()) as f32;
            for line in detect(&self.models, &part, (side as usize).clamp(NEARER, SIDE))? {
                let line = Quad::new(line.corners.map(|p| Point::new(p.x + corner.x, p.y + corner.y)));
                let lines = boxes.iter().filter(|known| !marks.is_one(known));
                let known = lines.chain(&found).any(|known| overlap(known, &line) > 0.35);
                if marks.is_line(&line) && !is_same_again(&line, mark) && !known {
                    found.push(line);
                }
            }
        }
        Ok(found)
    }

    fn recognise(
        &self,
        picture: &Picture,
        marks: &Watermarks,
        boxes: &[Quad],
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<Line>, ReadError> {
        let mut order: Vec<&Quad> = boxes.iter().collect();
        order.sort_by_key(|quad| width_of(quad));
        let mut lines = Vec::with_capacity(boxes.len());
        let mut batch: Vec<Quad> = Vec::new();
        for quad in order {
            if !batch.is_empty() && (batch.len() + 1) * width_of(quad) > BATCH {
                lines.append(&mut recognise(&self.models, picture, marks, &batch)?);
                batch.clear();
                if stop() {
                    return Err(ReadError::Stopped);
                }
            }
            batch.push(*quad);
        }
        if !batch.is_empty() {
            lines.append(&mut recognise(&self.models, picture, marks, &batch)?);
        }
        Ok(lines)
    }
}

/// Mean confidence of lines, each as much as it is wide; in an empty one there is none.
fn confidence(lines: &[Line]) -> f32 {
    let (sum, width) = lines.iter().fold((0.0, 0.0), |(sum, width), line| {
        (sum + line.confidence() * line.width(), width + line.width())
    });
    sum / width.max(1.0)
}

/// Whether a line is the large one itself, found once more: a number written large is no watermark,
/// and read twice it would stand twice in its row.
fn is_same_again(line: &Quad, large: &Quad) -> bool {
    let height = |quad: &Quad| {
        let (across, down) = quad.mean_sides();
        across.min(down)
    };
    height(line) > 0.6 * height(large)
}

/// Whether the long boxes stand upright: then the picture lies on its side.
fn lies_sideways(boxes: &[Quad]) -> bool {
    let weigh = |upright: bool| -> f32 {
        let sides = boxes.iter().map(Quad::mean_sides);
        sides.filter(|(across, down)| (down > across) == upright).map(|(across, down)| across.max(down)).sum()
    };
    weigh(true) > 1.5 * weigh(false)
}

/// The same box, read along its long side when that is upright: from bottom to top.
fn along(quad: &Quad) -> Quad {
    let (across, down) = quad.mean_sides();
    if down > across { quad.turned(3) } else { *quad }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_line_is_not_found_once_more_under_itself() {
        let large = Quad::rectangle(746.0, 76.0);
        assert!(is_same_again(&Quad::rectangle(727.0, 69.0), &large));
        assert!(!is_same_again(&Quad::rectangle(400.0, 34.0), &large));
        assert!(!is_same_again(&Quad::rectangle(34.0, 400.0), &large), "a line on its side");
    }
}
