//! Practice: what the menu leads to and what is left of a situation, and that a real counter has no
//! way to it but the one that closes it.

use jiff::ToSpan as _;

use super::*;
use crate::staff::Staff;
use crate::store::audit::Action;

impl Desk {
    /// A counter that serves real customers, with someone at work.
    fn real() -> Self {
        let mut desk = Self::open();
        let mut state = desk.state.take().unwrap().staffed(Staff::practice());
        state.place.practice = false;
        desk.state = Some(state.entered_by(Access::SignIn { listed: Vec::new() }));
        desk
    }

    /// A situation is chosen by its number in the menu.
    fn practise(&mut self, number: usize) -> &mut Self {
        self.press(Input::Practise).type_in(&number.to_string())
    }

    /// The reservation that was asked for comes.
    fn reserved(&mut self, code: &str, services: &[&str]) -> &mut Self {
        let found = Reservation { code: code.into(), ..reservation(services) };
        self.tell(Message::ReservationLoaded(Box::new(found)))
    }

    fn menu(&self) -> Menu {
        let Screen::Practice(menu) = &self.state().screen else { panic!("not at the menu") };
        *menu
    }

    fn after(&mut self, minutes: i64) -> &mut Self {
        let later = self.state().now.saturating_add(minutes.minutes());
        self.tell(Message::Clock(later))
    }
}

/// What was asked for, as short words.
fn asked(desk: &mut Desk) -> Vec<String> {
    let word = |effect| match effect {
        Effect::Practise => "practise".to_owned(),
        Effect::Quit => "quit".to_owned(),
        Effect::NextSample => "sample".to_owned(),
        Effect::BringServiceBack => "service".to_owned(),
        Effect::LookForStaff => "staff".to_owned(),
        Effect::Record { action: Action::SignedOut, codes, .. } => format!("signed-out {}", codes.join(" ")),
        _ => "another".to_owned(),
    };
    desk.effects.drain(..).map(word).collect()
}

#[test]
fn a_real_counter_asks_before_it_closes_for_practice_and_signs_out() {
    let mut desk = Desk::real();
    desk.press(Input::Practise);
    assert_eq!(desk.state().dialog, Some(Dialog::Practise));
    desk.press(Input::Back);
    assert!(desk.state().dialog.is_none() && asked(&mut desk).is_empty());
    desk.press(Input::Practise).press(Input::Next);
    assert_eq!(asked(&mut desk), ["signed-out practice", "staff", "practise"]);
    assert!(desk.state().lock.is_some() && desk.state().staff.is_none());
    // Where it can not be opened for practice, the counter stays and says why.
    desk.tell(Message::NoPractice(Sentence::new("cli-no-temporary-folder")));
    assert_eq!(desk.state().notice().unwrap().id, "cli-no-temporary-folder");
}

#[test]
fn nobody_practises_while_a_customer_is_served_or_awaited() {
    let mut desk = Desk::real();
    desk.reach_capture().press(Input::Practise);
    assert!(desk.state().dialog.is_none());
    assert!(!asked(&mut desk).iter().any(|word| word == "sample" || word == "practise"));
    let mut desk = Desk::real();
    desk.type_in("BIC-1001").press(Input::Next).press(Input::Practise);
    assert!(desk.state().dialog.is_none());
}

#[test]
fn a_situation_begins_with_its_code_and_ends_with_what_was_to_be_seen() {
    let mut desk = Desk::open();
    desk.practise(2);
    let Screen::Start(start) = &desk.state().screen else { panic!("not at the start") };
    assert_eq!(start.form.get(FieldId::Reservation), SITUATIONS[1].reservation);
    let advice = Advice::of(desk.state());
    assert_eq!(advice.practice.unwrap().id, "situation-expired-notice");
    assert_eq!(advice.next[0].id, "situation-expired-customer");
    // Not begun, it waits to be chosen again.
    desk.press(Input::Back);
    assert_eq!((desk.menu().cursor.0, desk.menu().over), (1, None));
    assert!(desk.state().practised.is_empty() && desk.state().situation.is_none());

    desk.press(Input::Next).press(Input::Next).reserved("BIC-1001", &["voice-sim"]);
    assert_eq!(desk.step(), Some(Step::Document));
    desk.press(Input::EndCustomer).press(Input::Next);
    assert_eq!((desk.menu().cursor.0, desk.menu().over), (2, Some(&SITUATIONS[1])));
    assert!(desk.state().practised.contains("expired"));
    assert!(Advice::of(desk.state()).practice.is_none());
    // From the menu to the start, where nothing is prepared.
    desk.press(Input::Back);
    let Screen::Start(start) = &desk.state().screen else { panic!("not at the start") };
    assert!(start.form.is_untouched());
}

