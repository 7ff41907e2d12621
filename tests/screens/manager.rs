//! What the runtime would answer to the manager's pages.

use jiff::Timestamp;
use jiff::civil::date;
use kiosk::camera::device::Control;
use kiosk::camera::settings::Level;
use kiosk::camera::{Encoding, Format, Settings};
use kiosk::counter::manager::{
    Answer, Answering, CameraFacts, Finding, Marked, Page, QueueList, SceneFigures, ServiceReport, Setting,
    SettingOrigin, SettingsList, StaffChanged,
};
use kiosk::counter::{Input, Message};
use kiosk::staff::Roll;
use kiosk::store::audit::{Action, FirstBad, GENESIS, Line, Verified};
use kiosk::store::{Capacity, CaseRecord, State, Status};
use kiosk::text::Message as Sentence;

use super::Visit;

const FILE: &str = "/etc/bicsim-kiosk/kiosk.toml";

/// Opens a page from the start screen.
pub fn open(v: &mut Visit, page: Page) -> &mut Visit {
    let number = Page::ALL.iter().position(|other| *other == page).unwrap() + 1;
    v.key(Input::Manage).typed(&number.to_string())
}

fn answer(v: &mut Visit, answer: Answer) -> &mut Visit {
    v.tell(Message::Managed(answer))
}

pub fn camera(v: &mut Visit) -> &mut Visit {
    open(v, Page::Camera).camera_live();
    let control = |name, value, automatic| Control {
        name,
        min: 0,
        max: 250,
        auto: true,
        value: Some(value),
        automatic: Some(automatic),
    };
    let controls = vec![control("exposure", 120, false), control("focus", 40, true)];
    let settings = Settings { exposure: Some(Level::Fixed(120)), ..Settings::default() };
    answer(v, Answer::Camera(Box::new(CameraFacts { settings, controls, file: FILE.into() })));
    let format = Format { encoding: Encoding::Jpeg, width: 1920, height: 1080, fps: 30.0 };
    let name = "HD Pro Webcam C920".into();
    answer(v, Answer::Scene(SceneFigures { name, format, fps: 29.8, dropped: 3, sharpness: Some(0.72) }))
}

pub fn calibration(v: &mut Visit) -> &mut Visit {
    open(v, Page::Calibration).camera_live();
    answer(v, Answer::Desk(Some(date(2026, 11, 2).at(9, 40, 0, 0))))
}

pub fn calibrated(v: &mut Visit, refused: bool) -> &mut Visit {
    calibration(v).enter();
    let outcome = if refused {
        Err(Sentence::new("camera-calibrate-occupied"))
    } else {
        Ok(date(2026, 11, 22).at(14, 5, 0, 0))
    };
    answer(v, Answer::Calibrated(outcome))
}

fn case(number: u8, state: State) -> CaseRecord {
    let at = |minute: u8| format!("2026-11-22T04:{minute:02}:00Z").parse::<Timestamp>().unwrap();
    let waits = state == State::Queued;
    CaseRecord {
        id: format!("019a8f00-0000-7000-8000-0000000000{number:02}").parse().unwrap(),
        state,
        attempts: u32::from(number),
        created_at: at(number),
        attempted_at: Some(at(number + 1)),
        next_attempt_at: waits.then(|| at(59)),
        hold_until: None,
        receipt_number: (state == State::Delivered).then(|| "R-20261122-0042".into()),
        status: (state == State::Delivered).then_some(Status::InReview),
        reasons: if state == State::Refused { vec!["blurred".into()] } else { Vec::new() },
        bytes: 412_345,
        services: vec!["voice-sim".into()],
        documents: vec!["drivers-license".into()],
        policy: "counter-2022".into(),
        supersedes: None,
        last_error: match state {
            State::Queued => Some("unreachable".into()),
            State::Refused => Some("http-422".into()),
            _ => None,
        },
    }
}

pub fn queue(v: &mut Visit) -> &mut Visit {
    let states = [State::Queued, State::Sending, State::Refused, State::Delivered, State::Delivered];
    let cases = states.iter().zip(1..).map(|(state, number)| case(number, *state)).collect();
    let capacity = Capacity { bytes_free: 3_900_000_000, cases_possible: 929 };
    open(v, Page::Queue);
    answer(v, Answer::Queue(Ok(QueueList { cases, capacity })))
}

pub fn audit(v: &mut Visit) -> &mut Visit {
    let line = |index: u64, action, staff: Option<&str>, codes: &[&str]| Line {
        index,
        at: format!("2026-11-22T0{index}:15:00Z"),
        staff: staff.map(str::to_owned),
        action,
        case: Some("019a8f00-0000-7000-8000-000000000001".into()),
        policy: Some("counter-2022".into()),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        prev: GENESIS.into(),
    };
    let entries = vec![
        line(4, Action::Overridden, Some("s-07"), &["drivers-license", "front", "glare"]),
        line(3, Action::CaseDelivered, None, &["R-20261122-0042", "received"]),
        line(2, Action::CaseQueued, Some("s-07"), &[]),
        line(1, Action::SignedIn, Some("s-07"), &[]),
        line(0, Action::ChainStarted, None, &[]),
    ];
    open(v, Page::Audit);
    answer(v, Answer::Audit(Ok((entries, 5))))
}

