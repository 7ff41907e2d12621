//! Every screen and dialog, at 80x24 and 120x40, in Japanese and English. The states are reached
//! by keys and news, as at the counter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

#[path = "screens/manager.rs"]
mod manager;
mod support;

use jiff::ToSpan as _;
use kiosk::counter::manager::Page;
use kiosk::counter::{
    Access, Advice, CameraState, Hint, Input, Message, Progress, Refused, Rejection, SITUATIONS, Search,
    ServiceState, Still, Told, Unsearched,
};
use kiosk::reading::fields::{Field, Fields};
use kiosk::reason::{Reason, ReasonCode, Severity};
use kiosk::staff::{Role, Staff};
use kiosk::text::{Language, Message as Sentence};
use kiosk::tui::Theme;
use kiosk::tui::preview::Colours;
use kiosk::verification::registration::Registration;
use kiosk::vision::codes::Code;

use support::{Drawn, Visit, good_still, licence_holder, part, squeezed};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const LANGUAGES: [Language; 2] = [Language::Ja, Language::En];

/// Draws a screen in every size and language, checks what holds for all of them, and compares
/// each with its snapshot.
fn check(name: &str, go: fn(&mut Visit)) {
    for language in LANGUAGES {
        let mut visit = Visit::new(language);
        go(&mut visit);
        for size in SIZES {
            let drawn = visit.drawn(size, in_colour());
            let place = format!("{}-{}x{}", language.tag(), size.0, size.1);
            snapshot(name, &place, &drawn);
            assert_sound(&visit, &drawn, size, &format!("{name} {place}"));
        }
    }
}

/// The screen in colour, with its pictures in characters: a snapshot shows what they show.
fn in_colour() -> Theme {
    Theme::new(true, Colours::None)
}

fn snapshot(name: &str, place: &str, drawn: &Drawn) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_suffix(place);
    settings.bind(|| insta::assert_snapshot!(name, drawn.text()));
}

/// What holds for every screen: no text without a sentence, nothing cut off, and nothing that
/// only a colour tells.
fn assert_sound(visit: &Visit, drawn: &Drawn, size: (u16, u16), place: &str) {
    let text = drawn.text();
    assert!(!text.contains("{ $") && !text.contains("{$"), "{place}: an argument was not filled in");
    for word in text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
        // The kiosk of the shipped settings is called practice-1.
        let is_id = word != "practice-1" && PREFIXES.iter().any(|prefix| word.starts_with(prefix));
        assert!(!is_id, "{place}: {word} has no text");
    }
    let plain = visit.drawn(size, Theme::new(false, Colours::None));
    assert_eq!(plain.text(), text, "{place}: the words depend on the theme");
    assert!(!plain.is_coloured(), "{place}: a colour in black and white");
    if visit.state().dialog.is_none() {
        assert_advice_is_whole(visit, drawn, size, place);
    }
}

/// Starts of the catalogue's ids, as they would show for a sentence that is missing.
const PREFIXES: &[&str] = &[
    "advice-",
    "cases-",
    "choice-",
    "confirm-",
    "dialog-",
    "document-",
    "entry-",
    "field-",
    "fold-",
    "form-",
    "frame-",
    "help-",
    "hint-",
    "key-",
    "line-",
    "lines-",
    "list-",
    "lock-",
    "manager-",
    "audit-action-",
    "queue-",
    "mask-",
    "need-",
    "notice-",
    "place-",
    "policy-",
    "practice-",
    "reason-",
    "rejected-",
    "remedy-",
    "review-",
    "scan-",
    "sending-",
    "service-",
    "severity-",
    "shot-",
    "side-",
    "situation-",
    "stage-",
    "standing-",
    "title-",
];

/// Every sentence of the right-hand side is there to its last character.
fn assert_advice_is_whole(visit: &Visit, drawn: &Drawn, size: (u16, u16), place: &str) {
    let state = visit.state();
    let advice = Advice::of(state);
    let reasons = advice.reasons.iter().map(|reason| &reason.message);
    let sentences = reasons.chain(&advice.next).chain(&advice.warnings).chain(&advice.practice);
    let sentences = sentences.chain(state.notice());
    // The right-hand side begins behind its border.
    let border = (0..size.0).find(|x| drawn.row(3, *x, x + 1) == "│").unwrap();
    let shown = drawn.squeezed_columns(border, size.0).replace('│', "");
    for sentence in sentences {
        let sentence = squeezed(&visit.catalogue().render(state.language, sentence));
        assert!(shown.contains(&sentence), "{place}: the screen has not all of: {sentence}");
    }
}

