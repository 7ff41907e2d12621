//! The only place with a clock, threads and files: runs the counter's effects and feeds their
//! outcome back as messages.

pub mod bare_desk;
mod cases;
mod desk;
mod event;
mod eye;
mod files;
mod gate;
mod graphics;
mod log;
mod looking;
mod lookout;
mod office;
mod pages;
pub(crate) mod pictures;
mod practice;
mod reading;
mod still;
mod terminal;
mod whole_runs;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use ratatui::layout::{Position, Rect};

use crate::camera::thread::Status;
use crate::central::{Client, system_clock};
use crate::config::{self, Config};
use crate::counter::manager::Ask;
use crate::counter::{CameraState, Effect, Idle, Menu, Message, Place, Screen, State, TakenOver, update};
use crate::input::BadInput;
use crate::policy::PolicySet;
use crate::staff::{Attempts, Staff};
use crate::store::{Damage, DataDir, Origin, Queue, StoreError};
use crate::text::{Catalogue, Message as Sentence};
use crate::tui::preview::Colours;
use crate::tui::{Picture, Scene, Targets, Theme};

use crate::vision::BareDesk;

pub use still::seen;

use desk::Desk;
use event::Event;
use files::{Fresh, Watch};
use gate::{Book, Gate};
use graphics::Graphics;
use office::{Office, Tools};
pub use practice::{Look, Occasion, Practice, PracticeError};
use still::Known;
use terminal::Terminal;

/// What the counter is opened with.
pub struct Setup {
    /// The settings.
    pub config: Config,
    /// The configuration folder.
    pub config_dir: PathBuf,
    /// The data folder.
    pub data: DataDir,
    /// The rules.
    pub policies: PolicySet,
    /// The sentences.
    pub catalogue: Catalogue,
    /// The sandbox, where this is practice.
    pub practice: Option<Practice>,
}

/// How the counter was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Staff closed it.
    Closed,
    /// Staff want to practise.
    ForPractice,
    /// The system asked the program to stop.
    Stopped,
}

/// Why the counter could not be opened, or had to close.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// A setting is wrong.
    #[error("bad input: {}", .0.code)]
    Input(BadInput),
    /// The data folder does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sample pictures are not there.
    #[error("camera")]
    Camera(crate::camera::CameraError),
    /// Another kiosk works on the data folder.
    #[error("another kiosk is open on this data folder")]
    AlreadyOpen,
    /// The terminal, a thread or a signal could not be had.
    #[error(transparent)]
    System(#[from] std::io::Error),
}

/// Opens the counter and serves until it is closed.
pub fn run(setup: Setup) -> Result<Left, RuntimeError> {
    let Some(_only_one) = setup.data.lock_instance()? else { return Err(RuntimeError::AlreadyOpen) };
    let _log = log::start(&setup.data.logs(), &setup.config.log);
    let (events, happened) = channel();
    let mut counter = Counter::open(setup, &events)?;
    terminal::restore_on_panic(counter.catalogue.get(counter.config.kiosk.language, "runtime-panic"));
    let terminal = Terminal::take()?;
    counter.graphics = Graphics::ask_terminal();
    event::listen_to_keyboard(events.clone())?;
    event::listen_to_signals(events)?;
    tracing::info!("counter open");
    let outcome = counter.serve(terminal, &happened);
    tracing::info!("counter closed");
    outcome
}

/// The counter while it is open.
struct Counter {
    config: Config,
    catalogue: Catalogue,
    theme: Theme,
    desk: Desk,
    office: Office,
    gate: Gate,
    /// The configuration folder.
    dir: PathBuf,
    events: Sender<Event>,
    /// What the files said when they were read last, before practice was laid over it.
    read: Config,
    /// What they say now; taken over once nobody is served.
    fresh: Option<Box<Fresh>>,
    /// Keys that were changed and wait for a restart.
    pending: Vec<String>,
    _watch: Watch,
    state: Option<State>,
    practice: Option<Practice>,
    left: Left,
    live: Option<Picture>,
    graphics: Graphics,
    /// What can be clicked on the screen.
    targets: Targets,
    /// Whether the screen was locked when it was last drawn.
    was_locked: bool,
    /// Size of the terminal when it was last drawn, in columns and rows.
    size: (u16, u16),
}

