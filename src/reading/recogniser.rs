use rten::ValueView;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use zeroize::Zeroizing;

use super::alphabet::{Alphabet, BLANK};
use super::line::{Glyph, Line};
use super::models::Models;
use super::reader::ReadError;
use super::watermarks::{Watermarks, without_colour};
use crate::vision::Picture;
use crate::vision::geometry::{Perspective, Point, Quad};

/// Height of a line as the recogniser takes it, in pixels.
const HEIGHT: usize = 48;
/// Widest line that it is given; longer ones are squeezed.
const WIDEST: usize = 1600;

/// Width that a box takes in front of the recogniser.
pub(super) fn width_of(quad: &Quad) -> usize {
    let (across, down) = quad.mean_sides();
    ((across / down.max(1.0) * HEIGHT as f32).round() as usize).clamp(16, WIDEST)
}

/// Reads boxes of a picture, all in one batch; those under watermarks without their colour.
pub(super) fn recognise(
    models: &Models,
    picture: &Picture,
    marks: &Watermarks,
    quads: &[Quad],
) -> Result<Vec<Line>, ReadError> {
    let widest = quads.iter().map(width_of).max().unwrap_or(0).next_multiple_of(8).max(HEIGHT);
    let mut input = Zeroizing::new(vec![0.0; quads.len() * 3 * HEIGHT * widest]);
    for (quad, item) in quads.iter().zip(input.chunks_exact_mut(3 * HEIGHT * widest)) {
        let colour: fn([f32; 3]) -> [f32; 3] = if marks.cover(quad) { without_colour } else { |pixel| pixel };
        draw(|at| colour(blend(picture, at)), quad, width_of(quad), widest, item);
    }
    let shape = [quads.len(), 3, HEIGHT, widest];
    let view = ValueView::from_shape(shape, &input).map_err(|_| ReadError::Failed)?;
    let output = models.recogniser.run_one(view.into(), Some(models.options()));
    let output: NdTensor<f32, 3> =
        output.map_err(|_| ReadError::Failed)?.try_into().map_err(|_| ReadError::Failed)?;
    let line = |(index, quad): (usize, &Quad)| {
        let steps = output.slice([index]);
        let used = (steps.size(0) * width_of(quad)).div_ceil(widest);
        decode(&models.alphabet, steps, used, quad)
    };
    Ok(quads.iter().enumerate().map(line).collect())
}

/// Cuts a box out of the picture and lays it flat into planes of blue, green, red.
fn draw(pixel: impl Fn(Point) -> [f32; 3], quad: &Quad, width: usize, stride: usize, planes: &mut [f32]) {
    let Some(mapping) = Perspective::from_rectangle(width as f32, HEIGHT as f32, quad) else { return };
    let plane = HEIGHT * stride;
    for y in 0..HEIGHT {
        for x in 0..width {
            let at = mapping.map(Point::new(x as f32 + 0.5, y as f32 + 0.5));
            for (index, value) in pixel(at).into_iter().rev().enumerate() {
                if let Some(pixel) = planes.get_mut(index * plane + y * stride + x) {
                    *pixel = (value / 255.0 - 0.5) / 0.5;
                }
            }
        }
    }
}

/// The colour between pixels (bilinear).
fn blend(picture: &Picture, at: Point) -> [f32; 3] {
    let (x, y) = (at.x - 0.5, at.y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = (x - left, y - top);
    let (left, top) = (left as i32, top as i32);
    let corners = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| picture.at(left + dx, top + dy));
    let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
    let mut colour = [0.0; 3];
    for (corner, weight) in corners.into_iter().zip(weights) {
        for (sum, value) in colour.iter_mut().zip(corner) {
            *sum += f32::from(value) * weight;
        }
    }
    colour
}

/// The likeliest text (connectionist temporal classification, the likeliest class of each
/// step), and what is kept to read it once more in a narrower alphabet.
fn decode(alphabet: &Alphabet, steps: NdTensorView<f32, 2>, used: usize, quad: &Quad) -> Line {
    let used = used.min(steps.size(0));
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut narrow = Vec::with_capacity(used);
    let mut last = BLANK;
    for index in 0..used {
        let step = steps.slice([index]);
        let Some(step) = step.data() else { continue };
        let best = step.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let Some((class, &confidence)) = best else { continue };
        let at = (index as f32 + 0.5) / used as f32;
        if class != last {
            glyphs.extend(alphabet.char(class).map(|char| Glyph { char, confidence, at }));
        } else if class != BLANK
            && let Some(glyph) = glyphs.last_mut()
        {
            glyph.confidence = glyph.confidence.max(confidence);
        }
        last = class;
        let likely =
            |&class: &usize| if class == BLANK { 0.0 } else { step.get(class).copied().unwrap_or(0.0) };
        let blank = step.get(BLANK).copied().unwrap_or(0.0);
        narrow.push(std::iter::once(blank).chain(alphabet.narrow().iter().map(likely)).collect());
    }
    Line::new(glyphs, *quad, narrow)
}