#[test]
fn a_refused_reservation_was_practised_too() {
    let mut desk = Desk::open();
    desk.practise(9).press(Input::Next);
    desk.reserved("BIC-9001", &["voice-sim", "supply-device"]).press(Input::Back);
    assert_eq!(desk.menu().over, SITUATIONS.last());
    assert_eq!(desk.menu().cursor.0, 0, "the menu goes round");
}

#[test]
fn papers_that_age_are_practised_on_their_day() {
    let mut desk = Desk::open();
    desk.after(60 * 24 * 400);
    let later = desk.state().today();
    desk.press(Input::Lock);
    // Nobody was there for a year: the counter is locked, and signed into anew.
    desk.state.as_mut().unwrap().lock = None;
    desk.practise(3);
    assert_eq!(desk.state().today(), date(2026, 11, 22));
    assert_eq!(desk.state().now.date(), later, "the clock goes on");
    desk.press(Input::Back);
    assert_eq!(desk.state().today(), later);
}

#[test]
fn a_practice_that_nobody_attends_gives_the_counter_back() {
    for interrupts in [true, false] {
        let mut desk = Desk::open();
        desk.state.as_mut().unwrap().place.interrupts = interrupts;
        desk.after(6);
        assert!(!asked(&mut desk).contains(&"quit".to_owned()));
        desk.after(10);
        assert_eq!(asked(&mut desk).contains(&"quit".to_owned()), interrupts);
    }
}

#[test]
fn the_sample_camera_obeys_while_a_photograph_is_taken() {
    let mut desk = Desk::open();
    desk.reach_capture();
    asked(&mut desk);
    desk.press(Input::Practise);
    assert_eq!(asked(&mut desk), ["sample"]);
}

#[test]
fn a_service_that_is_kept_away_comes_back_by_a_key() {
    for situation in SITUATIONS {
        let mut desk = Desk::open();
        desk.reach_confirm().press(Input::Next);
        desk.tell(Message::Queued { attempt: 1, submission_id: "id".into() });
        desk.state.as_mut().unwrap().situation = Some(situation);
        desk.press(Input::Practise);
        assert!(!asked(&mut desk).contains(&"service".to_owned()), "nothing waits yet");
        let waits = Progress::Waiting(Sentence::new("sending-error"));
        desk.tell(Message::Delivery(DeliveryNews { submission_id: "id".into(), progress: waits }));
        desk.press(Input::Practise);
        let away = situation.service == ServicePlan::Away;
        assert_eq!(asked(&mut desk).contains(&"service".to_owned()), away, "{}", situation.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever happens at a real counter: it shows no situation, and it moves no sample. The one way
    /// to practice closes it, with nobody at the desk.
    #[test]
    fn a_real_counter_never_practises(choices in prop::collection::vec(any_message_or_practise(), 1..70)) {
        let mut desk = Desk::real();
        for choice in choices {
            let at_start = matches!(desk.state().screen, Screen::Start(_));
            let message = match choice {
                Some(choice) => random_message(&desk, choice),
                None => Message::Input(Input::Practise),
            };
            desk.tell(message);
            let state = desk.state();
            prop_assert!(state.situation.is_none() && state.practised.is_empty());
            prop_assert!(!matches!(state.screen, Screen::Practice(_)));
            let asked = asked(&mut desk);
            prop_assert!(!asked.contains(&"sample".to_owned()) && !asked.contains(&"service".to_owned()));
            if asked.contains(&"practise".to_owned()) {
                prop_assert!(at_start && desk.state().lock.is_some());
                // Signed into again, as after a practice that could not begin.
                desk.state.as_mut().unwrap().lock = None;
            }
        }
    }
}

fn any_message_or_practise() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![4 => any_message().prop_map(Some), 1 => Just(None)]
}
