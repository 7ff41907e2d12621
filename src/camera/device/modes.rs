use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::{FrameSizeEnum, Stepwise};
use v4l::video::Capture as _;
use v4l::{Device as Handle, FourCC};

use crate::camera::{Encoding, Format, Settings};

/// Formats that can be used, the best first where all else is equal: what compresses leaves
/// the bus room for the full rate.
const ENCODINGS: [(&[u8; 4], Encoding); 5] = [
    (b"MJPG", Encoding::Jpeg),
    (b"JPEG", Encoding::Jpeg),
    (b"YUYV", Encoding::Yuyv),
    (b"NV12", Encoding::Nv12),
    (b"RGB3", Encoding::Rgb),
];

/// One thing that a camera can deliver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mode {
    /// Encoding of the frames.
    pub encoding: Encoding,
    /// The driver's name for it.
    #[serde(skip)]
    pub fourcc: [u8; 4],
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Time between two frames as a fraction of a second, numerator and denominator; 1001 /
    /// 30000 is as good as 1 / 30.
    pub interval: (u32, u32),
}

impl Mode {
    /// Frames a second.
    pub fn fps(&self) -> f32 {
        self.interval.1 as f32 / self.interval.0.max(1) as f32
    }

    /// The same as a format.
    pub fn format(&self) -> Format {
        Format { encoding: self.encoding, width: self.width, height: self.height, fps: self.fps() }
    }
}

/// What the device can deliver, best first for these settings.
pub(super) fn of(handle: &Handle, settings: &Settings) -> Vec<Mode> {
    let mut modes = Vec::new();
    for (fourcc, encoding) in ENCODINGS {
        let offered = handle.enum_formats().unwrap_or_default();
        if !offered.iter().any(|format| format.fourcc.repr == *fourcc) {
            continue;
        }
        for (width, height) in sizes(handle, FourCC::new(fourcc), settings) {
            let intervals = intervals(handle, FourCC::new(fourcc), (width, height), settings.fps);
            let mode = |interval| Mode { encoding, fourcc: *fourcc, width, height, interval };
            modes.extend(intervals.into_iter().map(mode));
        }
    }
    rank(&mut modes, settings);
    modes
}

fn sizes(handle: &Handle, fourcc: FourCC, settings: &Settings) -> Vec<(u32, u32)> {
    let sizes: Vec<_> = handle
        .enum_framesizes(fourcc)
        .unwrap_or_default()
        .into_iter()
        .flat_map(|size| match size.size {
            FrameSizeEnum::Discrete(size) => vec![(size.width, size.height)],
            FrameSizeEnum::Stepwise(range) => within(&range, settings),
        })
        .collect();
    if !sizes.is_empty() {
        return sizes;
    }
    // A driver that lists no sizes has one, and it is set.
    handle.format().map(|format| (format.width, format.height)).into_iter().collect()
}

/// The wanted size as near as the range allows, and its ends.
fn within(range: &Stepwise, settings: &Settings) -> Vec<(u32, u32)> {
    let near = |wanted: u32, min: u32, max: u32, step: u32| {
        let wanted = wanted.clamp(min, max.max(min));
        wanted - (wanted - min) % step.max(1)
    };
    let wanted = (
        near(settings.width, range.min_width, range.max_width, range.step_width),
        near(settings.height, range.min_height, range.max_height, range.step_height),
    );
    let mut sizes = vec![wanted, (range.max_width, range.max_height), (range.min_width, range.min_height)];
    sizes.dedup();
    sizes
}

fn intervals(handle: &Handle, fourcc: FourCC, (width, height): (u32, u32), fps: u32) -> Vec<(u32, u32)> {
    let listed = handle.enum_frameintervals(fourcc, width, height).unwrap_or_default();
    let intervals: Vec<_> = listed
        .into_iter()
        .map(|interval| match interval.interval {
            FrameIntervalEnum::Discrete(one) => (one.numerator, one.denominator),
            FrameIntervalEnum::Stepwise(range) => {
                let ends = [range.min, range.max].map(|end| (end.numerator, end.denominator));
                clamp((1, fps), ends)
            }
        })
        .filter(|(numerator, denominator)| *numerator > 0 && *denominator > 0)
        .collect();
    // A driver that lists no rates takes the one that it is asked for, or goes at its own.
    if intervals.is_empty() { vec![(1, fps)] } else { intervals }
}

