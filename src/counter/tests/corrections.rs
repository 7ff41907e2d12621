//! A case that the service rejects is put right: what opens, what stays shut, what is sent.

use uuid::Uuid;

use super::*;

impl Desk {
    /// Sends a licence holder's case, delivered and then answered with those reasons.
    fn rejected(&mut self, codes: &[&str]) -> Uuid {
        self.reach_confirm().press(Input::Next);
        let id = Uuid::now_v7();
        self.answered(id, Progress::Rejected(Rejection::of(codes)));
        id
    }

    /// The case under way is queued, delivered and answered.
    fn answered(&mut self, id: Uuid, progress: Progress) -> &mut Self {
        let Screen::Sending(sending) = &self.state().screen else { panic!("nothing is sent") };
        let attempt = sending.attempt;
        let submission_id = id.to_string();
        self.tell(Message::Queued { attempt, submission_id: submission_id.clone() });
        for progress in [Progress::Delivered { receipt_number: "R-1".into() }, progress] {
            self.tell(Message::Delivery(DeliveryNews { submission_id: submission_id.clone(), progress }));
        }
        self.effects.clear();
        self
    }

    fn offered(&self) -> Vec<Remedy> {
        self.customer().offers().into_iter().map(|offer| offer.remedy).collect()
    }
}

#[test]
fn a_side_is_photographed_again_and_sent_as_a_correction() {
    let mut desk = Desk::open();
    let id = desk.rejected(&["blurred"]);
    desk.type_in("1");
    assert_eq!(desk.step(), Some(Step::Capture));
    assert_eq!(desk.customer().wanted.as_ref().unwrap().side, "front");
    desk.tell(Message::Camera(CameraState::Live)).shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm));
    desk.press(Input::Next);
    let (_, submission) = desk.sent().unwrap();
    assert_eq!(submission.supersedes, Some(id));
    assert_eq!((submission.photos.len(), submission.applicant.family_name.as_str()), (1, "高梨"));
    // Rejected again, the next correction is of that one.
    let again = Uuid::now_v7();
    desk.answered(again, Progress::Rejected(Rejection::of(&["glare"]))).type_in("1");
    assert_eq!(desk.customer().correction.as_ref().unwrap().supersedes, again);
}

/// The reading of the picture comes after staff said yes to it.
#[test]
fn a_reading_that_comes_late_completes_the_correction() {
    let mut desk = Desk::open();
    desk.rejected(&["blurred"]);
    desk.type_in("1").tell(Message::Camera(CameraState::Live));
    let id = desk.shoot_unread();
    desk.press(Input::Next).read(read(id, Search::Done));
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Confirm), 1));
    assert!(!desk.customer().correction.as_ref().unwrap().is_open());
}

#[test]
fn back_leads_to_the_list_and_loses_no_photograph() {
    let mut desk = Desk::open();
    desk.rejected(&["blurred"]);
    desk.type_in("1").press(Input::Back);
    assert_eq!((desk.step(), desk.customer().photos.len()), (Some(Step::Correct), 1));
    desk.press(Input::Next);
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Correct), Some("notice-correct-first")));
    desk.press(Input::Back);
    assert_eq!(desk.state().dialog, Some(Dialog::EndCustomer));
}

#[test]
fn two_reasons_are_put_right_one_after_the_other() {
    let mut desk = Desk::open();
    desk.rejected(&["glare", "birth-date-differs"]);
    desk.type_in("1").tell(Message::Camera(CameraState::Live)).shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Correct), "the other reason is still open");
    assert_eq!(desk.offered(), [Remedy::Retake, Remedy::Printed, Remedy::BirthDate]);
    desk.type_in("3");
    assert_eq!(desk.step(), Some(Step::Applicant));
    for _ in 0..12 {
        desk.press(Input::Erase);
    }
    desk.type_in("1988-07-15").press(Input::FocusNext).type_in("9").press(Input::Erase).press(Input::Next);
    // Now the document says another day than the registration: the rules stop that.
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Correct), Some("reason-birth-date-differs")));
    desk.type_in("2");
    for _ in 0..12 {
        desk.press(Input::Erase);
    }
    desk.type_in("1988-07-15").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm), "{:?}", desk.notice());
    desk.press(Input::Next);
    assert_eq!(desk.sent().unwrap().1.applicant.birth_date, "1988-07-15");
}

