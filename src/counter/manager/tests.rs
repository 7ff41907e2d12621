use std::sync::Arc;

use jiff::civil::date;
use zeroize::Zeroizing;

use super::*;
use crate::camera::Settings;
use crate::camera::device::Control;
use crate::camera::view::Rotation;
use crate::counter::{Access, CameraState, DeliveryNews, Message, Place, Progress, Sight, TakenOver, update};
use crate::policy::PolicySet;
use crate::staff::{Change, Pin, Role, Roll};
use crate::store::{Capacity, CaseRecord, Origin, State as CaseState};
use crate::text::{Language, Message as Sentence};
use crate::verification::matching::Variants;

/// A counter whose manager presses keys; keeps what was asked last.
struct Desk {
    state: Option<State>,
    asked: Vec<Ask>,
}

impl Desk {
    fn new(practice: bool) -> Self {
        let origin = Origin { kiosk_id: "k".into(), store_id: "s".into(), staff_id: None };
        let place = Place { origin, store_name: "店".into(), counter: None, practice, interrupts: false };
        let policies = Arc::new(PolicySet::new(Vec::new(), Variants::built_in()));
        let now = date(2026, 11, 22).at(14, 5, 0, 0);
        let mut state = State::new(place, Language::Ja, policies, now);
        if practice {
            state = state.staffed(crate::staff::Staff::practice());
        }
        Self { state: Some(state), asked: Vec::new() }
    }

    /// With that page open.
    fn at(page: Page) -> Self {
        let mut desk = Self::new(true);
        let number = Page::ALL.iter().position(|other| *other == page).unwrap() + 1;
        desk.press(Input::Manage).typed(&number.to_string());
        desk
    }

    fn tell(&mut self, message: Message) -> &mut Self {
        let (state, effects) = update(self.state.take().unwrap(), message);
        self.state = Some(state);
        self.asked = effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Manage(ask) => Some(ask),
                // What is done is noted; the lock looks for who may open it.
                Effect::Record { .. } | Effect::LookForStaff => None,
                _ => panic!("the manager's screens ask for nothing else"),
            })
            .collect();
        self
    }

    fn press(&mut self, input: Input) -> &mut Self {
        self.tell(Message::Input(input))
    }

    fn typed(&mut self, text: &str) -> &mut Self {
        self.press(Input::Text(Zeroizing::new(text.to_owned())))
    }

    fn answer(&mut self, answer: Answer) -> &mut Self {
        self.tell(Message::Managed(answer))
    }

    fn state(&self) -> &State {
        self.state.as_ref().unwrap()
    }

    fn id(&self) -> &'static str {
        self.state().screen_id()
    }

    fn notice(&self) -> Option<&str> {
        self.state().notice.as_ref().map(|notice| notice.id.as_ref())
    }

    fn tried(&self) -> Settings {
        match &self.state().screen {
            Screen::Manager(Manager { open: Some(Open::Camera(page)), .. }) => page.tried.clone().unwrap(),
            _ => panic!("not at the camera"),
        }
    }
}

fn case(number: u8, state: CaseState) -> CaseRecord {
    CaseRecord {
        id: uuid::Uuid::from_u128(number.into()),
        state,
        attempts: 1,
        created_at: jiff::Timestamp::UNIX_EPOCH,
        attempted_at: None,
        next_attempt_at: None,
        hold_until: None,
        receipt_number: None,
        status: None,
        reasons: Vec::new(),
        bytes: 1,
        services: Vec::new(),
        documents: Vec::new(),
        policy: "p".into(),
        supersedes: None,
        last_error: None,
    }
}

fn queue(cases: Vec<CaseRecord>) -> Answer {
    Answer::Queue(Ok(QueueList { cases, capacity: Capacity { bytes_free: 1, cases_possible: 1 } }))
}

fn camera(controls: Vec<Control>) -> Answer {
    Answer::Camera(Box::new(CameraFacts {
        settings: Settings::default(),
        controls,
        file: "kiosk.toml".into(),
    }))
}

fn exposure(automatic: bool) -> Control {
    Control { name: "exposure", min: 0, max: 400, auto: true, value: Some(100), automatic: Some(automatic) }
}

#[test]
fn only_a_manager_gets_in_and_only_from_the_start_screen() {
    let mut staff = Desk::new(true);
    if let Some(state) = &mut staff.state {
        state.access = crate::counter::Access::Nobody { command: String::new() };
        state.staff =
            Some(crate::staff::Staff { role: crate::staff::Role::Staff, ..crate::staff::Staff::practice() });
    }
    assert_eq!(staff.press(Input::Manage).id(), "start");
    assert_eq!(Desk::new(true).press(Input::Next).press(Input::Manage).id(), "order");
    assert_eq!(Desk::new(true).press(Input::Manage).id(), "manager");
}

