//! Codes from the live picture, single lines, and who is too young to sign.

use jiff::ToSpan as _;

use super::*;
use crate::vision::codes::{Code, CodeKind};

const ICCID: &str = "8981100001234567899";
const OTHER: &str = "8981100005550003330";

fn scanning(desk: &Desk) -> Option<CodeKind> {
    match desk.state().wants_camera() {
        Some(Sight::Code(kind, _)) => Some(kind),
        _ => None,
    }
}

fn sim(text: &str) -> Code {
    Code::Iccid(text.into())
}

impl Desk {
    fn sees(&mut self, code: Code) -> &mut Self {
        let number = self.state().scans;
        self.tell(Message::CodeRead(number, code))
    }

    fn sees_reservation(&mut self) -> &mut Self {
        self.sees(Code::Reservation("R-1".into()))
    }

    /// To the single lines of an order, from the applicant's form.
    fn reach_lines(&mut self, services: &str) -> &mut Self {
        self.reach_documents(services);
        self
    }

    /// What is sealed beside the order.
    fn sealed(&mut self) -> serde_json::Value {
        let order = self.customer().order.order(None);
        let applicant = self.customer().case().applicant;
        serde_json::to_value(self.customer().lines.details(&applicant, &order)).unwrap()
    }

    fn seconds_later(&mut self, seconds: i64) -> &mut Self {
        let now = self.state().now.saturating_add(seconds.seconds());
        self.tell(Message::Clock(now))
    }
}

#[test]
fn a_qr_code_loads_the_reservation_and_the_camera_is_on_only_for_that() {
    let mut desk = Desk::open();
    assert_eq!(desk.state().wants_camera(), None);
    desk.press(Input::TakeRead);
    assert_eq!(scanning(&desk), Some(CodeKind::Reservation));
    desk.sees_reservation();
    assert_eq!(desk.state().wants_camera(), None);
    assert!(matches!(desk.effects.last(), Some(Effect::LoadReservation(code)) if code == "R-1"));
    desk.sees_reservation();
    assert_eq!(desk.effects.len(), 1, "it is asked for once, however often it was seen");
    desk.tell(Message::ReservationLoaded(Box::new(reservation(&["voice-sim"]))));
    assert_eq!(desk.step(), Some(Step::Document));
}

#[test]
fn another_code_is_answered_with_a_word_and_looking_goes_on() {
    let mut desk = Desk::open();
    desk.press(Input::TakeRead).sees(Code::Other);
    let word = desk.state().scan.as_ref().unwrap().word.as_ref().map(|word| &*word.id);
    assert_eq!(word, Some("scan-no-reservation"));
    assert_eq!(scanning(&desk), Some(CodeKind::Reservation));
    desk.sees(sim(ICCID)).sees_reservation();
    assert!(matches!(desk.effects.last(), Some(Effect::LoadReservation(_))));
}

#[test]
fn looking_ends_by_itself_by_a_key_and_by_typing() {
    let mut desk = Desk::open();
    desk.press(Input::TakeRead).seconds_later(59);
    assert!(scanning(&desk).is_some());
    desk.seconds_later(1);
    assert_eq!((scanning(&desk), desk.notice()), (None, Some("notice-scan-timeout")));
    desk.press(Input::TakeRead).press(Input::Back);
    assert_eq!(scanning(&desk), None);
    desk.press(Input::TakeRead).type_in("R").type_in("-1").press(Input::Next);
    assert!(matches!(desk.effects.last(), Some(Effect::LoadReservation(code)) if code == "R-1"));
    let asked = desk.effects.len();
    desk.sees_reservation();
    assert_eq!(desk.effects.len(), asked, "nobody looks for it any more");
    // A code that was seen for an earlier search does not count for this one.
    let mut desk = Desk::open();
    desk.press(Input::TakeRead).press(Input::Back).press(Input::TakeRead);
    desk.tell(Message::CodeRead(1, Code::Reservation("R-1".into())));
    assert!(desk.effects.is_empty() && scanning(&desk).is_some());
}

#[test]
fn a_single_line_is_not_asked_about_and_several_are_once() {
    let mut desk = Desk::open();
    desk.reach_documents("1");
    assert_eq!(desk.step(), Some(Step::Document));
    assert_eq!(desk.sealed(), serde_json::json!([]), "nothing is added for a common customer");

    let mut desk = Desk::open();
    desk.reach_lines("114");
    assert_eq!((desk.step(), desk.customer().lines.all().len()), (Some(Step::Lines), 3));
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Document));
    desk.press(Input::Back).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Document), "once is enough");
}

