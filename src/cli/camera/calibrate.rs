use std::path::Path;

use serde_json::json;

use crate::config::Config;
use crate::store::DataDir;
use crate::text::{Language, Message};
use crate::vision::door::Limits;
use crate::vision::{BareDesk, NotBare};

use super::super::{Exit, Globals, print_json};
use super::shot::{self, Failure};

/// Takes the bare desk and keeps how it looks in the data folder. A desk with a document on it
/// is refused: nothing of a document is ever written like this.
pub fn run(globals: &Globals, config: &Config, dir: &Path) -> Exit {
    let taken = match shot::take(config, dir) {
        Ok(taken) => taken,
        Err(Failure::Camera(error)) => return globals.report(&error.message(), Exit::Failed),
        Err(Failure::System(error)) => return shot::system(globals, &error),
    };
    let limits = Limits { min_side: 1, ..config.capture.limits.clone() };
    let picture = match shot::seen(&taken.frame, &config.camera.view(), &limits) {
        Ok(picture) => picture,
        Err(reason) => return globals.report(&reason.message, Exit::Refused),
    };
    let desk = match BareDesk::of(&picture) {
        Ok(desk) => desk,
        Err(NotBare::Occupied) => return globals.say("camera-calibrate-occupied", Exit::Refused),
        Err(NotBare::TooDark) => return globals.say("camera-calibrate-dark", Exit::Refused),
    };
    let data = match DataDir::create(&globals.data_dir()) {
        Ok(data) => data,
        Err(error) => return globals.report(&error.message(), Exit::Failed),
    };
    let file = data.bare_desk();
    if let Err(error) = shot::write(&file, &desk.to_bytes()) {
        let message = Message::new("camera-shot-write");
        let message = message.with("file", file.display().to_string()).with("why", error.to_string());
        return globals.report(&message, Exit::Failed);
    }
    if globals.json {
        print_json(&json!({ "file": file, "width": picture.width(), "height": picture.height() }));
    } else if let Ok(catalogue) = globals.catalogue(dir) {
        use std::io::Write as _;
        for language in [Language::Ja, Language::En] {
            let _ = writeln!(std::io::stdout(), "{}", catalogue.get(language, "camera-calibrate-done"));
        }
    }
    Exit::Done
}
