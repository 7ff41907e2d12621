//! From the detector's map of text to boxes around lines (differentiable binarisation, Liao
//! and others, 2020).

use rten_tensor::NdTensorView;
use rten_tensor::prelude::*;

use super::enclosing::Rectangle;
use crate::vision::geometry::{Point, Quad};

/// Probability from which a pixel is text.
const TEXT: f32 = 0.3;
/// Mean probability from which a box is kept.
const KEPT: f32 = 0.55;
/// By how much a box is grown, as a share of area by perimeter.
const GROWTH: f32 = 1.6;
/// Boxes lower than this are specks, in pixels of the map.
const LEAST_HEIGHT: f32 = 3.0;
/// No document has more lines.
const MOST: usize = 160;

/// The boxes in a map of probabilities, in pixels of the map.
pub(super) fn boxes(map: NdTensorView<f32, 2>) -> Vec<Quad> {
    let mut found: Vec<Quad> = components(&map).iter_mut().filter_map(Component::quad).collect();
    found.sort_by(|a, b| b.area().total_cmp(&a.area()));
    found.truncate(MOST);
    found
}

/// Pixels of text that touch each other: the ends of its runs, and their mean probability.
#[derive(Default)]
struct Component {
    ends: Vec<Point>,
    sum: f32,
    count: f32,
}

impl Component {
    fn quad(&mut self) -> Option<Quad> {
        if self.count < 8.0 || self.sum / self.count < KEPT {
            return None;
        }
        let rectangle = Rectangle::around(&mut self.ends)?;
        let (width, height) = rectangle.sides();
        if width.min(height) < LEAST_HEIGHT {
            return None;
        }
        let growth = width * height * GROWTH / (2.0 * (width + height));
        Some(upright(rectangle.grown(growth).corners))
    }
}

/// Height of the middle one of the boxes, in pixels.
pub(super) fn usual_height(boxes: &[Quad]) -> f32 {
    let sides = boxes.iter().map(Quad::mean_sides);
    let mut heights: Vec<f32> = sides.map(|(across, down)| across.min(down)).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(f32::MAX)
}

/// The corners clockwise from the one that is the top-left of a line which runs as nearly to
/// the right (or, where it is upright, down) as it can.
fn upright(mut corners: [Point; 4]) -> Quad {
    if Quad::new(corners).area() < 0.0 {
        corners.reverse();
    }
    let quad = Quad::new(corners);
    let slope = |turns: &u8| {
        let [a, b, ..] = quad.turned(*turns).corners;
        (b.x - a.x) / a.distance(b).max(1e-6)
    };
    let turns = (0..4).max_by(|a, b| slope(a).total_cmp(&slope(b))).unwrap_or(0);
    quad.turned(turns)
}

/// A run of text in a row, from `start` to `end`, and the component it belongs to.
struct Run {
    start: usize,
    end: usize,
    label: usize,
}

fn components(map: &NdTensorView<f32, 2>) -> Vec<Component> {
    let [rows, columns] = map.shape();
    let mut joined: Vec<usize> = Vec::new();
    let mut runs: Vec<(usize, Run, f32)> = Vec::new();
    let mut above: std::ops::Range<usize> = 0..0;
    for y in 0..rows {
        let first = runs.len();
        let mut x = 0;
        while x < columns {
            let start = x;
            let mut sum = 0.0;
            while x < columns {
                let value = map.get([y, x]).copied().unwrap_or(0.0);
                if value <= TEXT {
                    break;
                }
                sum += value;
                x += 1;
            }
            if x > start {
                let touching = runs.get(above.clone()).unwrap_or_default().iter();
                let touching = touching.filter(|(_, run, _)| run.start <= x && run.end >= start);
                let labels: Vec<usize> = touching.map(|(_, run, _)| root(&joined, run.label)).collect();
                let label = labels.iter().copied().min().unwrap_or(joined.len());
                if label == joined.len() {
                    joined.push(label);
                }
                for other in labels {
                    if let Some(parent) = joined.get_mut(other) {
                        *parent = label;
                    }
                }
                runs.push((y, Run { start, end: x, label }, sum));
            }
            x += 1;
        }
        above = first..runs.len();
    }
    let mut components: Vec<Component> = joined.iter().map(|_| Component::default()).collect();
    for (y, run, sum) in runs {
        let Some(component) = components.get_mut(root(&joined, run.label)) else { continue };
        let (top, bottom) = (y as f32, y as f32 + 1.0);
        let (left, right) = (run.start as f32, run.end as f32);
        for (x, y) in [(left, top), (left, bottom), (right, top), (right, bottom)] {
            component.ends.push(Point::new(x, y));
        }
        component.sum += sum;
        component.count += (run.end - run.start) as f32;
    }
    components
}

fn root(joined: &[usize], mut label: usize) -> usize {
    while let Some(&parent) = joined.get(label)
        && parent != label
    {
        label = parent;
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use rten_tensor::NdTensor;

    #[test]
    fn two_bars_are_two_boxes_and_a_speck_is_none() {
        let mut map = NdTensor::<f32, 2>::zeros([64, 128]);
        for x in 10..90 {
            for y in 10..18 {
                map[[y, x]] = 0.9;
                // The second one leans by a tenth.
                map[[y + 20 + (x - 10) / 10, x]] = 0.8;
            }
        }
        map[[60, 120]] = 1.0;
        let found = boxes(map.view());
        assert_eq!(found.len(), 2);
        let straight = found.iter().min_by(|a, b| a.centre().y.total_cmp(&b.centre().y)).unwrap();
        assert!(straight.centre().distance(Point::new(50.0, 14.0)) < 0.1, "{straight:?}");
        let (width, height) = straight.mean_sides();
        assert!((width - 91.6).abs() < 0.1 && (height - 19.6).abs() < 0.1, "{width} {height}");
        let leaning = found.iter().max_by(|a, b| a.centre().y.total_cmp(&b.centre().y)).unwrap();
        let [a, b, ..] = leaning.corners;
        assert!(((b.y - a.y) / (b.x - a.x) - 0.1).abs() < 0.03, "{leaning:?}");
    }

    #[test]
    fn arms_of_one_letter_are_one_component() {
        let mut map = NdTensor::<f32, 2>::zeros([40, 40]);
        for y in 5..35 {
            for x in [5, 6, 7, 8, 25, 26, 27, 28] {
                map[[y, x]] = 0.9;
            }
        }
        for x in 5..29 {
            map[[30, x]] = 0.9;
        }
        assert_eq!(boxes(map.view()).len(), 1);
    }
}
