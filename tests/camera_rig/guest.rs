//! The guest's side: scenarios in which a camera goes away and comes back while it is used.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use kiosk::camera::device::DeviceCamera;
use kiosk::camera::settings::Source;
use kiosk::camera::thread::{CameraThread, Event, Patience, Status};
use kiosk::camera::{CameraError, Settings, SystemClock};

use super::support::{Pty, Site, licence_holder};

/// Far longer than anything takes, in an emulated machine too.
const LIMIT: Duration = Duration::from_secs(60);

/// Runs the scenario that the rig names; on the host, where none is named, there is nothing
/// to run.
#[test]
fn scenario() {
    let Ok(name) = std::env::var("CAMERA_SCENARIO") else { return };
    match name.as_str() {
        "unplug-and-replug" => unplug_and_replug(),
        "freeze-and-thaw" => freeze_and_thaw(),
        "stop-while-frozen" => stop_while_frozen(),
        "unplug-during-shot" => unplug_during_shot(),
        "busy-then-free" => busy_then_free(),
        "serve-a-customer" => serve_a_customer(),
        other => panic!("no scenario {other}"),
    }
}

struct Watched {
    thread: CameraThread,
    events: Receiver<Event>,
}

impl Watched {
    fn start() -> Self {
        let settings = Settings { source: Source::Device, ..Settings::default() };
        let clock = Arc::new(SystemClock::new());
        let camera = Box::new(DeviceCamera::new(settings, clock.clone()));
        let (tell, events) = channel();
        let notify = move |event| {
            let _ = tell.send(event);
        };
        let thread = CameraThread::spawn(camera, clock, Patience::default(), notify).unwrap();
        thread.start_streaming();
        Self { thread, events }
    }

    fn until(&self, what: &str, is: impl Fn(&Status) -> bool) {
        let start = Instant::now();
        loop {
            match self.events.recv_timeout(LIMIT.saturating_sub(start.elapsed())) {
                Ok(Event::Status(status)) if is(&status) => break,
                Ok(_) => {}
                Err(_) => panic!("never {what}; now {:?}", self.thread.status()),
            }
        }
        println!("{what} after {} ms", start.elapsed().as_millis());
    }

    fn until_live(&self) {
        self.until("live", |status| matches!(status, Status::Live { .. }));
        assert!(self.thread.latest().is_some());
    }

    fn until_trouble(&self, code: &str) {
        self.until(code, |status| matches!(status, Status::Trouble(error) if error.code() == code));
        assert!(self.thread.latest().is_none(), "an old frame is not the present");
    }
}

/// `unplug`, `replug` and `freeze` of the rig.
fn webcam(command: &str) {
    assert!(Command::new(command).status().unwrap().success(), "{command}");
}

fn unplug_and_replug() {
    let camera = Watched::start();
    camera.until_live();
    for _ in 0..2 {
        webcam("unplug");
        camera.until_trouble("camera-unplugged");
        webcam("replug");
        camera.until_live();
    }
}

fn freeze_and_thaw() {
    let camera = Watched::start();
    camera.until_live();
    webcam("freeze");
    camera.until_trouble("camera-stalled");
    webcam("freeze");
    camera.until_live();
}

fn stop_while_frozen() {
    let camera = Watched::start();
    camera.until_live();
    webcam("freeze");
    camera.until_trouble("camera-stalled");
    camera.thread.stop_streaming();
    camera.until("off", |status| *status == Status::Off);
    webcam("freeze");
    camera.thread.start_streaming();
    camera.until_live();
    webcam("freeze");
    let start = Instant::now();
    drop(camera);
    println!("shut down in {} ms", start.elapsed().as_millis());
    assert!(start.elapsed() < Duration::from_secs(10));
}

fn unplug_during_shot() {
    webcam("freeze");
    let mut shot = Command::new(super::KIOSK)
        .args(["camera", "shot", "/tmp/shot.jpg", "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until_held(&shot);
    webcam("unplug");
    let mut out = String::new();
    shot.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    let code = shot.wait().unwrap().code();
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    println!("{out}");
    assert_eq!((code, &json["error"]["code"]), (Some(1), &"camera-unplugged".into()));
}

/// Returns once the program has the camera open.
fn wait_until_held(program: &Child) {
    let start = Instant::now();
    let files = format!("/proc/{}/fd", program.id());
    let held = || {
        let links = std::fs::read_dir(&files).into_iter().flatten().flatten();
        links
            .filter_map(|entry| std::fs::read_link(entry.path()).ok())
            .any(|to| to.starts_with("/dev/video0"))
    };
    while !held() {
        assert!(start.elapsed() < LIMIT, "the camera was never opened");
        std::thread::yield_now();
    }
}

fn busy_then_free() {
    let mut other = Command::new("v4l2-ctl")
        .args(["--stream-mmap", "--stream-count=0"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // It prints a sign for each frame: from the first on it has the camera.
    other.stderr.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    let camera = Watched::start();
    camera.until_trouble("camera-busy");
    assert!(
        matches!(camera.thread.status(), Status::Trouble(CameraError::Busy { camera }) if camera.contains("vivid"))
    );
    other.kill().unwrap();
    other.wait().unwrap();
    camera.until_live();
    camera.thread.stop_streaming();
    camera.until("off", |status| *status == Status::Off);
    camera.thread.start_streaming();
    camera.until_live();
}

/// The whole counter in a terminal, with what the webcam shows as the customer's licence; the
/// webcam is pulled out once on the way.
fn serve_a_customer() {
    let site = Site::new();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let (config, data) = (site.config(), site.data().join("kiosk"));
    let arguments = ["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let mut pty = Pty::kiosk(&arguments, (80, 24));
    pty.sees(&["いらっしゃいませ"]);
    pty.visit(&licence_holder(), &mut |pty, at| {
        if at == "撮影" {
            webcam("unplug");
            pty.sees(&["カメラ 異常"]);
            webcam("replug");
            pty.sees(&["カメラ 撮影中"]);
        }
    });
    pty.sees(&["受付番号"]);
    assert_eq!(site.received().len(), 1);
    println!("{}", pty.screen());
}
