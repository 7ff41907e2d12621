use ratatui::style::Color;

/// What colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// 24 bits.
    #[default]
    True,
    /// The 256 of xterm: a cube of 6 x 6 x 6 and 24 greys.
    Indexed,
    /// The 16 of the terminal's theme.
    Ansi,
    /// None: brightness is shown by characters.
    None,
}

impl Colours {
    /// What the environment tells of the terminal. `NO_COLOR` (not empty) goes before all.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| variable(name).unwrap_or_default();
        if !value("NO_COLOR").is_empty() {
            return Self::None;
        }
        if matches!(value("COLORTERM").as_str(), "truecolor" | "24bit") {
            return Self::True;
        }
        let term = value("TERM");
        if term == "dumb" || term.ends_with("-mono") {
            Self::None
        } else if term.contains("direct")
            || ["kitty", "alacritty", "foot", "wezterm", "ghostty"].iter().any(|t| term.contains(t))
        {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Ansi
        }
    }

    /// The terminal's colour nearest to `rgb`.
    pub fn nearest(self, rgb: [u8; 3]) -> Color {
        match self {
            Self::True => Color::Rgb(rgb[0], rgb[1], rgb[2]),
            Self::Indexed => Color::Indexed(indexed(rgb)),
            Self::Ansi => ansi(rgb),
            Self::None => Color::Reset,
        }
    }
}

/// Levels of the colour cube.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The colour cube's nearest, or a grey where that is nearer.
fn indexed(rgb: [u8; 3]) -> u8 {
    let steps = rgb.map(cube_step);
    let cube = steps.map(|step| CUBE.get(usize::from(step)).copied().unwrap_or(255));
    let mean = rgb.iter().map(|&part| u16::from(part)).sum::<u16>() / 3;
    let grey_step = ((mean.saturating_sub(3)) / 10).min(23) as u8;
    let grey = [8 + grey_step * 10; 3];
    if distance(rgb, grey) < distance(rgb, cube) {
        232 + grey_step
    } else {
        let [r, g, b] = steps;
        16 + 36 * r + 6 * g + b
    }
}

fn cube_step(part: u8) -> u8 {
    match part {
        0..48 => 0,
        48..115 => 1,
        _ => (part - 35) / 40,
    }
}

/// The sixteen as most terminals show them.
const ANSI: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [170, 0, 0]),
    (Color::Green, [0, 170, 0]),
    (Color::Yellow, [170, 85, 0]),
    (Color::Blue, [0, 0, 170]),
    (Color::Magenta, [170, 0, 170]),
    (Color::Cyan, [0, 170, 170]),
    (Color::Gray, [170, 170, 170]),
    (Color::DarkGray, [85, 85, 85]),
    (Color::LightRed, [255, 85, 85]),
    (Color::LightGreen, [85, 255, 85]),
    (Color::LightYellow, [255, 255, 85]),
    (Color::LightBlue, [85, 85, 255]),
    (Color::LightMagenta, [255, 85, 255]),
    (Color::LightCyan, [85, 255, 255]),
    (Color::White, [255, 255, 255]),
];

fn ansi(rgb: [u8; 3]) -> Color {
    ANSI.iter().min_by_key(|(_, known)| distance(rgb, *known)).map_or(Color::Reset, |(colour, _)| *colour)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

/// Brightness as the eye weighs it, 0 to 255.
pub(super) fn brightness([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(set: &[(&str, &str)]) -> Colours {
        Colours::detect(|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_terminal_says_what_it_can() {
        assert_eq!(detect(&[("COLORTERM", "truecolor"), ("TERM", "xterm")]), Colours::True);
        assert_eq!(detect(&[("TERM", "xterm-256color")]), Colours::Indexed);
        assert_eq!(detect(&[("TERM", "linux")]), Colours::Ansi);
        assert_eq!(detect(&[("TERM", "xterm-kitty")]), Colours::True);
        assert_eq!(detect(&[("TERM", "dumb")]), Colours::None);
        let no_colour = [("NO_COLOR", "1"), ("COLORTERM", "truecolor")];
        assert_eq!(detect(&no_colour), Colours::None);
        assert_eq!(detect(&[("NO_COLOR", ""), ("COLORTERM", "24bit")]), Colours::True);
    }

    #[test]
    fn nearest_of_the_256_is_found_exhaustively_too() {
        let palette = |index: u8| match index {
            232.. => [8 + (index - 232) * 10; 3],
            _ => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(|s| CUBE[usize::from(s)]),
        };
        for r in (0..=255).step_by(5) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(17) {
                    let rgb = [r, g, b];
                    let found = distance(rgb, palette(indexed(rgb)));
                    let best = (16..=255).map(|index| distance(rgb, palette(index))).min().unwrap();
                    // The grey of the mean can be a step beside the nearest grey.
                    assert!(found <= best + 30, "{rgb:?}: {found} against {best}");
                }
            }
        }
    }

    #[test]
    fn nearest_of_the_16() {
        assert_eq!(Colours::Ansi.nearest([250, 250, 250]), Color::White);
        assert_eq!(Colours::Ansi.nearest([180, 10, 10]), Color::Red);
        assert_eq!(Colours::Ansi.nearest([0, 0, 0]), Color::Black);
        assert_eq!(Colours::None.nearest([9, 9, 9]), Color::Reset);
    }
}
