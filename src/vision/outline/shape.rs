use super::Outline;
use crate::vision::geometry::{Point, Pose, Quad};

/// Which way round a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// With its long side across.
    Landscape,
    /// Either way.
    Either,
}

/// What is known beforehand of a document's form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Long and short side in millimetres; for documents whose size varies, a usual one.
    pub sides_mm: (f32, f32),
    /// Least and greatest long side divided by short side.
    pub aspect: (f32, f32),
    /// Which way round it is read.
    pub reading: Reading,
}

/// Degrees of lean from which on the lens matters.
const LENSES_FROM: f32 = 15.0;

/// Cards, ISO/IEC 7810.
const ID_1: (f32, f32) = (85.6, 53.98);

impl Shape {
    /// A form of one known size.
    pub const fn of_size(long: f32, short: f32, reading: Reading) -> Self {
        Self { sides_mm: (long, short), aspect: (long / short, long / short), reading }
    }

    /// Anything between a square booklet and a receipt.
    pub const fn any() -> Self {
        Self { sides_mm: (125.0, 88.0), aspect: (1.35, 1.65), reading: Reading::Either }
    }

    /// How well a quadrilateral in a frame of this size agrees with the form, 0 to 1.
    pub(super) fn fit(&self, quad: &Quad, width: f32, height: f32) -> f32 {
        self.pose(quad, width, height).map_or(0.0, |(_, fit)| fit)
    }

    /// How a quadrilateral lies, seen through the lens that makes most sense of it, and how
    /// well it then agrees with the form. Lenses tell apart only what leans.
    fn pose(&self, quad: &Quad, width: f32, height: f32) -> Option<(Pose, f32)> {
        let usual = width.max(height);
        let pose = Pose::seen_with(quad, width, height, usual)?;
        let first = (pose, self.agreement(&pose));
        if pose.lean < LENSES_FROM {
            return Some(first);
        }
        let others = [0.65, 0.8, 1.25].into_iter().filter_map(|lens| {
            let pose = Pose::seen_with(quad, width, height, lens * usual)?;
            Some((pose, self.agreement(&pose)))
        });
        others.chain([first]).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Degrees by which a quadrilateral leans away from the camera.
    pub(super) fn lean(&self, quad: &Quad, width: f32, height: f32) -> f32 {
        self.pose(quad, width, height).map_or(90.0, |(pose, _)| pose.lean)
    }

    fn agreement(&self, pose: &Pose) -> f32 {
        let aspect = pose.aspect.max(1.0 / pose.aspect.max(1e-6));
        let off = (self.aspect.0 / aspect).max(aspect / self.aspect.1).max(1.0).ln();
        // A steep pose tells its aspect less well.
        let tolerance = 0.11 + pose.lean / 400.0;
        (-(off / tolerance).powi(2) / 2.0).exp()
    }

    /// How well a quadrilateral of which some sides (top, right, bottom, left) are the frame's
    /// borders agrees with the form, 0 to 1: it may be any part of it but a sliver.
    pub(super) fn fit_cut(&self, quad: &Quad, borders: [bool; 4]) -> f32 {
        let (width, height) = quad.mean_sides();
        let [top, right, bottom, left] = borders;
        // Where both directions are cut, nothing speaks against the form.
        let (cut, whole) = match (left || right, top || bottom) {
            (true, false) => (width, height.max(1.0)),
            (false, true) => (height, width.max(1.0)),
            _ => return 0.9,
        };
        let seen = cut / whole;
        let fits = |full: f32| {
            let off = (seen / full).max(0.45 * full / seen.max(1e-3)).max(1.0).ln();
            (-(off / 0.12).powi(2) / 2.0).exp()
        };
        0.95 * fits(self.aspect.1).max(fits(1.0 / self.aspect.0))
    }

    /// The corner that most likely is the document's top-left: the long side lies across for a
    /// document that is read so, and otherwise up stays up.
    pub(super) fn turns_to_upright(&self, quad: &Quad) -> u8 {
        let start = (0..4u8)
            .min_by(|&a, &b| {
                let corner = |turns: u8| {
                    let [first, ..] = quad.turned(turns).corners;
                    first.x + first.y
                };
                corner(a).total_cmp(&corner(b))
            })
            .unwrap_or(0);
        let quad = quad.turned(start);
        let (width, height) = quad.mean_sides();
        if self.reading == Reading::Landscape && height > width * 1.1 { start + 1 } else { start }
    }

    /// Width and height in millimetres that a quadrilateral is taken for. Where the form is
    /// not known its own aspect is kept.
    pub fn size_of(&self, quad: &Quad) -> (f32, f32) {
        let (width, height) = quad.mean_sides();
        let aspect = width.max(height) / width.min(height).max(1.0);
        let (long, short) = self.sides_mm;
        let (long, short) = if self.aspect.0 == self.aspect.1 {
            (long, short)
        } else if *self == Self::any() && aspect > 1.5 {
            ID_1
        } else {
            (long, long / aspect)
        };
        if width >= height { (long, short) } else { (short, long) }
    }

    /// Fills in what follows from the corners.
    pub(super) fn measure(&self, outline: &mut Outline, width: f32, height: f32) {
        let quad = &outline.quad;
        let (across, down) = quad.mean_sides();
        let (mm_across, mm_down) = self.size_of(quad);
        let visible = Quad::rectangle(width, height);
        outline.fill = (quad.area().abs() / visible.area()).min(1.0);
        outline.dpi = 25.4 * ((across / mm_across) * (down / mm_down)).sqrt();
        let turn = turned(quad, outline.borders);
        if outline.borders.contains(&true) {
            // Of a part nobody knows how it leans, and its resolution only where a side is whole.
            outline.dpi = 25.4 * self.most_per_mm((across, down), outline.borders);
            outline.tilt = turn;
        } else {
            outline.tilt = turn.max(self.lean(quad, width, height));
        }
    }

    /// The most pixels per millimetre that a document may have of which this much is seen.
    fn most_per_mm(&self, (across, down): (f32, f32), [top, right, bottom, left]: [bool; 4]) -> f32 {
        let (long, short) = self.sides_mm;
        match (left || right, top || bottom) {
            // What is whole may be the short side, unless more than the long one is seen beside it.
            (true, false) => down / if across > 0.9 * down { short } else { short.max(0.8 * long) },
            (false, true) => across / if down > 0.9 * across { short } else { short.max(0.8 * long) },
            _ => across.max(down) / short,
        }
    }
}

/// Degrees between the document's sides and the nearest quarter turn.
fn turned(quad: &Quad, borders: [bool; 4]) -> f32 {
    let [a, b, c, d] = quad.corners;
    let heading = |from: Point, to: Point| (to.y - from.y).atan2(to.x - from.x).to_degrees();
    // Angles that wrap are folded to within 45 degrees of a quarter turn before the mean.
    let fold = |angle: f32| {
        let rest = angle.rem_euclid(90.0);
        if rest > 45.0 { rest - 90.0 } else { rest }
    };
    let angles = [heading(a, b), heading(b, c), heading(d, c), heading(a, d)].map(fold);
    let own = angles.iter().zip(borders).filter(|(_, border)| !border);
    let (sum, count) = own.fold((0.0, 0.0), |(sum, count), (angle, _)| (sum + angle, count + 1.0));
    (sum / f32::max(count, 1.0)).abs()
}