#[test]
fn every_page_opens_by_its_number_or_by_arrows_and_closes_with_esc() {
    for (index, page) in Page::ALL.iter().enumerate() {
        let mut desk = Desk::new(true);
        desk.press(Input::Manage);
        for _ in 0..index {
            desk.press(Input::Down);
        }
        assert_eq!(desk.press(Input::Next).id(), page.as_str());
        assert_eq!(Desk::at(*page).id(), page.as_str());
        assert_eq!(desk.press(Input::Back).id(), "manager");
        assert_eq!(desk.press(Input::Back).id(), "start");
        assert_eq!(Desk::at(*page).press(Input::EndCustomer).id(), "start");
    }
}

#[test]
fn the_camera_looks_for_its_two_pages_only() {
    for page in Page::ALL {
        let wanted = matches!(page, Page::Camera | Page::Calibration).then_some(Sight::Desk);
        let mut desk = Desk::at(*page);
        assert_eq!(desk.state().wants_camera(), wanted, "{page:?}");
        assert_eq!(desk.press(Input::Back).state().wants_camera(), None);
    }
}

#[test]
fn what_is_tried_is_looked_through_at_once_told_as_lines_and_undone_when_left() {
    let mut desk = Desk::at(Page::Camera);
    assert_eq!(desk.asked, [Ask::Camera]);
    desk.answer(camera(vec![exposure(true)])).press(Input::Right);
    assert_eq!(desk.tried().rotate, Rotation::Quarter);
    assert_eq!(desk.asked, [Ask::Tune(Box::new(desk.tried()))]);
    desk.press(Input::Down).press(Input::Down).press(Input::Right).press(Input::Right);
    // Up from the first knob to the last: the exposure.
    desk.press(Input::End).press(Input::Right);
    let Screen::Manager(Manager { open: Some(Open::Camera(page)), .. }) = &desk.state().screen else {
        panic!()
    };
    assert_eq!(page.lines(), ["rotate = 90", "zoom = 1.2", "exposure = 110"]);
    desk.press(Input::Back);
    let [Ask::Tune(undone)] = desk.asked.as_slice() else { panic!("{:?}", desk.asked) };
    // The settings say nothing of the exposure, so it gets back what it had.
    let automatic = Some(crate::camera::settings::Level::Auto(crate::camera::settings::Auto::Auto));
    assert_eq!((undone.rotate, undone.zoom, undone.exposure), (Rotation::None, 1.0, automatic));
    assert_eq!(Desk::at(Page::Camera).answer(camera(Vec::new())).press(Input::Back).asked, []);
}

#[test]
fn the_lines_that_keep_what_is_tried_are_settings() {
    let mut desk = Desk::at(Page::Camera);
    desk.answer(camera(vec![exposure(false)]));
    for index in 0..8 {
        desk.press(Input::Home);
        for _ in 0..index {
            desk.press(Input::Down);
        }
        // A part must be smaller before it can move.
        desk.press(if index > 4 { Input::Left } else { Input::Right });
    }
    desk.press(Input::Home).press(Input::Down).press(Input::Down).press(Input::Down).press(Input::Right);
    let Screen::Manager(Manager { open: Some(Open::Camera(page)), .. }) = &desk.state().screen else {
        panic!()
    };
    let written: Settings = toml::from_str(&page.lines().join("\n")).unwrap();
    assert!(written.check().is_ok());
    let tried = desk.tried();
    assert_eq!(
        (written.rotate, written.mirror, written.exposure),
        (tried.rotate, tried.mirror, tried.exposure)
    );
    assert!(
        (written.crop.left - 0.05).abs() < 1e-6 && (written.crop.width - 0.95).abs() < 1e-6,
        "{written:?}"
    );
    // Del takes all of it back.
    desk.press(Input::Delete);
    assert_eq!(desk.tried(), Settings::default());
}