pub fn verified(v: &mut Visit, sound: bool) -> &mut Visit {
    audit(v).typed("v");
    let first_bad = (!sound).then(|| FirstBad { index: 3, why: "changed".into() });
    let head = "5f".repeat(32);
    answer(v, Answer::Verified(Ok(Verified { entries: 5, ok: sound, first_bad, head })))
}

pub fn service(v: &mut Visit, known: bool) -> &mut Visit {
    let key = |end: &str| format!("age1{}{end}", "q".repeat(54));
    let announced = if known { key("0000") } else { key("ffff") };
    let report = ServiceReport {
        url: "https://kyc.example.jp".into(),
        configured: vec![key("0000")],
        answer: Ok(Answering { round_trip_ms: 48, announced, known }),
        skew: Some(1),
    };
    open(v, Page::Service);
    answer(v, Answer::Service(Box::new(report)))
}

pub fn service_away(v: &mut Visit) -> &mut Visit {
    let why = Sentence::new("sending-error").with("code", "timed-out");
    let report = ServiceReport {
        url: "https://kyc.example.jp".into(),
        configured: vec![],
        answer: Err(why),
        skew: None,
    };
    open(v, Page::Service);
    answer(v, Answer::Service(Box::new(report)))
}

pub fn settings(v: &mut Visit) -> &mut Visit {
    let setting = |key: &str, value: Option<&str>, origin, restart| Setting {
        key: key.into(),
        value: value.map(str::to_owned),
        origin,
        variable: format!("KIOSK__{}", key.replace('.', "__").to_uppercase()),
        restart,
    };
    let mut settings = vec![
        setting("kiosk.id", Some("\"practice-1\""), SettingOrigin::File(11), true),
        setting("kiosk.language", Some("\"ja\""), SettingOrigin::Environment, false),
        setting("camera.name", None, SettingOrigin::Default, true),
        setting("central.timeouts.connect_seconds", Some("5"), SettingOrigin::Default, true),
    ];
    settings.extend(
        (0..20).map(|n| setting(&format!("capture.key_{n}"), Some("0.012"), SettingOrigin::Default, false)),
    );
    let list = SettingsList { file: FILE.into(), settings, pending: vec!["central.url".into()] };
    open(v, Page::Settings);
    answer(v, Answer::Settings(Ok(list)))
}

pub fn findings() -> Vec<Finding> {
    let line = Marked { text: "langauge = \"ja\"".into(), start: 0, len: 8 };
    let unknown = Sentence::new("input-unknown-key-near").with("near", "language").with("key", "langauge");
    let warning = Sentence::new("policy-warning-assumption").with("id", "counter-2022");
    vec![
        Finding { wrong: true, place: format!("{FILE}:14:1"), line: Some(line), sentence: unknown },
        Finding { wrong: false, place: String::new(), line: None, sentence: warning },
    ]
}

pub fn checked(v: &mut Visit, findings: Vec<Finding>) -> &mut Visit {
    settings(v).typed("c");
    answer(v, Answer::Checked(findings))
}

const HASH: &str =
    "$argon2id$v=19$m=65536,t=3,p=1$g3j74deH4OTEjdrDfgEbDA$23UziAba1UVCy8NouNogBjq1csAFdJJZioVeGKdJkD8";

pub fn staff(v: &mut Visit) -> &mut Visit {
    let member = |(id, name, role, disabled): (&str, &str, &str, bool)| {
        format!(
            "[[staff]]\nid = \"{id}\"\nname = \"{name}\"\nrole = \"{role}\"\npin = \"{HASH}\"\ndisabled = {disabled}\n"
        )
    };
    let members = [
        ("0012", "山田 花子", "manager", false),
        ("0034", "鈴木 一郎", "staff", false),
        ("kato", "加藤", "staff", true),
    ];
    let roll = Roll::parse("staff.toml", &members.map(member).concat()).unwrap();
    answer(open(v, Page::Staff), Answer::Staff(Ok(roll.members().to_vec())))
}

/// The outcome of a change of the second member.
pub fn staff_changed(v: &mut Visit, why_not: Option<Sentence>) -> &mut Visit {
    let roll = Roll::parse(
        "staff.toml",
        &format!("[[staff]]\nid = \"0034\"\nname = \"鈴木 一郎\"\nrole = \"staff\"\npin = \"{HASH}\"\n"),
    );
    let member = roll.unwrap().members()[0].clone();
    let outcome = why_not.map_or(Ok(member), Err);
    answer(v, Answer::StaffChanged(StaffChanged { by: Some("900".into()), what: "pin-reset", outcome }))
}
