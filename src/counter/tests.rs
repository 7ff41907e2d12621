//! The counter as its staff meet it, key by key, and what no sequence of keys may do.

mod corrections;
mod lock;
mod practice;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use zeroize::Zeroizing;

use super::*;
use crate::camera::decode::Picture;
use crate::policy::{PolicySet, Verdict};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::{CaptureFacts, Origin};
use crate::text::{Language, Message as Sentence};
use crate::verification::case::Applicant;
use crate::verification::order::{Order, OrderLine, Service};

mod intake_tests;
mod photograph_tests;

/// A counter at work: the state and everything that it asked for.
pub(super) struct Desk {
    state: Option<State>,
    pub(super) effects: Vec<Effect>,
}

thread_local! {
    static POLICIES: Arc<PolicySet> =
        Arc::new(PolicySet::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config")).unwrap());
}

impl Desk {
    pub(super) fn open() -> Self {
        let place = Place {
            origin: Origin { kiosk_id: "k".into(), store_id: "s".into(), staff_id: None },
            store_name: "練習店".into(),
            counter: None,
            practice: true,
            interrupts: false,
        };
        let now = date(2026, 11, 22).at(10, 0, 0, 0);
        let state = State::new(place, Language::Ja, POLICIES.with(Arc::clone), now);
        Self { state: Some(state), effects: Vec::new() }
    }

    pub(super) fn state(&self) -> &State {
        self.state.as_ref().unwrap()
    }

    pub(super) fn tell(&mut self, message: Message) -> &mut Self {
        let (state, effects) = update(self.state.take().unwrap(), message);
        self.state = Some(state);
        self.effects.extend(effects);
        self
    }

    pub(super) fn press(&mut self, input: Input) -> &mut Self {
        self.tell(Message::Input(input))
    }

    pub(super) fn type_in(&mut self, text: &str) -> &mut Self {
        self.press(Input::Text(Zeroizing::new(text.to_owned())))
    }

    /// Types the fields of a form, one after another.
    pub(super) fn fill(&mut self, texts: &[&str]) -> &mut Self {
        for text in texts {
            self.type_in(text).press(Input::FocusNext);
        }
        self
    }

    pub(super) fn step(&self) -> Option<Step> {
        match &self.state().screen {
            Screen::Serving(customer) => Some(customer.step),
            _ => None,
        }
    }

    pub(super) fn notice(&self) -> Option<&str> {
        self.state().notice.as_ref().map(|sentence| &*sentence.id)
    }

    pub(super) fn customer(&self) -> &Customer {
        self.state().customer().unwrap()
    }

    pub(super) fn reach_applicant(&mut self, services: &str) -> &mut Self {
        self.press(Input::Next);
        for digit in services.chars() {
            self.type_in(&digit.to_string());
        }
        self.press(Input::Next)
    }

    pub(super) fn reach_documents(&mut self, services: &str) -> &mut Self {
        self.reach_applicant(services);
        self.fill(&[
            "高梨",
            "健太",
            "タカナシ",
            "ケンタ",
            "1988-07-14",
            "330-0061",
            ADDRESS,
            "090-0000-1188",
        ]);
        self.press(Input::Next)
    }

    /// Chooses a document by its id with the arrow keys.
    pub(super) fn choose(&mut self, document: &str) -> &mut Self {
        let entries = documents(self.state(), self.customer());
        let index = entries.iter().position(|entry| entry.id == document).unwrap();
        self.press(Input::Home);
        for _ in 0..index {
            self.press(Input::Down);
        }
        self.press(Input::Next)
    }

    pub(super) fn reach_capture(&mut self) -> &mut Self {
        self.reach_documents("1").choose("drivers-license").tell(Message::Camera(CameraState::Live))
    }

    /// The licence is photographed, and what it says is asked for.
    pub(super) fn reach_primary(&mut self) -> &mut Self {
        self.reach_capture().shoot(Vec::new()).press(Input::Next)
    }

    /// What the licence says is typed in, and all is there.
    pub(super) fn reach_confirm(&mut self) -> &mut Self {
        self.reach_primary().press(Input::SameAsRegistered);
        self.type_in("令和11年8月14日まで有効").press(Input::Next)
    }

    /// Takes the wanted photograph, of which the reading is still to come; gives its number.
    pub(super) fn shoot_unread(&mut self) -> u64 {
        self.press(Input::Next);
        let (wanted, id) = (self.asked_for(), self.effects.len() as u64);
        let unread = Still { id, evidence: None, search: Search::Running, ..still(Vec::new()) };
        self.tell(Message::StillReady(wanted, Box::new(unread)));
        id
    }

    /// The reading of a still comes.
    pub(super) fn read(&mut self, read: Read) -> &mut Self {
        self.tell(Message::StillRead(Wanted { document: "d".into(), side: "s".into() }, Box::new(read)))
    }

    /// Takes the wanted photograph and answers with a still that has those reasons.
    pub(super) fn shoot(&mut self, reasons: Vec<Reason>) -> &mut Self {
        self.press(Input::Next);
        let wanted = self.asked_for();
        self.tell(Message::StillReady(wanted, Box::new(still(reasons))))
    }

    /// The photograph that was asked for last of all.
    pub(super) fn asked_for(&self) -> Wanted {
        let Some(Effect::TakeStill(wanted)) = self.effects.last() else { panic!("no photograph asked for") };
        wanted.clone()
    }

    pub(super) fn sent(&self) -> Option<(u64, &crate::store::Submission)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Send(attempt, submission) => Some((*attempt, &**submission)),
            _ => None,
        })
    }
}