#[test]
fn the_desk_is_taken_when_the_camera_shows_it_and_the_outcome_is_said() {
    let mut desk = Desk::at(Page::Calibration);
    assert_eq!(desk.asked, [Ask::Desk]);
    assert_eq!(desk.press(Input::Next).asked, []);
    assert_eq!(desk.notice(), Some("notice-camera-not-ready"));
    desk.tell(Message::Camera(CameraState::Live)).press(Input::Next);
    assert_eq!(desk.asked, [Ask::Calibrate]);
    assert_eq!(desk.press(Input::Next).asked, [], "once is enough");
    desk.answer(Answer::Calibrated(Err(Sentence::new("camera-calibrate-occupied"))));
    assert_eq!(desk.notice(), Some("camera-calibrate-occupied"));
    desk.press(Input::Next).answer(Answer::Calibrated(Ok(date(2026, 11, 22).at(14, 6, 0, 0))));
    assert_eq!(desk.notice(), Some("camera-calibrate-done"));
}

#[test]
fn what_waits_can_be_sent_now_and_only_what_was_refused_discarded() {
    let mut desk = Desk::at(Page::Queue);
    assert_eq!(desk.asked, [Ask::Queue]);
    desk.answer(queue(vec![case(2, CaseState::Refused)])).typed("s");
    assert_eq!((desk.asked.as_slice(), desk.notice()), ([].as_slice(), Some("manager-queue-none-waits")));
    desk.answer(queue(vec![case(1, CaseState::Queued), case(2, CaseState::Refused)])).typed("Ｓ");
    assert_eq!(desk.asked, [Ask::SendNow]);
    // The focus stayed with the refused case.
    desk.press(Input::Home).typed("d");
    assert_eq!((desk.asked.as_slice(), desk.notice()), ([].as_slice(), Some("manager-queue-refused-only")));
    desk.press(Input::Down).typed("d");
    assert_eq!(desk.asked, []);
    assert_eq!(desk.press(Input::Back).id(), "manager-queue", "Esc keeps the case and the page");
    desk.typed("d").press(Input::Next);
    assert_eq!(desk.asked, [Ask::Discard(uuid::Uuid::from_u128(2))]);
    desk.answer(Answer::Discarded(Ok(uuid::Uuid::from_u128(2))));
    assert_eq!(desk.asked, [Ask::Queue]);
}

#[test]
fn news_of_the_queue_are_asked_for_once_at_a_time() {
    let mut desk = Desk::at(Page::Queue);
    let news = || Message::Delivery(DeliveryNews { submission_id: "x".into(), progress: Progress::Sending });
    assert_eq!(desk.tell(news()).asked, [], "the first answer is still to come");
    assert_eq!(desk.answer(queue(Vec::new())).asked, [Ask::Queue]);
    assert_eq!(desk.tell(news()).tell(Message::Waiting(3)).asked, []);
    assert_eq!(desk.answer(queue(Vec::new())).asked, [Ask::Queue]);
    assert_eq!(desk.answer(queue(Vec::new())).asked, []);
}

#[test]
fn an_answer_that_comes_too_late_is_dropped() {
    let mut desk = Desk::at(Page::Service);
    desk.press(Input::Back).typed("3");
    desk.answer(Answer::Audit(Ok((Vec::new(), 0)))).answer(Answer::Checked(Vec::new()));
    assert_eq!(desk.id(), "manager-queue");
    desk.press(Input::Back).press(Input::Back);
    assert_eq!(desk.answer(queue(Vec::new())).id(), "start");
}

#[test]
fn the_trail_is_verified_once_at_a_time() {
    let mut desk = Desk::at(Page::Audit);
    desk.answer(Answer::Audit(Ok((Vec::new(), 0)))).typed("v");
    assert_eq!(desk.asked, [Ask::VerifyAudit]);
    assert_eq!(desk.typed("v").asked, []);
}

#[test]
fn a_check_lies_over_the_settings_and_esc_takes_it_off() {
    let mut desk = Desk::at(Page::Settings);
    assert_eq!(desk.asked, [Ask::Settings]);
    assert_eq!(desk.typed("c").asked, [Ask::Check]);
    assert_eq!(desk.typed("c").asked, []);
    desk.answer(Answer::Checked(Vec::new()));
    assert_eq!(desk.press(Input::Back).id(), "manager-settings");
    assert_eq!(desk.asked, [Ask::Settings], "they may be other ones by now");
    assert_eq!(desk.press(Input::Back).id(), "manager");
}

