//! How many keys three common customers take, counted while they are served, as docs/keys.md says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::path::Path;

use kiosk::counter::{CameraState, Effect, Input, Message, Still, Told};
use kiosk::reading::fields::{Field, Fields};
use kiosk::text::Language;
use kiosk::vision::codes::Code;

use support::{Person, Visit, good_still, licence_holder, part};

/// Someone is served: what is pressed and typed is counted, what the camera and the service do is not.
struct Served {
    visit: Visit,
    keys: usize,
    characters: usize,
}

impl Served {
    fn begin() -> Self {
        Self { visit: Visit::new(Language::Ja), keys: 0, characters: 0 }
    }

    fn press(&mut self, input: Input) -> &mut Self {
        self.visit.key(input);
        self.keys += 1;
        self
    }

    fn enter(&mut self) -> &mut Self {
        self.press(Input::Next)
    }

    /// The number of an entry.
    fn number(&mut self, number: &str) -> &mut Self {
        self.visit.typed(number);
        self.keys += 1;
        self
    }

    /// Types a text, as it stands in the field.
    fn types(&mut self, text: &str) -> &mut Self {
        self.visit.typed(text);
        self.characters += text.chars().count();
        self
    }

    /// The telephone with the reservation is held under the camera.
    fn reservation(&mut self, person: &Person) -> &mut Self {
        self.press(Input::TakeRead);
        self.visit.sees(Code::Reservation("BIC-1001".into())).reservation(&["voice-sim"], person);
        self
    }

    /// The document is laid down; the kiosk takes it by itself and reads it.
    fn lies_down(&mut self, fields: Fields) -> &mut Self {
        self.visit.camera_live();
        let wanted = self.visit.state().customer().and_then(|customer| customer.wanted.clone());
        self.visit.tell(Message::Steady(wanted.unwrap()));
        let Some(Effect::TakeStill(wanted)) = self.visit.effects.pop() else {
            panic!("no photograph was taken at {}", self.visit.at())
        };
        self.visit.tell(Message::Camera(CameraState::Off));
        let said = Some(Told { fields, size: (320.0, 180.0) });
        self.visit.tell(Message::StillReady(wanted, Box::new(Still { said, ..good_still() })));
        // It is looked at.
        self.visit.later(jiff::Span::new().seconds(2));
        self
    }

    /// The case is complete and on its way.
    fn sent(&mut self) -> (usize, usize) {
        assert_eq!(self.visit.at(), "sending");
        assert!(matches!(self.visit.effects.pop(), Some(Effect::Send(..))));
        (self.keys, self.characters)
    }

    #[track_caller]
    fn at(&mut self, screen: &str) -> &mut Self {
        assert_eq!(self.visit.at(), screen);
        self
    }
}

fn read(text: &str) -> Field {
    Field { text: text.into(), confidence: 0.95, region: part(90.0, 40.0, 120.0, 12.0) }
}

/// What is printed on someone's identity document, as it is read.
fn printed(person: &Person) -> Fields {
    Fields {
        name: Some(read(&person.printed("name"))),
        birth_date: Some(read(&person.printed("birth_date"))),
        address: Some(read(&person.printed("address"))),
        expires_on: Some(read(&person.printed("expires_on"))),
        ..Fields::default()
    }
}

fn reservation_and_licence() -> (usize, usize) {
    let person = licence_holder();
    let mut served = Served::begin();
    served.reservation(&person).at("document");
    served.number("1").at("capture").lies_down(printed(&person)).at("review");
    served.enter().at("primary").press(Input::TakeRead).enter().at("confirm").enter();
    served.sent()
}

fn typed_and_my_number_card() -> (usize, usize) {
    let person = Person::of("individual-number-card");
    let mut served = Served::begin();
    served.number("2").at("order").enter().at("applicant");
    // What must be filled; Enter leads from one to the next.
    for (key, text) in person.registration().iter().take(8).enumerate() {
        // Birth date, postal code and telephone get their dashes by themselves.
        let plain = text.replace('-', "");
        served.types(if matches!(key, 4 | 5 | 7) { &plain } else { text }).enter();
    }
    served.at("document").number("2").at("capture").lies_down(printed(&person)).at("review");
    served.enter().at("primary").press(Input::TakeRead).enter().at("confirm").enter();
    served.sent()
}

fn moved_house_with_a_receipt() -> (usize, usize) {
    let person = Person::of("moved-house");
    let mut served = Served::begin();
    served.reservation(&person).at("document");
    served.number("1").lies_down(printed(&person)).at("review");
    served.enter().at("primary").press(Input::TakeRead).enter().at("auxiliary");
    let options: Vec<String> = auxiliaries(&served.visit);
    let receipt = options.iter().position(|id| id == "utility-receipt").unwrap() + 1;
    served.number(&receipt.to_string()).enter().at("capture");
    served.lies_down(Fields {
        name: Some(read("高梨　健太")),
        address: Some(read(&person.registered("address"))),
        issued_on: Some(read("2026-10-05")),
        utility: Some(read("electricity")),
        kind: Some(read("receipt")),
        paid_by: Some(read("convenience-store")),
        ..Fields::default()
    });
    served.at("review").enter().at("auxiliary").press(Input::TakeRead).enter().at("confirm").enter();
    served.sent()
}

/// The auxiliaries that are offered.
fn auxiliaries(visit: &Visit) -> Vec<String> {
    let form = visit.state().customer().and_then(|customer| customer.auxiliary.as_ref()).unwrap();
    match &form.focused().unwrap().value {
        kiosk::counter::Value::Choice { options, .. } => options.clone(),
        other => panic!("{other:?}"),
    }
}

/// The rows of the table in docs/keys.md: keys and typed characters, counted and the fewest possible.
fn documented() -> Vec<[usize; 4]> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let text = std::fs::read_to_string(file).unwrap();
    let rows = text.lines().filter_map(|line| {
        let numbers: Vec<usize> =
            line.strip_prefix("| ")?.split('|').skip(1).filter_map(|cell| cell.trim().parse().ok()).collect();
        numbers.try_into().ok()
    });
    rows.collect()
}

#[test]
fn three_common_customers_take_as_many_keys_as_documented() {
    let counted = [reservation_and_licence(), typed_and_my_number_card(), moved_house_with_a_receipt()];
    let documented = documented();
    let written: Vec<_> = documented.iter().map(|[keys, typed, ..]| (*keys, *typed)).collect();
    assert_eq!(written, counted, "docs/keys.md");
    for [keys, typed, fewest, fewest_typed] in documented {
        assert!(fewest <= keys && fewest_typed <= typed);
    }
}

/// Without any camera, a reservation is as many keys and its code.
#[test]
fn a_reservation_that_is_typed_takes_its_code_and_no_key_more() {
    let mut served = Served::begin();
    served.types("BIC-1001").enter();
    served.visit.reservation(&["voice-sim"], &licence_holder());
    served.at("document");
    assert_eq!((served.keys, served.characters), (1, 8));
}
