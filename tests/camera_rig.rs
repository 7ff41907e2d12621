//! The camera against real drivers: each test boots a guest with a camera (tests/rig) and
//! runs the kiosk, or a part of this file, in it. `make test-camera` runs them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

#[path = "camera_rig/guest.rs"]
mod guest;
#[path = "camera_rig/pictures.rs"]
mod pictures;
#[path = "camera_rig/rig.rs"]
mod rig;
mod support;

use pictures::{Pictures, difference, rgb};
use rig::{KIOSK, Rig};

#[test]
fn vivid_gives_pictures_and_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("shot.jpg");
    let shot = format!("{KIOSK} camera shot {} --json", out.display());
    let list = format!("{KIOSK} camera list --json");
    let Some(run) = Rig::new("vivid").share(folder.path()).shell(&format!("{list} && {shot}")) else {
        return;
    };
    assert_eq!(run.code, 0, "{run:?}");
    let [list, shot] = run.json(2);
    assert!(list["cameras"][0]["name"].as_str().unwrap().starts_with("vivid"), "{list}");
    assert_eq!(list["cameras"][0]["selected"], true);
    assert_eq!(shot["encoding"], "YUYV");
    let (width, height, rgb) = rgb(&std::fs::read(&out).unwrap());
    assert_eq!(
        (u64::from(width), u64::from(height)),
        (shot["width"].as_u64().unwrap(), shot["height"].as_u64().unwrap())
    );
    // The test pattern has bars of every colour.
    for wanted in [[255, 255, 255], [255, 255, 0], [0, 0, 255]] {
        let near = |pixel: &[u8]| pixel.iter().zip(wanted).all(|(a, b): (&u8, u8)| a.abs_diff(b) < 70);
        assert!(rgb.chunks(3).any(near), "no {wanted:?}");
    }
}

#[test]
fn an_odd_state_left_by_another_program_is_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    let shot = format!("{KIOSK} camera shot {}/shot.jpg --json", folder.path().display());
    // 12.5 frames a second, and a format that the kiosk does not know.
    let odd = "v4l2-ctl --set-fmt-video=width=320,height=180,pixelformat=RGBP && v4l2-ctl --set-parm=12.5";
    let Some(run) = Rig::new("vivid").before(odd).share(folder.path()).shell(&shot) else { return };
    assert_eq!(run.code, 0, "{run:?}");
    let [shot] = run.json(1);
    assert_eq!((shot["width"].as_u64(), shot["height"].as_u64()), (Some(1920), Some(1080)));
}

#[test]
fn loopback_frames_are_what_was_fed_to_the_byte() {
    let pictures = Pictures::new();
    let fed = pictures.jpeg();
    let shot = format!("{KIOSK} camera shot {}/shot.jpg --json", pictures.path().display());
    let Some(run) = Rig::new("loopback").feed(&fed).share(pictures.path()).shell(&shot) else { return };
    assert_eq!(run.code, 0, "{run:?}");
    assert!(std::fs::read(pictures.path().join("shot.jpg")).unwrap() == std::fs::read(fed).unwrap());
}

#[test]
fn a_usb_webcam_is_one_camera_and_its_frames_are_what_was_fed() {
    let pictures = Pictures::new();
    // A long picture and a short one in turn: the buffer of the short one ends in the long one's tail.
    let (long, short) = (pictures.jpeg(), pictures.coarse_jpeg());
    let path = pictures.path().display();
    let shots: String =
        (0..3).map(|i| format!(" && {KIOSK} camera shot {path}/shot{i}.jpg --json")).collect();
    let both = Rig::new("uvc").feed(&long).feed(&short).hold(1).share(pictures.path());
    let Some(run) = both.shell(&format!("ls /dev/video1 >&2 && {KIOSK} camera list --json{shots}")) else {
        return;
    };
    assert_eq!(run.code, 0, "{run:?}");
    let [list, ..] = run.json::<4>(4);
    assert_eq!(list["cameras"].as_array().unwrap().len(), 1, "the metadata node is no camera");
    let fed = [std::fs::read(long).unwrap(), std::fs::read(short).unwrap()];
    for i in 0..3 {
        let shot = std::fs::read(pictures.path().join(format!("shot{i}.jpg"))).unwrap();
        assert!(fed.contains(&shot), "shot {i}, {} bytes", shot.len());
    }
}

