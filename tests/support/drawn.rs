use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::widgets::Widget as _;
use unicode_width::UnicodeWidthStr as _;

use kiosk::tui::Scene;

/// One drawing of the screen.
pub struct Drawn {
    buffer: Buffer,
}

impl Drawn {
    /// Draws a scene at a size in columns and rows.
    pub fn of(scene: &Scene, (columns, rows): (u16, u16)) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        scene.render(buffer.area, &mut buffer);
        Self { buffer }
    }

    /// What a terminal shows, row by row, without trailing blanks. A character of two columns
    /// that lost half of itself to another one is a mistake of the drawing.
    pub fn text(&self) -> String {
        let area = self.buffer.area;
        (0..area.height).map(|y| self.row(y, 0, area.width)).collect::<Vec<_>>().join("\n")
    }

    /// The text of some columns of a row.
    pub fn row(&self, y: u16, from: u16, to: u16) -> String {
        let mut row = String::new();
        let mut x = from;
        while x < to {
            let symbol = self.buffer[(x, y)].symbol();
            let width = u16::try_from(symbol.width()).unwrap().max(1);
            assert!(x + width <= self.buffer.area.width, "row {y}: {symbol} sticks out of the screen");
            for covered in x + 1..x + width {
                let under = self.buffer[(covered, y)].symbol();
                assert_eq!(under.trim(), "", "row {y}: {under} lies on the right half of {symbol}");
            }
            row.push_str(symbol);
            x += width;
        }
        row.trim_end().to_owned()
    }

    /// The same without blanks and line ends, to look for a sentence that was wrapped.
    pub fn squeezed_columns(&self, from: u16, to: u16) -> String {
        squeezed(&(0..self.buffer.area.height).map(|y| self.row(y, from, to)).collect::<String>())
    }

    /// Column and row at which the screen shows a text first.
    pub fn place_of(&self, text: &str) -> (u16, u16) {
        let area = self.buffer.area;
        let rows = (0..area.height).map(|y| (y, self.row(y, 0, area.width)));
        let mut found = rows.filter_map(|(y, row)| row.find(text).map(|at| (row[..at].width(), y)));
        let Some((column, y)) = found.next() else { panic!("no {text:?} on\n{}", self.text()) };
        (u16::try_from(column).unwrap(), y)
    }

    /// Whether any cell has a colour of its own.
    pub fn is_coloured(&self) -> bool {
        self.buffer.content.iter().any(|cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset))
    }
}

/// A text without any blank.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
