use super::edges::Gradients;
use super::hough::Line;
use crate::vision::regression::Regression;

/// A line and how much of it is a real edge, stretch by stretch.
pub(super) struct Candidate {
    pub line: Line,
    /// Whether this is a border of the frame and not an edge in it.
    pub is_frame: bool,
    first: f32,
    /// Summed from `first` on in steps of [`PACE`]: support where it gets brighter, and darker.
    sums: Vec<(f32, f32)>,
}

/// The lines that may be sides: those with the most edges, after them the frame's borders, and the weakest,
/// which are fitted only when they are asked for.
pub(super) struct Candidates<'a> {
    gradients: &'a Gradients,
    fitted: Vec<Candidate>,
    strongest: usize,
    rest: std::vec::IntoIter<Line>,
}

impl<'a> Candidates<'a> {
    /// Of `lines`, most edges first, `first` are fitted at once.
    pub fn of(lines: Vec<Line>, first: usize, gradients: &'a Gradients) -> Self {
        let mut rest = lines.into_iter();
        let fits = rest.by_ref().filter_map(|line| Candidate::fit(line, gradients));
        let mut fitted: Vec<Candidate> = fits.take(first).collect();
        fitted.extend(borders(gradients.width as f32, gradients.height as f32));
        Self { gradients, strongest: fitted.len(), fitted, rest }
    }

    /// The strongest and the borders.
    pub fn strongest(&self) -> &[Candidate] {
        self.fitted.get(..self.strongest).unwrap_or_default()
    }

    /// The same, and the weakest behind them.
    pub fn all(&mut self) -> &[Candidate] {
        let gradients = self.gradients;
        self.fitted.extend(self.rest.by_ref().filter_map(|line| Candidate::fit(line, gradients)));
        &self.fitted
    }
}

fn borders(width: f32, height: f32) -> impl Iterator<Item = Candidate> {
    [((1.0, 0.0), 0.0), ((1.0, 0.0), width), ((0.0, 1.0), 0.0), ((0.0, 1.0), height)]
        .into_iter()
        .map(|(normal, offset)| Candidate::border(Line { normal, offset }))
}

/// Pixels between two looks along a line.
const PACE: f32 = 2.0;
/// Looks on either side that one look is averaged with.
const SMOOTH: usize = 3;

impl Candidate {
    /// Fits `line` to the edges beside it and measures its support; `None` when it does not
    /// cross the frame.
    fn fit(line: Line, gradients: &Gradients) -> Option<Self> {
        let line = settle::<3>(line, gradients, 8.0 * PACE)?;
        let line = settle::<2>(line, gradients, 2.0 * PACE)?;
        let (first, last) = span(&line, gradients.width as f32, gradients.height as f32)?;
        let steps = ((last - first) / PACE) as usize + 1;
        let changes: Vec<f32> =
            (0..steps).map(|step| across(gradients, &line, first + step as f32 * PACE)).collect();
        let full = (gradients.noise * 1.5).max(10.0);
        let mut sums = Vec::with_capacity(steps + 1);
        let (mut up, mut down) = (0.0, 0.0);
        sums.push((up, down));
        for step in 0..steps {
            let near =
                changes.get(step.saturating_sub(SMOOTH)..(step + SMOOTH + 1).min(steps)).unwrap_or_default();
            let mean = near.iter().sum::<f32>() / near.len().max(1) as f32;
            up += (mean / full).clamp(0.0, 1.0);
            down += (-mean / full).clamp(0.0, 1.0);
            sums.push((up, down));
        }
        Some(Self { line, is_frame: false, first, sums })
    }

    /// A border of the frame, where a document that is cut off ends.
    fn border(line: Line) -> Self {
        Self { line, is_frame: true, first: 0.0, sums: Vec::new() }
    }

    /// The place along the line that is nearest to `t` within the frame.
    pub fn in_frame(&self, t: f32) -> f32 {
        t.clamp(self.first, self.first + PACE * self.sums.len().saturating_sub(1) as f32)
    }

