//! Looks at every frame on a thread of its own: a small picture for the screen, and the word on
//! what to improve. The screen never waits for it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::camera::decode::{Picture, Shrinker};
use crate::camera::thread::{CameraThread, Status};
use crate::camera::view::Crop;
use crate::camera::{Frame, View};
use crate::counter::manager::{Answer, SceneFigures};
use crate::counter::{Hint, Message, Wanted};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::vision;
use crate::vision::auto_capture::AutoCapture;
use crate::vision::codes::{self, Code, CodeKind};
use crate::vision::geometry::Quad;
use crate::vision::live::{Judge, Judgement, SteadyHint};

use super::event::Event;
use super::lookout::Lookout;
use super::still::{Shared, expectation, viewed};

/// What the eye is to look for, and how large its picture may be. `None` in its place: rest.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    /// The photograph to judge for; `None` for the desk as it is.
    pub wanted: Option<Wanted>,
    /// How the picture is turned and cut.
    pub view: View,
    /// The code to look for instead, and the number of the search.
    pub code: Option<(CodeKind, u64)>,
    /// Part of the picture to show.
    pub part: Crop,
    /// Pixels that the screen has room for.
    pub room: (u32, u32),
}

/// The latest small picture, handed to the screen.
pub(super) type Shown = Arc<Mutex<Option<Picture>>>;

/// The frame that the eye chose to be taken.
type Chosen = Arc<Mutex<Option<Arc<Frame>>>>;

/// Frames that are held at most until the best of them is known.
const HELD: usize = 12;

/// How often the sharpness of the desk is measured for the manager.
const MEASURED_EVERY: Duration = Duration::from_millis(300);

/// Wakes the eye for a new frame; frames that come while it looks are left out.
#[derive(Clone)]
pub(super) struct Wake(SyncSender<()>);

impl Wake {
    pub(super) fn wake(&self) {
        match self.0.try_send(()) {
            Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
        }
    }
}

/// The eye before it has a camera: the camera's thread is given the [`Wake`] first.
pub(super) struct ClosedEye {
    wake: Wake,
    woken: Receiver<()>,
}

impl ClosedEye {
    pub(super) fn new() -> Self {
        let (sender, woken) = sync_channel(1);
        Self { wake: Wake(sender), woken }
    }

    pub(super) fn wake(&self) -> Wake {
        self.wake.clone()
    }

    /// Starts looking through `camera`.
    pub(super) fn open(
        self,
        camera: Arc<CameraThread>,
        known: Shared,
        lookout: Lookout,
        events: Sender<Event>,
    ) -> std::io::Result<Eye> {
        let look = Arc::new(Mutex::new(None::<Look>));
        let shown: Shown = Arc::default();
        let chosen = Chosen::default();
        let forget = Arc::new(AtomicBool::new(false));
        let eye = Eye {
            wake: self.wake,
            look: Arc::clone(&look),
            shown: Arc::clone(&shown),
            chosen: Arc::clone(&chosen),
            forget: Arc::clone(&forget),
        };
        std::thread::Builder::new().name("eye".into()).spawn(move || {
            let mut sight = Sight::new(known, lookout);
            while self.woken.recv().is_ok() {
                if forget.swap(false, Ordering::Relaxed) {
                    sight.taken = None;
                }
                let Some(look) = look.lock().unwrap_or_else(PoisonError::into_inner).clone() else {
                    sight.rest();
                    *shown.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    *chosen.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    continue;
                };
                let Some(frame) = camera.latest() else { continue };
                // The picture first: it does not wait for what is said about it.
                let Some(picture) = sight.picture(&look, &frame) else { continue };
                *shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(picture);
                if events.send(Event::Camera(crate::camera::thread::Event::Frame)).is_err() {
                    return;
                }
                let told = match (&look.wanted, look.code) {
                    (Some(wanted), _) => {
                        sight.hint_on(&look, wanted, &frame).map(|hint| Message::Hint(Some(hint)))
                    }
                    (None, Some((kind, number))) => {
                        sight.code_in(&look, &frame, kind).map(|code| Message::CodeRead(number, code))
                    }
                    (None, None) => sight
                        .sharpness_of(&look, &frame)
                        .and_then(|sharpness| figures(&camera, sharpness))
                        .map(|figures| Message::Managed(Answer::Scene(figures))),
                };
                if let (Some(best), Some(wanted)) = (sight.fired.take(), look.wanted) {
                    *chosen.lock().unwrap_or_else(PoisonError::into_inner) = Some(best);
                    let _ = events.send(Message::Steady(wanted).into());
                }
                if told.is_some_and(|told| events.send(told.into()).is_err()) {
                    return;
                }
            }
        })?;
        Ok(eye)
    }
}

