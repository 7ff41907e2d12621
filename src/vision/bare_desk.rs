use super::outline::{self, Shape};
use super::{Picture, Plane, Preview};

/// First bytes of a stored desk; the number is that of the format.
const MAGIC: &[u8] = b"KIOSKDESK1";
/// Differences up to this are noise, in grey levels.
const NOISE: u8 = 3;
/// Rows and columns at the frame's border that tell how the light has changed.
const BORDER: usize = 12;

/// How the desk looks with nothing on it, taken once by the manager. With it a white card on a
/// white desk stands out like any other.
#[derive(Clone, Debug)]
pub struct BareDesk {
    preview: Preview,
}

/// Why a picture is not one of a bare desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBare {
    /// Something lies on it that may be a document: nothing of it may be stored.
    #[error("a document lies on the desk")]
    Occupied,
    /// Too dark to tell.
    #[error("too dark")]
    TooDark,
}

impl BareDesk {
    /// The desk in `picture`, unless a document of any kind is seen on it.
    pub fn of(picture: &Picture) -> Result<Self, NotBare> {
        use super::Class::{A4, Booklet, Card, Passport, Receipt};
        let preview = Preview::of(picture);
        let shapes = [Card, Passport, Booklet, A4, Receipt].map(super::Class::shape);
        if shapes.iter().chain([&Shape::any()]).any(|shape| outline::find_in(&preview, shape).is_some()) {
            return Err(NotBare::Occupied);
        }
        let values = preview.luma.values();
        let mean = values.iter().map(|&value| usize::from(value)).sum::<usize>() / values.len().max(1);
        if mean < 12 { Err(NotBare::TooDark) } else { Ok(Self { preview }) }
    }

    /// For the data folder: size, then brightness and both colour differences, coarse.
    pub fn to_bytes(&self) -> Vec<u8> {
        let planes = [&self.preview.luma, &self.preview.blue, &self.preview.red];
        let size = |value: usize| u16::try_from(value).unwrap_or(0).to_be_bytes();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(size(planes[0].width()));
        bytes.extend(size(planes[0].height()));
        planes.iter().for_each(|plane| bytes.extend(plane.values()));
        bytes
    }

    /// What [`BareDesk::to_bytes`] wrote; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let &[w1, w0, h1, h0, ref values @ ..] = bytes.strip_prefix(MAGIC)? else { return None };
        let (width, height) =
            (usize::from(u16::from_be_bytes([w1, w0])), usize::from(u16::from_be_bytes([h1, h0])));
        if width == 0 || height == 0 || values.len() != 3 * width * height {
            return None;
        }
        let mut planes =
            values.chunks_exact(width * height).map(|plane| Plane::new(width, height, plane.to_vec()));
        let mut next = || planes.next().flatten();
        Some(Self { preview: Preview { luma: next()?, blue: next()?, red: next()?, scale: (1.0, 1.0) } })
    }

    /// How much each place of `preview` differs from the bare desk, strongly drawn; `None` for
    /// a preview of another size.
    pub(super) fn difference(&self, preview: &Preview) -> Option<Plane> {
        let (width, height) = (preview.luma.width(), preview.luma.height());
        if (width, height) != (self.preview.luma.width(), self.preview.luma.height()) {
            return None;
        }
        let light = border(&preview.luma) / border(&self.preview.luma).max(1.0);
        let light = light.clamp(0.6, 1.6);
        let colours = |of: &Preview| {
            of.blue.values().iter().copied().zip(of.red.values().iter().copied()).collect::<Vec<_>>()
        };
        let (ours, theirs) = (colours(preview), colours(&self.preview));
        let data = preview
            .luma
            .values()
            .iter()
            .zip(self.preview.luma.values())
            .zip(ours.iter().zip(&theirs))
            .map(|((&here, &bare), (&(blue, red), &(bare_blue, bare_red)))| {
                let bare = (f32::from(bare) * light).min(255.0) as u8;
                let luma = u16::from(here.abs_diff(bare).saturating_sub(NOISE));
                let colour =
                    u16::from(blue.abs_diff(bare_blue).max(red.abs_diff(bare_red)).saturating_sub(NOISE));
                (4 * luma.max(2 * colour)).min(120) as u8
            })
            .collect();
        Plane::new(width, height, data)
    }
}

/// Median brightness along the frame's border, where documents seldom lie.
fn border(luma: &Plane) -> f32 {
    let (width, height) = (luma.width(), luma.height());
    let mut values: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .filter(|&(x, y)| x < BORDER || y < BORDER || x + BORDER >= width || y + BORDER >= height)
        .map(|(x, y)| luma.at(x as i32, y as i32))
        .collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().map_or(1.0, f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::Class;
    use crate::vision::geometry::{Point, Quad};

    fn card() -> Quad {
        Quad::new(
            [(420.0, 220.0), (1500.0, 240.0), (1490.0, 920.0), (410.0, 900.0)].map(|(x, y)| Point::new(x, y)),
        )
    }

    /// A desk of dark stripes, and on it perhaps a card whose paper is hardly brighter.
    fn picture(with_card: bool) -> Picture {
        let mut seed = 7u32;
        let rgb = (0..1920 * 1080)
            .flat_map(|i| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let (x, y) = (i % 1920, i / 1920);
                let stripe = if (x + y / 3) % 260 < 30 { 24 } else { 0 };
                let on_card = with_card && card().contains(Point::new(x as f32, y as f32));
                let value = (if on_card { 208 } else { 203 - stripe }) + (seed >> 30) as u8;
                [value; 3]
            })
            .collect();
        Picture::from_rgb(1920, 1080, rgb).unwrap()
    }

    #[test]
    fn a_white_card_on_a_white_desk_is_found_with_the_bare_desk_known() {
        let desk = BareDesk::of(&picture(false)).unwrap();
        let again = BareDesk::from_bytes(&desk.to_bytes()).unwrap();
        let preview = Preview::of(&picture(true));
        let found = outline::find_on(&preview, &Class::Card.shape(), Some(&again)).unwrap();
        assert!(found.quad.iou(&card()) > 0.9, "{found:?}");
        let empty = Preview::of(&picture(false));
        assert_eq!(outline::find_on(&empty, &Class::Card.shape(), Some(&again)), None);
    }

    #[test]
    fn a_desk_with_a_document_or_without_light_is_not_stored() {
        let rgb = (0..1920 * 1080)
            .flat_map(|i| {
                [if card().contains(Point::new((i % 1920) as f32, (i / 1920) as f32)) { 230 } else { 90 }; 3]
            })
            .collect();
        let occupied = Picture::from_rgb(1920, 1080, rgb).unwrap();
        assert_eq!(BareDesk::of(&occupied).map(drop), Err(NotBare::Occupied));
        let dark = Picture::from_rgb(1920, 1080, vec![3; 1920 * 1080 * 3]).unwrap();
        assert_eq!(BareDesk::of(&dark).map(drop), Err(NotBare::TooDark));
    }

    #[test]
    fn other_bytes_are_no_desk() {
        for bytes in [&b""[..], b"KIOSKDESK1", b"KIOSKDESK1\0\x01\0\x01\0\0", b"PNG"] {
            assert!(BareDesk::from_bytes(bytes).is_none());
        }
    }
}
