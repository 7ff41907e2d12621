use std::io;
use std::path::Path;

use rustix::io::Errno;

use crate::camera::CameraError;

use super::Device;

/// What a failed call of the driver means for staff.
pub(super) fn fault(device: &Device, doing: &'static str, error: &io::Error) -> CameraError {
    let camera = device.name.clone();
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::BUSY) => CameraError::Busy { camera },
        Some(Errno::ACCESS | Errno::PERM) => CameraError::Denied { path: device.node.display().to_string() },
        Some(Errno::NODEV | Errno::NXIO | Errno::NOENT) => CameraError::Unplugged { camera },
        _ if error.kind() == io::ErrorKind::TimedOut => CameraError::Stalled { camera },
        // A camera that is pulled out in the middle of a frame can fail in any way.
        _ if is_gone(&device.node) => CameraError::Unplugged { camera },
        _ => CameraError::Driver { camera, doing, why: error.to_string() },
    }
}

fn is_gone(node: &Path) -> bool {
    matches!(node.try_exists(), Ok(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(node: &str) -> Device {
        Device {
            name: "Cam".to_owned(),
            node: node.into(),
            stable: None,
            modes: Vec::new(),
            controls: Vec::new(),
        }
    }

    fn of(errno: Errno) -> CameraError {
        fault(&device("/dev/null"), "read", &errno.into())
    }

    #[test]
    fn the_systems_numbers_tell_the_kinds_apart() {
        assert_eq!(of(Errno::BUSY).code(), "camera-busy");
        assert_eq!(of(Errno::NODEV).code(), "camera-unplugged");
        assert_eq!(of(Errno::ACCESS).code(), "camera-denied");
        assert_eq!(of(Errno::PROTO).code(), "camera-driver");
        let late = io::Error::new(io::ErrorKind::TimedOut, "poll");
        assert_eq!(fault(&device("/dev/null"), "read", &late).code(), "camera-stalled");
        let gone = fault(&device("/dev/video-that-is-not-there"), "read", &Errno::IO.into());
        assert_eq!(gone.code(), "camera-unplugged");
    }
}
