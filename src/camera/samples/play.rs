use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::camera::{Camera, CameraError, Clock, Encoding, Format, Frame, jpeg};

use super::Samples;

/// Plays sample pictures at a frame rate. The bytes are those of the file, whatever they
/// are, so that a PNG named .jpg or half a JPEG is judged as a device's frame would be.
pub struct SampleCamera {
    samples: Samples,
    clock: Arc<dyn Clock>,
    fps: u32,
    open: Option<Playing>,
}

struct Playing {
    /// When the next frame is due.
    due: Duration,
    /// Frames since the camera was opened.
    sequence: u64,
    /// Frames of what is shown now.
    position: usize,
    /// The switch at which `position` was counted from.
    turn: u64,
}

impl SampleCamera {
    /// A camera for the pictures at `root` (a folder or one file), `fps` frames a second.
    pub fn new(root: &Path, fps: u32, clock: Arc<dyn Clock>) -> Result<Self, CameraError> {
        Ok(Self { samples: Samples::open(root)?, clock, fps: fps.max(1), open: None })
    }

    /// The handle that switches pictures while the camera plays.
    pub fn samples(&self) -> Samples {
        self.samples.clone()
    }
}

impl Camera for SampleCamera {
    fn name(&self) -> String {
        "samples".to_owned()
    }

    fn is_simulated(&self) -> bool {
        true
    }

    fn open(&mut self) -> Result<Format, CameraError> {
        let shown = self.samples.shown();
        let first = shown.pictures.first().map(|path| read(path)).transpose()?.unwrap_or_default();
        let (width, height) = jpeg::size(&first).unwrap_or_default();
        self.open = Some(Playing { due: self.clock.now(), sequence: 0, position: 0, turn: shown.turn });
        Ok(Format { encoding: Encoding::Jpeg, width, height, fps: self.fps as f32 })
    }

    fn frame(&mut self) -> Result<Frame, CameraError> {
        if self.open.is_none() {
            self.open()?;
        }
        let Some(playing) = &mut self.open else {
            return Err(CameraError::Absent { wanted: None });
        };
        let now = self.clock.now();
        if let Some(early) = playing.due.checked_sub(now) {
            self.clock.sleep(early);
        }
        // A late frame moves the beat rather than being made up for by a burst.
        playing.due = playing.due.max(now) + Duration::from_secs(1) / self.fps;

        let shown = self.samples.shown();
        if playing.turn != shown.turn {
            (playing.turn, playing.position) = (shown.turn, 0);
        }
        let picture = shown.pictures.get(playing.position % shown.pictures.len().max(1));
        let data = picture.map(|path| read(path)).transpose()?.unwrap_or_default();
        playing.position += 1;
        playing.sequence += 1;
        let (width, height) = jpeg::size(&data).unwrap_or_default();
        Ok(Frame { encoding: Encoding::Jpeg, width, height, data, sequence: playing.sequence - 1 })
    }

    fn close(&mut self) {
        self.open = None;
    }
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, CameraError> {
    std::fs::read(path)
        .map(Zeroizing::new)
        .map_err(|why| CameraError::Sample { path: path.to_owned(), why: why.to_string() })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::camera::clock::manual::ManualClock;

    fn folder() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        put("b.jpg", b"\x89PNG in disguise");
        put("a.JPG", b"first");
        put("moving/2.jpg", b"two");
        put("moving/1.jpg", b"one");
        put("notes.txt", b"not a picture");
        put(".hidden.jpg", b"hidden");
        dir
    }

    fn camera(root: &Path) -> (SampleCamera, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock::default());
        (SampleCamera::new(root, 10, Arc::<ManualClock>::clone(&clock)).unwrap(), clock)
    }

    fn bytes(camera: &mut SampleCamera) -> Vec<u8> {
        camera.frame().unwrap().data.to_vec()
    }

    #[test]
    fn lists_pictures_and_sequences_by_name() {
        let dir = folder();
        let (camera, _) = camera(dir.path());
        let names = camera.samples().names().unwrap();
        assert_eq!(names, ["a.JPG", "b.jpg", "moving/", "moving/1.jpg", "moving/2.jpg"]);
        assert!(camera.is_simulated());
    }

    #[test]
    fn plays_a_still_and_switches_while_running() {
        let dir = folder();
        let (mut camera, _) = camera(dir.path());
        camera.open().unwrap();
        assert_eq!((bytes(&mut camera), bytes(&mut camera)), (b"first".to_vec(), b"first".to_vec()));
        camera.samples().show("b.jpg").unwrap();
        assert_eq!(bytes(&mut camera), b"\x89PNG in disguise");
        camera.samples().show("moving/").unwrap();
        assert_eq!([bytes(&mut camera), bytes(&mut camera), bytes(&mut camera)], [b"one", b"two", b"one"]);
        assert_eq!(camera.samples().showing(), "moving/");
    }

    #[test]
    fn keeps_the_frame_rate_by_the_given_clock() {
        let dir = folder();
        let (mut camera, clock) = camera(dir.path());
        camera.open().unwrap();
        for _ in 0..11 {
            camera.frame().unwrap();
        }
        assert_eq!(clock.now(), Duration::from_secs(1));
        clock.advance(Duration::from_secs(5));
        let late = clock.now();
        camera.frame().unwrap();
        camera.frame().unwrap();
        assert_eq!(clock.now().saturating_sub(late), Duration::from_millis(100), "no burst after a pause");
    }

    #[test]
    fn what_is_not_there_is_said_and_the_picture_stays() {
        let dir = folder();
        let (mut camera, _) = camera(dir.path());
        for name in ["gone.jpg", "../b.jpg", "/etc/passwd", ""] {
            assert!(camera.samples().show(name).is_err(), "{name}");
        }
        assert_eq!(bytes(&mut camera), b"first");
        let empty = tempfile::tempdir().unwrap();
        let error = SampleCamera::new(empty.path(), 10, Arc::new(ManualClock::default())).err().unwrap();
        assert_eq!(error.code(), "camera-sample");
    }

    #[test]
    fn a_single_file_is_a_camera_too() {
        let dir = folder();
        let file: PathBuf = dir.path().join("b.jpg");
        let (mut camera, _) = camera(&file);
        assert_eq!(camera.samples().names().unwrap(), ["b.jpg"]);
        assert_eq!(bytes(&mut camera), b"\x89PNG in disguise");
    }
}
