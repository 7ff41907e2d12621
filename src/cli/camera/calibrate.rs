use std::path::Path;

use serde_json::json;

use crate::config::Config;
use crate::runtime::bare_desk::{self, Refused};
use crate::store::DataDir;
use crate::text::Language;

use super::super::{Exit, Globals, print_json};
use super::shot::{self, Failure};

/// Takes the bare desk and keeps how it looks in the data folder.
pub fn run(globals: &Globals, config: &Config, dir: &Path) -> Exit {
    let taken = match shot::take(config, dir) {
        Ok(taken) => taken,
        Err(Failure::Camera(error)) => return globals.report(&error.message(), Exit::Failed),
        Err(Failure::System(error)) => return shot::system(globals, &error),
    };
    let data = match DataDir::create(&globals.data_dir()) {
        Ok(data) => data,
        Err(error) => return globals.report(&error.message(), Exit::Failed),
    };
    let (view, limits) = (config.camera.view(), &config.capture.limits);
    let kept = match bare_desk::take(&taken.frame, &view, limits, &data) {
        Ok(kept) => kept,
        Err(Refused::Picture(why)) => return globals.report(&why, Exit::Refused),
        Err(Refused::NotWritten(why)) => return globals.report(&why, Exit::Failed),
    };
    if globals.json {
        print_json(&json!({ "file": data.bare_desk(), "width": kept.size.0, "height": kept.size.1 }));
    } else if let Ok(catalogue) = globals.catalogue(dir) {
        use std::io::Write as _;
        for language in [Language::Ja, Language::En] {
            let _ = writeln!(std::io::stdout(), "{}", catalogue.get(language, "camera-calibrate-done"));
        }
    }
    Exit::Done
}
