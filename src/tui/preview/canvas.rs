use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::colours::{Colours, brightness};

/// Pixels in the middle of an area of cells, two a cell.
pub(super) struct Canvas<'a> {
    buf: &'a mut Buffer,
    left: u16,
    top: u16,
    width: u16,
    height: u16,
    colours: Colours,
    /// The colours met last: neighbouring pixels are often the same.
    memory: ([u8; 3], Color),
}

/// From dark to bright where there are no colours.
const RAMP: &[u8; 10] = b" .:-=+*#%@";

/// The upper half in the foreground colour, the lower in the background colour.
const UPPER_HALF: &str = "\u{2580}";

impl<'a> Canvas<'a> {
    /// A canvas of `size` pixels in the middle of `area`.
    pub fn new(buf: &'a mut Buffer, area: Rect, (width, height): (u32, u32), colours: Colours) -> Self {
        let (width, height) = (width as u16, height as u16);
        let left = area.x + area.width.saturating_sub(width) / 2;
        let top = area.y + area.height.saturating_sub(height.div_ceil(2)) / 2;
        let memory = ([0; 3], colours.nearest([0; 3]));
        Self { buf, left, top, width, height, colours, memory }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u16, u16) {
        (self.width, self.height)
    }

    /// Paints a row of cells: the pixels of two rows, the lower missing below an odd height.
    pub fn row(
        &mut self,
        row: u16,
        upper: impl Iterator<Item = [u8; 3]>,
        mut lower: impl Iterator<Item = [u8; 3]>,
    ) {
        for (x, upper) in (0..self.width).zip(upper) {
            self.pair(x, row, upper, lower.next());
        }
    }

    fn pair(&mut self, x: u16, row: u16, upper: [u8; 3], lower: Option<[u8; 3]>) {
        if self.colours == Colours::None {
            let mean = brightness(upper).midpoint(brightness(lower.unwrap_or(upper)));
            let step = usize::from(mean) * RAMP.len() / 256;
            let symbol = char::from(RAMP.get(step).copied().unwrap_or(b' '));
            if let Some(cell) = self.cell(x, row) {
                cell.set_char(symbol).set_style(Style::reset());
            }
            return;
        }
        let fg = self.colour(upper);
        let bg = lower.map_or(Color::Reset, |lower| self.colour(lower));
        if let Some(cell) = self.cell(x, row) {
            // Written bare: styles are merged field by field, which takes longer than all the rest.
            cell.set_symbol(UPPER_HALF);
            cell.fg = fg;
            cell.bg = bg;
            cell.modifier = ratatui::style::Modifier::empty();
        }
    }

    /// Paints one pixel over what is there; outside the canvas nothing happens.
    pub fn pixel(&mut self, x: i32, y: i32, rgb: [u8; 3]) {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { return };
        if x >= self.width || y >= self.height {
            return;
        }
        let (colour, plain) = (self.colours.nearest(rgb), self.colours == Colours::None);
        let Some(cell) = self.cell(x, y / 2) else { return };
        if plain {
            cell.set_symbol("+");
        } else if y % 2 == 0 {
            cell.fg = colour;
        } else {
            cell.bg = colour;
        }
    }

    /// Paints one pixel as covered; where there are no colours, the whole cell.
    pub fn covered(&mut self, x: i32, y: i32) {
        let (Ok(column), Ok(row)) = (u16::try_from(x), u16::try_from(y / 2)) else { return };
        if self.colours != Colours::None {
            self.pixel(x, y, [0; 3]);
        } else if column < self.width
            && let Some(cell) = self.cell(column, row)
        {
            cell.set_symbol("X");
        }
    }

    /// Writes a character over what is there.
    pub fn write(&mut self, x: i32, y: i32, char: char) {
        let (Ok(column), Ok(row)) = (u16::try_from(x), u16::try_from(y / 2)) else { return };
        if column < self.width && row < self.height.div_ceil(2) {
            let plain = self.colours == Colours::None;
            if let Some(cell) = self.cell(column, row) {
                cell.set_char(char);
                if !plain {
                    (cell.fg, cell.bg) = (Color::White, Color::Black);
                }
            }
        }
    }

    fn cell(&mut self, x: u16, row: u16) -> Option<&mut Cell> {
        self.buf.cell_mut((self.left + x, self.top + row))
    }

    fn colour(&mut self, rgb: [u8; 3]) -> Color {
        if self.memory.0 != rgb {
            self.memory = (rgb, self.colours.nearest(rgb));
        }
        self.memory.1
    }
}
