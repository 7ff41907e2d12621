use super::SMALL;
use super::edges::Gradients;
use super::quads::Hypothesis;
use crate::vision::geometry::Point;

/// Share of the frame below which a hypothesis may be a part of what is printed on a document; a small one
/// easily is.
const LARGE: f32 = 0.35;
/// Looks along each direction.
const LOOKS: usize = 24;
/// How far around it is looked, and from where on, as shares of its size.
const AROUND: (f32, f32) = (1.2, 1.7);
/// How clear the edges around it are, as a share of those inside it, where it lies alone: small, and larger.
const MOST: (f32, f32) = (0.4, 0.9);
/// So clear are those inside it at least, for one with hardly any print.
const LEAST: f32 = 0.25;

/// Whether a hypothesis has little around it where it is not large: a document lies on the desk, a portrait among print.
pub(super) fn lies_alone(gradients: &Gradients, hypothesis: &Hypothesis) -> bool {
    let (width, height) = (gradients.width as f32, gradients.height as f32);
    let quad = &hypothesis.quad;
    let share = quad.area().abs() / (width * height);
    if share > LARGE {
        return true;
    }
    let most = if share > SMALL { MOST.1 } else { MOST.0 };
    let (near, far) = (quad.grown(AROUND.0), quad.grown(AROUND.1));
    let (mut inside, mut around) = (Mean::default(), Mean::default());
    let [a, b, c, d] = far.corners;
    for row in 0..LOOKS {
        let down = (row as f32 + 0.5) / LOOKS as f32;
        let (left, right) = (a.towards(d, down), b.towards(c, down));
        for column in 0..LOOKS {
            let at: Point = left.towards(right, (column as f32 + 0.5) / LOOKS as f32);
            let Some(clearness) = gradients.clearness(at.x as i32, at.y as i32) else { continue };
            if quad.contains(at) {
                inside.add(clearness);
            } else if !near.contains(at) {
                around.add(clearness);
            }
        }
    }
    around.get() <= most * inside.get().max(LEAST)
}

#[derive(Default)]
struct Mean {
    sum: f32,
    all: usize,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.all += 1;
    }

    fn get(&self) -> f32 {
        self.sum / self.all.max(1) as f32
    }
}
