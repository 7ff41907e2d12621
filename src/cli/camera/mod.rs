//! `kiosk camera`: which cameras there are, and a trial shot.

mod calibrate;
mod list;
mod shot;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;

use crate::camera::device::DeviceCamera;
use crate::camera::samples::SampleCamera;
use crate::camera::settings::Source;
use crate::camera::{Camera, CameraError, Clock, Settings};
use crate::config::{self, Config};
use crate::input::BadInput;

use super::{Exit, Globals};

/// Look after the camera.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the cameras of this machine, what each can deliver, and the one in use
    List,
    /// Learn how the desk looks with nothing on it: clear it, then run this once
    Calibrate,
    /// Take one picture as the counter would, to adjust the camera; never of a customer
    Shot {
        /// The file to write, a JPEG
        out: PathBuf,
    },
}

/// Runs the command.
pub fn run(globals: &Globals, args: &Args) -> Exit {
    let loaded = globals.config_dir().and_then(|dir| Ok((load(&dir)?, dir)));
    match (loaded, &args.command) {
        (Err(bad), _) => globals.refuse(&bad),
        (Ok((config, dir)), Command::List) => list::run(globals, &config.camera, &dir),
        (Ok((config, dir)), Command::Calibrate) => calibrate::run(globals, &config, &dir),
        (Ok((config, dir)), Command::Shot { out }) => shot::run(globals, &config, &dir, out),
    }
}

fn load(dir: &Path) -> Result<Config, BadInput> {
    let config = config::load(dir, std::env::vars())?.config;
    config.camera.check().map_err(|bad| bad.in_file(dir.join(config::FILE).display().to_string()))?;
    Ok(config)
}

/// The camera that the settings ask for.
fn configured(
    settings: &Settings,
    dir: &Path,
    clock: Arc<dyn Clock>,
) -> Result<Box<dyn Camera>, CameraError> {
    Ok(match settings.source {
        Source::Device => Box::new(DeviceCamera::new(settings.clone(), clock)),
        Source::Samples => Box::new(SampleCamera::new(&dir.join(&settings.samples), settings.fps, clock)?),
    })
}
