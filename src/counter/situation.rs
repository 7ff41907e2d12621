//! Prepared situations to practise: what the customer reserved, what the sample camera shows and
//! how the sandbox service behaves. Nothing here changes what the counter does.

use jiff::civil::{Date, date};

use crate::reason::ReasonCode;

use super::list::Cursor;
use super::state::{Screen, Start, State};

/// One situation. Its texts are `situation-<id>` (the title), `situation-<id>-customer` (who comes),
/// `situation-<id>-notice` (what to look at) and `situation-<id>-seen` (what was to be seen).
#[derive(Debug, PartialEq, Eq)]
pub struct Situation {
    /// Id, for the texts.
    pub id: &'static str,
    /// The code of the customer's reservation, which the sandbox knows.
    pub reservation: &'static str,
    /// Sample pictures in place of the usual ones: `<document>.<side>`, then the file.
    pub pictures: &'static [(&'static str, &'static str)],
    /// What the sandbox service does.
    pub service: ServicePlan,
    /// The day on which it happens, where its papers are good for a few months only; today without.
    pub day: Option<Date>,
}

/// What the service does in a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServicePlan {
    /// It accepts every case.
    Accepts,
    /// It rejects a case for that reason and accepts its correction.
    Rejects(ReasonCode),
    /// It does not answer until staff bring it back, or the situation is over; then it accepts.
    Away,
}

/// A situation in which nothing is out of the ordinary.
const ORDINARY: Situation = Situation {
    id: "ordinary",
    reservation: "BIC-1001",
    pictures: &[],
    service: ServicePlan::Accepts,
    day: None,
};

/// The day of the samples: bills and certificates are a few weeks old on it.
const DAY_OF_SAMPLES: Option<Date> = Some(date(2026, 11, 22));

/// All situations, in the order of the menu.
pub const SITUATIONS: &[Situation] = &[
    ORDINARY,
    Situation {
        id: "expired",
        pictures: &[("drivers-license.front", "bad/drivers-license.front.expired.jpg")],
        ..ORDINARY
    },
    Situation { id: "moved", reservation: "BIC-1004", day: DAY_OF_SAMPLES, ..ORDINARY },
    Situation {
        id: "glare",
        pictures: &[("drivers-license.front", "bad/drivers-license.front.glare.jpg")],
        ..ORDINARY
    },
    Situation {
        id: "masks",
        reservation: "BIC-1006",
        pictures: &[("utility-receipt.page-1", "utility-receipt.page-1.city-gas.jpg")],
        day: DAY_OF_SAMPLES,
        ..ORDINARY
    },
    Situation { id: "rejected", service: ServicePlan::Rejects(ReasonCode::Blurred), ..ORDINARY },
    Situation { id: "service-down", service: ServicePlan::Away, ..ORDINARY },
    Situation {
        id: "my-number",
        reservation: "BIC-1005",
        pictures: &[(
            "individual-number-card.front",
            "bad/individual-number-card.front.my-number-visible.jpg",
        )],
        ..ORDINARY
    },
    Situation { id: "device", reservation: "BIC-9001", ..ORDINARY },
];

impl Situation {
    /// The sample picture to show of a document's side, where it is not the usual one.
    pub fn picture(&self, document: &str, side: &str) -> Option<&'static str> {
        let wanted = format!("{document}.{side}");
        self.pictures.iter().find(|(of, _)| *of == wanted).map(|(_, file)| *file)
    }

    /// The id of its title.
    pub fn title(&self) -> String {
        format!("situation-{}", self.id)
    }

    /// The id of one of its other texts.
    pub fn text(&self, which: &str) -> String {
        format!("situation-{}-{which}", self.id)
    }
}

/// The menu of situations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// The situation in focus.
    pub cursor: Cursor,
    /// The situation that was practised just now.
    pub over: Option<&'static Situation>,
}

impl Menu {
    /// The situation in focus.
    pub fn focused(&self) -> Option<&'static Situation> {
        SITUATIONS.get(self.cursor.0)
    }
}

/// Sets the situation in focus up: its customer stands at the start screen with a code.
pub(super) fn begin(state: &mut State) {
    let Screen::Practice(menu) = &state.screen else { return };
    let Some(situation) = menu.focused() else { return };
    state.situation = Some(situation);
    state.screen = Screen::Start(Start::with_code(situation.reservation));
}

/// The menu after a situation. Where its customer was never served, it waits to be chosen again.
pub(super) fn end(state: &mut State, situation: &'static Situation) {
    let untouched = matches!(&state.screen, Screen::Start(start) if start.refusal.is_empty());
    let at = SITUATIONS.iter().position(|one| one == situation).unwrap_or_default();
    let menu = if untouched {
        Menu { cursor: Cursor(at), over: None }
    } else {
        state.practised.insert(situation.id);
        Menu { cursor: Cursor((at + 1) % SITUATIONS.len()), over: Some(situation) }
    };
    state.screen = Screen::Practice(menu);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::central::sandbox::CODES;

    #[test]
    fn every_situation_is_made_of_what_is_there() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples");
        assert!(SITUATIONS.len() <= 9, "a number key chooses each");
        for situation in SITUATIONS {
            let known = CODES.iter().any(|(code, _)| *code == situation.reservation);
            assert!(known, "{}: the sandbox has no {}", situation.id, situation.reservation);
            for (of, file) in situation.pictures {
                assert!(samples.join(file).is_file(), "{}: {file}", situation.id);
                assert!(samples.join(format!("{of}.jpg")).is_file(), "{}: {of}", situation.id);
            }
        }
    }
}
