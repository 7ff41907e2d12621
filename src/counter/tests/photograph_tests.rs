//! Taking photographs: by themselves, by a key, and when none comes.

use super::*;

/// A customer whose licence the live picture takes by itself.
fn taken_by_itself() -> Desk {
    let mut desk = Desk::open();
    desk.reach_capture();
    let wanted = desk.customer().wanted.clone().unwrap();
    desk.tell(Message::Steady(wanted.clone()));
    assert!(matches!(desk.effects.last(), Some(Effect::TakeStill(_))));
    desk.tell(Message::StillReady(wanted, Box::new(still(Vec::new()))));
    assert_eq!(desk.step(), Some(Step::Review));
    desk
}

#[test]
fn the_key_for_a_photograph_that_took_itself_does_not_accept_it_unseen() {
    let mut desk = taken_by_itself();
    desk.press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Review), 0));
    desk.press(Input::Next);
    assert_eq!(desk.customer().photos.len(), 1, "the second one is meant");

    let mut desk = taken_by_itself();
    let later = desk.state().now.saturating_add(jiff::Span::new().seconds(2));
    desk.tell(Message::Clock(later)).press(Input::Next);
    assert_eq!(desk.customer().photos.len(), 1, "who has looked is not held up");
}

#[test]
fn a_bad_photograph_can_not_be_used() {
    let mut desk = Desk::open();
    desk.reach_capture().shoot(vec![Reason::new(ReasonCode::Blurred, Severity::Block)]).press(Input::Next);
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Review), Some("notice-retake")));
    desk.type_in("r").shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.customer().photos.len(), 1);
}

#[test]
fn a_photograph_that_comes_after_leaving_is_dropped() {
    let mut desk = Desk::open();
    desk.reach_capture().press(Input::Next).press(Input::Back);
    let wanted = desk.asked_for();
    desk.tell(Message::StillReady(wanted, Box::new(still(Vec::new()))));
    assert_eq!(desk.step(), Some(Step::Document));
    assert!(desk.customer().still.is_none());
}

#[test]
fn a_required_side_can_not_be_skipped() {
    let mut desk = Desk::open();
    desk.reach_capture().type_in("s");
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Capture), Some("notice-side-required")));
}

#[test]
fn a_side_that_the_rules_leave_open_is_taken_when_asked_for_and_can_be_skipped() {
    let mut desk = Desk::open();
    desk.reach_confirm().type_in("s");
    assert_eq!(desk.step(), Some(Step::Capture));
    assert_eq!(desk.customer().wanted.as_ref().unwrap().side, "back");
    desk.type_in("s");
    assert_eq!((desk.step(), desk.customer().skipped.len()), (Some(Step::Confirm), 1));
    desk.type_in("s").shoot(Vec::new()).press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Confirm), 2));
}

#[test]
fn a_photograph_that_did_not_come_is_told_and_can_be_taken_again() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("drivers-license").press(Input::Next);
    assert_eq!(desk.notice(), Some("notice-camera-not-ready"));
    desk.tell(Message::Camera(CameraState::Live)).press(Input::Next);
    let wanted = desk.asked_for();
    let asked = desk.effects.len();
    desk.press(Input::Next);
    assert_eq!(desk.effects.len(), asked, "one is under way");
    desk.tell(Message::StillFailed(wanted, Sentence::new("camera-lost")));
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Capture), Some("camera-lost")));
    desk.shoot(Vec::new());
    assert_eq!(desk.step(), Some(Step::Review));
}