pub(super) const ADDRESS: &str = "埼玉県さいたま市浦和区常盤4丁目18番7号";

pub(super) fn evidence() -> Evidence {
    let jpeg = Zeroizing::new(vec![0xff, 0xd8, 0xff]);
    Evidence { fingerprint: None, jpeg, capture: CaptureFacts::default() }
}

pub(super) fn still(reasons: Vec<Reason>) -> Still {
    Still {
        id: 0,
        evidence: Some(evidence()),
        unmasked: None,
        picture: Picture::new(1, 1, vec![0, 0, 0]).map(Arc::new),
        reasons,
        search: Search::Done,
        said: None,
        differences: Vec::new(),
        covers: Vec::new(),
        may_override: vec![ReasonCode::Glare],
        approved: false,
    }
}

/// A reading with nothing against the picture.
pub(super) fn read(id: u64, search: Search) -> Read {
    Read {
        id,
        evidence: Some(evidence()),
        unmasked: None,
        picture: None,
        reasons: Vec::new(),
        search,
        said: None,
        covers: Vec::new(),
    }
}

/// A still of a document on which something must be covered.
pub(super) fn to_be_masked(id: u64, search: Search) -> Still {
    let pixels = crate::vision::Picture::from_rgb(40, 25, vec![200; 40 * 25 * 3]).unwrap();
    let unmasked = Unmasked { pixels, capture: CaptureFacts::default(), fingerprint: None };
    Still { id, evidence: None, unmasked: Some(Box::new(unmasked)), search, ..still(Vec::new()) }
}

fn reservation(services: &[&str]) -> Reservation {
    let line = |service: &&str| OrderLine { service: (*service).to_owned(), quantity: 1 };
    let mut applicant = Applicant::default();
    for (field, text) in [
        (&mut applicant.family_name, "高梨"),
        (&mut applicant.given_name, "健太"),
        (&mut applicant.family_kana, "タカナシ"),
        (&mut applicant.given_kana, "ケンタ"),
        (&mut applicant.birth_date, "1988-07-14"),
        (&mut applicant.postal_code, "330-0061"),
        (&mut applicant.address, ADDRESS),
        (&mut applicant.phone, "090-0000-1188"),
    ] {
        field.push_str(text);
    }
    let order = Order { lines: services.iter().map(line).collect(), reservation: None };
    Reservation { code: "R-1".into(), order, applicant }
}

