use crate::camera::device::Control;
use crate::camera::settings::{Auto, Level};
use crate::camera::view::{Crop, Rotation};
use crate::camera::{Format, Settings};
use crate::counter::list::Cursor;
use crate::counter::message::Input;

use super::exchange::{Answer, Ask};
use super::letter;

/// Finest step of a part of the picture, as a share of its side.
const CROP_STEP: f32 = 0.05;
/// Step of the digital zoom.
const ZOOM_STEP: f32 = 0.1;
/// Steps from the smallest to the largest value of a camera's own control.
const CONTROL_STEPS: i64 = 40;

/// What is known of the camera beside its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraFacts {
    /// `[camera]` as it is in force.
    pub settings: Settings,
    /// The controls that the camera has.
    pub controls: Vec<Control>,
    /// The file to write settings into.
    pub file: String,
}

/// What the camera delivers, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneFigures {
    /// The camera's name.
    pub name: String,
    /// What was agreed with it.
    pub format: Format,
    /// Frames a second as they came.
    pub fps: f32,
    /// Frames that were lost or damaged.
    pub dropped: u64,
    /// How sharp the scene is, 0 to 1; `None` where nothing is to be seen.
    pub sharpness: Option<f32>,
}

/// A thing that can be tried by keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knob {
    /// Turn by quarters.
    Rotate,
    /// Left and right swapped.
    Mirror,
    /// Digital zoom.
    Zoom,
    /// Left edge of the part that is used.
    Left,
    /// Top edge of the part that is used.
    Top,
    /// Width of the part that is used.
    Width,
    /// Height of the part that is used.
    Height,
    /// The camera's exposure.
    Exposure,
    /// The camera's focus.
    Focus,
}

impl Knob {
    const ALWAYS: [Self; 7] =
        [Self::Rotate, Self::Mirror, Self::Zoom, Self::Left, Self::Top, Self::Width, Self::Height];

    /// Id for the text `manager-knob-<id>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rotate => "rotate",
            Self::Mirror => "mirror",
            Self::Zoom => "zoom",
            Self::Left => "left",
            Self::Top => "top",
            Self::Width => "width",
            Self::Height => "height",
            Self::Exposure => "exposure",
            Self::Focus => "focus",
        }
    }
}

/// The camera, and what is tried with it.
#[derive(Debug, Default)]
pub struct CameraPage {
    /// What is known of it; `None` until it was asked.
    pub facts: Option<CameraFacts>,
    /// What it delivers now.
    pub scene: Option<SceneFigures>,
    /// The settings that are tried.
    pub tried: Option<Settings>,
    /// The knob in focus.
    pub cursor: Cursor,
}

impl CameraPage {
    /// What can be tried with this camera.
    pub fn knobs(&self) -> Vec<Knob> {
        let mut knobs = Knob::ALWAYS.to_vec();
        knobs.extend(self.control("exposure").map(|_| Knob::Exposure));
        knobs.extend(self.control("focus").map(|_| Knob::Focus));
        knobs
    }

    /// The value of a knob, as it would stand in kiosk.toml.
    pub fn value(&self, knob: Knob) -> String {
        let Some(tried) = &self.tried else { return String::new() };
        match knob {
            Knob::Rotate => u16::from(tried.rotate).to_string(),
            Knob::Mirror => tried.mirror.to_string(),
            Knob::Zoom => format!("{:.1}", tried.zoom),
            Knob::Left => format!("{:.2}", tried.crop.left),
            Knob::Top => format!("{:.2}", tried.crop.top),
            Knob::Width => format!("{:.2}", tried.crop.width),
            Knob::Height => format!("{:.2}", tried.crop.height),
            Knob::Exposure => self.level(tried.exposure, "exposure"),
            Knob::Focus => self.level(tried.focus, "focus"),
        }
    }

    fn level(&self, level: Option<Level>, control: &str) -> String {
        match level {
            Some(Level::Auto(_)) => "auto".to_owned(),
            Some(Level::Fixed(value)) => value.to_string(),
            // Left as the camera has it.
            None => match self.control(control) {
                Some(Control { automatic: Some(true), .. }) | None => "auto".to_owned(),
                Some(Control { value, .. }) => value.map(|value| value.to_string()).unwrap_or_default(),
            },
        }
    }

