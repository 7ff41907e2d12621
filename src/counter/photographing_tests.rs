//! Photographs that are read while staff go on, that no model searched, and that must be masked.

use proptest::prelude::*;

use super::tests::*;
use super::*;
use crate::reason::{Reason, ReasonCode, Severity};

#[test]
fn who_has_looked_goes_on_while_the_photograph_is_read() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    assert!(desk.state().wants_read(id));
    desk.press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Primary), 0));
    assert!(desk.state().wants_read(id), "it goes on being read");
    desk.read(read(id, Search::Done));
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Primary), 1));
    assert!(!desk.state().wants_read(id));
}

#[test]
fn nothing_is_sent_before_the_search_has_ended() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    desk.press(Input::Next).press(Input::SameAsRegistered).type_in("2029-08-14").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Review), "the photograph that is being read is waited for");
    desk.press(Input::Next).press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Review), 0));
    desk.read(read(id, Search::Done));
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Confirm), 1), "it goes on by itself");
}

#[test]
fn a_reading_that_nobody_waits_for_is_stopped_and_dropped() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    desk.type_in("r");
    assert!(!desk.state().wants_read(id), "taking it again stops the reading");
    desk.read(read(id, Search::Done));
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Capture), 0));
    let id = desk.shoot_unread();
    desk.press(Input::Next).press(Input::EndCustomer).press(Input::Next);
    assert!(!desk.state().wants_read(id), "ending the customer stops it as well");
}

#[test]
fn a_my_number_that_is_read_destroys_the_photograph_wherever_it_waits() {
    let destroyed = |id| Read {
        evidence: None,
        reasons: vec![Reason::new(ReasonCode::MyNumberVisible, Severity::Block)],
        ..read(id, Search::Done)
    };
    for set_aside in [false, true] {
        let mut desk = Desk::open();
        let id = desk.reach_capture().shoot_unread();
        if set_aside {
            desk.press(Input::Next);
        }
        desk.read(destroyed(id));
        assert!(matches!(desk.effects.last(), Some(Effect::NoteDestroyed(_))), "it is noted");
        if set_aside {
            assert_eq!(desk.notice(), Some("notice-aside-destroyed"));
            desk.press(Input::SameAsRegistered).type_in("2029-08-14").press(Input::Next);
        }
        assert_eq!(desk.step(), Some(Step::Review));
        let still = desk.customer().still.as_ref().unwrap();
        assert!(still.picture.is_none() && still.evidence.is_none(), "nothing is left of it");
        desk.press(Input::Next);
        assert_eq!((desk.notice(), desk.customer().photos.len()), (Some("notice-retake"), 0));
    }
}

#[test]
fn what_no_model_searched_is_taken_only_by_eye() {
    for why in [Unsearched::NoModels, Unsearched::Failed] {
        let mut desk = Desk::open();
        let id = desk.reach_capture().shoot_unread();
        desk.read(read(id, Search::Unsearched(why))).press(Input::Next);
        assert_eq!((desk.step(), desk.notice()), (Some(Step::Review), Some("notice-by-eye")));
        assert!(desk.customer().photos.is_empty());
        desk.type_in("m");
        let capture = &desk.customer().photos[0].evidence.capture;
        assert_eq!(capture.searched, crate::store::Searched::ByEye);
        assert_eq!(capture.confirmed, [CHECKED_BY_EYE]);
    }
}

#[test]
fn a_yes_before_the_models_failed_is_no_look_for_a_my_number() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    desk.press(Input::Next).read(read(id, Search::Unsearched(Unsearched::Failed)));
    assert!(desk.customer().photos.is_empty());
    desk.press(Input::SameAsRegistered).type_in("2029-08-14").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Review));
    desk.press(Input::Next);
    assert_eq!(desk.notice(), Some("notice-by-eye"));
}

#[test]
fn what_a_document_says_can_be_typed_before_it_is_photographed() {
    let mut desk = Desk::open();
    desk.reach_capture().press(Input::FocusNext);
    assert_eq!(desk.step(), Some(Step::Primary));
    desk.press(Input::SameAsRegistered).type_in("2029-08-14").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Capture));
    desk.shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm));
}

