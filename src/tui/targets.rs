//! What a click on the screen means: the keys that would do the same, taken down while the screen is
//! drawn, at the place where it is drawn.

use std::cell::RefCell;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::counter::Input;

/// The places of the last drawing that can be clicked, the topmost last.
#[derive(Default)]
pub struct Targets {
    places: RefCell<Vec<Place>>,
}

/// A place that can be clicked, or a list in which the wheel moves the focus.
struct Place {
    area: Rect,
    means: Means,
}

enum Means {
    /// A click presses these keys.
    Keys(Vec<Input>),
    /// The wheel moves the focus of a list up or down, where it goes on there.
    Wheel(Option<Input>, Option<Input>),
    /// Nothing that lies below can be reached.
    Nothing,
}

impl Targets {
    /// What a mouse does there. One click is for one drawing: what is drawn next can be something
    /// else, so that the places are forgotten with it.
    pub(super) fn inputs(&self, event: &MouseEvent) -> Vec<Input> {
        let at = Position { x: event.column, y: event.row };
        let inputs: Vec<Input> = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.clicked(at),
            MouseEventKind::ScrollUp => self.rolled(at, true).into_iter().collect(),
            MouseEventKind::ScrollDown => self.rolled(at, false).into_iter().collect(),
            _ => return Vec::new(),
        };
        if !inputs.is_empty() {
            self.clear();
        }
        inputs
    }

    /// Forgets every place.
    pub(super) fn clear(&self) {
        self.places.borrow_mut().clear();
    }

    /// A click on the first row of `area` presses these keys.
    pub(super) fn row(&self, area: Rect, keys: impl IntoIterator<Item = Input>) {
        self.keys(Rect { height: area.height.min(1), ..area }, keys);
    }

    /// A click on `area` presses these keys.
    pub(super) fn keys(&self, area: Rect, keys: impl IntoIterator<Item = Input>) {
        self.add(area, Means::Keys(keys.into_iter().collect()));
    }

    /// The wheel moves the focus of a list of so many entries, and stops at its ends.
    pub(super) fn wheel(&self, area: Rect, focus: usize, count: usize) {
        let up = focus.checked_sub(1).map(Input::Focus);
        let down = Some(focus + 1).filter(|next| *next < count).map(Input::Focus);
        self.add(area, Means::Wheel(up, down));
    }

    /// Something lies over `area` that cannot be clicked.
    pub(super) fn cover(&self, area: Rect) {
        self.add(area, Means::Nothing);
    }

    fn add(&self, area: Rect, means: Means) {
        self.places.borrow_mut().push(Place { area, means });
    }

    fn clicked(&self, at: Position) -> Vec<Input> {
        let places = self.places.borrow();
        let mut hit = places.iter().rev().filter(|place| place.area.contains(at));
        let keys = hit.find_map(|place| match &place.means {
            Means::Keys(keys) => Some(keys.clone()),
            Means::Wheel(..) => None,
            Means::Nothing => Some(Vec::new()),
        });
        keys.unwrap_or_default()
    }

    fn rolled(&self, at: Position, up: bool) -> Option<Input> {
        let places = self.places.borrow();
        let mut hit = places.iter().rev().filter(|place| place.area.contains(at));
        hit.find_map(|place| match &place.means {
            Means::Keys(_) => None,
            Means::Wheel(above, below) => Some(if up { above.clone() } else { below.clone() }),
            Means::Nothing => Some(None),
        })?
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    fn mouse(kind: MouseEventKind, (column, row): (u16, u16)) -> MouseEvent {
        MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
    }

    fn click(targets: &Targets, at: (u16, u16)) -> Vec<Input> {
        targets.inputs(&mouse(MouseEventKind::Down(MouseButton::Left), at))
    }

    #[test]
    fn the_topmost_place_is_clicked_and_only_within_it() {
        for (at, keys) in [((2, 1), vec![Input::Next]), ((2, 2), vec![]), ((2, 3), vec![Input::Back])] {
            let targets = Targets::default();
            targets.row(Rect::new(0, 1, 10, 4), [Input::Next]);
            targets.keys(Rect::new(0, 3, 10, 1), [Input::Back]);
            targets.cover(Rect::new(5, 0, 5, 9));
            assert!(click(&targets, at) == keys, "{at:?}");
            assert!(click(&targets, (7, 1)).is_empty(), "it is covered");
        }
    }

    #[test]
    fn a_second_click_waits_for_the_next_drawing() {
        let targets = Targets::default();
        targets.row(Rect::new(0, 0, 10, 1), [Input::Focus(3), Input::Next]);
        assert_eq!(click(&targets, (0, 0)).len(), 2);
        assert!(click(&targets, (0, 0)).is_empty());
    }

    #[test]
    fn the_wheel_stops_at_the_ends_of_a_list() {
        for (focus, up, down) in [(0, None, Some(1)), (1, Some(0), Some(2)), (2, Some(1), None)] {
            for (kind, to) in [(MouseEventKind::ScrollUp, up), (MouseEventKind::ScrollDown, down)] {
                let targets = Targets::default();
                targets.wheel(Rect::new(0, 0, 10, 5), focus, 3);
                targets.row(Rect::new(0, 2, 10, 1), [Input::Next]);
                let inputs = targets.inputs(&mouse(kind, (3, 2)));
                assert!(inputs == to.map(Input::Focus).into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn other_buttons_and_moves_do_nothing() {
        for kind in [
            MouseEventKind::Down(MouseButton::Right),
            MouseEventKind::Up(MouseButton::Left),
            MouseEventKind::Moved,
            MouseEventKind::Drag(MouseButton::Left),
        ] {
            let targets = Targets::default();
            targets.row(Rect::new(0, 0, 10, 1), [Input::Next]);
            assert!(targets.inputs(&mouse(kind, (1, 0))).is_empty());
        }
    }
}