#[test]
fn files_are_taken_over_between_customers_only_and_wrong_ones_are_told() {
    let mut desk = Desk::new(true);
    assert!(desk.state().is_between_customers());
    assert!(!Desk::at(Page::Queue).state().is_between_customers());
    desk.press(Input::Next);
    assert!(!desk.state().is_between_customers());
    desk.press(Input::EndCustomer).press(Input::Next);
    let wrong = Finding {
        wrong: true,
        place: "/etc/bicsim-kiosk/policy/counter-2022.toml:3:1".into(),
        line: None,
        sentence: Sentence::new("input-unknown-key"),
    };
    desk.tell(Message::FilesWrong(vec![wrong]));
    let told = crate::counter::Advice::of(desk.state()).warnings;
    let about = told.iter().find(|sentence| sentence.id == "advice-files-wrong").unwrap();
    assert_eq!(about.args, [("file", "counter-2022.toml:3:1".to_owned())]);
    desk.tell(Message::FilesWrong(Vec::new())).tell(Message::TakenOver(Box::new(TakenOver {
        policies: Arc::new(PolicySet::new(Vec::new(), Variants::built_in())),
        language: Some(Language::En),
        store_name: "新しい店".into(),
        counter: Some("2番".into()),
        pending: vec!["central.url".into()],
    })));
    assert_eq!((desk.state().language, desk.state().place.store_name.as_str()), (Language::En, "新しい店"));
    assert_eq!(desk.notice(), Some("notice-taken-over"));
    let told = crate::counter::Advice::of(desk.state()).warnings;
    assert!(told.iter().any(|sentence| sentence.id == "advice-settings-pending"));
    assert!(told.iter().all(|sentence| sentence.id != "advice-files-wrong"));
}

fn member(id: &str, role: Role, disabled: bool) -> Member {
    let hash = "$argon2id$v=19$m=64,t=1,p=1$YWJjZGVmZ2g$YWJjZGVmZ2hpamtsbW5vcA";
    let text = format!("[[staff]]\nid = \"{id}\"\nname = \"山田\"\nrole = \"{}\"\n", role.as_str());
    let text = format!("{text}pin = \"{hash}\"\ndisabled = {disabled}\n");
    Roll::parse("staff.toml", &text).unwrap().members()[0].clone()
}

fn changed(what: &'static str, outcome: Result<Member, Sentence>) -> Answer {
    Answer::StaffChanged(StaffChanged { by: Some("900".into()), what, outcome })
}

#[test]
fn someone_is_registered_once_everything_is_right() {
    let mut desk = Desk::at(Page::Staff);
    assert_eq!(desk.asked, [Ask::Staff]);
    desk.answer(Answer::Staff(Ok(vec![member("0012", Role::Manager, false)])));
    let wrong = |desk: &Desk| match &desk.state().screen {
        Screen::Manager(Manager { open: Some(Open::Staff(page)), .. }) => {
            let fields = page.form.iter().flat_map(|filling| filling.form.fields());
            fields.filter_map(|field| field.fault.as_ref()).map(|fault| fault.id.to_string()).collect()
        }
        _ => Vec::new(),
    };
    desk.typed("a").typed("0012").press(Input::Next);
    assert_eq!(wrong(&desk), ["staff-id-taken"]);
    desk.press(Input::Back).typed("a").typed("0034").press(Input::Next).typed("佐藤").press(Input::Next);
    // The role may stay as it is, so Enter goes on to the PIN.
    desk.typed("８３１４").press(Input::Next).typed("8315").press(Input::Next);
    assert!(desk.asked.is_empty());
    assert_eq!(wrong(&desk), ["staff-pins-differ"]);
    desk.press(Input::Erase).typed("4").press(Input::Next);
    let pin = Pin::typed("8314");
    let add = Change::Add { id: "0034".into(), name: "佐藤".into(), role: Role::Staff, pin };
    assert_eq!(desk.asked, [Ask::ChangeStaff(add)]);
    // Nothing is asked twice while that is under way, and what was typed stays where it fails.
    desk.press(Input::Next).typed("d");
    assert!(desk.asked.is_empty());
    desk.answer(changed("added", Err(Sentence::new("staff-system"))));
    assert_eq!((desk.asked.as_slice(), desk.notice()), (&[Ask::Staff][..], Some("staff-system")));
    desk.press(Input::Next);
    assert!(matches!(desk.asked.as_slice(), [Ask::ChangeStaff(Change::Add { .. })]));
    desk.answer(changed("added", Ok(member("0034", Role::Staff, false))));
    assert_eq!(desk.notice(), Some("staff-added"));
    desk.press(Input::Back);
    assert_eq!(desk.id(), "manager", "the form is closed");
}