#[test]
fn a_customer_with_a_licence_is_served_from_start_to_receipt() {
    let mut desk = Desk::open();
    desk.reach_capture();
    assert_eq!(desk.step(), Some(Step::Capture));
    assert!(matches!(desk.state().wants_camera(), Some(Sight::Document(wanted)) if wanted.side == "front"));
    desk.shoot(Vec::new());
    assert_eq!(desk.step(), Some(Step::Review));
    assert_eq!(desk.state().wants_camera(), None, "the camera is off while nothing is photographed");
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Primary), "what it says is asked for after the photograph");
    desk.press(Input::SameAsRegistered).type_in("令和11年8月14日まで有効").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm));
    desk.press(Input::Next);
    let (attempt, submission) = desk.sent().unwrap();
    assert_eq!(submission.photos.len(), 1);
    assert_eq!(submission.policy, "counter-2022");
    desk.tell(Message::Queued { attempt, submission_id: "id".into() });
    let news = |progress| Message::Delivery(DeliveryNews { submission_id: "id".into(), progress });
    desk.tell(news(Progress::Delivered { receipt_number: "BS-7".into() })).tell(news(Progress::Accepted));
    let Screen::Sending(sending) = &desk.state().screen else { panic!("not sending") };
    assert_eq!(sending.receipt_number.as_deref(), Some("BS-7"));
    assert_eq!(sending.progress, Some(Progress::Accepted));
    assert!(desk.state().customer().is_none(), "once accepted, the customer is wiped");
    desk.press(Input::Next);
    assert!(matches!(desk.state().screen, Screen::Start(_)));
}

#[test]
fn a_device_is_refused_on_the_spot_and_the_sim_can_go_on_without_it() {
    let mut desk = Desk::open();
    desk.reach_applicant("15");
    assert_eq!(desk.step(), Some(Step::Order));
    assert!(desk.notice().unwrap().starts_with("reason-device-at-counter"));
    desk.press(Input::Delete).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Applicant));
}

#[test]
fn a_reservation_with_a_device_is_refused_when_it_is_loaded() {
    let mut desk = Desk::open();
    desk.type_in("R-1").press(Input::Next);
    assert!(matches!(desk.effects.last(), Some(Effect::LoadReservation(code)) if code == "R-1"));
    desk.tell(Message::ReservationLoaded(Box::new(reservation(&["voice-sim", "supply-device"]))));
    let Screen::Start(start) = &desk.state().screen else { panic!("left the start screen") };
    assert_eq!(start.refusal.first().map(|reason| reason.code), Some(ReasonCode::DeviceAtCounter));
}

#[test]
fn a_reservation_leads_straight_to_the_documents() {
    let mut desk = Desk::open();
    desk.type_in("R-1").press(Input::Next);
    desk.tell(Message::ReservationLoaded(Box::new(reservation(&["voice-sim"]))));
    assert_eq!(desk.step(), Some(Step::Document));
    assert_eq!(desk.customer().case().order.reservation.as_deref(), Some("R-1"));
}

#[test]
fn the_number_of_a_service_begins_a_customer_with_it() {
    let mut desk = Desk::open();
    desk.type_in("3").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Applicant));
    let order = desk.customer().order.order(None);
    assert_eq!(order.lines.iter().map(|line| line.service.as_str()).collect::<Vec<_>>(), ["sms-sim"]);
}

#[test]
fn a_code_of_digits_is_typed_behind_a_blank_or_pasted() {
    for typed in [vec![" ", "1", "2", "3", "4"], vec!["12", "34"], vec!["\n1234\n"], vec!["１２３４"]] {
        let mut desk = Desk::open();
        for text in typed {
            desk.type_in(text);
        }
        desk.press(Input::Next);
        assert!(matches!(desk.effects.last(), Some(Effect::LoadReservation(code)) if code == "1234"));
    }
}

#[test]
fn the_list_of_documents_remembers_nothing_of_the_last_customer() {
    let mut desk = Desk::open();
    desk.reach_documents("1").press(Input::Down).press(Input::End);
    assert_ne!(desk.customer().documents.0, 0);
    let before = documents(desk.state(), desk.customer());
    desk.press(Input::EndCustomer).press(Input::Next);
    desk.reach_documents("1");
    assert_eq!(desk.customer().documents.0, 0);
    assert!(documents(desk.state(), desk.customer()) == before, "the same list in the same order");
}

