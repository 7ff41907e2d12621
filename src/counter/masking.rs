//! The masks of a photograph: parts to cover, found by the kiosk and moved by staff.

use crate::policy::Mask;
use crate::text::Message as Sentence;
use crate::vision::geometry::{Point, Quad};

use super::effect::Effect;
use super::message::Input;
use super::photo::{Still, Wanted};

/// How far a key moves or stretches a part, as a share of the picture's longer side.
const STEP: f32 = 0.01;
/// The smallest part, likewise.
const LEAST: f32 = 0.01;
/// Width and height of a part that staff add, as shares of the picture's sides.
const ADDED: (f32, f32) = (0.3, 0.08);

/// A part to cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// What stands there; `None` where staff put it.
    pub mask: Option<Mask>,
    /// Where, in pixels of the picture.
    pub quad: Quad,
}

/// A photograph on which something must be covered before anything of it is kept.
pub struct Masking {
    /// Which one it is.
    pub wanted: Wanted,
    /// The photograph, with nothing covered on it yet.
    pub still: Box<Still>,
    /// What the rules want covered.
    pub expected: Vec<Mask>,
    /// The parts to cover.
    pub regions: Vec<Region>,
    /// Index of the part in focus.
    pub focus: usize,
    /// Width and height of the picture in pixels.
    pub size: (f32, f32),
    /// Whether staff confirmed, and the parts are being covered.
    pub covering: bool,
    /// Whether staff were told that no part is covered.
    told_of_none: bool,
}

/// What a key did.
pub(super) enum Done {
    /// Nothing, or something that the screen shows.
    Nothing,
    /// Staff must be told.
    Say(Sentence),
    /// Take the photograph again.
    Retake,
    /// Cover the parts for good.
    Cover(Effect),
}

impl Masking {
    /// Begins with the parts that were found. `None` when there are no pixels to cover.
    pub fn of(wanted: Wanted, still: Box<Still>, expected: &[Mask]) -> Option<Self> {
        let pixels = &still.unmasked.as_ref()?.pixels;
        let size = (pixels.width() as f32, pixels.height() as f32);
        let found = still.covers.iter();
        let regions = found.map(|cover| Region { mask: Some(cover.mask), quad: cover.region }).collect();
        Some(Self {
            wanted,
            still,
            expected: expected.to_vec(),
            regions,
            focus: 0,
            size,
            covering: false,
            told_of_none: false,
        })
    }

    /// What the rules want covered and was not found: staff look for it.
    pub fn not_found(&self) -> impl Iterator<Item = Mask> {
        let found = |mask: &Mask| self.regions.iter().any(|region| region.mask == Some(*mask));
        self.expected.iter().copied().filter(move |mask| !found(mask))
    }

    /// The parts as shares of the picture's width and height, as they are drawn.
    pub fn shares(&self) -> impl Iterator<Item = [(f32, f32); 4]> {
        let (width, height) = self.size;
        self.regions.iter().map(move |region| region.quad.corners.map(|p| (p.x / width, p.y / height)))
    }

    /// Lets staff move, stretch, add and remove parts, and confirm them.
    pub(super) fn input(&mut self, input: &Input) -> Done {
        if self.covering {
            return Done::Nothing;
        }
        let count = self.regions.len().max(1);
        match input {
            Input::Next => return self.confirm(),
            Input::Back => return Done::Retake,
            Input::FocusNext => self.focus = (self.focus + 1) % count,
            Input::FocusPrevious => self.focus = (self.focus + count - 1) % count,
            Input::Focus(index) => self.focus = (*index).min(count - 1),
            Input::Delete | Input::Erase => self.remove(),
            Input::Text(text) => match text.as_str() {
                "+" | "＋" | ";" => self.stretch(1.0, 1.0),
                "-" | "－" | "ー" => self.stretch(-1.0, -1.0),
                "a" | "A" | "ａ" | "Ａ" => self.add(),
                "d" | "D" | "ｄ" | "Ｄ" => self.remove(),
                "r" | "R" | "ｒ" | "Ｒ" => return Done::Retake,
                _ => {}
            },
            Input::Left => self.shift(-1.0, 0.0),
            Input::Right => self.shift(1.0, 0.0),
            Input::Up => self.shift(0.0, -1.0),
            Input::Down => self.shift(0.0, 1.0),
            Input::Wider => self.stretch(1.0, 0.0),
            Input::Narrower => self.stretch(-1.0, 0.0),
            Input::Taller => self.stretch(0.0, 1.0),
            Input::Lower => self.stretch(0.0, -1.0),
            _ => {}
        }
        Done::Nothing
    }

