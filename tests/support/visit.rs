use std::sync::{Arc, OnceLock};

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::{DateTime, date};
use zeroize::Zeroizing;

use kiosk::counter::{
    Access, CameraState, CaseEntry, CaseStanding, DeliveryNews, Effect, Evidence, Input, Message, Place,
    Progress, Rejection, Reservation, Search, Situation, State, Still, Told, Unmasked, update,
};
use kiosk::policy::{Mask, PolicySet};
use kiosk::reading::fields::{Field, Fields};
use kiosk::reading::masks::Cover;
use kiosk::reason::{Reason, ReasonCode, Severity};
use kiosk::staff::Staff;
use kiosk::store::{CaptureFacts, Origin};
use kiosk::text::{Catalogue, Language};
use kiosk::tui::preview::Colours;
use kiosk::tui::{Picture, Scene, Targets, Theme};
use kiosk::vision;
use kiosk::vision::geometry::{Point, Quad};

use super::{Drawn, Person, shipped_config};

/// A counter without a runtime: its state, and the picture that the camera shows.
pub struct Visit {
    state: Option<State>,
    live: Option<Picture>,
    targets: Targets,
    catalogue: &'static Catalogue,
    pub effects: Vec<Effect>,
}

impl Visit {
    /// The practice counter on a Sunday afternoon in 2026, online, in that language.
    pub fn new(language: Language) -> Self {
        static POLICIES: OnceLock<Arc<PolicySet>> = OnceLock::new();
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        let policies = POLICIES.get_or_init(|| match PolicySet::load(&shipped_config()) {
            Ok(policies) => Arc::new(policies),
            Err(bad) => panic!("{}", bad.code),
        });
        let place = Place {
            origin: Origin { kiosk_id: "kiosk-1".into(), store_id: "s-1".into(), staff_id: None },
            store_name: "BIC SIM 練習店".into(),
            counter: Some("1番".into()),
            practice: true,
            interrupts: false,
        };
        let state = State::new(place, language, Arc::clone(policies), now())
            .staffed(Staff::practice())
            .entered_by(Access::SignIn { listed: Vec::new() });
        let catalogue = CATALOGUE.get_or_init(|| Catalogue::with_overrides(&shipped_config()).unwrap());
        let mut visit = Self {
            state: Some(state),
            live: None,
            targets: Targets::default(),
            catalogue,
            effects: Vec::new(),
        };
        visit.tell(Message::Service(kiosk::counter::ServiceState::Up));
        visit
    }