#[test]
fn exposure_and_focus_are_set_as_the_settings_say() {
    let pictures = Pictures::new();
    let list = format!("{KIOSK} camera list --json");
    let shot = |exposure: &str, focus: &str| {
        let set = format!("KIOSK__CAMERA__EXPOSURE={exposure} KIOSK__CAMERA__FOCUS={focus}");
        format!("{set} {KIOSK} camera shot {}/shot.jpg --json >&2", pictures.path().display())
    };
    // 9999 is more than the camera can: its most is taken.
    let commands =
        format!("{list} && {} && {list} && {} && {list}", shot("500", "9999"), shot("auto", "auto"));
    let rig = Rig::new("uvc").feed(&pictures.jpeg()).share(pictures.path());
    let Some(run) = rig.shell(&commands) else { return };
    assert_eq!(run.code, 0, "{run:?}");
    let controls = run.json::<3>(3).map(|list| {
        let controls = list["cameras"][0]["controls"].as_array().unwrap().clone();
        controls
            .into_iter()
            .map(|one| (one["value"].as_i64(), one["automatic"].as_bool()))
            .collect::<Vec<_>>()
    });
    let (on, off) = (Some(true), Some(false));
    assert_eq!(controls[0], [(Some(250), on), (Some(0), on)]);
    assert_eq!(controls[1], [(Some(500), off), (Some(250), off)]);
    assert_eq!(controls[2], [(Some(500), on), (Some(250), on)]);
}

#[test]
fn frames_without_tables_are_whole_pictures() {
    let pictures = Pictures::new();
    let shot = format!("{KIOSK} camera shot {}/shot.jpg --json", pictures.path().display());
    let bare = pictures.bare_jpeg();
    let Some(run) = Rig::new("uvc").feed(&bare).share(pictures.path()).shell(&shot) else { return };
    assert_eq!(run.code, 0, "{run:?}");
    let shot = std::fs::read(pictures.path().join("shot.jpg")).unwrap();
    assert!(rgb(&shot) == rgb(&std::fs::read(pictures.jpeg()).unwrap()));
}

#[test]
fn damaged_frames_are_never_accepted() {
    let pictures = Pictures::new();
    let out = pictures.path().join("shot.jpg");
    let shot = format!("{KIOSK} camera shot {} --json", out.display());
    for bad in [pictures.cut_jpeg(), pictures.garbled_jpeg()] {
        let Some(run) = Rig::new("uvc").feed(&bad).share(pictures.path()).shell(&shot) else { return };
        assert_eq!(run.code, 3, "{}: {run:?}", bad.display());
        assert_eq!(run.json::<1>(1)[0]["error"]["code"], "reason-image-damaged");
        assert!(!out.exists());
    }
}

#[test]
fn raw_frames_have_the_colours_that_were_fed() {
    let pictures = Pictures::new();
    let shot = format!("{KIOSK} camera shot {}/shot.jpg --json", pictures.path().display());
    let ppm = pictures.ppm();
    let Some(run) = Rig::new("uvc").feed(&ppm).share(pictures.path()).shell(&shot) else { return };
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.json::<1>(1)[0]["encoding"], "YUYV");
    let (width, height, seen) = rgb(&std::fs::read(pictures.path().join("shot.jpg")).unwrap());
    let fed = pictures.pixels();
    assert_eq!((width, height), (pictures::WIDTH, pictures::HEIGHT));
    let difference = difference(&seen, &fed);
    assert!(difference < 4.0, "mean difference {difference}");
}

#[test]
fn without_a_camera_it_says_so() {
    let commands = format!("{KIOSK} camera list --json; {KIOSK} camera shot /tmp/shot.jpg --json");
    let Some(run) = Rig::new("none").shell(&commands) else { return };
    assert_eq!(run.code, 1, "{run:?}");
    let [list, shot] = run.json(2);
    assert_eq!(
        (&list["problem"], list["cameras"].as_array().map(Vec::len)),
        (&"camera-absent".into(), Some(0))
    );
    assert_eq!(shot["error"]["code"], "camera-absent");
}

/// Runs a scenario of `guest` with a USB webcam.
fn usb_scenario(name: &str) {
    let pictures = Pictures::new();
    let jpeg = pictures.jpeg();
    let Some(run) = Rig::new("uvc").feed(&jpeg).share(pictures.path()).scenario(name) else { return };
    print!("{}", run.stdout);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn an_unplugged_camera_comes_back() {
    usb_scenario("unplug-and-replug");
}

#[test]
fn a_frozen_camera_comes_back() {
    usb_scenario("freeze-and-thaw");
}

#[test]
fn a_frozen_camera_is_let_go_and_the_program_ends() {
    usb_scenario("stop-while-frozen");
}

#[test]
fn a_shot_survives_unplugging() {
    usb_scenario("unplug-during-shot");
}

#[test]
fn a_customer_is_served_with_the_webcam() {
    let licence = support::shipped_config().join("samples/drivers-license.front.jpg");
    let Some(run) = Rig::new("uvc").feed(&licence).patient(900).scenario("serve-a-customer") else { return };
    print!("{}", run.stdout);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_busy_camera_is_told_and_taken_when_free() {
    let Some(run) = Rig::new("vivid").scenario("busy-then-free") else { return };
    print!("{}", run.stdout);
    assert_eq!(run.code, 0, "{run:?}");
}
