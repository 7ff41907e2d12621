use super::Shape;
use super::changes::SMOOTHED;
use super::hough::Line;
use super::support::{Candidate, Candidates};
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

impl Hypothesis {
    /// Whether a part of it lies outside a frame of this size.
    pub fn is_cut_off(&self, width: f32, height: f32) -> bool {
        self.borders.contains(&true) || super::goes_past(&self.quad, width, height, 2.0)
    }
}

/// What the search needs to know of frame and document.
pub(super) struct Frame<'a> {
    pub width: f32,
    pub height: f32,
    pub shape: &'a Shape,
    /// Hypotheses below this score are not wanted.
    pub floor: f32,
    pub view: View,
}

/// From where a document is photographed: what its outline may look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Cosine of the corner that is too far from a right angle.
    pub corner: f32,
    /// Cosine of the angle up to which lines may be opposite sides.
    pub opposite: f32,
    /// Least share of the frame: the more slanted, the more of what is printed may be taken for
    /// a document.
    pub least: f32,
    /// The same for a document that is cut off: a small piece at the frame's border is something else
    /// that lies on the desk.
    pub least_cut: f32,
    /// Share of the frame up to which a larger one is likelier: what a document prints inside itself is
    /// smaller than itself.
    pub likely: f32,
}

impl View {
    /// From above, more or less: 32 and 22 degrees.
    pub const USUAL: Self = Self { corner: 0.53, opposite: 0.927, least: 0.02, least_cut: 0.15, likely: 1.0 };
    /// Held up or from the side: 55 and 63 degrees. A part of such a one could be anything.
    pub const STEEP: Self =
        Self { corner: 0.82, opposite: 0.454, least: 0.06, least_cut: f32::INFINITY, ..Self::USUAL };
    /// From above and too far away.
    pub const FAR: Self = Self { least: 0.006, least_cut: f32::INFINITY, likely: 0.02, ..Self::USUAL };

    /// Whether a line may be a side: a border of the frame only where a document may be cut off.
    fn takes(&self, candidate: &Candidate) -> bool {
        !candidate.is_frame || self.least_cut < f32::INFINITY
    }
}

/// A score at which the weakest lines need not be looked at.
const CLEAR: f32 = 0.7;

/// Share of the best score at which a hypothesis around it is preferred.
const NEARLY: f32 = 0.8;

/// The same for one that lies within the frame where the best does not.
const WHOLE: f32 = 0.6;

/// The same for one within the best, of which the frame cuts a part off.
const WITHIN: f32 = 0.92;

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

/// A line that crosses both of a pair: where, and what bears out the side between them.
struct Across {
    line: usize,
    first: Crossing,
    second: Crossing,
    support: Support,
}

/// The best hypotheses, best first, at most `most`.
pub(super) fn best(candidates: &mut Candidates<'_>, frame: &Frame<'_>, most: usize) -> Vec<Hypothesis> {
    let mut search = Search { frame, most, found: Vec::new(), floor: frame.floor };
    let strongest = candidates.strongest();
    search.look(strongest, 0);
    let first = strongest.len();
    if !search.is_clear() && candidates.all().len() > first {
        search.look(candidates.all(), first);
    }
    search.found
}

/// What was found so far.
struct Search<'a> {
    frame: &'a Frame<'a>,
    /// Hypotheses that are kept.
    most: usize,
    /// Best first.
    found: Vec<Hypothesis>,
    /// What is not above this need not be looked at.
    floor: f32,
}