macro_rules! screens {
    ($($name:ident: $go:expr;)*) => {
        $(#[test] fn $name() { check(&stringify!($name).replace('_', "-"), $go); })*
    };
}

screens! {
    start: |_| {};
    start_loading: |v| { v.typed("BIC-1001").enter(); };
    start_not_found: |v| {
        v.typed("BIC-7777").enter();
        v.tell(Message::ReservationFailed(Sentence::new("notice-reservation-unknown")));
    };
    start_device_reserved: |v| {
        v.typed("BIC-1001").enter().reservation(&["voice-sim", "supply-device"], &licence_holder());
    };
    start_reserved: |v| {
        v.typed("BIC-1001").enter().reservation(&["voice-sim"], &licence_holder());
    };
    start_troubled: |v| {
        v.tell(Message::Service(ServiceState::Paused(Sentence::new("notice-recipient-mismatch"))));
        v.tell(Message::Waiting(12)).tell(Message::ClockSkew(-421));
    };
    order: |v| { v.to_order(); };
    order_empty: |v| { v.to_order().enter(); };
    order_two: |v| { v.to_order().typed("1").typed("3"); };
    order_device: |v| { v.to_order().typed("1").typed("5").enter(); };
    applicant: |v| { v.to_applicant(); };
    applicant_complaint: |v| { v.to_applicant().typed("高梨").enter().enter(); };
    applicant_wrong_kana: |v| { v.to_applicant().fill(["高梨", "健太", "高梨"]); };
    applicant_left_behind: |v| {
        v.to_applicant().fill(["高梨", "健太", "たかなし", "ｹﾝﾀ", "19880714", "１７０００１３", "東京都豊島区南池袋2-47-3", "090-12"]);
    };
    applicant_long_address: |v| {
        v.to_applicant().fill(["高梨", "健太", "タカナシ", "ケンタ", "S63.7.14", "171-0022"]);
        v.typed("東京都豊島区南池袋2丁目47番3号　サンプルタワー東館1105号室");
        (0..24).for_each(|_| { v.key(Input::Left); });
    };
    applicant_filled: |v| { v.to_applicant().fill(licence_holder().registration()); };
    applicant_minor: |v| { v.to_applicant().fill(minor()).enter(); };
    applicant_minor_is_user: |v| { v.to_applicant().fill(minor()).enter().enter(); };
    scan_reservation: |v| { v.key(Input::TakeRead).camera_live(); };
    scan_reservation_other: |v| { v.key(Input::TakeRead).camera_live().sees(Code::Other); };
    scan_trouble: |v| {
        v.key(Input::TakeRead);
        let camera = "HD Pro Webcam C920";
        v.tell(Message::Camera(CameraState::Trouble(Sentence::new("camera-unplugged").with("camera", camera))));
    };
    scan_timeout: |v| {
        v.key(Input::TakeRead).tell(Message::Clock(support::now().saturating_add(jiff::Span::new().seconds(61))));
    };
    scan_package: |v| { v.to_lines().key(Input::TakeRead).camera_live(); };
    scan_package_again: |v| {
        v.to_lines().key(Input::TakeRead).camera_live();
        (0..2).for_each(|_| { v.sees(Code::Iccid("8981100001234567899".into())); });
    };
    lines: |v| { v.to_lines(); };
    lines_told: |v| { v.to_lines_told(); };
    line: |v| { v.to_lines().typed("1"); };
    line_data: |v| { v.to_lines().typed("3"); };
    line_unfinished: |v| { v.to_lines().typed("1").fill(["高梨 美月", "見本", ""]).enter(); };
    line_mnp: |v| { v.to_lines().typed("1").fill(["", "", "", "1234567890", "20261201", "09000001188", ""]); };
    line_mnp_holder: |v| {
        v.to_lines().typed("1").fill(["", "", "", "1234567890", "20261120", "09000001188", "見本 花子"]).enter();
    };
    confirm_lines: |v| {
        v.to_lines_told().enter().choose("drivers-license").camera_live().shoot(&[]).enter();
        v.described(&licence_holder());
    };
    help_lines: |v| { v.to_lines().key(Input::Help); };
    help_line: |v| { v.to_lines().typed("1").key(Input::Help); };
    help_scan_reservation: |v| { v.key(Input::TakeRead).key(Input::Help); };
    help_scan_package: |v| { v.to_lines().key(Input::TakeRead).key(Input::Help); };
    documents: |v| { v.to_documents(&licence_holder()); };
    documents_refused: |v| { v.to_documents(&licence_holder()).key(Input::End).enter(); };
    primary: |v| { v.to_primary(&licence_holder(), "drivers-license"); };
    primary_same: |v| { v.to_primary(&licence_holder(), "drivers-license").key(Input::SameAsRegistered); };
    primary_proposed: |v| { v.to_proposals(); };
    primary_proposed_some: |v| { v.to_proposals().enter().typed("1988-07-15").key(Input::FocusPrevious).key(Input::FocusNext); };
    primary_proposed_all: |v| { v.to_proposals().key(Input::TakeRead); };
    primary_wrong_date: |v| {
        v.to_primary(&licence_holder(), "drivers-license").key(Input::SameAsRegistered);
        v.typed("令和11年2月30日").enter();
    };
    primary_expired: |v| {
        v.to_primary(&licence_holder(), "drivers-license").key(Input::SameAsRegistered);
        v.typed("令和7年8月9日").enter();
    };
    auxiliary: |v| { v.to_auxiliary(); };
    auxiliary_receipt: |v| { v.to_auxiliary().key(Input::Right).key(Input::SameAsRegistered); };
    auxiliary_too_old: |v| {
        v.to_auxiliary().key(Input::SameAsRegistered).typed("令和8年1月5日").enter();
    };
    capture_opening: |v| {
        v.to_capture(&licence_holder(), "drivers-license").tell(Message::Camera(CameraState::Opening));
    };
    capture_live: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.tell(Message::Hint(Some(hint(Some(ReasonCode::Blurred)))));
    };
    capture_taking: |v| { v.to_capture(&licence_holder(), "drivers-license").camera_live().enter(); };
    capture_optional: |v| {
        v.to_confirm(&licence_holder()).typed("s").camera_live();
    };
    capture_trouble: |v| {
        v.to_capture(&licence_holder(), "drivers-license");
        let camera = "HD Pro Webcam C920";
        v.tell(Message::Camera(CameraState::Trouble(Sentence::new("camera-unplugged").with("camera", camera))));
    };
    capture_required: |v| { v.to_capture(&licence_holder(), "drivers-license").camera_live().typed("s"); };
    review_good: |v| { v.to_capture(&licence_holder(), "drivers-license").camera_live().shoot(&[]); };
    review_bad: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot(&[(ReasonCode::Glare, Severity::Need), (ReasonCode::Blurred, Severity::Need)]).enter();
    };
    review_my_number: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        let reasons = vec![Reason::new(ReasonCode::MyNumberVisible, Severity::Block)];
        v.shoot_still(Still { reasons, evidence: None, picture: None, ..good_still() });
    };
    review_reading: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot_still(Still { evidence: None, search: Search::Running, ..good_still() });
    };
    review_no_models: |v| {
        v.tell(Message::ReadingOff(Sentence::new("models-unreadable").with("file", "models/SHA256SUMS")));
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot_still(Still { search: Search::Unsearched(Unsearched::NoModels), ..good_still() });
    };
    review_models_failed: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot_still(Still { search: Search::Unsearched(Unsearched::Failed), ..good_still() }).enter();
    };
    review_differs: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot_still(Still { said: Some(misread()), ..good_still() });
    };
    primary_reading: |v| {
        v.to_capture(&licence_holder(), "drivers-license").camera_live();
        v.shoot_still(Still { evidence: None, search: Search::Running, ..good_still() }).enter();
    };
    mask: |v| { v.to_mask(); };
    mask_by_hand: |v| { v.to_mask().typed("a").key(Input::Up).key(Input::Up).key(Input::Wider); };
    mask_none: |v| { v.to_mask().typed("d").typed("d").enter(); };
    mask_covering: |v| { v.to_mask().enter(); };
    confirm: |v| { v.to_confirm(&licence_holder()); };
    confirm_no_identity: |v| {
        v.to_order().typed("4").enter().fill(licence_holder().registration()).enter();
    };
    sending_sealing: |v| { v.to_sending(&licence_holder()); };
    sending_queue_failed: |v| {
        v.to_sending(&licence_holder()).tell(Message::QueueFailed(1, Sentence::new("store-full")));
    };
    sending_queued: |v| { v.to_sending(&licence_holder()).queued().tell(Message::Waiting(1)).news(Progress::Sending); };
    sending_waiting: |v| {
        v.to_sending(&licence_holder()).queued().tell(Message::Waiting(1)).tell(Message::Service(ServiceState::Down));
        v.news(Progress::Waiting(Sentence::new("sending-error").with("code", "unreachable")));
    };
    sending_delivered: |v| { v.delivered(); };
    sending_in_review: |v| { v.delivered().news(Progress::InReview); };
    sending_accepted: |v| { v.delivered().news(Progress::Accepted); };
    sending_rejected: |v| { v.rejected(&["blurred", "name-differs"]); };
    sending_rejected_registration: |v| {
        v.delivered();
        let said = |key: &str| match key {
            "family_name" => Some("髙梨".to_owned()),
            "given_name" => Some("健太".to_owned()),
            _ => None,
        };
        let rejection = Rejection { registration: Registration::of(said), ..Rejection::of(&["name-differs"]) };
        v.news(Progress::Rejected(rejection));
    };
    sending_rejected_leave: |v| { v.rejected(&["blurred"]).enter(); };
    correct_half_done: |v| {
        v.rejected(&["blurred", "birth-date-differs"]).typed("1").camera_live().shoot(&[]).enter();
    };
    correct_nothing_done: |v| { v.rejected(&["auxiliary-required"]).typed("9").enter(); };
    correct_support_desk: |v| { v.rejected(&["applicant-too-young"]).typed("1"); };
    correct_name: |v| { v.rejected(&["name-differs"]).typed("2"); };
    correct_capture: |v| { v.rejected(&["glare"]).typed("1").camera_live(); };
    cases: |v| { v.cases().key(Input::Cases); };
    cases_none: |v| { v.key(Input::Cases); };
    cases_sought: |v| { v.cases().key(Input::Cases).typed("42"); };
    cases_not_found: |v| { v.cases().key(Input::Cases).typed("999"); };
    case_rejected: |v| { v.cases().key(Input::Cases).typed("0042").enter(); };
    case_accepted: |v| { v.cases().key(Input::Cases).typed("0041").enter(); };
    case_corrected_by_order: |v| { v.cases().key(Input::Cases).typed("0042").enter().enter(); };
    start_to_correct: |v| { v.cases(); };
    help_cases: |v| { v.cases().key(Input::Cases).key(Input::Help); };
    help_case: |v| { v.cases().key(Input::Cases).typed("0042").enter().key(Input::Help); };
    help_correct: |v| { v.rejected(&["blurred"]).typed("9").key(Input::Help); };
    sending_refused: |v| {
        v.to_sending(&licence_holder()).queued();
        v.news(Progress::Refused(vec![Sentence::new("sending-reason-unknown").with("code", "manifest-invalid")]));
    };
    lock_practice: |v| { v.to_applicant().fill(["高梨", "健太"]).key(Input::Lock); };
    lock_opening: |v| { v.at_gate(sign_in(&[])); };
    lock_listed: |v| { v.at_gate(sign_in(&STAFF)).key(Input::Down).key(Input::Down); };
    lock_typed: |v| { v.at_gate(sign_in(&[])).typed("0012").enter().typed("7391"); };
    lock_checking: |v| { v.at_gate(sign_in(&[])).signs("0012"); };
    lock_wrong: |v| { v.at_gate(sign_in(&[])).signs("0012").tell(refusal(1, 0)); };
    lock_pause: |v| { v.at_gate(sign_in(&[])).signs("0012").tell(refusal(1, 240)); };
    lock_idle: |v| { v.to_confirm(&licence_holder()).later(5.minutes()); };
    lock_wiped: |v| { v.to_confirm(&licence_holder()).later(15.minutes()); };
    lock_wiped_and_back: |v| {
        v.to_confirm(&licence_holder()).later(15.minutes()).signs("900");
        v.tell(Message::SignedIn(1, Staff::practice()));
    };
    lock_nobody: |v| {
        let command = "sudo kiosk staff add 1001 --name 山田 --role manager --config /etc/bicsim-kiosk";
        v.at_gate(Access::Nobody { command: command.into() });
    };
    lock_without_sign_in: |v| { v.at_gate(Access::Open).to_applicant().key(Input::Lock); };
    start_without_sign_in: |v| { v.at_gate(Access::Open); };
    practice: |v| { v.key(Input::Practise); };
    practice_start: |v| { v.key(Input::Practise).typed("3"); };
    practice_review: |v| { v.practise(4).camera_live().shoot(&[(ReasonCode::Glare, Severity::Need)]); };
    practice_locked: |v| { v.practise(4).key(Input::Lock); };
    practice_service_down: |v| {
        v.to_sending(&licence_holder()).queued().tell(Message::Waiting(1)).tell(Message::Service(ServiceState::Down));
        v.news(Progress::Waiting(Sentence::new("sending-error").with("code", "unreachable")));
        v.practising(&SITUATIONS[6]);
    };
    practice_over: |v| { v.practise(4).key(Input::EndCustomer).enter(); };
    help_practice: |v| { v.key(Input::Practise).key(Input::Help); };
    dialog_practise: |v| { v.at_gate(Access::Open).tell(Message::Waiting(2)).key(Input::Practise); };
    dialog_end: |v| { v.to_applicant().key(Input::EndCustomer); };
    manager: |v| { v.key(Input::Manage).key(Input::Down); };
    manager_camera: |v| { manager::camera(v); };
    manager_camera_tried: |v| {
        manager::camera(v).key(Input::Right).key(Input::Down).key(Input::Right).key(Input::End).key(Input::Right);
    };
    manager_camera_opening: |v| { manager::open(v, Page::Camera).tell(Message::Camera(CameraState::Opening)); };
    manager_calibration: |v| { manager::calibration(v); };
    manager_calibration_done: |v| { manager::calibrated(v, false); };
    manager_calibration_occupied: |v| { manager::calibrated(v, true); };
    manager_queue: |v| { manager::queue(v); };
    manager_queue_refused: |v| { manager::queue(v).key(Input::Down).key(Input::Down); };
    manager_queue_discard: |v| { manager::queue(v).key(Input::Down).key(Input::Down).typed("d"); };
    manager_queue_delivered: |v| { manager::queue(v).key(Input::End); };
    manager_policy: |v| { manager::open(v, Page::Policy); };
    manager_policy_end: |v| { manager::open(v, Page::Policy).key(Input::End); };
    manager_audit: |v| { manager::audit(v); };
    manager_audit_verifying: |v| { manager::audit(v).typed("v"); };
    manager_audit_sound: |v| { manager::verified(v, true); };
    manager_audit_bad: |v| { manager::verified(v, false); };
    manager_service: |v| { manager::service(v, true); };
    manager_service_other_key: |v| {
        manager::service(v, false);
        v.tell(Message::Service(ServiceState::Paused(Sentence::new("notice-recipient-mismatch"))));
    };
    manager_service_away: |v| { manager::service_away(v); };
    manager_settings: |v| { manager::settings(v); };
    manager_settings_end: |v| { manager::settings(v).key(Input::End); };
    manager_settings_checking: |v| { manager::settings(v).typed("c"); };
    manager_settings_sound: |v| { manager::checked(v, Vec::new()); };
    manager_settings_wrong: |v| { manager::checked(v, manager::findings()); };
    manager_staff: |v| { manager::staff(v).key(Input::Down); };
    manager_staff_last_manager: |v| {
        manager::staff(v).typed("d");
        manager::staff_changed(v, Some(Sentence::new("staff-last-manager")));
    };
    manager_staff_new: |v| {
        manager::staff(v).typed("a").fill(["0056", "佐藤"]).key(Input::Right).key(Input::FocusNext);
        v.fill(["83140297", "8314"]);
    };
    manager_staff_trivial: |v| { manager::staff(v).key(Input::Down).typed("p").typed("1234").enter(); };
    manager_staff_saved: |v| {
        manager::staff(v).key(Input::Down).typed("p").fill(["83140297", "83140297"]).enter();
        manager::staff_changed(v, None);
    };
    manager_staff_read_only: |v| {
        let command = "sudo kiosk staff reset-pin 0034 --config /etc/bicsim-kiosk";
        manager::staff(v).key(Input::Down).typed("p").fill(["83140297", "83140297"]).enter();
        manager::staff_changed(v, Some(Sentence::new("manager-staff-command").with("command", command)));
    };
    manager_help: |v| { manager::queue(v).key(Input::Help); };
    start_files_wrong: |v| { v.tell(Message::FilesWrong(manager::findings())); };
    help_start: |v| { v.key(Input::Help); };
    help_order: |v| { v.to_order().key(Input::Help); };
    help_applicant: |v| { v.to_applicant().key(Input::Help); };
    help_document: |v| { v.to_documents(&licence_holder()).key(Input::Help); };
    help_primary: |v| { v.to_primary(&licence_holder(), "drivers-license").key(Input::Help); };
    help_auxiliary: |v| { v.to_auxiliary().key(Input::Help); };
    help_capture: |v| { v.to_capture(&licence_holder(), "drivers-license").camera_live().key(Input::Help); };
    help_mask: |v| { v.to_mask().key(Input::Help); };
    help_review: |v| { v.to_capture(&licence_holder(), "drivers-license").camera_live().shoot(&[]).key(Input::Help); };
    help_confirm: |v| { v.to_confirm(&licence_holder()).key(Input::Help); };
    help_lock: |v| { v.key(Input::Lock).key(Input::Help); };
    help_sending: |v| { v.delivered().key(Input::Help); };
}

