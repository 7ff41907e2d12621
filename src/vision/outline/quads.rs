use super::Shape;
use super::hough::Line;
use super::support::Candidate;
use crate::vision::geometry::{Point, Quad};

/// Four lines that may be the sides of a document, and how well they are borne out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hypothesis {
    /// Clockwise as seen.
    pub quad: Quad,
    /// 0 to about 1.
    pub score: f32,
    /// Which sides (in the order of the quad's) are a border of the frame.
    pub borders: [bool; 4],
}

/// What the search needs to know of frame and document.
pub(super) struct Frame<'a> {
    pub width: f32,
    pub height: f32,
    pub shape: &'a Shape,
    /// Hypotheses below this score are not wanted.
    pub floor: f32,
    /// How far the sides may be from those of a rectangle.
    pub slant: Slant,
}

/// How far a quadrilateral may be from a rectangle, as cosines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slant {
    /// Of the corner that is too far from a right angle.
    pub corner: f32,
    /// Of the angle up to which lines may be opposite sides.
    pub opposite: f32,
}

impl Slant {
    /// Photographed from above, more or less: 32 and 22 degrees.
    pub const USUAL: Self = Self { corner: 0.53, opposite: 0.927 };
    /// Held up or photographed from the side: 52 and 48 degrees.
    pub const STEEP: Self = Self { corner: 0.79, opposite: 0.669 };
}

/// Share of the best score at which a hypothesis around it is preferred.
const NEARLY: f32 = 0.8;

/// The same for one that lies within the frame where the best does not.
const WHOLE: f32 = 0.6;

/// What a border of the frame counts as a side.
const BORDER: f32 = 0.45;

/// Cosine of the angle that two pairs of sides have at least between them, 50 degrees.
const ACROSS: f32 = 0.643;

struct Pair {
    lines: (usize, usize),
    /// Unit normal half way between those of the two.
    normal: (f32, f32),
}

impl Pair {
    fn of((i, a): (usize, &Candidate), (j, b): (usize, &Candidate)) -> Self {
        let ((ax, ay), (bx, by)) = (a.line.normal, b.line.normal);
        let sign = if ax * bx + ay * by < 0.0 { -1.0 } else { 1.0 };
        let (x, y) = (ax + sign * bx, ay + sign * by);
        let length = x.hypot(y).max(1e-6);
        Self { lines: (i, j), normal: (x / length, y / length) }
    }

    /// Whether the two lines of each may enclose something with the other's.
    fn crosses(&self, other: &Self) -> bool {
        (self.normal.0 * other.normal.0 + self.normal.1 * other.normal.1).abs() < ACROSS
    }
}

/// A crossing of two lines: where, and how far along each.
#[derive(Clone, Copy)]
struct Crossing {
    at: Point,
    along: (f32, f32),
}

/// The best hypotheses, best first, at most `most`.
pub(super) fn best(candidates: &[Candidate], frame: &Frame<'_>, most: usize) -> Vec<Hypothesis> {
    let count = candidates.len();
    let crossings = crossings(candidates, frame);
    let pairs = pairs(candidates, frame);
    let mut found: Vec<Hypothesis> = Vec::new();
    let mut floor = frame.floor;
    for (index, first) in pairs.iter().enumerate() {
        for second in pairs.iter().skip(index + 1).filter(|second| first.crosses(second)) {
            let (i, j) = first.lines;
            let (k, l) = second.lines;
            let at = |a: usize, b: usize| crossings.get(a * count + b).copied().flatten();
            let (Some(ik), Some(il), Some(jl), Some(jk)) = (at(i, k), at(i, l), at(j, l), at(j, k)) else {
                continue;
            };
            // Side from corner to corner: its line, and both places along it.
            let sides = [
                (i, ik.along.0, il.along.0),
                (l, il.along.1, jl.along.1),
                (j, jl.along.0, jk.along.0),
                (k, jk.along.1, ik.along.1),
            ];
            let quad = Quad::new([ik.at, il.at, jl.at, jk.at]);
            if let Some(hypothesis) = judge(quad, sides, candidates, frame, floor) {
                found.push(hypothesis);
                if found.len() >= 2 * most {
                    keep_best(&mut found, most);
                    floor = found.last().map_or(floor, |worst| worst.score.max(floor));
                }
            }
        }
    }
    keep_best(&mut found, most);
    found
}

/// The best hypothesis, unless another that is nearly as good says more: one that ends just
/// inside the frame where the best is cut off by it, or one around it, since a frame or a
/// picture on a screen is borne out as well as the document that holds it.
pub(super) fn choose(found: &[Hypothesis]) -> Option<Hypothesis> {
    let score = |a: &&Hypothesis, b: &&Hypothesis| a.score.total_cmp(&b.score);
    let best = found.iter().max_by(score)?;
    let whole = |other: &&Hypothesis| !other.borders.contains(&true);
    let says_more = |other: &&Hypothesis| {
        if best.borders.contains(&true) {
            other.score > WHOLE * best.score && other.quad.iou(&best.quad) > 0.88
        } else {
            other.score > NEARLY * best.score
                && other.quad.area() * 0.8 > best.quad.area()
                && best.quad.corners.iter().all(|&corner| other.quad.grown(1.04).contains(corner))
        }
    };
    Some(*found.iter().filter(whole).filter(says_more).max_by(score).unwrap_or(best))
}

fn keep_best(found: &mut Vec<Hypothesis>, most: usize) {
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(most);
}