#[test]
fn kana_and_numbers_are_put_right_while_the_customer_waits_for_nothing() {
    let mut desk = Desk::open();
    desk.type_in("1").press(Input::Next);
    for text in ["高梨", "健太", "たかなし", "ｹﾝﾀ", "S630714", "3300061", ADDRESS, "０９０００００１１８８"]
    {
        desk.type_in(text).press(Input::Next);
    }
    assert_eq!(desk.step(), Some(Step::Document), "{:?}", desk.state().notice);
    let applicant = desk.customer().case().applicant;
    let kana = (applicant.family_kana.as_str(), applicant.given_kana.as_str());
    assert_eq!(kana, ("タカナシ", "ケンタ"));
    assert_eq!(applicant.birth_date, "1988-07-14");
    assert_eq!((applicant.postal_code.as_str(), applicant.phone.as_str()), ("330-0061", "090-0000-1188"));
}

#[test]
fn a_reservation_that_comes_too_late_changes_nothing() {
    let mut desk = Desk::open();
    desk.type_in("R-1").press(Input::Next).press(Input::Back);
    desk.tell(Message::ReservationLoaded(Box::new(reservation(&["voice-sim"]))));
    assert!(matches!(desk.state().screen, Screen::Start(_)));
}

#[test]
fn data_alone_needs_no_identity_and_no_photograph() {
    let mut desk = Desk::open();
    desk.reach_documents("4");
    assert_eq!(desk.step(), Some(Step::Confirm));
    desk.press(Input::Next);
    assert!(desk.sent().unwrap().1.photos.is_empty());
    assert!(desk.sent().unwrap().1.primary.is_none());
}

#[test]
fn a_refused_document_says_why_and_goes_no_further() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("student-card");
    assert_eq!(desk.step(), Some(Step::Document));
    assert!(desk.notice().is_some());
}

#[test]
fn an_expired_licence_goes_no_further() {
    let mut desk = Desk::open();
    desk.reach_primary().press(Input::SameAsRegistered).type_in("2026-11-21").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Primary));
    assert_eq!(desk.notice(), Some("reason-document-expired"));
}

#[test]
fn a_moved_customer_is_asked_for_an_auxiliary() {
    let mut desk = Desk::open();
    desk.reach_primary().press(Input::SameAsRegistered);
    desk.type_in("2029-08-14").press(Input::FocusPrevious);
    for _ in 0..80 {
        desk.press(Input::Erase);
    }
    desk.type_in("東京都千代田区外神田1-1-1").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Auxiliary));
    // The second auxiliary on offer is the utility receipt.
    desk.press(Input::Right).press(Input::SameAsRegistered);
    desk.type_in("2026-10-05").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Capture), "{:?}", desk.state().notice);
    let shots = desk.state().assessment().unwrap().shots;
    assert!(shots.iter().any(|shot| shot.document == "utility-receipt" && shot.required));
}

#[test]
fn nothing_is_lost_when_queueing_fails() {
    let mut desk = Desk::open();
    desk.reach_confirm().press(Input::Next);
    let (attempt, _) = desk.sent().unwrap();
    desk.tell(Message::QueueFailed(attempt, Sentence::new("disk-full")));
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Confirm), Some("disk-full")));
    assert_eq!(desk.customer().photos.len(), 1);
    desk.effects.clear();
    desk.press(Input::Next);
    assert_eq!(desk.sent().map(|(again, _)| again), Some(attempt + 1));
}

#[test]
fn ending_a_customer_asks_once_and_wipes() {
    let mut desk = Desk::open();
    desk.reach_capture().press(Input::EndCustomer);
    assert_eq!(desk.state().dialog, Some(Dialog::EndCustomer));
    desk.press(Input::Back);
    assert_eq!(desk.step(), Some(Step::Capture));
    desk.press(Input::EndCustomer).press(Input::Next);
    assert!(desk.state().customer().is_none());
}

#[test]
fn another_document_forgets_the_photographs_of_the_last_one() {
    let mut desk = Desk::open();
    desk.reach_primary().press(Input::SameAsRegistered).press(Input::Back).choose("residence-card");
    assert!(desk.customer().photos.is_empty());
    assert_eq!(desk.customer().primary.get(FieldId::PrintedName), "");
}