/// The fullest screens of a customer, with what each situation has to say: nothing is cut off.
#[test]
fn what_is_practised_leaves_room_for_the_advice() {
    let stops: &[fn(&mut Visit)] = &[
        |v| _ = v.to_order().typed("1").typed("5").enter(),
        |v| _ = v.to_documents(&licence_holder()),
        |v| _ = v.to_capture(&licence_holder(), "drivers-license").camera_live(),
        |v| {
            v.to_capture(&licence_holder(), "drivers-license").camera_live();
            v.shoot(&[(ReasonCode::Glare, Severity::Need)]).enter();
        },
        |v| _ = v.to_proposals(),
        |v| _ = v.to_mask(),
        |v| {
            v.to_primary(&licence_holder(), "drivers-license").key(Input::SameAsRegistered);
            v.typed("令和7年8月9日").enter();
        },
        |v| _ = v.to_auxiliary(),
        |v| _ = v.to_auxiliary().key(Input::SameAsRegistered).typed("令和8年1月5日").enter(),
        |v| _ = v.to_confirm(&licence_holder()),
        |v| _ = v.rejected(&["blurred"]),
    ];
    for language in LANGUAGES {
        for (at, go) in stops.iter().enumerate() {
            for situation in SITUATIONS {
                let mut visit = Visit::new(language);
                go(&mut visit);
                visit.practising(situation);
                let drawn = visit.drawn(SIZES[0], in_colour());
                let place = format!("{} at stop {at} in {}", situation.id, language.tag());
                assert_advice_is_whole(&visit, &drawn, SIZES[0], &place);
            }
        }
    }
}

