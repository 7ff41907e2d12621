use std::path::{Path, PathBuf};

use v4l::Device as Handle;
use v4l::video::Capture as _;

use crate::camera::{CameraError, Settings};

use super::controls::{self, Control};
use super::modes::{self, Mode};

/// A camera of this machine.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Device {
    /// Its name as the driver gives it.
    pub name: String,
    /// The device node of the moment, `/dev/video0`.
    pub node: PathBuf,
    /// A path that stays the same wherever it is plugged in, below `/dev/v4l/by-id`.
    pub stable: Option<PathBuf>,
    /// What it can deliver, best first for the given settings.
    pub modes: Vec<Mode>,
    /// Controls that the settings can reach.
    pub controls: Vec<Control>,
}

/// All cameras, in the order of their nodes. Nodes that give no pictures (each webcam has
/// one for metadata) are left out.
pub fn list(settings: &Settings) -> Vec<Device> {
    nodes().into_iter().filter_map(|node| inspect(node, settings).ok().flatten()).collect()
}

/// The camera that the settings name by path or by name; without either the first one that
/// has a usable format.
pub fn find(settings: &Settings) -> Result<Device, CameraError> {
    if let Some(path) = &settings.path {
        let absent = || CameraError::Absent { wanted: Some(path.display().to_string()) };
        let node = path.canonicalize().map_err(|_| absent())?;
        return inspect(node, settings)?.ok_or_else(absent);
    }
    let mut denied = None;
    let mut first = None;
    for node in nodes() {
        let device = match inspect(node, settings) {
            Ok(Some(device)) => device,
            Ok(None) => continue,
            Err(error) => {
                denied.get_or_insert(error);
                continue;
            }
        };
        let named = settings.name.as_ref().is_none_or(|name| is_named(&device.name, name));
        if named && !device.modes.is_empty() {
            return Ok(device);
        }
        if named {
            first.get_or_insert(device);
        }
    }
    match (first, denied) {
        (Some(device), _) => Ok(device),
        (None, Some(error)) => Err(error),
        (None, None) => Err(CameraError::Absent { wanted: settings.name.clone() }),
    }
}

/// `None` for a node that is no camera.
fn inspect(node: PathBuf, settings: &Settings) -> Result<Option<Device>, CameraError> {
    let handle = match Handle::with_path(&node) {
        Ok(handle) => handle,
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(CameraError::Denied { path: node.display().to_string() });
        }
        // Pulled out between listing and looking, or not a video device at all.
        Err(_) => return Ok(None),
    };
    if handle.enum_formats().map_or(true, |formats| formats.is_empty()) {
        return Ok(None);
    }
    let name = name_of(&node);
    let modes = modes::of(&handle, settings);
    let controls = controls::of(&handle);
    Ok(Some(Device { name, stable: stable_path(&node), node, modes, controls }))
}

/// `/dev/video*` by number.
fn nodes() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/dev") else { return Vec::new() };
    let mut nodes: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let number = path.file_name()?.to_str()?.strip_prefix("video")?.parse().ok()?;
            Some((number, path))
        })
        .collect();
    nodes.sort();
    nodes.into_iter().map(|(_, path)| path).collect()
}

fn name_of(node: &Path) -> String {
    let file = node.file_name().unwrap_or_default();
    let name = std::fs::read(Path::new("/sys/class/video4linux").join(file).join("name"));
    let name = name.map(|name| String::from_utf8_lossy(&name).trim().to_owned()).unwrap_or_default();
    if name.is_empty() { node.display().to_string() } else { name }
}

/// The link below `/dev/v4l/by-id` (or, for a camera without a serial number, `by-path`)
/// that leads to this node.
fn stable_path(node: &Path) -> Option<PathBuf> {
    ["/dev/v4l/by-id", "/dev/v4l/by-path"].iter().find_map(|dir| {
        let mut links: Vec<PathBuf> =
            std::fs::read_dir(dir).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        links.sort();
        links.into_iter().find(|link| link.canonicalize().is_ok_and(|target| target == node))
    })
}

/// A part of the name is enough, in either case: `c920` finds `HD Pro Webcam C920`.
fn is_named(device: &str, wanted: &str) -> bool {
    device.to_lowercase().contains(&wanted.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_name_is_enough() {
        assert!(is_named("HD Pro Webcam C920", "c920"));
        assert!(is_named("HD Pro Webcam C920", " Webcam "));
        assert!(!is_named("HD Pro Webcam C920", "Brio"));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_absent_by_its_name() {
        let settings = Settings { path: Some("/dev/v4l/by-id/none".into()), ..Settings::default() };
        let error = find(&settings).unwrap_err();
        assert_eq!(error, CameraError::Absent { wanted: Some("/dev/v4l/by-id/none".to_owned()) });
    }

    #[test]
    fn what_is_no_video_device_is_no_camera() {
        let settings = Settings { path: Some("/dev/null".into()), ..Settings::default() };
        assert_eq!(find(&settings).unwrap_err().code(), "camera-absent");
    }
}
