//! Print around a burnt-out spot: whether it fades.
//!
//! On paper that is nearly burnt out itself only the print tells a mirrored lamp: the lamp's light
//! takes its darkness away little by little, over some distance, where print beside blank paper is
//! as dark at once as anywhere.

use super::grid::{self, COLUMNS, Grid, ROWS, Step, WAYS, depth, neighbours, next, place};
use crate::vision::Picture;
use crate::vision::geometry::Point;

/// Looks across and down a sample.
const LOOKS: usize = 6;
/// Of all looks at a sample so many may be print, or noise, where its paper is nearly burnt out.
const PRINTED: usize = 27;
/// From so bright on, in the darkest of the three colours, paper is nearly burnt out.
const WHITE: u8 = 246;
/// Up to so much ink, in grey levels below white, a sample is blank.
const BLANK: u8 = 30;
/// Samples along a way out of the blank.
const WAY: usize = 18;
/// Within so many of them print must begin.
const BEGINS: usize = 8;
/// A shorter way, up to the document's edge, tells nothing.
const SHORT: usize = 6;
/// Nor does what begins so near the edge.
const EDGE: usize = 3;
/// Print does not fade on a way only where at least this share of its paper is nearly burnt out: else
/// the light ends before the print is as dark as it gets.
const MOSTLY: f32 = 0.67;
/// From so much ink on the darkest on a way is print.
const DARK: f32 = 70.0;
/// Shares of the darkest: where print begins, what is not less while it fades, where it is as dark as
/// it gets.
const FAINT: f32 = 0.15;
const KEPT: f32 = 0.12;
const FULL: f32 = 0.85;
/// Print that fades takes at least so many samples from faint to full, none of them a larger step.
const STEPS: usize = 3;
const STEP: f32 = 0.45;
/// Print fades for certain where it does so on as many ways within so many samples,
const NEAR: f32 = 16.0;
const FEWEST: usize = 3;
/// and on such a share of all, as if there were a few more on which it does not.
const SHARE: f32 = 0.15;
const MORE: usize = 3;
/// It does not fade where it does so on no more ways than by chance, and on more than so many does not.
const CHANCE: usize = 1;
const MUCH: usize = 15;

/// Ink and paper in every sample of a document.
pub(super) struct Print {
    /// Grey levels below white of the darkest.
    ink: Vec<u8>,
    /// Whether the paper is nearly burnt out.
    white: Vec<bool>,
}

/// Where print begins on the ways out of a spot, in samples.
#[derive(Default)]
pub(super) struct Fading {
    /// Little by little.
    fades: Vec<Point>,
    /// With all its darkness.
    at_once: Vec<Point>,
}

/// To the samples beside one, aslant too.
const AROUND: [Step; 8] = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

impl Print {
    pub fn of(picture: &Picture, grid: &Grid) -> Self {
        let samples = (0..COLUMNS * ROWS).map(|at| look(picture, grid, at));
        let (ink, white) = samples.map(|(darkest, white)| (255 - darkest, white)).unzip();
        Self { ink, white }
    }

    /// What print does around the blank middle of a spot.
    pub fn around(&self, spot: &[usize]) -> Fading {
        let mut blank = vec![false; COLUMNS * ROWS];
        for &at in spot {
            if let Some(mark) = blank.get_mut(at) {
                *mark = self.ink.get(at).is_some_and(|&ink| ink <= BLANK);
            }
        }
        let blank = without_gaps(blank);
        let mut fading = Fading::default();
        for at in (0..COLUMNS * ROWS).filter(|&at| is_set(&blank, at)) {
            for way in WAYS {
                if next(at, way).is_some_and(|beside| !is_set(&blank, beside)) {
                    self.follow(at, way, &mut fading);
                }
            }
        }
        fading
    }