const STAFF: [(&str, &str, Role); 3] =
    [("0012", "山田 花子", Role::Manager), ("0034", "鈴木 一郎", Role::Staff), ("kato", "加藤", Role::Staff)];

fn sign_in(staff: &[(&str, &str, Role)]) -> Access {
    let member =
        |(id, name, role): &(&str, &str, Role)| Staff { id: (*id).into(), name: (*name).into(), role: *role };
    Access::SignIn { listed: staff.iter().map(member).collect() }
}

fn refusal(attempt: u64, pause: i64) -> Message {
    Message::SignInRefused(Box::new(Refused {
        attempt,
        staff_id: None,
        code: Some("unknown-id"),
        why: Sentence::new("notice-sign-in-wrong"),
        retry_at: Some(support::now().saturating_add(pause.seconds())),
    }))
}

/// Locks every screen of a customer, and looks for anything of theirs.
#[test]
fn nothing_of_the_customer_is_on_a_locked_screen() {
    type Stop = fn(&mut Visit);
    let stops: &[Stop] = &[
        |v| _ = v.typed("BIC-1001"),
        |v| _ = v.typed("BIC-1001").enter().reservation(&["voice-sim"], &licence_holder()),
        |v| _ = v.to_order().typed("1"),
        |v| _ = v.to_applicant().fill(licence_holder().registration()),
        |v| _ = v.to_documents(&licence_holder()),
        |v| _ = v.to_primary(&licence_holder(), "drivers-license").key(Input::SameAsRegistered),
        |v| _ = v.to_auxiliary().key(Input::SameAsRegistered),
        |v| _ = v.to_capture(&licence_holder(), "drivers-license").camera_live(),
        |v| _ = v.to_capture(&licence_holder(), "drivers-license").camera_live().shoot(&[]),
        |v| _ = v.to_confirm(&licence_holder()),
        |v| _ = v.to_confirm(&licence_holder()).key(Input::EndCustomer),
        |v| _ = v.to_sending(&licence_holder()),
        |v| _ = v.rejected(&["name-differs"]),
    ];
    let mut secrets = licence_holder().registration();
    secrets.extend(support::Person::of("japanese-passport").registration());
    secrets.extend(["BIC-1001", "R-20261122-0042"].map(str::to_owned));
    // What was chosen and photographed is theirs too.
    secrets.extend(["音声通話", "運転免許証", "reason-name-differs"].map(str::to_owned));
    secrets.retain(|secret| !secret.is_empty());
    let (mut seen_before, mut pictures_before) = (0, 0);
    for (at, go) in stops.iter().enumerate() {
        for (by_key, size) in [(true, SIZES[0]), (false, SIZES[0]), (true, SIZES[1])] {
            let mut visit = Visit::new(Language::Ja);
            go(&mut visit);
            let shown = sides(&visit, size);
            seen_before += secrets.iter().filter(|secret| shown.contains(&squeezed(secret))).count();
            pictures_before += usize::from(shown.contains('▀'));
            if by_key {
                visit.key(Input::Lock);
            } else {
                visit.later(5.minutes());
            }
            let shown = sides(&visit, size);
            for secret in &secrets {
                assert!(!shown.contains(&squeezed(secret)), "stop {at}: {secret} in {shown}");
            }
            assert!(!shown.contains('▀'), "stop {at}: a picture");
        }
    }
    assert!(pictures_before >= 6, "the screens before the lock show no pictures: {pictures_before}");
    assert!(seen_before > 40, "the screens before the lock show too little: {seen_before}");
}