#[test]
fn a_reservation_of_several_lines_leads_straight_to_the_documents() {
    let mut desk = Desk::open();
    desk.type_in("R-1").press(Input::Next);
    desk.tell(Message::ReservationLoaded(Box::new(reservation(&["voice-sim", "voice-sim", "data-sim"]))));
    assert_eq!(desk.step(), Some(Step::Document));
    desk.type_in("l");
    assert_eq!((desk.step(), desk.customer().lines.all().len()), (Some(Step::Lines), 3));
    desk.press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Document), "back where they were opened from");
}

#[test]
fn each_line_has_its_user_and_the_rest_is_the_applicants() {
    let mut desk = Desk::open();
    desk.reach_lines("11").type_in("2");
    assert_eq!(desk.step(), Some(Step::Line));
    desk.fill(&["高梨 美月", "たかなし みづき"]).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Line), "the birth date is still wanted");
    desk.type_in("20150401").press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Lines));
    assert_eq!(
        desk.sealed(),
        serde_json::json!([{ "service": "voice-sim", "number": 2, "user": {
            "name": "高梨 美月", "kana": "タカナシ ミヅキ", "birth_date": "2015-04-01" } }])
    );
    // One line fewer is ordered: what was told of it goes.
    desk.press(Input::Back).press(Input::Back).type_in("-").press(Input::Next).press(Input::Next);
    assert_eq!(desk.sealed(), serde_json::json!([]));
}

#[test]
fn a_number_that_comes_along_is_looked_at_before_it_is_taken() {
    let field = |desk: &Desk| {
        let line = desk.customer().lines.focused().unwrap();
        let focused = line.form.focused().unwrap();
        (focused.id, focused.fault.as_ref().map(|fault| fault.id.to_string()))
    };
    let mut desk = Desk::open();
    desk.reach_documents("1").type_in("l").type_in("1");
    desk.fill(&["", "", "", "1234567890", "20261121", "090-0000-1188", "高梨 健太"]).press(Input::Next);
    assert_eq!(field(&desk), (FieldId::MnpExpiresOn, Some("line-mnp-expired".into())));
    let retype = |desk: &mut Desk, text: &str| {
        (0..20).for_each(|_| {
            desk.press(Input::Erase);
        });
        desk.type_in(text).press(Input::Next);
    };
    retype(&mut desk, "20261207");
    assert_eq!(field(&desk), (FieldId::MnpExpiresOn, Some("line-mnp-too-far".into())));
    retype(&mut desk, "20261206");
    assert_eq!(desk.step(), Some(Step::Lines));
    desk.type_in("1");
    let days =
        |desk: &Desk| Advice::of(desk.state()).next.iter().map(|one| one.id.to_string()).collect::<Vec<_>>();
    assert!(days(&desk).contains(&"advice-mnp-days".to_owned()));
    let sealed = desk.sealed();
    assert_eq!(sealed[0]["porting"]["holder"], "高梨 健太");
    assert_eq!(sealed[0]["porting"]["expires_on"], "2026-12-06");
    retype(&mut desk, "20261130");
    desk.type_in("1");
    assert!(days(&desk).contains(&"advice-mnp-few-days".to_owned()), "nine days left");
}

#[test]
fn a_number_in_another_name_does_not_come_along() {
    let mut desk = Desk::open();
    desk.reach_documents("1").type_in("l").type_in("1");
    desk.fill(&["", "", "", "1234567890", "20261201", "090-0000-1188", "見本 花子"]).press(Input::Next);
    assert_eq!(desk.step(), Some(Step::Line));
    let line = desk.customer().lines.focused().unwrap();
    let fault = line.form.focused().unwrap().fault.as_ref().map(|fault| &*fault.id);
    assert_eq!(fault, Some("line-mnp-holder-differs"));
    // Left as it is, nothing is sent.
    desk.press(Input::Back).press(Input::Next);
    assert_eq!((desk.step(), desk.notice()), (Some(Step::Lines), Some("line-mnp-holder-differs")));
}