    /// The pixels leave for good: what comes back is covered.
    fn confirm(&mut self) -> Done {
        if self.regions.is_empty() && !self.told_of_none {
            self.told_of_none = true;
            return Done::Say(Sentence::new("notice-mask-none"));
        }
        let Some(mut unmasked) = self.still.unmasked.take() else { return Done::Retake };
        unmasked.capture.masked_regions = self.regions.len() as u32;
        self.covering = true;
        let regions = self.regions.iter().map(|region| region.quad).collect();
        Done::Cover(Effect::Cover(self.still.id, unmasked, regions))
    }

    fn add(&mut self) {
        let (width, height) = (self.size.0 * ADDED.0, self.size.1 * ADDED.1);
        let (left, top) = ((self.size.0 - width) / 2.0, (self.size.1 - height) / 2.0);
        let corners = Quad::rectangle(width, height).corners.map(|p| Point::new(p.x + left, p.y + top));
        self.focus = self.regions.len();
        self.regions.push(Region { mask: None, quad: Quad::new(corners) });
        self.told_of_none = false;
    }

    fn remove(&mut self) {
        if self.focus < self.regions.len() {
            self.regions.remove(self.focus);
            self.focus = self.focus.min(self.regions.len().saturating_sub(1));
            self.told_of_none = false;
        }
    }

    fn step(&self) -> f32 {
        STEP * self.size.0.max(self.size.1)
    }

    /// Moves the part in focus; its middle stays inside the picture.
    fn shift(&mut self, across: f32, down: f32) {
        let (step, size) = (self.step(), self.size);
        let Some(region) = self.regions.get_mut(self.focus) else { return };
        let centre = region.quad.centre();
        let x = (centre.x + across * step).clamp(0.0, size.0) - centre.x;
        let y = (centre.y + down * step).clamp(0.0, size.1) - centre.y;
        region.quad = Quad::new(region.quad.corners.map(|p| Point::new(p.x + x, p.y + y)));
    }

    /// Stretches the part in focus along its own sides, around its middle.
    fn stretch(&mut self, across: f32, down: f32) {
        let (step, longest) = (self.step(), self.size.0.max(self.size.1));
        let Some(region) = self.regions.get_mut(self.focus) else { return };
        let (width, height) = region.quad.mean_sides();
        let scaled = |side: f32, by: f32| {
            (side + 2.0 * by * step).clamp(LEAST * longest, 1.5 * longest) / side.max(f32::EPSILON)
        };
        let (wide, high) = (
            if across == 0.0 { 1.0 } else { scaled(width, across) },
            if down == 0.0 { 1.0 } else { scaled(height, down) },
        );
        region.quad = stretched(&region.quad, wide, high);
    }
}

