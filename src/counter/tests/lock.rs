//! Signing in, locking, wiping: what is hidden, what is kept, and what nobody can do meanwhile.

use jiff::{SignedDuration, ToSpan as _};

use super::*;
use crate::staff::{Role, Staff};
use crate::store::audit::Action;

fn member(id: &str, role: Role) -> Staff {
    Staff { id: id.into(), name: format!("担当 {id}"), role }
}

impl Desk {
    /// A counter that wants a sign-in, with a clerk at work.
    fn staffed() -> Self {
        let mut desk = Self::open();
        let state = desk.state.take().unwrap().staffed(member("clerk", Role::Staff));
        desk.state = Some(state.entered_by(Access::SignIn { listed: Vec::new() }));
        desk
    }

    fn locked(&self) -> &Lock {
        self.state().lock.as_ref().unwrap()
    }

    /// Types an id and a PIN; gives the number of the attempt that is to be checked.
    fn try_in(&mut self, id: &str) -> u64 {
        self.effects.clear();
        self.press(Input::Back).type_in(id).press(Input::Next).type_in("7391").press(Input::Next);
        let Some(Effect::SignIn { attempt, id: asked, pin }) = self.effects.last() else {
            panic!("nothing is checked")
        };
        assert_eq!((asked.as_str(), pin.as_str()), (id, "7391"));
        *attempt
    }

    fn sign_in(&mut self, staff: Staff) -> &mut Self {
        let attempt = self.try_in(&staff.id);
        self.tell(Message::SignedIn(attempt, staff))
    }

    fn later(&mut self, minutes: i64) -> &mut Self {
        let later = self.state().now.saturating_add(minutes.minutes());
        self.tell(Message::Clock(later))
    }

    /// The deeds noted since the effects were last looked at.
    fn deeds(&mut self) -> Vec<(Action, Option<String>, String)> {
        let deed = |effect| match effect {
            Effect::Record { action, staff, codes } => Some((action, staff, codes.join(" "))),
            _ => None,
        };
        self.effects.drain(..).filter_map(deed).collect()
    }
}

#[test]
fn the_lock_hides_at_once_and_the_same_clerk_goes_on() {
    let mut desk = Desk::staffed();
    desk.reach_capture();
    assert!(desk.state().wants_camera().is_some());
    desk.effects.clear();
    desk.press(Input::Lock);
    let state = desk.state();
    assert_eq!((state.screen_id(), state.stage(), state.wants_camera()), ("lock", None, None));
    assert_eq!((state.staff.is_none(), state.place.origin.staff_id.is_none()), (true, true));
    assert!(Advice::of(state).reasons.is_empty(), "the advice speaks of the customer");
    assert_eq!(desk.deeds(), [(Action::SignedOut, Some("clerk".to_owned()), "key".into())]);
    desk.sign_in(member("clerk", Role::Staff));
    assert_eq!(desk.deeds(), [(Action::SignedIn, Some("clerk".to_owned()), String::new())]);
    assert_eq!(desk.step(), Some(Step::Capture));
    assert!(desk.state().wants_camera().is_some());
    desk.tell(Message::Camera(CameraState::Live)).shoot(Vec::new()).press(Input::Next);
    desk.press(Input::SameAsRegistered)
        .type_in("令和11年8月14日まで有効")
        .press(Input::Next)
        .press(Input::Next);
    assert_eq!(desk.sent().unwrap().1.origin.staff_id, Some("clerk".to_owned()));
}

#[test]
fn who_takes_over_goes_on_with_the_customer_and_is_named() {
    let mut desk = Desk::staffed();
    desk.reach_confirm().press(Input::Lock);
    desk.effects.clear();
    desk.sign_in(member("boss", Role::Manager));
    assert_eq!(desk.deeds(), [(Action::SignedIn, Some("boss".to_owned()), "took-over".into())]);
    desk.press(Input::Next);
    assert_eq!(desk.sent().unwrap().1.origin.staff_id, Some("boss".to_owned()));
}