/// The wanted interval, or the nearer end of the range from the shortest to the longest.
fn clamp(wanted: (u32, u32), [shortest, longest]: [(u32, u32); 2]) -> (u32, u32) {
    let less =
        |a: (u32, u32), b: (u32, u32)| u64::from(a.0) * u64::from(b.1) < u64::from(b.0) * u64::from(a.1);
    if less(wanted, shortest) {
        shortest
    } else if less(longest, wanted) {
        longest
    } else {
        wanted
    }
}

/// Sorts the modes, best first.
fn rank(modes: &mut Vec<Mode>, settings: &Settings) {
    // Stable, so that of equals the encoding listed first stays first.
    modes.sort_by(|a, b| cost(a, settings).total_cmp(&cost(b, settings)));
    modes.dedup();
}

/// How far a mode is from what is wanted, in doublings. Too few pixels cost most, because a
/// document that can not be read is no evidence; a slow preview is only a nuisance.
fn cost(mode: &Mode, settings: &Settings) -> f32 {
    let wanted = settings.width as f32 * settings.height as f32;
    let size = (mode.width as f32 * mode.height as f32 / wanted).log2();
    let rate = (mode.fps() / settings.fps as f32).log2();
    let size = if size < 0.0 { -3.0 * size } else { 0.5 * size };
    let rate = if rate < 0.0 { -rate } else { 0.1 * rate };
    // The same number of pixels in another shape is not the same size.
    let shape = if (mode.width, mode.height) == (settings.width, settings.height) { 0.0 } else { 0.05 };
    size + rate + shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(encoding: Encoding, width: u32, height: u32, interval: (u32, u32)) -> Mode {
        Mode { encoding, fourcc: *b"TEST", width, height, interval }
    }

    /// The best of `modes` for 1920 x 1080 at 30.
    fn best(modes: &[Mode]) -> Mode {
        let mut modes = modes.to_vec();
        rank(&mut modes, &Settings::default());
        modes[0]
    }

    use Encoding::{Jpeg, Nv12, Yuyv};

    #[test]
    fn full_rate_by_compression_goes_before_a_raw_crawl() {
        let slow = mode(Yuyv, 1920, 1080, (1, 5));
        let quick = mode(Jpeg, 1920, 1080, (1, 30));
        assert_eq!(best(&[slow, quick]), quick);
    }

    #[test]
    fn pixels_go_before_rate() {
        let slow = mode(Yuyv, 1920, 1080, (1, 5));
        let small = mode(Yuyv, 1280, 720, (1, 30));
        assert_eq!(best(&[small, slow]), slow);
        let large = mode(Jpeg, 2592, 1944, (1, 15));
        assert_eq!(best(&[small, large]), large);
        let vast = mode(Jpeg, 8000, 6000, (1, 2));
        assert_eq!(best(&[vast, slow]), slow);
    }

    #[test]
    fn of_equals_the_first_listed_encoding_wins() {
        let (jpeg, nv12) = (mode(Jpeg, 1920, 1080, (1, 30)), mode(Nv12, 1920, 1080, (1, 30)));
        assert_eq!(best(&[jpeg, nv12]), jpeg);
    }

    #[test]
    fn rates_that_are_no_whole_number_count_as_what_they_are() {
        let ntsc = mode(Jpeg, 1920, 1080, (1001, 30000));
        assert!((ntsc.fps() - 29.97).abs() < 0.01);
        assert_eq!(best(&[mode(Jpeg, 1920, 1080, (1, 25)), ntsc]), ntsc);
        assert!((mode(Jpeg, 1, 1, (2, 25)).fps() - 12.5).abs() < 0.01);
    }

    #[test]
    fn a_range_gives_the_wanted_size_on_its_steps() {
        let range = Stepwise {
            min_width: 16,
            max_width: 4096,
            step_width: 16,
            min_height: 16,
            max_height: 2160,
            step_height: 16,
        };
        assert_eq!(within(&range, &Settings::default())[0], (1920, 1072));
        let small = Stepwise { max_width: 640, max_height: 480, ..range };
        assert_eq!(within(&small, &Settings::default())[0], (640, 480));
    }

    #[test]
    fn a_range_of_rates_gives_the_wanted_one_or_its_nearer_end() {
        assert_eq!(clamp((1, 30), [(1, 60), (1, 1)]), (1, 30));
        assert_eq!(clamp((1, 30), [(1, 15), (1, 1)]), (1, 15));
        assert_eq!(clamp((1, 30), [(1, 120), (1, 60)]), (1, 60));
    }
}