/// The same shape, so many times as wide and as high, around its middle and along its own sides.
fn stretched(quad: &Quad, wide: f32, high: f32) -> Quad {
    let [a, b, c, d] = quad.corners;
    // First across: each end of the upper and the lower side.
    let apart = |from: Point, to: Point, factor: f32| {
        let middle = from.towards(to, 0.5);
        (middle.towards(from, factor), middle.towards(to, factor))
    };
    let ((a, b), (d, c)) = (apart(a, b, wide), apart(d, c, wide));
    let ((a, d), (b, c)) = (apart(a, d, high), apart(b, c, high));
    Quad::new([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    use super::super::photo::{Search, Unmasked};
    use super::*;
    use crate::reading::masks::Cover;
    use crate::store::CaptureFacts;
    use crate::vision::Picture;

    fn masking(covers: Vec<Cover>) -> Masking {
        let pixels = Picture::from_rgb(400, 250, vec![9; 400 * 250 * 3]).unwrap();
        let unmasked = Unmasked { pixels, capture: CaptureFacts::default(), fingerprint: None };
        let still = Still {
            id: 7,
            evidence: None,
            unmasked: Some(Box::new(unmasked)),
            picture: None,
            reasons: Vec::new(),
            search: Search::Done,
            said: None,
            differences: Vec::new(),
            covers,
            may_override: Vec::new(),
            approved: false,
        };
        let wanted = Wanted { document: "eligibility-certificate".into(), side: "front".into() };
        Masking::of(wanted, Box::new(still), &[Mask::SymbolAndNumber, Mask::QrCode]).unwrap()
    }

    fn found() -> Cover {
        let quad = Quad::rectangle(100.0, 20.0).corners.map(|p| Point::new(p.x + 50.0, p.y + 40.0));
        Cover { mask: Mask::SymbolAndNumber, region: Quad::new(quad) }
    }

    fn key(text: &str) -> Input {
        Input::Text(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn what_was_found_is_there_and_what_was_not_is_named() {
        let masking = masking(vec![found()]);
        assert_eq!(masking.regions.len(), 1);
        assert_eq!(masking.not_found().collect::<Vec<_>>(), [Mask::QrCode]);
    }

    #[test]
    fn a_part_moves_and_stretches_along_its_sides() {
        let mut masking = masking(vec![found()]);
        for input in [Input::Right, Input::Right, Input::Down] {
            masking.input(&input);
        }
        let centre = masking.regions[0].quad.centre();
        assert_eq!((centre.x.round(), centre.y.round()), (108.0, 54.0));
        masking.input(&Input::Wider);
        masking.input(&Input::Lower);
        let (width, height) = masking.regions[0].quad.mean_sides();
        assert_eq!((width.round(), height.round()), (108.0, 12.0));
        let after = masking.regions[0].quad.centre();
        assert!(after.distance(centre) < 0.1, "it stretches around its middle");
    }

    #[test]
    fn parts_are_added_chosen_and_removed() {
        let mut masking = masking(vec![found()]);
        masking.input(&key("a"));
        assert_eq!((masking.regions.len(), masking.focus), (2, 1));
        masking.input(&Input::FocusNext);
        assert_eq!(masking.focus, 0);
        masking.input(&Input::Delete);
        assert_eq!(masking.regions.iter().map(|region| region.mask).collect::<Vec<_>>(), [None]);
    }

    #[test]
    fn the_pixels_leave_with_the_parts_when_they_are_confirmed() {
        let mut masking = masking(vec![found()]);
        let Done::Cover(Effect::Cover(id, unmasked, regions)) = masking.input(&Input::Next) else {
            panic!("nothing is covered")
        };
        assert_eq!((id, unmasked.capture.masked_regions, regions.len()), (7, 1, 1));
        assert!(masking.still.unmasked.is_none() && masking.covering);
        assert!(matches!(masking.input(&Input::Next), Done::Nothing), "once is enough");
    }

    #[test]
    fn that_nothing_is_covered_is_asked_once_more() {
        let mut masking = masking(Vec::new());
        assert!(matches!(masking.input(&Input::Next), Done::Say(_)));
        assert!(matches!(masking.input(&Input::Next), Done::Cover(_)));
    }

    proptest! {
        #[test]
        fn no_keys_lose_a_part_or_make_it_none(keys in prop::collection::vec(0_usize..12, 0..300)) {
            let inputs = [
                Input::Left, Input::Right, Input::Up, Input::Down, Input::Wider, Input::Narrower, Input::Taller,
                Input::Lower, key("+"), key("-"), key("a"), Input::FocusNext,
            ];
            let mut masking = masking(vec![found()]);
            for index in keys {
                masking.input(&inputs[index]);
            }
            for region in &masking.regions {
                let centre = region.quad.centre();
                prop_assert!((-0.5..=400.5).contains(&centre.x) && (-0.5..=250.5).contains(&centre.y));
                let (width, height) = region.quad.mean_sides();
                prop_assert!(width >= 3.9 && height >= 3.9 && region.quad.is_convex());
            }
        }
    }
}
