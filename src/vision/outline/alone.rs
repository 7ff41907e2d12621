use super::edges::Gradients;
use super::quads::Hypothesis;
use crate::vision::geometry::Point;

/// Share of the frame below which a hypothesis may be a part of what is printed on a document.
const SMALL: f32 = 0.1;
/// Looks along each direction.
const LOOKS: usize = 24;
/// How far around it is looked, and from where on, as shares of its size.
const AROUND: (f32, f32) = (1.2, 1.7);
/// Edges around it, as a share of those inside it, up to which it lies alone; and what counts as inside it
/// at least, as a share of all looks.
const MOST: f32 = 0.5;
const LEAST: f32 = 0.02;

/// Whether a small hypothesis has little around it: a document lies on the desk, a portrait among print.
pub(super) fn lies_alone(gradients: &Gradients, hypothesis: &Hypothesis) -> bool {
    let (width, height) = (gradients.width as f32, gradients.height as f32);
    let quad = &hypothesis.quad;
    if quad.area().abs() > SMALL * width * height {
        return true;
    }
    let (near, far) = (quad.grown(AROUND.0), quad.grown(AROUND.1));
    let (mut inside, mut around) = (Share::default(), Share::default());
    let [a, b, c, d] = far.corners;
    for row in 0..LOOKS {
        let down = (row as f32 + 0.5) / LOOKS as f32;
        let (left, right) = (a.towards(d, down), b.towards(c, down));
        for column in 0..LOOKS {
            let at: Point = left.towards(right, (column as f32 + 0.5) / LOOKS as f32);
            let Some(edge) = gradients.is_edge(at.x as i32, at.y as i32) else { continue };
            if quad.contains(at) {
                inside.add(edge);
            } else if !near.contains(at) {
                around.add(edge);
            }
        }
    }
    around.share() <= MOST * inside.share().max(LEAST)
}

#[derive(Default)]
struct Share {
    edges: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, edge: bool) {
        self.edges += usize::from(edge);
        self.all += 1;
    }

    fn share(&self) -> f32 {
        self.edges as f32 / self.all.max(1) as f32
    }
}