#[test]
fn keys_change_the_member_in_focus() {
    let mut desk = Desk::at(Page::Staff);
    desk.typed("d").typed("p").typed("m");
    assert!(desk.asked.is_empty(), "nobody is listed yet");
    let staff = vec![member("1", Role::Manager, false), member("2", Role::Staff, true)];
    let asks = |desk: &mut Desk, key: &str| {
        desk.typed(key);
        let asked = desk.asked.pop();
        desk.answer(changed("enabled", Err(Sentence::new("staff-system"))));
        asked
    };
    desk.answer(Answer::Staff(Ok(staff)));
    assert_eq!(asks(&mut desk, "D"), Some(Ask::ChangeStaff(Change::Disable("1".into()))));
    let role = Change::SetRole { id: "1".into(), role: Role::Staff };
    assert_eq!(asks(&mut desk, "ｍ"), Some(Ask::ChangeStaff(role)));
    desk.press(Input::Down);
    assert_eq!(asks(&mut desk, "d"), Some(Ask::ChangeStaff(Change::Enable("2".into()))));
    let role = Change::SetRole { id: "2".into(), role: Role::Manager };
    assert_eq!(asks(&mut desk, "m"), Some(Ask::ChangeStaff(role)));
    desk.typed("p").typed("1234").press(Input::Next);
    assert!(desk.asked.is_empty(), "a PIN that anybody would try");
}

#[test]
fn whoever_takes_it_from_themselves_is_out_at_once() {
    let mut desk = Desk::at(Page::Staff);
    desk.tell(Message::Access(Access::SignIn { listed: Vec::new() }));
    desk.answer(changed("role-set", Ok(member("900", Role::Staff, false))));
    assert!(!desk.state().may_manage() && matches!(desk.state().screen, Screen::Start(_)));
    assert!(desk.state().lock.is_none(), "they may still serve");
    let mut desk = Desk::at(Page::Staff);
    desk.answer(changed("disabled", Ok(member("7", Role::Staff, true))));
    assert_eq!(desk.id(), "manager-staff", "it was someone else");
    desk.answer(changed("disabled", Ok(member("900", Role::Manager, true))));
    assert!(desk.state().lock.is_some() && desk.state().staff.is_none());
}

#[test]
fn the_first_member_ends_work_without_a_sign_in() {
    let mut desk = Desk::new(false);
    desk.press(Input::Manage).typed("8").answer(changed("added", Ok(member("1", Role::Manager, false))));
    assert!(desk.state().lock.is_none());
    desk.tell(Message::Access(Access::SignIn { listed: Vec::new() }));
    assert!(desk.state().lock.is_some() && matches!(desk.state().screen, Screen::Start(_)));
}

#[test]
fn the_lock_closes_the_pages_and_undoes_what_was_tried() {
    let mut desk = Desk::at(Page::Camera);
    let facts = CameraFacts { settings: Settings::default(), controls: Vec::new(), file: String::new() };
    desk.answer(Answer::Camera(Box::new(facts))).press(Input::Right);
    assert_eq!(desk.tried().rotate, Rotation::Quarter);
    desk.press(Input::Lock);
    assert_eq!(desk.asked, [Ask::Tune(Box::default())]);
    assert!(matches!(desk.state().screen, Screen::Start(_)) && desk.state().wants_camera().is_none());
}

/// What the camera had is put back, and not what this kiosk would have chosen.
#[test]
fn a_control_that_was_turned_by_hand_gets_back_its_value() {
    use crate::camera::settings::{Auto, Level};
    let focus = Control { name: "focus", ..exposure(false) };
    let mut desk = Desk::at(Page::Camera);
    desk.answer(camera(vec![exposure(true), focus])).press(Input::End).press(Input::Right);
    desk.press(Input::Up).typed("a");
    let tried = desk.tried();
    assert_eq!((tried.exposure, tried.focus), (Some(Level::Auto(Auto::Auto)), Some(Level::Fixed(110))));
    desk.press(Input::Back);
    let [Ask::Tune(undone)] = desk.asked.as_slice() else { panic!("{:?}", desk.asked) };
    assert_eq!((undone.exposure, undone.focus), (Some(Level::Auto(Auto::Auto)), Some(Level::Fixed(100))));
}

#[test]
fn the_service_is_asked_once_at_a_time() {
    let mut desk = Desk::at(Page::Service);
    assert_eq!(desk.asked, [Ask::Service]);
    assert_eq!(desk.typed("r").asked, [], "the answer is still to come");
    let url = "https://service.example".to_owned();
    let answer = Err(Sentence::new("central-unreachable"));
    let report = ServiceReport { url, configured: Vec::new(), answer, skew: None };
    desk.answer(Answer::Service(Box::new(report))).typed("r");
    assert_eq!(desk.asked, [Ask::Service]);
}
