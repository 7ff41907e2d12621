use v4l::Device as Handle;
use v4l::control::{Control as Value, Description, Flags, Value as Setting};
use v4l::v4l_sys::{
    V4L2_CID_EXPOSURE_ABSOLUTE, V4L2_CID_EXPOSURE_AUTO, V4L2_CID_FOCUS_ABSOLUTE, V4L2_CID_FOCUS_AUTO,
};

use crate::camera::Settings;
use crate::camera::settings::Level;

/// Values of the exposure menu. Webcams know no full automatic, only the one
/// that leaves the aperture alone.
const EXPOSURE_AUTO: u32 = 0;
const EXPOSURE_MANUAL: u32 = 1;
const EXPOSURE_APERTURE_PRIORITY: u32 = 3;

/// A control that a camera has.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Control {
    /// `exposure` or `focus`, as in the settings.
    pub name: &'static str,
    /// Smallest value.
    pub min: i64,
    /// Largest value.
    pub max: i64,
    /// The camera can decide by itself.
    pub auto: bool,
    /// Its value now; `None` where the driver does not say.
    pub value: Option<i64>,
    /// Whether the camera decides by itself now.
    pub automatic: Option<bool>,
}

/// A control of the settings and where the driver keeps it.
struct Knob {
    name: &'static str,
    value: u32,
    auto: u32,
}

const EXPOSURE: Knob =
    Knob { name: "exposure", value: V4L2_CID_EXPOSURE_ABSOLUTE, auto: V4L2_CID_EXPOSURE_AUTO };
const FOCUS: Knob = Knob { name: "focus", value: V4L2_CID_FOCUS_ABSOLUTE, auto: V4L2_CID_FOCUS_AUTO };

/// The controls that the device has, of those that the settings know.
pub(super) fn of(handle: &Handle) -> Vec<Control> {
    let known = handle.query_controls().unwrap_or_default();
    [EXPOSURE, FOCUS]
        .into_iter()
        .filter_map(|knob| {
            let value = described(&known, knob.value)?;
            let auto = described(&known, knob.auto).is_some();
            let now = |id| match handle.control(id).ok()?.value {
                Setting::Integer(value) => Some(value),
                Setting::Boolean(on) => Some(on.into()),
                _ => None,
            };
            let automatic = now(knob.auto).filter(|_| auto).map(|value| match knob.auto {
                V4L2_CID_EXPOSURE_AUTO => value != i64::from(EXPOSURE_MANUAL),
                _ => value != 0,
            });
            let (min, max) = (value.minimum, value.maximum);
            Some(Control { name: knob.name, min, max, auto, value: now(knob.value), automatic })
        })
        .collect()
}

/// Sets exposure and focus as far as the camera can; what it can not do is only noted, as
/// pictures are to be had all the same.
pub(super) fn apply(handle: &Handle, settings: &Settings) {
    let wanted = [(EXPOSURE, settings.exposure), (FOCUS, settings.focus)];
    if wanted.iter().all(|(_, level)| level.is_none()) {
        return;
    }
    let known = handle.query_controls().unwrap_or_default();
    for (knob, level) in wanted {
        let Some(level) = level else { continue };
        for value in values(&knob, level, &known) {
            if let Err(error) = handle.set_control(value) {
                tracing::warn!("camera: {} can not be set: {error}", knob.name);
            }
        }
    }
}

/// What is to be written, in this order: the automatic must be off before a value holds.
fn values(knob: &Knob, level: Level, known: &[Description]) -> Vec<Value> {
    let auto = described(known, knob.auto);
    let switch = |on: bool| auto.map(|auto| Value { id: knob.auto, value: automatic(auto, on) });
    match level {
        Level::Auto(_) => switch(true).into_iter().collect(),
        Level::Fixed(wanted) => {
            let value = described(known, knob.value).map(|range| {
                let value = wanted.clamp(range.minimum, range.maximum.max(range.minimum));
                Value { id: knob.value, value: Setting::Integer(value) }
            });
            switch(false).into_iter().chain(value).collect()
        }
    }
}

fn automatic(description: &Description, on: bool) -> Setting {
    if description.id == V4L2_CID_FOCUS_AUTO {
        return Setting::Boolean(on);
    }
    let offers = |value: u32| {
        description.items.as_ref().is_none_or(|items| items.iter().any(|(index, _)| *index == value))
    };
    let value = match on {
        false => EXPOSURE_MANUAL,
        true if offers(EXPOSURE_APERTURE_PRIORITY) => EXPOSURE_APERTURE_PRIORITY,
        true => EXPOSURE_AUTO,
    };
    Setting::Integer(value.into())
}

fn described(known: &[Description], id: u32) -> Option<&Description> {
    known.iter().find(|control| control.id == id && !control.flags.contains(Flags::DISABLED))
}

#[cfg(test)]
mod tests {
    use v4l::control::{MenuItem, Type};

    use super::*;
    use crate::camera::settings::Auto;

    fn control(id: u32, range: (i64, i64), menu: Option<&[u32]>) -> Description {
        let items = menu.map(|menu| menu.iter().map(|i| (*i, MenuItem::Name(String::new()))).collect());
        let name = String::new();
        let (minimum, maximum) = range;
        let (typ, flags) = (Type::Integer, Flags::empty());
        Description { id, typ, name, minimum, maximum, step: 1, default: 0, flags, items }
    }

    fn written(knob: &Knob, level: Level, known: &[Description]) -> Vec<(u32, Setting)> {
        values(knob, level, known).into_iter().map(|value| (value.id, value.value)).collect()
    }

    #[test]
    fn a_fixed_value_switches_the_automatic_off_first_and_stays_in_range() {
        let known = [
            control(V4L2_CID_EXPOSURE_AUTO, (0, 3), Some(&[1, 3])),
            control(V4L2_CID_EXPOSURE_ABSOLUTE, (3, 2047), None),
        ];
        assert_eq!(
            written(&EXPOSURE, Level::Fixed(9000), &known),
            [
                (V4L2_CID_EXPOSURE_AUTO, Setting::Integer(1)),
                (V4L2_CID_EXPOSURE_ABSOLUTE, Setting::Integer(2047))
            ]
        );
        assert_eq!(
            written(&EXPOSURE, Level::Auto(Auto::Auto), &known),
            [(V4L2_CID_EXPOSURE_AUTO, Setting::Integer(3))]
        );
    }

    #[test]
    fn focus_has_a_plain_switch_and_what_is_missing_is_not_asked_for() {
        let known = [control(V4L2_CID_FOCUS_AUTO, (0, 1), None)];
        assert_eq!(
            written(&FOCUS, Level::Auto(Auto::Auto), &known),
            [(V4L2_CID_FOCUS_AUTO, Setting::Boolean(true))]
        );
        assert_eq!(
            written(&FOCUS, Level::Fixed(3), &known),
            [(V4L2_CID_FOCUS_AUTO, Setting::Boolean(false))]
        );
        assert!(written(&EXPOSURE, Level::Fixed(3), &known).is_empty());
    }
}