impl Counter {
    fn open(setup: Setup, events: &Sender<Event>) -> Result<Self, RuntimeError> {
        let Setup { config, config_dir, data, policies, catalogue, practice } = setup;
        let read =
            config::load(&config_dir, files::environment().into_iter()).map_err(RuntimeError::Input)?.config;
        let clock = system_clock();
        let central = config.central.clone().resolved(&config_dir);
        let recipients = central.recipients().map_err(RuntimeError::Input)?;
        let client = Client::new(&central, clock.clone()).map_err(RuntimeError::Input)?;
        let opened = Queue::open(&data, &config.queue, clock())?;
        let courier_queue = Queue::open(&data, &config.queue, clock())?.queue;
        let policies = Arc::new(policies);
        let bare_desk = std::fs::read(data.bare_desk()).ok().and_then(|bytes| BareDesk::from_bytes(&bytes));
        let known = Known {
            policies: Arc::clone(&policies),
            capture: Arc::new(config.capture.clone()),
            bare_desk: bare_desk.map(Arc::new),
        };
        let desk = Desk::set_up(&config.camera, known, (&config_dir, data.clone()), events.clone())?;
        let mut place = place(&config);
        place.practice = practice.is_some();
        place.interrupts = practice.as_ref().is_some_and(|practice| practice.interrupts);
        let mut state = State::new(place, config.kiosk.language, policies, now());
        let book = if practice.is_some() {
            state = state.staffed(Staff::practice());
            Book::Practice(None)
        } else {
            let (listed, loopback) = (config.kiosk.list_staff, client.is_loopback());
            Book::File { config_dir: config_dir.clone(), listed, loopback }
        };
        state = state.entered_by(book.access().map_err(RuntimeError::Input)?);
        state.idle = Idle::new(config.kiosk.idle_lock_minutes, config.kiosk.idle_wipe_minutes, state.now);
        state.retry_at = Attempts::load(&data.sign_in()).retry_at(clock()).map(local);
        let gate = Gate::open(book, data.sign_in(), events.clone())?;
        if let Some(damage) = &opened.damage {
            tracing::error!(?damage, "the database was damaged and set aside");
            state.trouble = Some(damaged(damage));
        }
        state.waiting = opened.queue.waiting()?.len();
        let tools = Tools { queue: opened.queue, courier_queue, client, clock, recipients, central };
        let office = Office::open(tools, events.clone())?;
        if state.place.interrupts {
            state.screen = Screen::Practice(Menu::default());
        }
        let theme = theme(&config);
        Ok(Self {
            config,
            catalogue,
            theme,
            desk,
            office,
            gate,
            read,
            fresh: None,
            pending: Vec::new(),
            _watch: files::watch(config_dir.clone(), practice.is_some(), events.clone())?,
            dir: config_dir,
            events: events.clone(),
            state: Some(state),
            practice,
            left: Left::Closed,
            live: None,
            graphics: Graphics::default(),
            targets: Targets::default(),
            was_locked: false,
            size: (80, 24),
        })
    }