impl Search<'_> {
    /// Whether the weakest lines need not be looked at: all that is still to come has a side of them, which
    /// may be what the frame seems to cut off.
    fn is_clear(&self) -> bool {
        self.found.first().is_some_and(|best| best.score >= CLEAR && !best.borders.contains(&true))
    }

    fn keep(&mut self, hypothesis: Hypothesis) {
        let place = self.found.partition_point(|other| other.score >= hypothesis.score);
        self.found.insert(place, hypothesis);
        // What is worse than all that are kept need not be looked at.
        if self.found.len() >= self.most {
            self.found.truncate(self.most);
            self.floor = self.found.last().map_or(self.floor, |worst| worst.score.max(self.floor));
        }
    }

    /// Looks at what has a side of the candidates from `start` on; those before were looked at already.
    fn look(&mut self, candidates: &[Candidate], start: usize) {
        let count = candidates.len();
        let crossings = crossings(candidates, self.frame);
        let mut pairs = pairs(candidates, self.frame);
        // Lines come with the most edges first: what the best of them enclose is looked at first, and
        // then little else need be.
        pairs.sort_by_key(|pair| (pair.lines.1, pair.lines.0));
        let mut numbers = vec![None; count * count];
        for (number, pair) in pairs.iter().enumerate() {
            if let Some(known) = numbers.get_mut(pair.lines.0 * count + pair.lines.1) {
                *known = Some(number);
            }
        }
        for (number, first) in pairs.iter().enumerate().filter(|(_, pair)| pair.lines.1 >= start) {
            if start > 0 && self.is_clear() {
                break;
            }
            let across = across(first, candidates, &crossings, self.floor);
            for (place, one) in across.iter().enumerate() {
                for other in across.iter().skip(place + 1) {
                    let known = numbers.get(one.line * count + other.line).copied().flatten();
                    let opposite = known.filter(|&known| known < number).and_then(|known| pairs.get(known));
                    let ends = BorneOut::of_ends(one.support, other.support);
                    if ends.at_best(2.0) <= self.floor
                        || !opposite.is_some_and(|second| first.crosses(second))
                    {
                        continue;
                    }
                    let (i, j) = first.lines;
                    let (ik, jk, il, jl) = (&one.first, &one.second, &other.first, &other.second);
                    // Side from corner to corner: its line, and both places along it.
                    let sides = [
                        (i, ik.along.0, il.along.0),
                        (other.line, il.along.1, jl.along.1),
                        (j, jl.along.0, jk.along.0),
                        (one.line, jk.along.1, ik.along.1),
                    ];
                    let quad = Quad::new([ik.at, il.at, jl.at, jk.at]);
                    let borne_out = ends.with_sides(sides, candidates, self.floor);
                    let hypothesis =
                        borne_out.and_then(|all| judge(quad, sides, all, candidates, self.frame, self.floor));
                    if let Some(hypothesis) = hypothesis {
                        self.keep(hypothesis);
                    }
                }
            }
        }
    }
}

/// The lines that may be sides between the two lines of a pair, none of them weaker than both.
fn across(pair: &Pair, candidates: &[Candidate], crossings: &[Option<Crossing>], floor: f32) -> Vec<Across> {
    let row = |line: usize| {
        let start = line * candidates.len();
        crossings.get(start..start + candidates.len()).unwrap_or_default()
    };
    let (firsts, seconds) = (row(pair.lines.0), row(pair.lines.1));
    let lines = candidates.iter().zip(firsts).zip(seconds).enumerate().take(pair.lines.1);
    type Known<'a> = ((&'a Candidate, &'a Option<Crossing>), &'a Option<Crossing>);
    let side = |(line, ((candidate, first), second)): (usize, Known<'_>)| {
        let (first, second) = ((*first)?, (*second)?);
        let support = side_support(candidate, first.along.1, second.along.1);
        let weak = support.is_some_and(|support| borne_out(support) <= WEAK);
        let alone = BorneOut::of_ends(support, PERFECT);
        (!weak && alone.at_best(2.0) > floor).then_some(Across { line, first, second, support })
    };
    lines.filter_map(side).collect()
}

/// A side that is borne out by less than this is none.
const WEAK: f32 = 0.15;

/// How much of a side is a step up and a step down; `None` for a border of the frame.
type Support = Option<(f32, f32)>;
const PERFECT: Support = Some((1.0, 0.0));