#[test]
fn the_one_who_locked_is_not_typed_again_and_the_pin_does_not_stay() {
    let mut desk = Desk::staffed();
    desk.press(Input::Lock).type_in("7391").press(Input::Next);
    let Some(Effect::SignIn { id, attempt, .. }) = desk.effects.last() else { panic!("nothing is checked") };
    assert_eq!((id.as_str(), *attempt), ("clerk", 1));
    assert_eq!(desk.locked().form.get(FieldId::Pin), "");
    assert_eq!(desk.locked().checking, Some(1));
    desk.type_in("9").press(Input::Next);
    assert_eq!(desk.locked().form.get(FieldId::Pin), "", "keys are taken while a PIN is checked");
}

#[test]
fn idle_minutes_lock_and_more_of_them_wipe() {
    let mut desk = Desk::staffed();
    desk.reach_capture();
    desk.effects.clear();
    desk.later(4);
    assert!(desk.state().lock.is_none());
    desk.later(1);
    assert_eq!(desk.locked().by, LockedBy::Idle);
    assert!(desk.state().customer().is_some(), "the customer is wiped too early");
    desk.later(9);
    assert!(desk.state().customer().is_some());
    desk.later(1);
    assert!(desk.state().customer().is_none(), "the customer is still in memory");
    assert!(desk.locked().wiped);
    assert_eq!(
        desk.deeds(),
        [
            (Action::SignedOut, Some("clerk".to_owned()), "idle".into()),
            (Action::CaseCancelled, Some("clerk".to_owned()), "idle".into())
        ]
    );
    desk.sign_in(member("clerk", Role::Staff));
    assert!(matches!(desk.state().screen, Screen::Start(_)));
    assert_eq!(desk.notice(), Some("notice-wiped"));
}

#[test]
fn a_key_puts_the_lock_off_but_keys_at_the_lock_do_not_put_off_the_wipe() {
    let mut desk = Desk::staffed();
    desk.reach_applicant("1");
    for _ in 0..10 {
        desk.later(4).type_in("x");
    }
    assert!(desk.state().lock.is_none());
    desk.press(Input::Lock);
    for _ in 0..5 {
        desk.later(3).type_in("1");
    }
    assert!(desk.state().customer().is_none());
}

#[test]
fn both_at_once_where_the_clock_jumps() {
    let mut desk = Desk::staffed();
    desk.reach_capture().later(600);
    assert!(desk.locked().wiped && desk.state().customer().is_none());
}

#[test]
fn a_case_that_is_being_sealed_is_not_wiped_and_not_kept_when_that_fails() {
    let mut desk = Desk::staffed();
    desk.reach_confirm().press(Input::Next);
    let attempt = desk.sent().unwrap().0;
    desk.later(20);
    assert!(desk.state().customer().is_some() && !desk.locked().wiped);
    desk.tell(Message::QueueFailed(attempt, Sentence::new("store-full")));
    assert!(desk.state().customer().is_none() && desk.locked().wiped);
}

#[test]
fn a_customer_who_is_kept_for_a_correction_is_wiped_too() {
    let mut desk = Desk::staffed();
    desk.reach_confirm().press(Input::Next);
    let attempt = desk.sent().unwrap().0;
    desk.tell(Message::Queued { attempt, submission_id: "id".into() });
    assert!(desk.state().customer().is_some(), "a rejection may still come");
    desk.later(20);
    assert!(desk.state().customer().is_none());
}

#[test]
fn news_of_the_case_come_through_the_lock() {
    let mut desk = Desk::staffed();
    desk.reach_confirm().press(Input::Next);
    let attempt = desk.sent().unwrap().0;
    desk.press(Input::Lock).tell(Message::Queued { attempt, submission_id: "id".into() });
    let news = |progress| Message::Delivery(DeliveryNews { submission_id: "id".into(), progress });
    desk.tell(news(Progress::Delivered { receipt_number: "BS-7".into() })).later(20);
    desk.tell(news(Progress::Accepted)).sign_in(member("clerk", Role::Staff));
    let Screen::Sending(sending) = &desk.state().screen else { panic!("the case is not on the screen") };
    assert_eq!(sending.receipt_number.as_deref(), Some("BS-7"));
    assert_eq!(sending.progress, Some(Progress::Accepted));
}