#[test]
fn an_auxiliary_is_added_that_the_rules_of_the_kiosk_do_without() {
    let mut desk = Desk::open();
    let id = desk.rejected(&["auxiliary-required"]);
    desk.type_in("1");
    assert_eq!(desk.step(), Some(Step::Auxiliary));
    desk.press(Input::Right).press(Input::SameAsRegistered).type_in("2026-10-05").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Capture), "{:?}", desk.state().notice);
    desk.tell(Message::Camera(CameraState::Live)).shoot(Vec::new()).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm));
    desk.press(Input::Next);
    let (_, submission) = desk.sent().unwrap();
    assert_eq!(submission.supersedes, Some(id));
    let documents: Vec<_> = submission.photos.iter().map(|photo| photo.document.as_str()).collect();
    assert_eq!(documents, ["drivers-license", "utility-receipt"]);
    assert_eq!(submission.auxiliary.as_ref().unwrap().document, "utility-receipt");
}

#[test]
fn another_document_is_taken_from_the_list_on() {
    let mut desk = Desk::open();
    desk.rejected(&["document-not-on-list"]);
    desk.type_in("1");
    assert_eq!(desk.step(), Some(Step::Document));
    desk.press(Input::Back);
    assert_eq!(desk.step(), Some(Step::Correct), "the applicant stays shut");
    desk.type_in("1").choose("individual-number-card").tell(Message::Camera(CameraState::Live));
    desk.shoot(Vec::new()).press(Input::Next).press(Input::SameAsRegistered);
    desk.type_in("2035-03-03").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Confirm), "{:?}", desk.notice());
    desk.press(Input::Next);
    let (_, submission) = desk.sent().unwrap();
    assert_eq!(submission.photos.len(), 1);
    assert_eq!(submission.photos[0].document, "individual-number-card");
}

#[test]
fn what_the_counter_can_not_put_right_names_the_support_desk() {
    let mut desk = Desk::open();
    desk.rejected(&["applicant-too-young"]);
    desk.type_in("1");
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Correct), Some("remedy-support-desk-how")));
}

#[test]
fn a_customer_is_wiped_once_accepted_and_asked_about_when_rejected() {
    let mut desk = Desk::open();
    desk.reach_confirm().press(Input::Next);
    desk.answered(Uuid::now_v7(), Progress::InReview);
    assert!(desk.state().customer().is_some(), "a rejection may still come");
    let Screen::Sending(sending) = &desk.state().screen else { panic!() };
    let submission_id = sending.submission_id.clone().unwrap();
    desk.tell(Message::Delivery(DeliveryNews { submission_id, progress: Progress::Accepted }));
    assert!(desk.state().customer().is_none());
    desk.press(Input::Next);
    assert!(matches!(desk.state().screen, Screen::Start(_)));

    let mut desk = Desk::open();
    desk.rejected(&["blurred"]);
    desk.press(Input::Next);
    assert_eq!(desk.state().dialog, Some(Dialog::EndCustomer));
    desk.press(Input::Next);
    assert!(desk.state().customer().is_none() && matches!(desk.state().screen, Screen::Start(_)));
}

#[test]
fn staff_who_do_not_wait_for_the_verdict_leave_nothing_of_the_customer() {
    let mut desk = Desk::open();
    desk.reach_confirm().press(Input::Next);
    desk.answered(Uuid::now_v7(), Progress::InReview).press(Input::Next);
    assert!(desk.state().customer().is_none());
}

fn entry(standing: CaseStanding, number: &str) -> CaseEntry {
    CaseEntry {
        id: Uuid::now_v7(),
        at: date(2026, 11, 22).at(9, 30, 0, 0),
        receipt_number: Some(number.into()),
        services: vec!["voice-sim".into()],
        documents: vec!["drivers-license".into()],
        standing,
        rejection: Rejection::of(&["blurred"]),
    }
}

