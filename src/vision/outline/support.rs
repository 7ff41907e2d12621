use super::changes::{Changes, PACE, change_at, span};
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

/// Changes of less than this share of those on the stretch support less of a side.
const ALIKE: f32 = 0.35;

impl Candidate {
    /// Fits `line` to the edges beside it and measures its support; `None` when it does not
    /// cross the frame.
    fn fit(line: Line, gradients: &Gradients) -> Option<Self> {
        let line = settle::<3>(line, gradients, 8.0 * PACE, None)?;
        let line = settle::<2>(line, gradients, 2.0 * PACE, None)?;
        let changes = Changes::across(line, gradients)?;
        let full = (gradients.noise * 1.5).max(10.0);
        let stretch = changes.clear_stretch(full);
        // What lies on the rest of the line, such as the desk's grain, draws it away from a short side.
        let changes = match stretch.as_ref().filter(|stretch| changes.is_short(stretch)) {
            Some(stretch) => {
                let ends = (changes.place(stretch.start), changes.place(stretch.end));
                Changes::across(settle::<2>(line, gradients, PACE, Some(ends))?, gradients)?
            }
            None => changes,
        };
        let full = stretch.map_or(full, |stretch| full.max(ALIKE * changes.strength(&stretch)));
        Some(Self::supported(changes, full))
    }

    /// With the support that changes by `full` are.
    fn supported(changes: Changes, full: f32) -> Self {
        let mut sums = Vec::with_capacity(changes.all.len() + 1);
        let (mut up, mut down) = (0.0, 0.0);
        sums.push((up, down));
        for change in changes.all {
            up += (change / full).clamp(0.0, 1.0);
            down += (-change / full).clamp(0.0, 1.0);
            sums.push((up, down));
        }
        Self { line: changes.line, is_frame: false, first: changes.first, sums }
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
/// for every `pace` pixels, on all of it or on one stretch.
fn settle<const REACH: i32>(
    line: Line,
    gradients: &Gradients,
    pace: f32,
    stretch: Option<(f32, f32)>,
) -> Option<Line> {
    let (first, last) = stretch.or_else(|| span(&line, gradients.width as f32, gradients.height as f32))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::{Plane, Preview};

    #[test]
    fn grain_beside_a_short_side_does_not_draw_its_line_away() {
        let (width, height) = (480, 270);
        let value = |x: usize, y: usize| match (x, y) {
            (200..320, 100..180) => 220,
            (200..320, _) => 110,
            // Grooves to the left and right, a little below the sheet's upper side.
            (0..100 | 380..480, 102..108) => 80,
            _ => 110,
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| value(x, y))).collect();
        let luma = Plane::new(width, height, pixels).unwrap();
        let gradients = Gradients::of(&Preview::from_luma(luma), None);
        let found = Candidate::fit(Line { normal: (0.0, 1.0), offset: 101.5 }, &gradients).unwrap();
        let (_, y) = found.line.point(found.line.along(260.0, 100.0), 0.0);
        assert!((y - 99.5).abs() < 0.5, "{y}");
        let (rising, _) = found.support(found.line.along(210.0, y), found.line.along(310.0, y));
        assert!(rising > 0.95, "{rising}");
    }
}