#[test]
fn a_photograph_that_comes_through_the_lock_is_there_afterwards() {
    let mut desk = Desk::staffed();
    desk.reach_capture().press(Input::Next);
    let Some(Effect::TakeStill(wanted)) = desk.effects.pop() else { panic!("no photograph asked for") };
    desk.press(Input::Lock).tell(Message::StillReady(wanted.clone(), Box::new(still(Vec::new()))));
    assert_eq!(desk.state().screen_id(), "lock");
    desk.effects.clear();
    desk.tell(Message::StillFailed(wanted.clone(), Sentence::new("notice-no-frame")));
    assert_eq!(desk.state().notice(), None, "the lock tells of what is behind it");
    desk.tell(Message::Steady(wanted));
    assert!(desk.effects.is_empty(), "a photograph is taken behind the lock");
    desk.sign_in(member("clerk", Role::Staff));
    assert_eq!(desk.step(), Some(Step::Review));
}

fn refusal(attempt: u64, retry_at: Option<jiff::civil::DateTime>) -> Message {
    Message::SignInRefused(Box::new(Refused {
        attempt,
        staff_id: Some("clerk".to_owned()),
        code: Some("wrong-pin"),
        why: Sentence::new("notice-sign-in-wrong"),
        retry_at,
    }))
}

#[test]
fn wrong_pins_are_noted_and_cost_time() {
    let mut desk = Desk::staffed();
    desk.press(Input::Lock);
    let attempt = desk.try_in("clerk");
    desk.effects.clear();
    desk.tell(refusal(attempt, None));
    assert_eq!(desk.state().notice().map(|notice| &*notice.id), Some("notice-sign-in-wrong"));
    assert_eq!(desk.deeds(), [(Action::SignInRefused, Some("clerk".to_owned()), "wrong-pin".into())]);

    let attempt = desk.try_in("clerk");
    let until = desk.state().now.saturating_add(SignedDuration::from_secs(15));
    desk.tell(refusal(attempt, Some(until)));
    assert_eq!(desk.state().pause_left(), Some(15));
    // A second from now the screen tells of one second less.
    let next = desk.state().next_change().unwrap();
    assert_eq!(next.duration_since(desk.state().now).as_secs(), 1);
    desk.effects.clear();
    desk.press(Input::Back).type_in("clerk").press(Input::Next).type_in("7391").press(Input::Next);
    assert!(desk.effects.is_empty(), "a PIN is checked within the pause");
    desk.tell(Message::Clock(until));
    assert_eq!(desk.state().pause_left(), None);
    desk.sign_in(member("clerk", Role::Staff));
    assert!(desk.state().lock.is_none());
}

#[test]
fn an_answer_to_another_attempt_opens_nothing() {
    let mut desk = Desk::staffed();
    desk.press(Input::Lock);
    let attempt = desk.try_in("clerk");
    desk.tell(Message::SignedIn(attempt + 1, member("x", Role::Manager)));
    assert!(desk.state().lock.is_some());
    desk.tell(Message::SignedIn(attempt, member("clerk", Role::Staff))).press(Input::Lock);
    desk.tell(Message::SignedIn(attempt, member("clerk", Role::Staff)));
    assert!(desk.state().lock.is_some(), "an old answer opened a new lock");
}