    /// Lets something happen.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        let (state, effects) = update(self.state.take().unwrap(), message);
        self.state = Some(state);
        self.effects = effects;
        self
    }

    pub fn key(&mut self, input: Input) -> &mut Self {
        self.tell(Message::Input(input))
    }

    pub fn enter(&mut self) -> &mut Self {
        self.key(Input::Next)
    }

    pub fn typed(&mut self, text: &str) -> &mut Self {
        self.key(Input::Text(Zeroizing::new(text.to_owned())))
    }

    /// Types into one field after the other; an empty text leaves its field as it is.
    pub fn fill<S: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = S>) -> &mut Self {
        for text in texts {
            if !text.as_ref().is_empty() {
                self.typed(text.as_ref());
            }
            self.key(Input::FocusNext);
        }
        self
    }

    pub fn state(&self) -> &State {
        self.state.as_ref().unwrap()
    }

    /// The step or screen that the counter is at.
    pub fn at(&self) -> &'static str {
        self.state().screen_id()
    }

    /// Draws what is on the screen now.
    pub fn drawn(&self, size: (u16, u16), theme: Theme) -> Drawn {
        Drawn::of(&self.scene(theme), size)
    }

    pub fn scene(&self, theme: Theme) -> Scene<'_> {
        Scene {
            state: self.state(),
            catalogue: self.catalogue,
            theme,
            live: self.live.as_ref(),
            still: None,
            targets: &self.targets,
        }
    }

    /// Draws the screen and does with the mouse what `kind` says, on the first place that shows `text`.
    pub fn mouse(&mut self, kind: MouseEventKind, text: &str) -> &mut Self {
        let (column, row) = self.drawn((80, 24), Theme::new(false, Colours::None)).place_of(text);
        let event = Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        for input in kiosk::tui::inputs(&event, &self.targets) {
            self.key(input);
        }
        self
    }

    pub fn click(&mut self, text: &str) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), text)
    }

    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// The same counter, not for practice, before anybody signed in.
    pub fn at_gate(&mut self, access: Access) -> &mut Self {
        let mut state = self.state.take().unwrap();
        state.place.practice = false;
        (state.staff, state.place.origin.staff_id) = (None, None);
        self.state = Some(state.entered_by(access));
        self
    }

    /// Someone types id and PIN; whether they are right is not known yet.
    pub fn signs(&mut self, id: &str) -> &mut Self {
        self.key(Input::Back).typed(id).enter().typed("7391").enter()
    }

    /// Lets that much time pass.
    pub fn later(&mut self, span: jiff::Span) -> &mut Self {
        let later = self.state().now.saturating_add(span);
        self.tell(Message::Clock(later))
    }

    /// From the start screen to the order.
    pub fn to_order(&mut self) -> &mut Self {
        self.enter()
    }

    /// A voice SIM is ordered, and the applicant's form is open.
    pub fn to_applicant(&mut self) -> &mut Self {
        self.to_order().typed("1").enter()
    }

    /// The applicant is typed in, and the list of documents is open.
    pub fn to_documents(&mut self, person: &Person) -> &mut Self {
        self.to_applicant().fill(person.registration()).enter()
    }

    /// Two voice SIMs and a data SIM are ordered, and the lines are looked at.
    pub fn to_lines(&mut self) -> &mut Self {
        self.to_order().typed("1").typed("1").typed("4").enter();
        self.fill(super::licence_holder().registration()).enter()
    }

    /// A child uses the second line, the first brings its number along, the third has its SIM.
    pub fn to_lines_told(&mut self) -> &mut Self {
        self.to_lines().typed("1").fill(["", "", "", "1234567890", "20261201", "09000001188"]).enter();
        self.typed("2").fill(["高梨 美月", "タカナシ ミヅキ", "20150401"]).enter();
        self.typed("3").fill(["", "", "", "8981100001234567899"]).enter()
    }

    /// A document is chosen and photographed, and what it says is asked for.
    pub fn to_primary(&mut self, person: &Person, document: &str) -> &mut Self {
        self.to_capture(person, document).camera_live().shoot(&[]).enter()
    }

    /// Chooses a document of the list.
    pub fn choose(&mut self, document: &str) -> &mut Self {
        let customer = self.state().customer().unwrap();
        let entries = kiosk::counter::documents(self.state(), customer);
        let at = entries.iter().position(|entry| entry.id == document).unwrap();
        for _ in 0..at {
            self.key(Input::Down);
        }
        self.enter()
    }

    /// A document is chosen; the camera is asked for.
    pub fn to_capture(&mut self, person: &Person, document: &str) -> &mut Self {
        self.to_documents(person).choose(document)
    }

    /// The document says what is registered and is valid.
    pub fn described(&mut self, person: &Person) -> &mut Self {
        self.key(Input::SameAsRegistered).typed(&person.printed("expires_on")).enter()
    }

    /// The camera shows a card on the desk.
    pub fn camera_live(&mut self) -> &mut Self {
        self.live = Some(card_on_desk());
        self.tell(Message::Camera(CameraState::Live))
    }

    /// The live picture shows a code while one is looked for.
    pub fn sees(&mut self, code: kiosk::vision::codes::Code) -> &mut Self {
        let number = self.state().scan.as_ref().map(|scan| scan.number);
        self.tell(Message::CodeRead(number.unwrap_or_default(), code))
    }

    /// Takes the photograph that is wanted; it shows `reasons`.
    pub fn shoot(&mut self, reasons: &[(ReasonCode, Severity)]) -> &mut Self {
        self.shoot_still(Still {
            reasons: reasons.iter().map(|(code, severity)| Reason::new(*code, *severity)).collect(),
            ..good_still()
        })
    }

    /// Takes the photograph that is wanted; this comes of it.
    pub fn shoot_still(&mut self, still: Still) -> &mut Self {
        self.enter();
        let Some(Effect::TakeStill(wanted)) = self.effects.pop() else {
            panic!("no photograph was asked for")
        };
        self.live = None;
        self.tell(Message::Camera(CameraState::Off));
        self.tell(Message::StillReady(wanted, Box::new(still)))
    }

    /// A passport is chosen, which needs an auxiliary document.
    pub fn to_auxiliary(&mut self) -> &mut Self {
        let person = Person::of("japanese-passport");
        self.to_primary(&person, "japanese-passport").described(&person)
    }

    /// The licence is photographed, and its text was read.
    pub fn to_proposals(&mut self) -> &mut Self {
        let field = |text: &str, top: f32| {
            Some(Field { text: text.into(), confidence: 0.95, region: part(90.0, top, 120.0, 12.0) })
        };
        let fields = Fields {
            name: field("高梨　健太", 40.0),
            birth_date: field("1988-07-14", 55.0),
            address: field("埼玉県さいたま市浦和区常盤4丁目18番7号　見本ハイツ203号室", 70.0),
            expires_on: field("2029-08-14", 85.0),
            issuer: field("埼玉県公安委員会", 120.0),
            ..Fields::default()
        };
        let said = Some(Told { fields, size: (320.0, 180.0) });
        self.to_capture(&super::licence_holder(), "drivers-license").camera_live();
        self.shoot_still(Still { said, ..good_still() }).enter()
    }

    /// A certificate of eligibility is photographed; its symbol and number are found, its QR code is not.
    pub fn to_mask(&mut self) -> &mut Self {
        let person = Person::of("eligibility-certificate");
        self.to_capture(&person, "eligibility-certificate").camera_live();
        let cover = |mask, region| Cover { mask, region };
        self.shoot_still(unmasked_still(vec![
            cover(Mask::SymbolAndNumber, part(100.0, 50.0, 100.0, 16.0)),
            cover(Mask::InsurerNumber, part(120.0, 120.0, 80.0, 14.0)),
        ]));
        self.enter()
    }

    /// The service has the case.
    pub fn delivered(&mut self) -> &mut Self {
        self.to_sending(&super::licence_holder()).queued();
        self.news(Progress::Delivered { receipt_number: "R-20261122-0042".into() })
    }

    /// Everything is there; the last look before sending.
    pub fn to_confirm(&mut self, person: &Person) -> &mut Self {
        self.to_primary(person, "drivers-license").described(person)
    }

    /// The case is handed over to be sealed.
    pub fn to_sending(&mut self, person: &Person) -> &mut Self {
        self.to_confirm(person).enter()
    }

    /// The case is durable.
    pub fn queued(&mut self) -> &mut Self {
        self.tell(Message::Queued { attempt: 1, submission_id: SUBMISSION.into() })
    }

    /// News of the case.
    pub fn news(&mut self, progress: Progress) -> &mut Self {
        self.tell(Message::Delivery(DeliveryNews { submission_id: SUBMISSION.into(), progress }))
    }

    /// The service has the case and says no.
    pub fn rejected(&mut self, codes: &[&str]) -> &mut Self {
        self.delivered().news(Progress::Rejected(Rejection::of(codes)))
    }

    /// What is on the screen belongs to a situation that is practised.
    pub fn practising(&mut self, situation: &'static Situation) -> &mut Self {
        self.state.as_mut().unwrap().situation = Some(situation);
        self
    }

    /// A situation of the menu is practised, and the customer's licence is to be photographed.
    pub fn practise(&mut self, number: u8) -> &mut Self {
        self.key(Input::Practise).typed(&number.to_string()).enter();
        self.reservation(&["voice-sim"], &super::licence_holder()).choose("drivers-license")
    }

    /// The case list of a day.
    pub fn cases(&mut self) -> &mut Self {
        let case = |minutes: i8, number: Option<&str>, document: &str, standing, codes: &[&str]| CaseEntry {
            id: uuid::Uuid::from_u128(u128::from(minutes.unsigned_abs())),
            at: date(2026, 11, if minutes < 10 { 20 } else { 22 }).at(13, minutes, 0, 0),
            receipt_number: number.map(|number| format!("R-20261122-{number}")),
            services: vec!["voice-sim".into(), "data-sim".into()],
            documents: vec![document.into(), "utility-receipt".into()],
            standing,
            rejection: Rejection::of(codes),
        };
        self.tell(Message::Cases(vec![
            case(58, None, "japanese-passport", CaseStanding::Waiting, &[]),
            case(51, Some("0043"), "drivers-license", CaseStanding::InReview, &[]),
            case(40, Some("0042"), "drivers-license", CaseStanding::Rejected, &["glare", "name-differs"]),
            case(31, Some("0041"), "residence-card", CaseStanding::Accepted, &[]),
            case(22, Some("0040"), "drivers-license", CaseStanding::Corrected, &["blurred"]),
            case(15, Some("0039"), "drivers-license", CaseStanding::Refused, &[]),
            case(5, Some("0017"), "individual-number-card", CaseStanding::Rejected, &["too-dark"]),
        ]))
    }

    /// The reservation that was asked for comes.
    pub fn reservation(&mut self, services: &[&str], person: &Person) -> &mut Self {
        let order = kiosk::verification::order::Order {
            lines: services
                .iter()
                .map(|service| kiosk::verification::order::OrderLine {
                    service: (*service).into(),
                    quantity: 1,
                })
                .collect(),
            reservation: Some("BIC-1001".into()),
        };
        let mut applicant = kiosk::verification::case::Applicant::default();
        applicant.family_name = person.registered("family_name");
        applicant.given_name = person.registered("given_name");
        applicant.family_kana = person.registered("family_kana");
        applicant.given_kana = person.registered("given_kana");
        applicant.birth_date = person.registered("birth_date");
        applicant.postal_code = person.registered("postal_code");
        applicant.address = person.registered("address");
        applicant.phone = person.registered("phone");
        let reservation = Reservation { code: "BIC-1001".into(), order, applicant };
        self.tell(Message::ReservationLoaded(Box::new(reservation)))
    }
}

