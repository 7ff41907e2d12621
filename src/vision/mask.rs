//! Covers parts of a picture for good.

use super::Picture;
use super::geometry::{Point, Quad};

/// The picture with these parts painted black: what was there is nowhere in the new pixels.
/// Parts that reach outside are cut at the edge; the old picture is wiped as it is dropped.
pub fn covered(picture: Picture, regions: &[Quad]) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgb = picture.rgb().to_vec();
    drop(picture);
    for region in regions {
        for (y, row) in rgb.chunks_exact_mut(width * 3).enumerate().take(height) {
            let Some((left, right)) = span(region, y as f32, y as f32 + 1.0) else { continue };
            let left = left.floor().clamp(0.0, width as f32) as usize;
            let right = right.ceil().clamp(0.0, width as f32) as usize;
            row.get_mut(left * 3..right * 3).unwrap_or_default().fill(0);
        }
    }
    Picture::from_rgb(width, height, rgb)
        .unwrap_or_else(|| Picture::from_luma(&super::Plane::filled(1, 1, 0)))
}

/// From where to where a convex region reaches between two heights; the whole of each pixel
/// that it touches.
fn span(region: &Quad, top: f32, bottom: f32) -> Option<(f32, f32)> {
    let mut touched: Vec<f32> = Vec::new();
    for (a, b) in region.sides() {
        touched.extend([a, b].iter().filter(|p| (top..=bottom).contains(&p.y)).map(|p| p.x));
        touched.extend([top, bottom].iter().filter_map(|y| crossing(a, b, *y)));
    }
    let left = touched.iter().copied().reduce(f32::min)?;
    let right = touched.iter().copied().reduce(f32::max)?;
    Some((left, right))
}

/// Where a side crosses a height.
fn crossing(a: Point, b: Point, y: f32) -> Option<f32> {
    let share = (y - a.y) / (b.y - a.y);
    (share.is_finite() && (0.0..=1.0).contains(&share)).then_some(a.x + (b.x - a.x) * share)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn white(width: usize, height: usize) -> Picture {
        Picture::from_rgb(width, height, vec![255; width * height * 3]).unwrap()
    }

    #[test]
    fn what_is_covered_is_black_and_the_rest_is_as_it_was() {
        let square =
            Quad::new([(3.0, 2.0), (7.0, 2.0), (7.0, 5.0), (3.0, 5.0)].map(|(x, y)| Point::new(x, y)));
        let picture = covered(white(10, 8), &[square]);
        for y in 0..8 {
            for x in 0..10 {
                let inside = (3..7).contains(&x) && (2..5).contains(&y);
                let near = (3..=7).contains(&x) && (1..=5).contains(&y);
                let black = picture.at(x, y) == [0; 3];
                assert!(!inside || black, "{x} {y}");
                assert!(near || !black, "{x} {y}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_region_is_covered_to_its_corners(
            points in proptest::array::uniform4((-20.0f32..60.0, -20.0f32..60.0))
        ) {
            let region = Quad::new(points.map(|(x, y)| Point::new(x, y)));
            let picture = covered(white(40, 40), &[region]);
            prop_assert_eq!((picture.width(), picture.height()), (40, 40));
            for corner in region.corners {
                if (0.0..40.0).contains(&corner.x) && (0.0..40.0).contains(&corner.y) {
                    prop_assert_eq!(picture.at(corner.x as i32, corner.y as i32), [0; 3]);
                }
            }
        }
    }
}