/// The handle to the looking thread.
pub(super) struct Eye {
    wake: Wake,
    look: Arc<Mutex<Option<Look>>>,
    shown: Shown,
    chosen: Chosen,
    forget: Arc<AtomicBool>,
}

impl Eye {
    /// Forgets where the last customer's document was taken: the next one may lie at the same place.
    pub(super) fn forget(&self) {
        self.forget.store(true, Ordering::Relaxed);
    }

    /// The best of the steady frames, when the eye has just chosen one.
    pub(super) fn chosen(&self) -> Option<Arc<Frame>> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Looks for something else, larger or smaller, or not at all.
    pub(super) fn look(&self, look: Option<Look>) {
        let mut current = self.look.lock().unwrap_or_else(PoisonError::into_inner);
        if *current != look {
            *current = look;
            drop(current);
            self.wake.wake();
        }
    }

    /// The latest small picture; nobody else has it then.
    pub(super) fn picture(&self) -> Option<Picture> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What looking needs from one frame to the next.
struct Sight {
    known: Shared,
    /// When the sharpness of the desk was measured last.
    measured: Option<Instant>,
    shrinker: Shrinker,
    judge: Option<(Wanted, Judge)>,
    auto: AutoCapture,
    /// The last frames, the newest last.
    held: VecDeque<Arc<Frame>>,
    /// The frame to take, until it is handed on.
    fired: Option<Arc<Frame>>,
    /// What was taken last by itself, and where it lay.
    taken: Option<(Wanted, Quad)>,
    steady: SteadyHint,
    lookout: Lookout,
    began: Instant,
}

impl Sight {
    fn new(known: Shared, lookout: Lookout) -> Self {
        Self {
            auto: AutoCapture::new(&known.now().capture),
            held: VecDeque::new(),
            fired: None,
            taken: None,
            measured: None,
            known,
            shrinker: Shrinker::new(),
            judge: None,
            steady: SteadyHint::default(),
            lookout,
            began: Instant::now(),
        }
    }

    /// Forgets the last customer's document.
    fn rest(&mut self) {
        self.shrinker.clear();
        self.judge = None;
        self.held.clear();
        self.fired = None;
        self.lookout.forget();
        self.steady = SteadyHint::default();
    }

    /// A small picture for the screen.
    fn picture(&mut self, look: &Look, frame: &Frame) -> Option<Picture> {
        let small = self.shrinker.shrink(frame, &look.view, look.part, look.room).ok()?;
        Picture::new(small.width(), small.height(), small.rgb().to_vec())
    }

    /// The whole picture, turned and cut as what is kept will be; also the bare desk is known that way round.
    fn whole(&mut self, look: &Look, frame: &Frame) -> Option<vision::Picture> {
        let (width, height, rgb) = self.shrinker.take_full(frame).ok()?;
        viewed(&look.view, vision::Picture::from_rgb(width as usize, height as usize, rgb)?)
    }

    /// How sharp the desk is, now and then; `Some(None)` where nothing tells.
    fn sharpness_of(&mut self, look: &Look, frame: &Frame) -> Option<Option<f32>> {
        if self.measured.is_some_and(|at| at.elapsed() < MEASURED_EVERY) {
            return None;
        }
        self.measured = Some(Instant::now());
        let whole = self.whole(look, frame)?;
        let sharpness = vision::quality::scene_sharpness(&whole);
        self.shrinker.give_back(whole.into_rgb());
        Some(sharpness)
    }