/// The screen with its pictures, without blanks: whole rows, then each side by itself, so that a text
/// is found that was wrapped within one of them.
fn sides(visit: &Visit, (columns, rows): (u16, u16)) -> String {
    let drawn = visit.drawn((columns, rows), Theme::new(true, Colours::True));
    let border = (0..columns).find(|x| drawn.row(3, *x, x + 1) == "│").unwrap();
    let spans = [(0, columns), (0, border), (border + 1, columns)];
    spans.map(|(from, to)| drawn.squeezed_columns(from, to)).join("\n").replace('│', "")
}

#[test]
fn too_small() {
    for language in LANGUAGES {
        let visit = Visit::new(language);
        for (columns, rows) in [(79, 24), (80, 23), (40, 10)] {
            let drawn = visit.drawn((columns, rows), in_colour());
            snapshot("too-small", &format!("{}-{columns}x{rows}", language.tag()), &drawn);
        }
        // Too small for a sentence: nothing breaks.
        for size in [(1, 1), (2, 3), (0, 0)] {
            visit.drawn(size, in_colour()).text();
        }
    }
}

/// A licence whose name and date were not read as they are registered.
fn misread() -> Told {
    let field = |text: &str, region| Some(Field { text: text.into(), confidence: 0.99, region });
    let fields = Fields {
        name: field("高梨　建太", part(90.0, 45.0, 100.0, 12.0)),
        expires_on: field("2026-11-21", part(90.0, 80.0, 100.0, 12.0)),
        ..Fields::default()
    };
    Told { fields, size: (320.0, 180.0) }
}

fn minor() -> [&'static str; 8] {
    ["見本", "一郎", "ミホン", "イチロウ", "2009-01-01", "1700013", "東京都豊島区", "0312345678"]
}

fn hint(code: Option<ReasonCode>) -> Hint {
    let corners = Some([(0.22, 0.18), (0.78, 0.18), (0.78, 0.82), (0.22, 0.82)]);
    let reason = code.map(|code| (code, Sentence::new(format!("reason-{code}"))));
    Hint { corners, reason, progress: 0.0 }
}
