use jpeg_encoder::{ColorType, Encoder};
use zeroize::Zeroizing;

use super::Picture;
use super::geometry::{Perspective, Point, Quad};

/// Longest side of a rectified document, in pixels.
const LONGEST: f32 = 2400.0;
/// Share of each side that is kept around the document.
const MARGIN: f32 = 0.015;

/// The document as if photographed straight from above: upright when the quad's first corner
/// is the document's own top-left, at its true aspect, with a small margin.
pub fn rectify(picture: &Picture, quad: &Quad, size_mm: (f32, f32)) -> Option<Flat> {
    if !quad.is_convex() {
        return None;
    }
    let (across, down) = quad.mean_sides();
    // As many pixels as the picture has of it; more would be invented.
    let per_mm = ((across / size_mm.0) * (down / size_mm.1)).sqrt();
    let longest = size_mm.0.max(size_mm.1) * (1.0 + 2.0 * MARGIN);
    let per_mm = per_mm.min(LONGEST / longest);
    let (inner_width, inner_height) = (size_mm.0 * per_mm, size_mm.1 * per_mm);
    let edge = MARGIN * inner_width.max(inner_height);
    let (width, height) = ((inner_width + 2.0 * edge).round(), (inner_height + 2.0 * edge).round());
    if !(16.0..=LONGEST + 2.0).contains(&width) || !(16.0..=LONGEST + 2.0).contains(&height) {
        return None;
    }
    let mapping = Perspective::from_rectangle(inner_width, inner_height, quad)?;
    let (width, height) = (width as usize, height as usize);
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let at = mapping.map(Point::new(x as f32 + 0.5 - edge, y as f32 + 0.5 - edge));
            rgb.extend_from_slice(&blend(picture, at));
        }
    }
    Some(Flat { picture: Picture::from_rgb(width, height, rgb)?, mapping, edge })
}

/// A rectified document that knows where it was.
#[derive(Clone, Debug)]
pub struct Flat {
    /// The document.
    pub picture: Picture,
    mapping: Perspective,
    edge: f32,
}

impl Flat {
    /// Where a region of the rectified document stands in the photograph that it was taken from.
    pub fn in_source(&self, region: &Quad) -> Quad {
        Quad::new(region.corners.map(|p| self.mapping.map(Point::new(p.x - self.edge, p.y - self.edge))))
    }
}

/// The colour between pixels (bilinear, in 1/256 steps).
#[inline]
fn blend(picture: &Picture, at: Point) -> [u8; 3] {
    let (x, y) = (((at.x - 0.5) * 256.0) as i32, ((at.y - 0.5) * 256.0) as i32);
    let (left, top, fx, fy) = (x >> 8, y >> 8, x & 255, y & 255);
    // One by one: a closure over an array of places is not inlined.
    let ([r0, g0, b0], [r1, g1, b1]) = (picture.at(left, top), picture.at(left + 1, top));
    let ([r2, g2, b2], [r3, g3, b3]) = (picture.at(left, top + 1), picture.at(left + 1, top + 1));
    let mix = |a: u8, b: u8, c: u8, d: u8| {
        let upper = i32::from(a) * (256 - fx) + i32::from(b) * fx;
        let lower = i32::from(c) * (256 - fx) + i32::from(d) * fx;
        ((upper * (256 - fy) + lower * fy + (1 << 15)) >> 16) as u8
    };
    [mix(r0, r1, r2, r3), mix(g0, g1, g2, g3), mix(b0, b1, b2, b3)]
}

/// A JPEG of `picture` with no metadata, at `quality` or, where that is larger than
/// `max_bytes`, at the best lower one that fits; `None` when not even the lowest fits.
pub fn encode(picture: &Picture, quality: u8, max_bytes: usize) -> Option<Zeroizing<Vec<u8>>> {
    let (width, height) = (u16::try_from(picture.width()).ok()?, u16::try_from(picture.height()).ok()?);
    let quality = quality.clamp(30, 100);
    std::iter::successors(Some(quality), |&last| (last > 30).then(|| last.saturating_sub(10).max(30)))
        .find_map(|quality| {
            // Room for the whole file, so that no half-written copy is left behind unwiped.
            let mut bytes = Zeroizing::new(Vec::with_capacity(picture.rgb().len() / 2 + 4096));
            let encoder = Encoder::new(&mut *bytes, quality);
            encoder.encode(picture.rgb(), width, height, ColorType::Rgb).ok()?;
            (bytes.len() <= max_bytes).then_some(bytes)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkered() -> Picture {
        let rgb = (0..200 * 150)
            .flat_map(|i| if (i % 200 / 10 + i / 2000) % 2 == 0 { [250, 240, 230] } else { [20; 3] });
        Picture::from_rgb(200, 150, rgb.collect()).unwrap()
    }

    #[test]
    fn a_rectified_document_has_its_true_aspect() {
        let quad = Quad::new([
            Point::new(20.0, 30.0),
            Point::new(180.0, 20.0),
            Point::new(190.0, 130.0),
            Point::new(15.0, 120.0),
        ]);
        let flat = rectify(&checkered(), &quad, (85.6, 53.98)).unwrap();
        let card = &flat.picture;
        let aspect = (card.width() as f32 - 2.0) / (card.height() as f32 - 2.0);
        assert!((aspect - 1.57).abs() < 0.04, "{aspect}");
        let inner = Quad::rectangle(card.width() as f32, card.height() as f32);
        let back = flat.in_source(&inner);
        assert!(back.corners.iter().zip(quad.corners).all(|(a, b)| a.distance(b) < 5.0), "{back:?}");
    }

    #[test]
    fn absurd_corners_make_no_picture() {
        let point = Quad::new([Point::new(5.0, 5.0); 4]);
        assert!(rectify(&checkered(), &point, (85.6, 53.98)).is_none());
        let nowhere = Quad::new([Point::new(f32::NAN, 0.0); 4]);
        assert!(rectify(&checkered(), &nowhere, (85.6, 53.98)).is_none());
    }

    #[test]
    fn the_size_limit_is_kept_and_nothing_is_said_of_the_picture() {
        let picture = checkered();
        let full = encode(&picture, 90, usize::MAX).unwrap();
        let less = encode(&picture, 90, full.len() - 1).unwrap();
        assert!(less.len() < full.len());
        assert!(encode(&picture, 90, 100).is_none());
        let header = super::super::door::inspect(
            &full,
            &super::super::door::Limits { min_side: 8, ..Default::default() },
        );
        assert!(!header.unwrap().has_metadata);
    }
}