#[test]
fn sides_that_are_left_open_are_asked_for_only_where_staff_want_them() {
    let mut desk = Desk::open();
    desk.reach_confirm();
    let shots = desk.state().assessment().unwrap().shots;
    assert_eq!(desk.customer().left_out(&shots).len(), 1);
    desk.type_in("s");
    assert_eq!(desk.customer().wanted.as_ref().map(|wanted| wanted.side.as_str()), Some("back"));
    desk.type_in("s");
    assert_eq!(desk.step(), Some(Step::Confirm));
}

/// What is read of a licence, every field for certain.
fn said() -> Told {
    let field = |text: &str| {
        let region = crate::vision::geometry::Quad::rectangle(9.0, 3.0);
        Some(crate::reading::fields::Field { text: text.into(), confidence: 0.99, region })
    };
    let fields = crate::reading::fields::Fields {
        name: field("高梨　健太"),
        birth_date: field("1988-07-14"),
        address: field(ADDRESS),
        expires_on: field("2029-08-14"),
        ..crate::reading::fields::Fields::default()
    };
    Told { fields, size: (100.0, 60.0) }
}

#[test]
fn what_was_read_fills_the_form_once_staff_confirm_it() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    desk.press(Input::Next).read(Read { said: Some(said()), ..read(id, Search::Done) });
    assert_eq!(desk.customer().primary.get(FieldId::PrintedName), "", "only proposed");
    assert!(desk.customer().case().primary.is_some_and(|primary| primary.name.is_empty()));
    desk.press(Input::TakeRead);
    assert_eq!(desk.customer().primary.get(FieldId::PrintedName), "高梨　健太");
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm), "{:?}", desk.state().notice);
}

#[test]
fn proposals_that_wait_keep_the_form_open() {
    let mut desk = Desk::open();
    let id = desk.reach_capture().shoot_unread();
    desk.press(Input::Next).type_in("高梨 健太").press(Input::FocusNext);
    desk.read(Read { said: Some(said()), ..read(id, Search::Done) });
    assert_eq!(desk.customer().primary.get(FieldId::PrintedName), "高梨 健太", "what was typed stays");
    // The three that wait, one after the other, then on.
    for _ in 0..3 {
        assert_eq!(desk.step(), Some(Step::Primary));
        desk.press(Input::Next);
    }
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm), "{:?}", desk.state().notice);
}

#[test]
fn an_auxiliary_is_photographed_before_it_is_typed_in() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("japanese-passport").tell(Message::Camera(CameraState::Live));
    desk.shoot(Vec::new()).press(Input::Next).press(Input::SameAsRegistered).type_in("2029-08-14");
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Auxiliary), "{:?}", desk.state().notice);
    desk.press(Input::Right).press(Input::Next);
    assert_eq!(
        desk.customer().wanted.as_ref().map(|wanted| wanted.document.as_str()),
        Some("utility-receipt")
    );
    desk.shoot(Vec::new()).press(Input::Next);
    // The passport shows the address that was copied, so it has a page for it.
    assert_eq!(desk.customer().wanted.as_ref().map(|wanted| wanted.side.as_str()), Some("address-page"));
    desk.shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Auxiliary), "{:?}", desk.customer().wanted);
    desk.press(Input::SameAsRegistered).type_in("2026-10-05").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm), "{:?}", desk.state().notice);
}

/// The photograph of a handbook, of which the grade must be covered.
fn handbook() -> Desk {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("physical-disability-handbook");
    desk.tell(Message::Camera(CameraState::Live)).press(Input::Next);
    let wanted = desk.asked_for();
    assert_eq!(desk.state().masks_of(&wanted), [crate::policy::Mask::Grade]);
    desk.tell(Message::StillReady(wanted, Box::new(to_be_masked(5, Search::Done))));
    desk
}

#[test]
fn a_document_to_be_masked_is_kept_only_once_it_was_covered() {
    let mut desk = handbook();
    desk.press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Mask), 0));
    desk.type_in("a").press(Input::Next);
    assert!(matches!(desk.effects.last(), Some(Effect::Cover(5, _, regions)) if regions.len() == 1));
    assert!(desk.customer().photos.is_empty());
    let covered = Covered { id: 5, evidence: Some(evidence()), picture: None };
    desk.tell(Message::Covered(Box::new(covered)));
    let photo = &desk.customer().photos[0];
    assert!(photo.masked && photo.evidence.capture.confirmed == ["masking-required"]);
    assert_eq!(desk.step(), Some(Step::Primary));
}