    /// Notes how print begins on a way out of the blank, if it does.
    fn follow(&self, from: usize, way: Step, fading: &mut Fading) {
        let places: Vec<usize> =
            std::iter::successors(next(from, way), |&at| next(at, way)).take(WAY).collect();
        let inks: Vec<f32> = places.iter().map(|&at| f32::from(self.ink_near(at, way))).collect();
        let darkest = inks.iter().copied().fold(0.0, f32::max);
        if places.len() < SHORT || darkest < DARK {
            return;
        }
        let begins = inks.iter().take(BEGINS).position(|&ink| ink > FAINT * darkest);
        let Some((at, rest)) = begins.and_then(|at| Some((*places.get(at)?, inks.get(at..)?))) else {
            return;
        };
        let Some(steps) = rest.iter().position(|&ink| ink >= FULL * darkest) else { return };
        if depth(at) < EDGE {
            return;
        }
        let rise = rest.get(..=steps).unwrap_or_default();
        let gradual =
            std::iter::once(&0.0).chain(rise).zip(rise).all(|(before, ink)| ink - before < STEP * darkest);
        if steps <= 1 {
            let white = places.iter().filter(|&&at| is_set(&self.white, at)).count();
            if white as f32 >= MOSTLY * places.len() as f32 {
                fading.at_once.push(place(at));
            }
        } else if steps >= STEPS && gradual && rise.iter().all(|&ink| ink > KEPT * darkest) {
            fading.fades.push(place(at));
        }
    }

    /// The ink in a sample or, as print seldom runs quite straight, in one beside the way; none
    /// where the paper is not nearly burnt out.
    fn ink_near(&self, at: usize, (across, down): Step) -> u8 {
        if !is_set(&self.white, at) {
            return 0;
        }
        let beside = [Some(at), next(at, (down, across)), next(at, (-down, -across))];
        beside.into_iter().flatten().filter_map(|at| self.ink.get(at)).copied().max().unwrap_or(0)
    }
}

impl Fading {
    /// Whether print fades, in one place more often than by chance.
    pub fn is_seen(&self) -> bool {
        self.fades.iter().any(|place| {
            let near = |all: &[Point]| all.iter().filter(|other| other.distance(*place) < NEAR).count();
            let (fades, at_once) = (near(&self.fades), near(&self.at_once));
            fades >= FEWEST && fades as f32 >= SHARE * (fades + at_once + MORE) as f32
        })
    }

    /// Whether there is much print around that would fade into a lamp's light and does not.
    pub fn is_missing(&self) -> bool {
        self.fades.len() <= CHANCE && self.at_once.len() > MUCH
    }
}

/// The second darkest value in a sample (the darkest may be noise), and whether its paper is
/// nearly burnt out.
fn look(picture: &Picture, grid: &Grid, sample: usize) -> (u8, bool) {
    // So small a piece of the picture has no perspective.
    let middle = place(sample);
    let corner = |across: f32, down: f32| grid.in_picture(Point::new(middle.x + across, middle.y + down));
    let (first, right, down) = (corner(-0.5, -0.5), corner(0.5, -0.5), corner(-0.5, 0.5));
    let part = |number: usize| (number as f32 + 0.5) / LOOKS as f32;
    let (mut darkest, mut second, mut printed) = (255, 255, 0);
    for number in 0..LOOKS * LOOKS {
        let (along, below) = (part(number % LOOKS), part(number / LOOKS));
        let x = first.x + along * (right.x - first.x) + below * (down.x - first.x);
        let y = first.y + along * (right.y - first.y) + below * (down.y - first.y);
        let value = grid::darkest(picture.at(x as i32, y as i32));
        printed += usize::from(value < WHITE);
        second = second.min(value.max(darkest));
        darkest = darkest.min(value);
    }
    (second, printed <= PRINTED)
}

/// Without whatever is narrower than five samples: gaps between letters and lines.
fn without_gaps(mut blank: Vec<bool>) -> Vec<bool> {
    let all_around = |at: usize| AROUND.into_iter().filter_map(move |step| next(at, step));
    let map = |is_in: &dyn Fn(usize) -> bool| (0..COLUMNS * ROWS).map(is_in).collect::<Vec<bool>>();
    blank = map(&|at| is_set(&blank, at) && neighbours(at).all(|beside| is_set(&blank, beside)));
    blank = map(&|at| is_set(&blank, at) && all_around(at).all(|beside| is_set(&blank, beside)));
    blank = map(&|at| is_set(&blank, at) || all_around(at).any(|beside| is_set(&blank, beside)));
    map(&|at| is_set(&blank, at) || neighbours(at).any(|beside| is_set(&blank, beside)))
}

fn is_set(set: &[bool], at: usize) -> bool {
    set.get(at) == Some(&true)
}