#[test]
fn a_customer_who_comes_back_is_found_and_corrected() {
    let mut desk = Desk::open();
    let cases = vec![entry(CaseStanding::Accepted, "R-0042"), entry(CaseStanding::Rejected, "R-0041")];
    let rejected = cases[1].id;
    desk.tell(Message::Cases(cases));
    assert_eq!(desk.state().to_correct(), 1);
    desk.press(Input::Cases);
    assert!(matches!(desk.effects.last(), Some(Effect::ListCases)));
    // An accepted case opens, and leads nowhere.
    desk.press(Input::Next).press(Input::Next);
    assert!(matches!(desk.state().screen, Screen::Cases(_)));
    desk.type_in("41").press(Input::Next).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Order));
    assert_eq!(desk.state().to_correct(), 0, "it is at the desk");
    desk.press(Input::Next);
    desk.fill(&["高梨", "健太", "タカナシ", "ケンタ", "1988-07-14", "330-0061", ADDRESS, "090-0000-1188"]);
    desk.press(Input::Next).choose("drivers-license").tell(Message::Camera(CameraState::Live));
    desk.shoot(Vec::new()).press(Input::Next).press(Input::SameAsRegistered);
    desk.type_in("2029-08-14").press(Input::Next).press(Input::Next);
    assert_eq!(desk.sent().unwrap().1.supersedes, Some(rejected));
}

#[test]
fn a_verdict_on_another_customer_is_counted_and_disturbs_nobody() {
    let mut desk = Desk::open();
    desk.reach_applicant("1").type_in("高");
    desk.tell(Message::Cases(vec![
        entry(CaseStanding::Rejected, "R-1"),
        entry(CaseStanding::Corrected, "R-2"),
    ]));
    assert_eq!((desk.state().to_correct(), desk.step()), (1, Some(Step::Applicant)));
    assert_eq!(desk.customer().applicant.get(FieldId::FamilyName), "高");
}

/// What may differ between a rejected submission and its correction.
fn stays(
    codes: &[&str],
    first: &crate::store::Submission,
    second: &crate::store::Submission,
) -> Result<(), TestCaseError> {
    let remedies = Rejection::of(codes).remedies();
    let opens = |remedy| remedies.contains(&remedy);
    let (before, after) = (&first.applicant, &second.applicant);
    if !opens(Remedy::Name) {
        prop_assert_eq!(&before.family_name, &after.family_name);
        prop_assert_eq!(&before.given_name, &after.given_name);
        prop_assert_eq!(&before.family_kana, &after.family_kana);
    }
    if !opens(Remedy::BirthDate) {
        prop_assert_eq!(&before.birth_date, &after.birth_date);
    }
    if !opens(Remedy::Address) {
        prop_assert_eq!(&before.address, &after.address);
        prop_assert_eq!(&before.postal_code, &after.postal_code);
    }
    prop_assert_eq!(&before.phone, &after.phone);
    prop_assert_eq!(&before.email, &after.email);
    if !opens(Remedy::Order) {
        let services = |one: &crate::store::Submission| {
            one.order.lines().iter().map(crate::verification::order::SimLine::service).collect::<Vec<_>>()
        };
        prop_assert_eq!(services(first), services(second));
    }
    let document = |one: &crate::store::Submission| one.primary.as_ref().map(|one| one.document.clone());
    let name = |one: &crate::store::Submission| one.primary.as_ref().map(|one| one.name.clone());
    if !opens(Remedy::Document) && !opens(Remedy::Order) {
        prop_assert_eq!(document(first), document(second));
        if !opens(Remedy::Printed) {
            prop_assert_eq!(name(first), name(second));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// A correction re-opens what the reasons ask for and nothing else, and always names the
    /// rejected submission, whatever keys are pressed.
    #[test]
    fn a_correction_changes_only_what_was_asked(
        codes in prop::collection::vec(prop::sample::select(ReasonCode::ALL), 1..3),
        choices in prop::collection::vec(any_message(), 1..60),
        numbers in prop::collection::vec(1_u8..5, 1..4),
    ) {
        let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
        let mut desk = Desk::open();
        desk.reach_confirm().press(Input::Next);
        let Some(Effect::Send(_, first)) = desk.effects.pop() else { panic!("nothing was sent") };
        let id = Uuid::now_v7();
        desk.answered(id, Progress::Rejected(Rejection::of(&codes)));
        let mut numbers = numbers.into_iter().cycle();
        for choice in choices {
            if matches!(desk.step(), None | Some(Step::Correct)) {
                desk.type_in(&numbers.next().unwrap().to_string());
            }
            let message = random_message(&desk, choice);
            if matches!(message, Message::Clock(_)) {
                continue;
            }
            desk.effects.clear();
            desk.tell(message);
            if !matches!(desk.state().screen, Screen::Serving(_) | Screen::Sending(_)) {
                break;
            }
            if let Some((_, second)) = desk.sent() {
                prop_assert_eq!(second.supersedes, Some(id));
                stays(&codes, &first, second)?;
                break;
            }
        }
    }
}