    fn serve(mut self, mut terminal: Terminal, happened: &Receiver<Event>) -> Result<Left, RuntimeError> {
        self.draw(&mut terminal)?;
        loop {
            let first = match happened.recv_timeout(self.until_next_look()) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(self.left),
            };
            if self.apply(Message::Clock(now())) {
                return Ok(self.left);
            }
            // Whatever else came meanwhile is taken in before the screen is drawn once.
            for event in first.into_iter().chain(happened.try_iter()) {
                if self.take(event) {
                    return Ok(self.left);
                }
            }
            if let Some(picture) = self.desk.picture() {
                self.live = Some(picture);
            }
            self.take_over();
            self.follow();
            self.draw(&mut terminal)?;
        }
    }

    /// Takes one event in; `true` ends the program.
    fn take(&mut self, event: Event) -> bool {
        match event {
            Event::Terminal(event) => {
                let mut inputs = crate::tui::inputs(&event, &self.targets).into_iter();
                inputs.any(|input| self.apply(Message::Input(input)))
            }
            Event::Camera(crate::camera::thread::Event::Status(status)) => {
                self.apply(Message::Camera(camera_state(&status)))
            }
            Event::Camera(crate::camera::thread::Event::Frame) => false,
            Event::Files(Ok(fresh)) => {
                self.fresh = Some(fresh);
                self.apply(Message::FilesWrong(Vec::new()))
            }
            Event::Files(Err(wrong)) => {
                tracing::warn!(places = ?wrong.iter().map(|finding| &finding.place).collect::<Vec<_>>(), "files");
                self.fresh = None;
                self.apply(Message::FilesWrong(wrong))
            }
            Event::Message(message) => self.apply(*message),
        }
    }

    /// Applies one message and runs its effects; `true` ends the program.
    fn apply(&mut self, message: Message) -> bool {
        let Some(state) = self.state.take() else { return true };
        if let Message::StillReady(_, still) = &message {
            self.desk.announced(still.id);
        }
        if matches!(message, Message::Stop) {
            self.left = Left::Stopped;
        }
        let (state, effects) = update(state, message);
        self.state = Some(state);
        let mut quit = false;
        for effect in effects {
            match effect {
                Effect::LoadReservation(code) => self.office.load_reservation(code),
                Effect::TakeStill(wanted) => {
                    let masks = self.state.as_ref().map(|state| state.masks_of(&wanted)).unwrap_or_default();
                    self.desk.take(wanted, masks);
                }
                Effect::Cover(id, unmasked, regions) => self.desk.cover(id, *unmasked, regions),
                Effect::NoteDestroyed(wanted) => self.office.note_destroyed(wanted),
                Effect::ListCases => self.office.list_cases(),
                Effect::NextSample => self.desk.next_sample(),
                Effect::Send(attempt, submission) => self.office.send(attempt, submission),
                Effect::LookForStaff => self.gate.look(),
                Effect::SignIn { attempt, id, pin } => self.gate.sign_in(attempt, id, pin),
                Effect::Record { action, staff, codes } => self.office.record(action, staff, codes),
                Effect::Manage(ask) => self.manage(ask),
                Effect::BringServiceBack => {
                    if let Some(practice) = &self.practice {
                        practice.bring_service_back();
                    }
                }
                Effect::Practise => quit |= self.leave_for_practice(),
                Effect::Quit => quit = true,
            }
        }
        quit
    }

    /// Whether the counter closes for practice. What is noted of it is written before that.
    fn leave_for_practice(&mut self) -> bool {
        if let Some(why) = practice::obstacle(&self.config.camera, &self.dir) {
            self.apply(Message::NoPractice(why));
            return false;
        }
        self.office.finish();
        self.left = Left::ForPractice;
        true
    }

    /// How long to wait for news: until the clock shows another minute, or the screen changes by itself.
    fn until_next_look(&self) -> Duration {
        let change = self.state.as_ref().and_then(State::next_change);
        let left = change.and_then(|at| Duration::try_from(at.duration_since(now())).ok());
        // A time that is past is looked at once, and not in a circle.
        let due = left.map_or(until_next_minute(), |left| until_next_minute().min(left.max(SHORTEST_WAIT)));
        // While a code is looked for, its time runs out in seconds.
        let scanning = self.state.as_ref().is_some_and(|state| state.scan.is_some());
        if scanning { due.min(Duration::from_secs(1)) } else { due }
    }

    /// Takes over what the files say now, once nobody is served.
    fn take_over(&mut self) {
        if !self.state.as_ref().is_some_and(State::is_between_customers) {
            return;
        }
        let Some(fresh) = self.fresh.take() else { return };
        let Fresh { config, policies, catalogue } = *fresh;
        let (before, after) = (config::keys(&self.read), config::keys(&config));
        let changed = after.iter().zip(&before).filter(|(after, before)| after != before);
        let (hot, cold): (Vec<_>, Vec<_>) =
            changed.map(|((key, _), _)| key.clone()).partition(|key| config::is_taken_over(key));
        self.pending.retain(|key| !cold.contains(key));
        self.pending.extend(cold);
        tracing::info!(?hot, pending = ?self.pending, "files taken over");
        let policies = Arc::new(policies);
        self.desk.take_over(&policies, &config);
        self.catalogue = catalogue;
        self.theme = theme(&config);
        let language = hot.iter().any(|key| key == "kiosk.language").then_some(config.kiosk.language);
        self.apply(Message::TakenOver(Box::new(TakenOver {
            policies,
            language,
            store_name: config.store.name.clone(),
            counter: config.store.counter.clone(),
            pending: self.pending.clone(),
        })));
        self.read = config;
    }

    /// Lets whoever can answer what a page asks: the desk, a thread of its own, or the office.
    fn manage(&mut self, ask: Ask) {
        let staff = self.state.as_ref().and_then(|state| state.place.origin.staff_id.clone());
        let ask = match ask {
            Ask::Staff => return self.gate.list(),
            Ask::ChangeStaff(change) => return self.gate.change(change, staff),
            ask => ask,
        };
        let Some(ask) = self.desk.manage(ask) else { return };
        if let Some(ask) =
            pages::settings::answer(ask, (&self.dir, self.practice()), &self.pending, &self.events)
        {
            self.office.manage(ask, staff);
        }
    }

    fn practice(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.place.practice)
    }

    /// Switches the camera as the state wants it.
    fn follow(&mut self) {
        let Some(state) = &self.state else { return };
        self.desk.stop_readings(|id| state.wants_read(id));
        if let Some(practice) = &mut self.practice {
            practice.follow(state.situation);
        }
        self.desk.pose(state.situation);
        if state.customer().is_none() {
            self.desk.forget();
        }
        let wanted = state.wants_camera();
        let loupe = matches!(&state.screen, Screen::Serving(customer) if customer.loupe);
        // Two pixels a cell, one above the other.
        let room = (u32::from(self.size.0), u32::from(self.size.1) * 2);
        self.desk.follow(wanted, loupe, room);
        if wanted.is_none() {
            self.live = None;
        }
    }

    fn draw(&mut self, terminal: &mut Terminal) -> Result<(), RuntimeError> {
        let Some(state) = &self.state else { return Ok(()) };
        let screen = Rect::from((Position::ORIGIN, terminal.size()?));
        // A dialog over it would not come off the terminal's own picture again.
        let pictured = crate::tui::pictured(state, screen).filter(|_| state.dialog.is_none());
        if pictured.is_none() {
            self.graphics.clear();
        }
        // A terminal keeps pictures beside its cells: the lock leaves none of them.
        let locked = state.lock.is_some();
        if locked && !self.was_locked {
            terminal.clear(self.graphics.keeps_pictures())?;
        }
        self.was_locked = locked;
        let still = pictured.and_then(|pictured| self.graphics.show(pictured));
        let live = self.live.as_ref();
        let scene = Scene {
            state,
            catalogue: &self.catalogue,
            theme: self.theme,
            live,
            still,
            targets: &self.targets,
        };
        let mut size = self.size;
        terminal.draw(|frame| {
            size = (frame.area().width, frame.area().height);
            frame.render_widget(&scene, frame.area());
        })?;
        self.size = size;
        Ok(())
    }
}