fn crossings(candidates: &[Candidate], frame: &Frame<'_>) -> Vec<Option<Crossing>> {
    let (margin_x, margin_y) = (frame.width * 0.15, frame.height * 0.15);
    let mut all = Vec::with_capacity(candidates.len() * candidates.len());
    for a in candidates {
        for b in candidates {
            let crossing = a.line.crossing(&b.line).filter(|&(x, y)| {
                (-margin_x..frame.width + margin_x).contains(&x)
                    && (-margin_y..frame.height + margin_y).contains(&y)
            });
            all.push(crossing.map(|(x, y)| Crossing {
                at: Point::new(x, y),
                along: (a.line.along(x, y), b.line.along(x, y)),
            }));
        }
    }
    all
}

fn pairs(candidates: &[Candidate], frame: &Frame<'_>) -> Vec<Pair> {
    let least = frame.width.min(frame.height) * 0.12;
    let (x, y) = (frame.width / 2.0, frame.height / 2.0);
    let mut pairs = Vec::new();
    for (i, a) in candidates.iter().enumerate() {
        for (j, b) in candidates.iter().enumerate().skip(i + 1) {
            let parallel = a.line.cosine(&b.line) > frame.slant.opposite;
            if parallel && !(a.is_frame && b.is_frame) && gap(&a.line, &b.line, x, y) > least {
                pairs.push(Pair::of((i, a), (j, b)));
            }
        }
    }
    pairs
}

fn gap(a: &Line, b: &Line, x: f32, y: f32) -> f32 {
    let same_way = a.normal.0 * b.normal.0 + a.normal.1 * b.normal.1 > 0.0;
    let (first, second) = (a.distance(x, y), b.distance(x, y));
    if same_way { (first - second).abs() } else { (first + second).abs() }
}

type Side = (usize, f32, f32);

fn judge(
    quad: Quad,
    sides: [Side; 4],
    candidates: &[Candidate],
    frame: &Frame<'_>,
    floor: f32,
) -> Option<Hypothesis> {
    let area = quad.area();
    let share = area.abs() / (frame.width * frame.height);
    let is_border = |sides: [Side; 4]| {
        sides.map(|(line, _, _)| candidates.get(line).is_some_and(|candidate| candidate.is_frame))
    };
    // A small piece at the border is something else that lies on the desk.
    let least = if is_border(sides).contains(&true) { 0.15 } else { 0.02 };
    if share < least {
        return None;
    }
    let (quad, sides) = if area > 0.0 { (quad, sides) } else { mirrored(quad, sides) };
    let borders = is_border(sides);
    if !quad.is_convex() || quad.worst_cosine() > frame.slant.corner {
        return None;
    }
    // Larger is likelier: what a document prints inside itself is smaller than itself.
    let size = share.min(1.0).powf(0.1);
    let centre = quad.centre();
    let (mut total, mut weakest, mut reaching) = (0.0f32, 1.0f32, 1.0f32);
    let (mut brighter, mut darker, mut beyond) = (0.0f32, 0.0f32, 0.0f32);
    let [top, right, bottom, left] = borders;
    let ends = [(left, right), (top, bottom), (right, left), (bottom, top)];
    for ((line, from, to), (border_before, border_after)) in sides.into_iter().zip(ends) {
        let candidate = candidates.get(line)?;
        if candidate.is_frame {
            total += BORDER;
            continue;
        }
        let trim = (to - from) * 0.05;
        let (rising, falling) = candidate.support(from + trim, to - trim);
        let support = (rising.max(falling) + 0.3 * rising.min(falling)).min(1.0);
        total += support;
        weakest = weakest.min(support);
        if weakest <= 0.15 {
            return None;
        }
        let inwards = candidate.line.distance(centre.x, centre.y) > 0.0;
        let (inside, outside) = if inwards { (rising, falling) } else { (falling, rising) };
        brighter += inside;
        darker += outside;
        let past = (to - from) * 0.1;
        for (at, outwards, border) in [(from, -past, border_before), (to, past, border_after)] {
            if border {
                // A document that is cut off reaches the border; what ends before it does not.
                let (rising, falling) = candidate.support(at - 1.5 * outwards, at);
                reaching = reaching.min(rising.max(falling));
            } else {
                let (rising, falling) = candidate.support(at + 0.2 * outwards, at + outwards);
                beyond += rising.max(falling) / 8.0;
            }
        }
    }
    let support = total / 4.0;
    let agreement = (brighter - darker).abs() / (brighter + darker).max(0.01);
    let borne_out = (0.6 * support + 0.4 * weakest) * (0.85 + 0.15 * agreement) * (1.0 - 0.5 * beyond);
    if reaching < 0.5 || borne_out * size <= floor {
        return None;
    }
    let fit = if borders.contains(&true) {
        frame.shape.fit_cut(&quad, borders)
    } else {
        frame.shape.fit(&quad, frame.width, frame.height)
    };
    let score = borne_out * size * fit;
    (score > floor).then_some(Hypothesis { quad, score, borders })
}

/// The same quadrilateral, walked the other way round.
fn mirrored(quad: Quad, sides: [Side; 4]) -> (Quad, [Side; 4]) {
    let [a, b, c, d] = quad.corners;
    let [ab, bc, cd, da] = sides.map(|(line, from, to)| (line, to, from));
    (Quad::new([a, d, c, b]), [da, cd, bc, ab])
}