/// The support of a side between two places along its line, its ends left out.
fn side_support(candidate: &Candidate, from: f32, to: f32) -> Support {
    let trim = (to - from) * 0.05;
    (!candidate.is_frame).then(|| candidate.support(from + trim, to - trim))
}

/// How well steps up and steps down bear out a side, 0 to 1.
fn borne_out((rising, falling): (f32, f32)) -> f32 {
    (rising.max(falling) + 0.3 * rising.min(falling)).min(1.0)
}

/// The best hypothesis, unless another that is nearly as good says more: one that ends just
/// inside the frame where the best is cut off by it, or one around it, since a frame or a
/// picture on a screen is borne out as well as the document that holds it.
pub(super) fn choose(found: &[Hypothesis], (width, height): (f32, f32)) -> Option<Hypothesis> {
    let score = |a: &&Hypothesis, b: &&Hypothesis| a.score.total_cmp(&b.score);
    let best = found.iter().max_by(score)?;
    let whole = |other: &&Hypothesis| !other.is_cut_off(width, height);
    let within = |inner: &Hypothesis, outer: &Hypothesis| {
        inner.quad.corners.iter().all(|&corner| outer.quad.grown(1.04).contains(corner))
    };
    let says_more = |other: &&Hypothesis| {
        if best.is_cut_off(width, height) {
            let same = other.score > WHOLE * best.score && other.quad.iou(&best.quad) > 0.88;
            // What something beside the document was taken for the rest of.
            same || (other.score > WITHIN * best.score && within(other, best))
        } else {
            other.score > NEARLY * best.score
                && other.quad.area() * 0.8 > best.quad.area()
                && within(best, other)
        }
    };
    Some(*found.iter().filter(whole).filter(says_more).max_by(score).unwrap_or(best))
}

