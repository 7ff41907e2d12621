use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::camera::device::{self, Device, Mode};
use crate::camera::settings::Source;
use crate::camera::{CameraError, Settings};
use crate::text::{Catalogue, Language, Message};

use super::super::{Exit, Globals, print_json};

/// Lists the cameras; the one in use is marked.
pub fn run(globals: &Globals, settings: &Settings, dir: &Path) -> Exit {
    let devices = device::list(settings);
    let chosen = match settings.source {
        Source::Device => Some(device::find(settings)),
        Source::Samples => None,
    };
    if globals.json {
        print_json(&as_json(&devices, settings, chosen.as_ref()));
        return Exit::Done;
    }
    let catalogue = match globals.catalogue(dir) {
        Ok(catalogue) => catalogue,
        Err(bad) => return globals.refuse(&bad),
    };
    let text = as_text(&devices, settings, chosen.as_ref(), &catalogue);
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Exit::Done
}

type Chosen<'a> = Option<&'a Result<Device, CameraError>>;

fn is_chosen(device: &Device, chosen: Chosen<'_>) -> bool {
    matches!(chosen, Some(Ok(chosen)) if chosen.node == device.node)
}

fn as_json(devices: &[Device], settings: &Settings, chosen: Chosen<'_>) -> Value {
    let cameras: Vec<Value> = devices
        .iter()
        .map(|device| {
            let selected = is_chosen(device, chosen);
            json!({
                "name": device.name,
                "node": device.node,
                "path": device.stable,
                "selected": selected,
                "mode": device.modes.first().filter(|_| selected).map(mode_json),
                "modes": device.modes.iter().map(mode_json).collect::<Vec<_>>(),
                "controls": device.controls,
            })
        })
        .collect();
    let problem = match chosen {
        Some(Err(error)) => Some(error.code()),
        _ => None,
    };
    json!({ "source": settings.source, "cameras": cameras, "problem": problem })
}

fn mode_json(mode: &Mode) -> Value {
    let format = mode.format();
    json!({
        "encoding": format.encoding.name(),
        "width": format.width,
        "height": format.height,
        "fps": (f64::from(format.fps) * 1000.0).round() / 1000.0,
    })
}

fn as_text(devices: &[Device], settings: &Settings, chosen: Chosen<'_>, catalogue: &Catalogue) -> String {
    let mut text = String::new();
    let mut say = |message: Message| {
        for language in [Language::Ja, Language::En] {
            text.push_str(&catalogue.render(language, &message));
            text.push('\n');
        }
    };
    match chosen {
        Some(Err(error)) => say(error.message()),
        None => say(Message::new("camera-list-samples").with("path", settings.samples.display().to_string())),
        Some(Ok(_)) => {}
    }
    for device in devices {
        let mark = if is_chosen(device, chosen) { '*' } else { ' ' };
        let path = device.stable.as_ref().unwrap_or(&device.node).display();
        text.push_str(&format!("{mark} {}  {path}\n", device.name));
        for mode in &device.modes {
            text.push_str(&format!("    {}\n", mode.format()));
        }
        for control in &device.controls {
            let auto = if control.auto { ", auto" } else { "" };
            text.push_str(&format!("    {} {} - {}{auto}\n", control.name, control.min, control.max));
        }
    }
    text
}