#[test]
fn sim_packages_are_read_one_after_another_and_none_twice() {
    let mut desk = Desk::open();
    desk.reach_lines("124").press(Input::TakeRead);
    assert_eq!(scanning(&desk), Some(CodeKind::SimPackage));
    desk.sees(sim(ICCID)).sees(sim(ICCID));
    let word = desk.state().scan.as_ref().unwrap().word.as_ref().map(|word| &*word.id);
    assert_eq!(word, Some("scan-package-again"));
    desk.sees(Code::Other).sees(sim(OTHER));
    assert_eq!((scanning(&desk), desk.notice()), (None, Some("notice-sim-read")));
    let sealed = desk.sealed();
    let numbers: Vec<_> =
        sealed.as_array().unwrap().iter().map(|line| (&line["service"], &line["iccid"])).collect();
    assert_eq!(numbers, [(&"voice-sim".into(), &ICCID.into()), (&"data-sim".into(), &OTHER.into())]);
    desk.press(Input::TakeRead);
    assert_eq!((scanning(&desk), desk.notice()), (None, Some("notice-no-sim-wanted")), "an eSIM has none");
}

#[test]
fn what_was_told_of_lines_is_sent_and_wiped_with_the_customer() {
    let mut desk = Desk::open();
    desk.reach_confirm();
    desk.press(Input::TakeRead).sees(sim(ICCID));
    assert_eq!(desk.step(), Some(Step::Confirm));
    desk.press(Input::Next);
    let details = &desk.sent().unwrap().1.details;
    assert_eq!(details.len(), 1);
    assert_eq!(details[0].iccid.as_deref(), Some(ICCID));
    assert_eq!(format!("{details:?}"), "[LineDetail(voice-sim 1)]");
}

#[test]
fn the_list_of_documents_remembers_nothing_of_the_last_customer() {
    let mut desk = Desk::open();
    desk.reach_documents("1").choose("residence-card");
    assert_eq!(desk.customer().document.as_deref(), Some("residence-card"));
    desk.press(Input::EndCustomer).press(Input::Next);
    desk.reach_documents("1");
    assert_eq!((desk.customer().documents.0, &desk.customer().document), (0, &None));
    assert!(desk.customer().photos.is_empty() && desk.customer().wanted.is_none());
}

#[test]
fn ending_the_customer_ends_the_looking() {
    let mut desk = Desk::open();
    desk.reach_lines("14").press(Input::TakeRead);
    assert!(scanning(&desk).is_some());
    desk.press(Input::EndCustomer).press(Input::Next);
    assert!(desk.state().wants_camera().is_none() && desk.state().customer().is_none());
}

#[test]
fn a_minor_becomes_the_user_and_a_guardian_signs() {
    let mut desk = Desk::open();
    desk.reach_applicant("1");
    desk.fill(&["高梨", "美月", "タカナシ", "ミヅキ", "2015-04-01", "330-0061", ADDRESS, "090-0000-1188"]);
    desk.press(Input::Next);
    assert_eq!(desk.state().dialog, Some(Dialog::Minor));
    desk.press(Input::Back);
    assert_eq!((desk.step(), desk.state().dialog), (Some(Step::Applicant), None), "a date to correct");
    desk.press(Input::Next).press(Input::Next);
    assert_eq!(desk.customer().applicant.get(FieldId::FamilyName), "");
    assert_eq!(desk.customer().applicant.get(FieldId::Address), ADDRESS);
    for text in ["高梨", "健太", "タカナシ", "ケンタ", "1988-07-14", "090-0000-1188"] {
        desk.type_in(text).press(Input::Next);
    }
    assert_eq!(desk.step(), Some(Step::Document), "{:?}", desk.state().notice);
    assert_eq!(desk.sealed()[0]["user"]["kana"], "タカナシ ミヅキ");
}

#[test]
fn the_sim_of_one_line_is_read_where_the_line_is_told_of() {
    let mut desk = Desk::open();
    desk.reach_lines("14").type_in("1");
    assert_eq!(desk.step(), Some(Step::Line));
    desk.press(Input::TakeRead);
    assert_eq!(scanning(&desk), Some(CodeKind::SimPackage));
    desk.sees(sim(ICCID));
    assert_eq!((scanning(&desk), desk.step()), (None, Some(Step::Line)));
    assert_eq!(desk.sealed()[0]["iccid"], ICCID);
}
