use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;

use zeroize::Zeroizing;

use super::*;
use crate::camera::clock::manual::ManualClock;
use crate::camera::{CameraError, Encoding, Format};

/// What the scripted camera does at its next call.
enum Step {
    Opens,
    OpenFails(CameraError),
    Frame(u64),
    FrameFails(CameraError),
    Panics,
}

/// A camera that does what the test says, and waits (as a stalled one does) until it is said.
struct Scripted {
    steps: Receiver<Step>,
    log: Sender<&'static str>,
}

impl Scripted {
    fn step(&self) -> Step {
        // A test that is over leaves its camera with nothing to do.
        self.steps.recv().unwrap_or(Step::FrameFails(gone()))
    }
}

impl Camera for Scripted {
    fn name(&self) -> String {
        "Scripted".to_owned()
    }

    fn open(&mut self) -> Result<Format, CameraError> {
        let _ = self.log.send("open");
        match self.step() {
            Step::Opens => Ok(FORMAT),
            Step::OpenFails(error) | Step::FrameFails(error) => Err(error),
            Step::Panics => panic!("scripted"),
            Step::Frame(_) => unreachable!("the test expects an open camera"),
        }
    }

    fn frame(&mut self) -> Result<Frame, CameraError> {
        let _ = self.log.send("frame");
        match self.step() {
            Step::Frame(sequence) => Ok(frame(sequence)),
            Step::FrameFails(error) | Step::OpenFails(error) => Err(error),
            Step::Panics => panic!("scripted"),
            Step::Opens => unreachable!("the test expects a closed camera"),
        }
    }

    fn close(&mut self) {
        let _ = self.log.send("close");
    }
}

const FORMAT: Format = Format { encoding: Encoding::Rgb, width: 1, height: 1, fps: 30.0 };

fn frame(sequence: u64) -> Frame {
    Frame { encoding: Encoding::Rgb, width: 1, height: 1, data: Zeroizing::new(vec![0; 3]), sequence }
}

fn gone() -> CameraError {
    CameraError::Unplugged { camera: "Scripted".to_owned() }
}

struct Rig {
    thread: Option<CameraThread>,
    clock: Arc<ManualClock>,
    steps: Sender<Step>,
    calls: Receiver<&'static str>,
    events: Receiver<Event>,
}

/// Far longer than anything here takes; only a broken build waits for it.
const LIMIT: Duration = Duration::from_secs(20);

impl Rig {
    fn new() -> Self {
        let (steps, camera_steps) = channel();
        let (log, calls) = channel();
        let (tell, events) = channel();
        let clock = Arc::new(ManualClock::default());
        let camera = Box::new(Scripted { steps: camera_steps, log });
        let patience = Patience {
            retry: Duration::from_millis(1),
            shut_down: Duration::from_millis(50),
            ..Patience::default()
        };
        let thread = CameraThread::spawn(camera, Arc::<ManualClock>::clone(&clock), patience, move |event| {
            let _ = tell.send(event);
        });
        Self { thread: Some(thread.unwrap()), clock, steps, calls, events }
    }

    fn thread(&self) -> &CameraThread {
        self.thread.as_ref().unwrap()
    }

    fn script(&self, steps: impl IntoIterator<Item = Step>) {
        for step in steps {
            self.steps.send(step).unwrap();
        }
    }

    fn called(&self, call: &str) {
        while self.calls.recv_timeout(LIMIT).expect("the camera is called") != call {}
    }

    fn until(&self, what: &str, is: impl Fn(&Status) -> bool) -> Status {
        loop {
            match self.events.recv_timeout(LIMIT) {
                Ok(Event::Status(status)) if is(&status) => return status,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never {what}; now {:?}", self.thread().status())
                }
            }
        }
    }

    /// Waits for a status that may have passed unseen: the watch tells what it finds, not every step.
    fn settles(&self, on: &Status) {
        let began = Instant::now();
        while self.thread().status() != *on {
            assert!(began.elapsed() < LIMIT, "never {on:?}; now {:?}", self.thread().status());
            std::thread::yield_now();
        }
    }

    fn until_frame(&self) {
        loop {
            if self.events.recv_timeout(LIMIT).expect("a frame") == Event::Frame {
                return;
            }
        }
    }
}

fn is_live(status: &Status) -> bool {
    matches!(status, Status::Live { .. })
}