    /// The code in the picture.
    fn code_in(&mut self, look: &Look, frame: &Frame, kind: CodeKind) -> Option<Code> {
        let whole = self.whole(look, frame)?;
        let code = codes::find(&whole, kind);
        self.shrinker.give_back(whole.into_rgb());
        code
    }

    /// What to improve, and where the document lies.
    fn hint_on(&mut self, look: &Look, wanted: &Wanted, frame: &Arc<Frame>) -> Option<Hint> {
        let whole = self.whole(look, frame)?;
        let size = (whole.width() as f32, whole.height() as f32);
        let mut judgement = self.judge(wanted).judge(&whole);
        let shape = expectation(&self.known.now(), wanted).shape;
        let document = judgement.quad().map(|quad| (quad, shape.size_of(&quad)));
        if let Some(whole) = self.lookout.show(whole, document) {
            self.shrinker.give_back(whole.into_rgb());
        }
        if self.lookout.warns() {
            // Said before all else; what shows a number does not take itself.
            judgement.reasons.insert(0, Reason::new(ReasonCode::MyNumberVisible, Severity::Block));
        }
        let progress = self.observe(wanted, frame, &judgement);
        let hint = self.hint(&judgement, size, look.part);
        Some(Hint { progress, ..hint })
    }

    /// Lets the automatic shot see a frame; how near it is, 0 to 1.
    fn observe(&mut self, wanted: &Wanted, frame: &Arc<Frame>, judgement: &Judgement) -> f32 {
        self.held.push_back(Arc::clone(frame));
        let step = self.auto.observe(frame.sequence, self.began.elapsed(), judgement);
        let from = self.auto.keep_from().unwrap_or(frame.sequence);
        let progress = match step {
            vision::auto_capture::Step::Progress(progress) => progress,
            vision::auto_capture::Step::Fire { frame: best } => {
                let best = self.held.iter().find(|held| held.sequence == best);
                self.fired = Some(Arc::clone(best.unwrap_or(frame)));
                self.taken = self.auto.place().map(|place| (wanted.clone(), place));
                1.0
            }
        };
        self.held.retain(|held| held.sequence >= from);
        while self.held.len() > HELD {
            self.held.pop_front();
        }
        progress
    }

    fn judge(&mut self, wanted: &Wanted) -> &Judge {
        if self.judge.as_ref().is_none_or(|(judged, _)| judged != wanted) {
            self.judge = None;
            self.steady = SteadyHint::default();
            self.lookout.forget();
            let before = self.taken.take().filter(|(taken, _)| taken == wanted);
            self.auto = AutoCapture::again(&self.known.now().capture, before.map(|(_, place)| place));
        }
        let known = &self.known;
        let (_, judge) = self.judge.get_or_insert_with(|| {
            let known = known.now();
            (wanted.clone(), Judge::new(expectation(&known, wanted), (*known.capture).clone()))
        });
        judge
    }

    fn hint(&mut self, judgement: &Judgement, (width, height): (f32, f32), part: Crop) -> Hint {
        let reason = self.steady.update(self.began.elapsed(), judgement.hint()).cloned();
        // The outline belongs to the whole picture; the loupe shows a part.
        let plain = part == Crop::default();
        let corners = judgement
            .quad()
            .filter(|_| plain)
            .map(|quad| quad.corners.map(|corner| (corner.x / width, corner.y / height)));
        let told = |reason: Reason| match reason.code {
            ReasonCode::MyNumberVisible => (reason.code, Sentence::new("hint-my-number")),
            code => (code, reason.message),
        };
        Hint { corners, reason: reason.map(told), progress: 0.0 }
    }
}

/// What the camera delivers, for the manager.
fn figures(camera: &CameraThread, sharpness: Option<f32>) -> Option<SceneFigures> {
    let Status::Live { format, fps, dropped } = camera.status() else { return None };
    Some(SceneFigures { name: camera.name(), format, fps, dropped, sharpness })
}