    /// The lines for `[camera]` of kiosk.toml that keep what is tried; none while nothing is.
    pub fn lines(&self) -> Vec<String> {
        let Some((tried, saved)) = self.tried.as_ref().zip(self.facts.as_ref().map(|facts| &facts.settings))
        else {
            return Vec::new();
        };
        let level = |name: &str, level: Option<Level>| {
            level.map(|level| match level {
                Level::Auto(_) => format!("{name} = \"auto\""),
                Level::Fixed(value) => format!("{name} = {value}"),
            })
        };
        let Crop { left, top, width, height } = tried.crop;
        let crop = format!(
            "crop = {{ left = {left:.2}, top = {top:.2}, width = {width:.2}, height = {height:.2} }}"
        );
        [
            (tried.rotate != saved.rotate).then(|| format!("rotate = {}", u16::from(tried.rotate))),
            (tried.mirror != saved.mirror).then(|| format!("mirror = {}", tried.mirror)),
            (tried.zoom != saved.zoom).then(|| format!("zoom = {:.1}", tried.zoom)),
            (tried.crop != saved.crop).then_some(crop),
            level("exposure", tried.exposure).filter(|_| tried.exposure != saved.exposure),
            level("focus", tried.focus).filter(|_| tried.focus != saved.focus),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn input(&mut self, input: &Input) -> Option<Vec<Ask>> {
        let (knobs, saved) = (self.knobs(), self.facts.as_ref()?.settings.clone());
        let knob = *knobs.get(self.cursor.0)?;
        match (input, letter(input)) {
            (Input::Left, _) => self.turn(knob, -1),
            (Input::Right, _) => self.turn(knob, 1),
            (_, Some('a')) => self.automatic(knob),
            (Input::Erase | Input::Delete, _) => {
                let back = Ask::Tune(Box::new(self.restored(saved.clone())));
                self.tried = Some(saved);
                return Some(vec![back]);
            }
            (
                Input::Up | Input::Down | Input::FocusNext | Input::FocusPrevious | Input::Home | Input::End,
                _,
            ) => {
                self.cursor.input(input, knobs.len());
                return Some(Vec::new());
            }
            _ => return None,
        }
        Some(self.tried.clone().map(|tried| Ask::Tune(Box::new(tried))).into_iter().collect())
    }

    pub(super) fn take(&mut self, answer: Answer) -> Vec<Ask> {
        match answer {
            Answer::Camera(facts) => {
                self.tried = Some(facts.settings.clone());
                self.facts = Some(*facts);
            }
            Answer::Scene(figures) => self.scene = Some(figures),
            _ => {}
        }
        Vec::new()
    }

    /// What puts the camera back as it was, where something was tried.
    pub(super) fn undo(&self) -> Option<Ask> {
        let saved = &self.facts.as_ref()?.settings;
        let touched = self.tried.as_ref().is_some_and(|tried| tried != saved);
        touched.then(|| Ask::Tune(Box::new(self.restored(saved.clone()))))
    }

    /// The saved settings; controls that they leave alone get the value that they had.
    fn restored(&self, saved: Settings) -> Settings {
        let had = |name: &str, saved: Option<Level>, tried: Option<Level>| {
            tried?;
            saved.or_else(|| match self.control(name)? {
                Control { automatic: Some(true), .. } => Some(Level::Auto(Auto::Auto)),
                Control { value, .. } => value.map(Level::Fixed),
            })
        };
        let tried = self.tried.as_ref();
        Settings {
            exposure: had("exposure", saved.exposure, tried.and_then(|tried| tried.exposure)),
            focus: had("focus", saved.focus, tried.and_then(|tried| tried.focus)),
            ..saved
        }
    }

    fn control(&self, name: &str) -> Option<&Control> {
        self.facts.as_ref()?.controls.iter().find(|control| control.name == name)
    }

    fn automatic(&mut self, knob: Knob) {
        let name = knob.as_str();
        let can = self.control(name).is_some_and(|control| control.auto);
        let Some(tried) = self.tried.as_mut().filter(|_| can) else { return };
        match knob {
            Knob::Exposure => tried.exposure = Some(Level::Auto(Auto::Auto)),
            Knob::Focus => tried.focus = Some(Level::Auto(Auto::Auto)),
            _ => {}
        }
    }

    fn turn(&mut self, knob: Knob, by: i8) {
        let control = self.control(knob.as_str()).cloned();
        let Some(tried) = &mut self.tried else { return };
        let step = |value: f32, step: f32, (from, to): (f32, f32)| {
            // On the grid of steps, so that the lines for the file are round numbers.
            ((value / step).round() * step + f32::from(by) * step).clamp(from, to)
        };
        let crop = &mut tried.crop;
        match knob {
            Knob::Rotate => {
                let degrees = (i32::from(u16::from(tried.rotate)) + 360 + 90 * i32::from(by)) % 360;
                tried.rotate = u16::try_from(degrees)
                    .ok()
                    .and_then(|degrees| Rotation::try_from(degrees).ok())
                    .unwrap_or_default();
            }
            Knob::Mirror => tried.mirror = !tried.mirror,
            Knob::Zoom => tried.zoom = step(tried.zoom, ZOOM_STEP, (1.0, 8.0)),
            Knob::Left => crop.left = step(crop.left, CROP_STEP, (0.0, 1.0 - crop.width)),
            Knob::Top => crop.top = step(crop.top, CROP_STEP, (0.0, 1.0 - crop.height)),
            Knob::Width => crop.width = step(crop.width, CROP_STEP, (CROP_STEP, 1.0 - crop.left)),
            Knob::Height => crop.height = step(crop.height, CROP_STEP, (CROP_STEP, 1.0 - crop.top)),
            Knob::Exposure => {
                tried.exposure = control.map(|control| fixed(&control, tried.exposure, by));
            }
            Knob::Focus => tried.focus = control.map(|control| fixed(&control, tried.focus, by)),
        }
    }
}

/// One step further from the value that is tried, or else from the one that the camera has.
fn fixed(control: &Control, tried: Option<Level>, by: i8) -> Level {
    let from = match tried {
        Some(Level::Fixed(value)) => value,
        _ => control.value.unwrap_or(control.min),
    };
    let step = ((control.max - control.min) / CONTROL_STEPS).max(1);
    Level::Fixed((from + i64::from(by) * step).clamp(control.min, control.max.max(control.min)))
}