#[test]
fn off_until_started_and_closed_when_stopped() {
    let rig = Rig::new();
    assert_eq!(rig.thread().status(), Status::Off);
    assert_eq!(rig.calls.recv_timeout(Duration::from_millis(20)), Err(RecvTimeoutError::Timeout));
    rig.thread().start_streaming();
    rig.script([Step::Opens, Step::Frame(0), Step::Frame(1)]);
    rig.until_frame();
    rig.until_frame();
    assert_eq!(rig.thread().latest().unwrap().sequence, 1, "the newest frame wins");
    rig.thread().stop_streaming();
    assert!(rig.thread().latest().is_none(), "nothing is kept");
    rig.script([Step::Frame(2)]);
    rig.called("close");
    rig.settles(&Status::Off);
    assert!(rig.thread().latest().is_none(), "a frame that came too late is not shown");
}

#[test]
fn a_stalled_camera_is_told_from_a_working_one_and_comes_back() {
    let rig = Rig::new();
    rig.thread().start_streaming();
    rig.script([Step::Opens, Step::Frame(0)]);
    rig.until("live", is_live);
    rig.called("frame");
    rig.called("frame");
    rig.clock.advance(Duration::from_secs(3));
    rig.until("stalled", |s| matches!(s, Status::Trouble(CameraError::Stalled { .. })));
    assert!(rig.thread().latest().is_none(), "an old frame is not passed off as the present");
    rig.script([Step::Frame(1)]);
    rig.until("live again", is_live);
}

#[test]
fn an_unplugged_camera_is_opened_again_when_it_is_back() {
    let rig = Rig::new();
    rig.thread().start_streaming();
    let absent = || CameraError::Absent { wanted: None };
    rig.script([Step::OpenFails(absent())]);
    rig.until("absent", |s| *s == Status::Trouble(absent()));
    rig.script([Step::Opens, Step::Frame(0)]);
    rig.until("live", is_live);
    rig.script([Step::FrameFails(gone()), Step::OpenFails(absent()), Step::OpenFails(absent())]);
    rig.until("unplugged", |s| *s == Status::Trouble(gone()));
    rig.called("close");
    rig.called("open");
    rig.called("open");
    assert_eq!(rig.thread().status(), Status::Trouble(gone()), "it was there before: unplugged, not absent");
    rig.script([Step::Opens, Step::Frame(0)]);
    rig.until("live again", is_live);
}

#[test]
fn a_busy_camera_is_tried_until_it_is_free() {
    let rig = Rig::new();
    rig.thread().start_streaming();
    let busy = || CameraError::Busy { camera: "Scripted".to_owned() };
    rig.script([Step::OpenFails(busy()), Step::OpenFails(busy())]);
    rig.until("busy", |s| *s == Status::Trouble(busy()));
    rig.script([Step::Opens, Step::Frame(0)]);
    rig.until("live", is_live);
}

#[test]
fn a_panic_in_a_driver_is_only_trouble() {
    let rig = Rig::new();
    rig.thread().start_streaming();
    rig.script([Step::Opens, Step::Panics]);
    rig.until("trouble", |s| matches!(s, Status::Trouble(CameraError::Driver { .. })));
    rig.script([Step::Opens, Step::Frame(0)]);
    rig.until("live", is_live);
}

#[test]
fn shutting_down_does_not_wait_for_a_camera_that_never_answers() {
    let mut rig = Rig::new();
    rig.thread().start_streaming();
    rig.script([Step::Opens]);
    rig.called("frame");
    let start = Instant::now();
    rig.thread = None;
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // The one left behind switches the camera off as soon as it can.
    rig.script([Step::Frame(0)]);
    rig.called("close");
}

#[test]
fn lost_frames_and_the_rate_are_told() {
    let rig = Rig::new();
    rig.thread().start_streaming();
    rig.script([Step::Opens]);
    for sequence in [0, 1, 4, 5] {
        rig.called("frame");
        rig.clock.advance(Duration::from_millis(50));
        rig.script([Step::Frame(sequence)]);
        rig.until_frame();
    }
    let Status::Live { fps, dropped, format } = rig.thread().status() else { panic!("not live") };
    assert_eq!((dropped, format), (2, FORMAT));
    assert!((fps - 20.0).abs() < 0.5, "{fps}");
}