/// Shortest wait for a time to come.
const SHORTEST_WAIT: Duration = Duration::from_millis(50);

fn place(config: &Config) -> Place {
    Place {
        origin: Origin {
            kiosk_id: config.kiosk.id.clone(),
            store_id: config.store.id.clone(),
            staff_id: None,
        },
        store_name: config.store.name.clone(),
        counter: config.store.counter.clone(),
        practice: false,
        interrupts: false,
    }
}

/// The colours of the settings, as far as the terminal has them.
fn theme(config: &Config) -> Theme {
    let pictures = Colours::detect(|name| std::env::var(name).ok());
    let plain = pictures == Colours::None || config.kiosk.theme == config::Theme::HighContrast;
    Theme::new(!plain, pictures)
}

/// What staff are told about a database that was set aside.
fn damaged(damage: &Damage) -> Sentence {
    Sentence::new("runtime-damage")
        .with("file", damage.file.display().to_string())
        .with("kept", damage.carried_over.to_string())
        .with("lost", damage.lost.len().to_string())
}

/// All counters are in Japan.
fn store_zone() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC)
}

/// The store's wall clock.
fn now() -> DateTime {
    local(Timestamp::now())
}

/// A moment on that clock.
fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned(store_zone()).datetime()
}

fn until_next_minute() -> Duration {
    let second = u64::try_from(now().second()).unwrap_or_default();
    Duration::from_secs(60_u64.saturating_sub(second).max(1))
}

fn camera_state(status: &Status) -> CameraState {
    match status {
        Status::Off => CameraState::Off,
        Status::Opening => CameraState::Opening,
        Status::Live { .. } => CameraState::Live,
        Status::Trouble(error) => CameraState::Trouble(error.message()),
    }
}