#[test]
fn what_was_made_without_masks_is_not_taken_for_a_document_that_wants_them() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("physical-disability-handbook");
    desk.tell(Message::Camera(CameraState::Live)).shoot(Vec::new()).press(Input::Next);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Review), 0));
}

#[test]
fn a_photograph_that_can_not_be_covered_is_taken_again() {
    let mut desk = handbook();
    desk.press(Input::Next).type_in("a").press(Input::Next);
    desk.tell(Message::Covered(Box::new(Covered { id: 5, evidence: None, picture: None })));
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Capture), Some("notice-mask-failed")));
    assert!(desk.customer().photos.is_empty());
}

#[test]
fn masks_of_a_photograph_that_was_approved_unread_are_asked_for_when_it_is_read() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("physical-disability-handbook");
    desk.tell(Message::Camera(CameraState::Live)).press(Input::Next);
    let wanted = desk.asked_for();
    let unread = Still { unmasked: None, ..to_be_masked(6, Search::Running) };
    desk.tell(Message::StillReady(wanted, Box::new(unread))).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Primary));
    let unmasked = to_be_masked(6, Search::Done).unmasked;
    desk.read(Read { evidence: None, unmasked, ..read(6, Search::Done) });
    assert!(desk.customer().photos.is_empty());
    desk.press(Input::SameAsRegistered).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Mask), "{:?}", desk.state().notice);
}

/// Keys and news around a document that wants masks.
fn masked_message(desk: &Desk, choice: u8) -> Message {
    let text = |text: &str| Message::Input(Input::Text(zeroize::Zeroizing::new(text.to_owned())));
    let wanted = desk.state().customer().and_then(|customer| customer.wanted.clone());
    let wanted = wanted
        .unwrap_or(Wanted { document: "physical-disability-handbook".into(), side: "photo-page".into() });
    let covered = |evidence| Message::Covered(Box::new(Covered { id: 5, evidence, picture: None }));
    match choice {
        0 => Message::Input(Input::Next),
        1 => Message::StillReady(wanted, Box::new(to_be_masked(5, Search::Done))),
        2 => Message::StillReady(
            wanted,
            Box::new(Still { unmasked: None, ..to_be_masked(5, Search::Running) }),
        ),
        3 => {
            let unmasked = to_be_masked(5, Search::Done).unmasked;
            Message::StillRead(wanted, Box::new(Read { evidence: None, unmasked, ..read(5, Search::Done) }))
        }
        4 => covered(Some(evidence())),
        5 => covered(None),
        6 => Message::StillReady(wanted, Box::new(still(Vec::new()))),
        7 => Message::StillRead(wanted, Box::new(read(5, Search::Done))),
        8 => text("a"),
        9 => text("m"),
        10 => text("r"),
        11 => text("s"),
        12 => Message::Input(Input::Back),
        13 => Message::Input(Input::SameAsRegistered),
        14 => Message::Input(Input::FocusNext),
        15 => Message::StillRead(wanted, Box::new(read(5, Search::Unsearched(Unsearched::Failed)))),
        16 => text("1"),
        _ => Message::Camera(CameraState::Live),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Promise: whatever happens, a document with a mask rule is sent only with pictures that
    /// came back covered, after staff had confirmed what is covered.
    #[test]
    fn no_sequence_sends_a_document_with_masks_unconfirmed(
        choices in prop::collection::vec(prop_oneof![6 => Just(0_u8), 3 => Just(4), 3 => 0_u8..18], 1..80),
    ) {
        let mut desk = handbook();
        let (mut asked, mut covered) = (0, 0);
        for choice in choices {
            let message = masked_message(&desk, choice);
            let waits = desk.state().customer().and_then(|customer| customer.masking.as_ref());
            let waits = waits.is_some_and(|masking| masking.covering);
            covered += usize::from(waits && choice == 4);
            desk.effects.clear();
            desk.tell(message);
            asked += desk.effects.iter().filter(|effect| matches!(effect, Effect::Cover(..))).count();
            let Some((_, submission)) = desk.sent() else { continue };
            prop_assert!(asked > 0 && covered > 0, "sent unconfirmed");
            for photo in submission.photos.iter().filter(|p| p.document == "physical-disability-handbook") {
                prop_assert!(photo.capture.confirmed.iter().any(|code| code == "masking-required"));
            }
        }
    }
}