#[test]
fn the_program_is_left_from_the_start_screen_only() {
    let mut desk = Desk::open();
    desk.press(Input::Next).press(Input::Quit);
    assert!(desk.effects.is_empty());
    desk.press(Input::EndCustomer).press(Input::Next).press(Input::Quit);
    assert!(matches!(desk.effects.last(), Some(Effect::Quit)));
}

/// Keys and news, weighted so that many sequences get as far as sending.
fn any_message() -> impl Strategy<Value = u8> {
    prop_oneof![6 => Just(0_u8), 4 => Just(1), 1 => 2_u8..32]
}

fn random_message(desk: &Desk, choice: u8) -> Message {
    let text = |text: &str| Message::Input(Input::Text(Zeroizing::new(text.to_owned())));
    let wanted = || desk.state().customer().and_then(|customer| customer.wanted.clone());
    let some = wanted().unwrap_or(Wanted { document: "drivers-license".into(), side: "front".into() });
    match choice {
        0 => Message::Input(Input::Next),
        1 => Message::StillReady(some, Box::new(still(Vec::new()))),
        2 => Message::Input(Input::Back),
        3 => Message::Input(Input::FocusNext),
        4 => Message::Input(Input::Down),
        5 => Message::Input(Input::SameAsRegistered),
        6 => text("5"),
        7 => text("1"),
        8 => text("s"),
        9 => text("r"),
        10 => text("2029-08-14"),
        11 => {
            Message::StillReady(some, Box::new(still(vec![Reason::new(ReasonCode::Glare, Severity::Block)])))
        }
        12 => Message::ReservationLoaded(Box::new(reservation(&["voice-sim"]))),
        13 => Message::ReservationLoaded(Box::new(reservation(&["voice-sim", "supply-device"]))),
        14 => Message::ReservationLoaded(Box::new(reservation(&["supply-device"]))),
        15 => Message::Camera(CameraState::Off),
        16 => Message::Input(Input::EndCustomer),
        17 => Message::Input(Input::Delete),
        18 => Message::QueueFailed(1, Sentence::new("disk-full")),
        19 => Message::Queued { attempt: 1, submission_id: "id".into() },
        20 => text("R-1"),
        21 => Message::Input(Input::Erase),
        22 => Message::Input(Input::Up),
        23 => Message::Clock(date(2027, 4, 1).at(9, 0, 0, 0)),
        24 => text("3"),
        26 => text("l"),
        27 => Message::Input(Input::TakeRead),
        28 => Message::CodeRead(
            desk.state().scans,
            crate::vision::codes::Code::Iccid("8981100001234567899".into()),
        ),
        25 => Message::Input(Input::Left),
        _ => Message::Camera(CameraState::Live),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Promise 1, and that no required photograph is missing: from wherever a counter is brought,
    /// whatever happens next.
    #[test]
    fn no_sequence_sends_a_device_or_lacks_a_required_photograph(
        start in 0_u8..6,
        choices in prop::collection::vec(any_message(), 1..80),
    ) {
        let mut desk = Desk::open();
        match start {
            0 => { desk.reach_capture(); }
            1 => { desk.reach_documents("1"); }
            2 => { desk.reach_applicant("4"); }
            3 => { desk.reach_confirm(); }
            4 => { desk.reach_documents("4"); }
            _ => {}
        }
        for choice in choices {
            let before = desk.state().customer().map(|customer| {
                let device = customer.order.rows().any(|(service, n)| service == Service::SupplyDevice && n > 0);
                (device, desk.state().assessment())
            });
            let message = random_message(&desk, choice);
            desk.effects.clear();
            desk.tell(message);
            let Some((_, submission)) = desk.sent() else { continue };
            let (device, assessment) = before.unwrap();
            let assessment = assessment.unwrap();
            prop_assert!(!device, "a device was in the order");
            prop_assert_eq!(assessment.verdict, Verdict::Accept);
            for shot in assessment.shots.iter().filter(|shot| shot.required) {
                prop_assert!(submission.photos.iter().any(|p| p.document == shot.document && p.side == shot.side));
            }
            for photo in &submission.photos {
                let listed = assessment.shots.iter().any(|s| s.document == photo.document && s.side == photo.side);
                prop_assert!(listed, "a photograph that the rules do not list");
            }
        }
    }
}