#[test]
fn names_that_may_be_shown_are_chosen_by_arrows() {
    let mut desk = Desk::staffed();
    let listed = vec![member("a", Role::Staff), member("b", Role::Manager)];
    desk.tell(Message::Access(Access::SignIn { listed })).press(Input::Lock).press(Input::Back);
    for (key, id) in [(Input::Down, "a"), (Input::Down, "b"), (Input::Down, "a"), (Input::Up, "b")] {
        desk.press(key);
        assert_eq!(desk.locked().form.get(FieldId::StaffId), id);
    }
    desk.press(Input::Next).type_in("7391").press(Input::Next);
    assert!(matches!(desk.effects.last(), Some(Effect::SignIn { id, .. }) if id == "b"));
}

#[test]
fn a_counter_without_staff_serves_nobody_until_there_are_some() {
    let mut desk = Desk::open();
    let nobody = Access::Nobody { command: "kiosk staff add".into() };
    desk.state = Some(desk.state.take().unwrap().entered_by(nobody));
    desk.press(Input::Next).press(Input::Back).type_in("1");
    assert!(matches!(desk.effects.as_slice(), [Effect::LookForStaff]));
    assert!(!desk.state().may_manage());
    desk.tell(Message::Access(Access::SignIn { listed: Vec::new() }));
    desk.sign_in(member("boss", Role::Manager));
    assert!(desk.state().lock.is_none() && desk.state().may_manage());
    desk.press(Input::Lock).sign_in(member("clerk", Role::Staff));
    assert!(!desk.state().may_manage());
}

#[test]
fn without_sign_in_the_lock_still_hides_and_opens_by_a_key() {
    let mut desk = Desk::open();
    desk.reach_applicant("1").press(Input::Lock);
    assert_eq!(desk.state().screen_id(), "lock");
    desk.type_in("x");
    assert!(desk.state().lock.is_some());
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Applicant));
    // Staff that are registered meanwhile are asked for at the next lock.
    desk.press(Input::Lock).tell(Message::Access(Access::SignIn { listed: Vec::new() })).press(Input::Next);
    assert!(desk.state().lock.is_some());
}

#[test]
fn the_lock_leaves_the_managers_screens() {
    let mut desk = Desk::staffed();
    desk.press(Input::Lock).sign_in(member("boss", Role::Manager)).press(Input::Manage);
    assert!(matches!(desk.state().screen, Screen::Manager(_)));
    desk.press(Input::Lock).sign_in(member("clerk", Role::Staff)).press(Input::Manage);
    assert!(matches!(desk.state().screen, Screen::Start(_)), "a clerk is at the manager's screens");
}

#[test]
fn the_program_is_not_left_over_a_customer_behind_the_lock() {
    let mut desk = Desk::staffed();
    desk.reach_applicant("1").press(Input::Lock);
    desk.effects.clear();
    desk.press(Input::Quit).press(Input::EndCustomer);
    assert!(desk.effects.is_empty() && desk.state().customer().is_some());
    desk.later(30).press(Input::Quit);
    assert!(matches!(desk.effects.last(), Some(Effect::Quit)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whatever is pressed and whatever comes in: behind the lock nothing is sent, photographed or
    /// asked for, the camera is off, and only the answer to the last attempt opens it.
    #[test]
    fn nothing_happens_behind_the_lock(choices in prop::collection::vec((any_message(), 0_u8..5), 1..60)) {
        let mut desk = Desk::staffed();
        desk.reach_capture().press(Input::Lock);
        for (choice, key) in choices {
            let message = match key {
                0 => Message::Input(Input::Lock),
                1 => Message::Input(Input::Quit),
                // Time enough to lock, not to be given a fixed date.
                _ if choice == 23 => continue,
                _ => random_message(&desk, choice),
            };
            desk.effects.clear();
            desk.tell(message);
            prop_assert!(desk.state().lock.is_some());
            prop_assert!(desk.state().wants_camera().is_none() && desk.state().staff.is_none());
            for effect in &desk.effects {
                let harmless = matches!(
                    effect,
                    Effect::SignIn { .. } | Effect::NoteDestroyed(_) | Effect::Record { .. } | Effect::Quit
                );
                prop_assert!(harmless);
            }
        }
    }
}