fn crossings(candidates: &[Candidate], frame: &Frame<'_>) -> Vec<Option<Crossing>> {
    let (margin_x, margin_y) = (frame.width * 0.15, frame.height * 0.15);
    let mut all = Vec::with_capacity(candidates.len() * candidates.len());
    for a in candidates {
        for b in candidates {
            // The sides of a corner that is too slanted need not be crossed.
            let square = a.line.cosine(&b.line) <= frame.view.corner;
            let crosses = square && frame.view.takes(a) && frame.view.takes(b);
            let crossing = if crosses { a.line.crossing(&b.line) } else { None }.filter(|&(x, y)| {
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
    // The short side of the least document, where that is long.
    let least = (0.405 * frame.view.least * frame.width * frame.height).sqrt();
    let (x, y) = (frame.width / 2.0, frame.height / 2.0);
    let mut pairs = Vec::new();
    let taken = || candidates.iter().enumerate().filter(|(_, candidate)| frame.view.takes(candidate));
    for (i, a) in taken() {
        for (j, b) in taken().filter(|&(j, _)| j > i) {
            let parallel = a.line.cosine(&b.line) > frame.view.opposite;
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

/// A line's number, and from where to where along it a side goes.
type Side = (usize, f32, f32);

/// What bears out the four sides, or some of them so far.
struct BorneOut {
    supports: [Support; 4],
    total: f32,
    weakest: f32,
}

impl BorneOut {
    /// Of the last and the second side only, which are opposite.
    fn of_ends(last: Support, second: Support) -> Self {
        let mut made = Self { supports: [None, second, None, last], total: 0.0, weakest: 1.0 };
        made.add(last);
        made.add(second);
        made
    }

    fn add(&mut self, support: Support) {
        let worth = support.map(borne_out);
        self.total += worth.unwrap_or(BORDER);
        self.weakest = self.weakest.min(worth.unwrap_or(1.0));
    }

    /// What can come of it if the sides that are left are perfect.
    fn at_best(&self, left: f32) -> f32 {
        0.6 * (self.total + left) / 4.0 + 0.4 * self.weakest
    }

    /// With the first and the third side too; `None` as soon as they can not come to `floor`,
    /// where nearly all hypotheses end.
    fn with_sides(mut self, sides: [Side; 4], candidates: &[Candidate], floor: f32) -> Option<Self> {
        let [first, _, third, _] = sides;
        let support = |(line, from, to): Side| Some(side_support(candidates.get(line)?, from, to));
        let of_first = support(first)?;
        self.add(of_first);
        if self.weakest <= WEAK || self.at_best(1.0) <= floor {
            return None;
        }
        let of_third = support(third)?;
        self.add(of_third);
        let [_, second, _, last] = self.supports;
        self.supports = [of_first, second, of_third, last];
        (self.weakest > WEAK && self.at_best(0.0) > floor).then_some(self)
    }
}

fn judge(
    quad: Quad,
    sides: [Side; 4],
    borne_out: BorneOut,
    candidates: &[Candidate],
    frame: &Frame<'_>,
    floor: f32,
) -> Option<Hypothesis> {
    let sides_alone = borne_out.at_best(0.0);
    let supports = borne_out.supports;
    let area = quad.area();
    let share = area.abs() / (frame.width * frame.height);
    let least = if supports.contains(&None) { frame.view.least_cut } else { frame.view.least };
    let size = (share / frame.view.likely).min(1.0).powf(0.1);
    if share < least || sides_alone * size <= floor {
        return None;
    }
    let (quad, sides, supports) =
        if area > 0.0 { (quad, sides, supports) } else { mirrored(quad, sides, supports) };
    if !quad.is_convex() {
        return None;
    }
    let borders = supports.map(|support| support.is_none());
    let centre = quad.centre();
    let (mut brighter, mut darker) = (0.0f32, 0.0f32);
    let (mut reaching, mut beyond) = (1.0f32, 0.0f32);
    let [top, right, bottom, left] = borders;
    let ends = [(left, right), (top, bottom), (right, left), (bottom, top)];
    for (((line, from, to), support), (border_before, border_after)) in
        sides.into_iter().zip(supports).zip(ends)
    {
        let (candidate, Some((rising, falling))) = (candidates.get(line)?, support) else { continue };
        let inwards = candidate.line.distance(centre.x, centre.y) > 0.0;
        let (inside, outside) = if inwards { (rising, falling) } else { (falling, rising) };
        brighter += inside;
        darker += outside;
        let (past, way) = ((to - from).abs() * 0.1, (to - from).signum());
        // Nearer to its ends the side itself is seen through the smoothing along it.
        let (near, far) = ((0.2 * past).max(SMOOTHED), past.max(2.0 * SMOOTHED));
        for (at, outwards, border) in [(from, -way, border_before), (to, way, border_after)] {
            if border {
                // A document that is cut off reaches the border; what ends before it does not.
                let at = candidate.in_frame(at);
                let (rising, falling) = candidate.support(at - 1.5 * outwards * past, at);
                reaching = reaching.min(rising.max(falling));
            } else {
                let (rising, falling) = candidate.support(at + outwards * near, at + outwards * far);
                beyond += rising.max(falling) / 8.0;
            }
        }
    }
    let agreement = (brighter - darker).abs() / (brighter + darker).max(0.01);
    let borne_out = sides_alone * (0.85 + 0.15 * agreement) * (1.0 - 0.5 * beyond);
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
fn mirrored(quad: Quad, sides: [Side; 4], supports: [Support; 4]) -> (Quad, [Side; 4], [Support; 4]) {
    let [a, b, c, d] = quad.corners;
    let [ab, bc, cd, da] = sides.map(|(line, from, to)| (line, to, from));
    let [of_ab, of_bc, of_cd, of_da] = supports;
    (Quad::new([a, d, c, b]), [da, cd, bc, ab], [of_da, of_cd, of_bc, of_ab])
}