/// A photograph that was read and has nothing against it.
pub fn good_still() -> Still {
    Still {
        id: 1,
        evidence: Some(Evidence {
            jpeg: Zeroizing::new(vec![0; 184_320]),
            capture: CaptureFacts::default(),
            fingerprint: None,
        }),
        unmasked: None,
        picture: Some(Arc::new(card_on_desk())),
        reasons: Vec::new(),
        search: Search::Done,
        said: None,
        differences: Vec::new(),
        covers: Vec::new(),
        may_override: vec![ReasonCode::Glare],
        approved: false,
    }
}

/// The same of a document on which `covers` were found, before anything is covered.
pub fn unmasked_still(covers: Vec<Cover>) -> Still {
    let picture = card_on_desk();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = vision::Picture::from_rgb(width, height, picture.rgb().to_vec()).unwrap();
    let unmasked = Unmasked { pixels, capture: CaptureFacts::default(), fingerprint: None };
    Still { evidence: None, unmasked: Some(Box::new(unmasked)), covers, ..good_still() }
}

/// An upright part of a picture, from its left and top, so wide and so high.
pub fn part(left: f32, top: f32, width: f32, height: f32) -> Quad {
    Quad::new(Quad::rectangle(width, height).corners.map(|p| Point::new(p.x + left, p.y + top)))
}

/// The id of the case that is sent.
const SUBMISSION: &str = "0199b0c0-0000-7000-8000-000000000001";

/// A fixed moment: rules of 2022, a few months before those of 2027.
pub fn now() -> DateTime {
    date(2026, 11, 22).at(14, 5, 0, 0)
}

/// A white card on a dark desk.
pub fn card_on_desk() -> Picture {
    let (width, height) = (320_u32, 180_u32);
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let rgb = pixels.flat_map(|(x, y)| {
        let card = (70..250).contains(&x) && (33..147).contains(&y);
        if card { [236, 238, 240] } else { [52, 48, 44] }
    });
    Picture::new(width, height, rgb.collect()).unwrap()
}