    /// Support between two places along the line, each 0 to 1: of the part inside the frame
    /// the share where the picture gets brighter to the normal's side, and darker.
    pub fn support(&self, from: f32, until: f32) -> (f32, f32) {
        let last = self.sums.len().saturating_sub(1);
        let place = |t: f32| (((t - self.first) / PACE).max(0.0) as usize).min(last);
        let (from, until) = (place(from.min(until)), place(from.max(until)));
        match (self.sums.get(from), self.sums.get(until)) {
            (Some(before), Some(after)) if until > from => {
                let steps = (until - from) as f32;
                ((after.0 - before.0) / steps, (after.1 - before.1) / steps)
            }
            _ => (0.0, 0.0),
        }
    }
}

/// Moves a line onto the strongest change within `REACH` pixels beside it (least squares), looked
/// for every `pace` pixels.
fn settle<const REACH: i32>(line: Line, gradients: &Gradients, pace: f32) -> Option<Line> {
    let (first, last) = span(&line, gradients.width as f32, gradients.height as f32)?;
    let mut fit = Regression::default();
    for step in 0..((last - first) / pace) as usize {
        let t = first + step as f32 * pace;
        let mut best = (0.0f32, 0.0f32);
        for step in -REACH..=REACH {
            let distance = step as f32;
            let found = change_at(gradients, &line, t, distance).abs();
            if found > best.0 {
                best = (found, distance);
            }
        }
        let weight = (best.0 / (gradients.noise * 2.0).max(12.0)).min(1.0);
        if weight > 0.5 {
            // Measured from the line's start, where single precision is enough.
            fit.add(weight, t - first, best.1);
        }
    }
    if fit.weight() < 5.0 {
        return Some(line);
    }
    let Some((slope, shift)) = fit.solve() else { return Some(line) };
    let slope = slope.clamp(-0.05, 0.05);
    let shift = shift - slope * first;
    // distance = slope * t + shift: turn the normal by the slope, then move.
    let (nx, ny) = (line.normal.0 + slope * line.normal.1, line.normal.1 - slope * line.normal.0);
    let length = nx.hypot(ny);
    Some(Line { normal: (nx / length, ny / length), offset: (line.offset + shift) / length })
}

/// Change across the line at `t`, over three pixels beside it, signed by the normal.
#[inline]
fn across(gradients: &Gradients, line: &Line, t: f32) -> f32 {
    let mut best = 0.0f32;
    for distance in [-1.0, 0.0, 1.0] {
        let found = change_at(gradients, line, t, distance);
        if found.abs() > best.abs() {
            best = found;
        }
    }
    best
}

/// The change at one place, if it points across the line and not along it.
#[inline]
fn change_at(gradients: &Gradients, line: &Line, t: f32, distance: f32) -> f32 {
    let (x, y) = line.point(t, distance);
    // Cut off and not rounded down, which costs more: the first row and column are zero anyway.
    let (dx, dy) = gradients.at(x as i32, y as i32);
    let (dx, dy) = (dx as f32, dy as f32);
    let across = dx * line.normal.0 + dy * line.normal.1;
    let along = dy * line.normal.0 - dx * line.normal.1;
    if along.abs() > across.abs() { 0.0 } else { across }
}

/// The stretch of a line inside the frame.
fn span(line: &Line, width: f32, height: f32) -> Option<(f32, f32)> {
    let (mut first, mut last) = (f32::NEG_INFINITY, f32::INFINITY);
    let origin = line.point(0.0, 0.0);
    let heading = (-line.normal.1, line.normal.0);
    for (start, step, end) in [(origin.0, heading.0, width), (origin.1, heading.1, height)] {
        if step.abs() < 1e-6 {
            if start < 0.0 || start > end {
                return None;
            }
            continue;
        }
        let (a, b) = (-start / step, (end - start) / step);
        first = first.max(a.min(b));
        last = last.min(a.max(b));
    }
    (last - first > 8.0).then_some((first, last))
}
