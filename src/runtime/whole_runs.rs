//! foot 1.13, the terminal of Debian 12, shows only the left half of a character of two columns
//! when the cell behind it is drawn anew and the character itself is not. So what is drawn takes the
//! unbroken run of such characters before it along.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr as _;

/// No character is longer, in bytes; what is, is a picture.
const LONGEST: usize = 32;

/// A backend that draws runs of wide characters as a whole.
pub(super) struct WholeRuns<B> {
    inner: B,
    /// The characters of two columns on the screen, by row and column.
    wide: BTreeMap<(u16, u16), Cell>,
}

impl<B> WholeRuns<B> {
    pub(super) fn new(inner: B) -> Self {
        Self { inner, wide: BTreeMap::new() }
    }

    /// The screen was emptied.
    pub(super) fn forget(&mut self) {
        self.wide.clear();
    }

    fn note(&mut self, (x, y, cell): (u16, u16, &Cell)) {
        self.wide.remove(&(y, x));
        // What it writes over is gone as a whole.
        self.wide.remove(&(y, x.wrapping_sub(1)));
        if cell.symbol().len() <= LONGEST && cell.symbol().width() == 2 {
            self.wide.remove(&(y, x + 1));
            self.wide.insert((y, x), cell.clone());
        }
    }

    /// The wide characters before what is drawn that are not drawn themselves.
    fn before<'a>(&'a self, drawn: &BTreeSet<(u16, u16)>) -> BTreeMap<(u16, u16), &'a Cell> {
        let mut found = BTreeMap::new();
        for &(y, x) in drawn {
            let mut at = x;
            while let Some(before) = at.checked_sub(2).filter(|before| !drawn.contains(&(y, *before))) {
                let Some(cell) = self.wide.get(&(y, before)) else { break };
                found.insert((y, before), cell);
                at = before;
            }
        }
        found
    }
}

impl<B: Backend> Backend for WholeRuns<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content: Vec<_> = content.collect();
        for drawn in &content {
            self.note(*drawn);
        }
        let drawn = content.iter().map(|(x, y, _)| (*y, *x)).collect();
        // Borrowed apart from the backend that draws them.
        let before = self.before(&drawn).into_iter().map(|((y, x), cell)| (x, y, cell.clone()));
        let before: Vec<(u16, u16, Cell)> = before.collect();
        content.extend(before.iter().map(|(x, y, cell)| (*x, *y, cell)));
        content.sort_by_key(|(x, y, _)| (*y, *x));
        self.inner.draw(content.into_iter())
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.forget();
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), Self::Error> {
        self.forget();
        self.inner.clear_region(region)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    /// Notes the columns of the first row that are drawn.
    struct Noting(TestBackend, Rc<RefCell<Vec<u16>>>);

    impl Backend for Noting {
        type Error = std::convert::Infallible;

        fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(
            &mut self,
            content: I,
        ) -> Result<(), Self::Error> {
            let content: Vec<_> = content.collect();
            self.1.borrow_mut().extend(content.iter().map(|(x, _, _)| x));
            self.0.draw(content.into_iter())
        }

        fn hide_cursor(&mut self) -> Result<(), Self::Error> {
            self.0.hide_cursor()
        }

        fn show_cursor(&mut self) -> Result<(), Self::Error> {
            self.0.show_cursor()
        }

        fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
            self.0.get_cursor_position()
        }

        fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
            self.0.set_cursor_position(position)
        }

        fn clear(&mut self) -> Result<(), Self::Error> {
            self.0.clear()
        }

        fn clear_region(&mut self, region: ClearType) -> Result<(), Self::Error> {
            self.0.clear_region(region)
        }

        fn size(&self) -> Result<Size, Self::Error> {
            self.0.size()
        }

        fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
            self.0.window_size()
        }

        fn flush(&mut self) -> Result<(), Self::Error> {
            self.0.flush()
        }
    }

    /// Columns that are drawn last when one text follows the other.
    fn drawn<const N: usize>(texts: [&str; N]) -> Vec<u16> {
        let noted = Rc::default();
        let backend = WholeRuns::new(Noting(TestBackend::new(16, 1), Rc::clone(&noted)));
        let mut terminal = Terminal::new(backend).unwrap();
        for text in texts {
            noted.borrow_mut().clear();
            terminal.draw(|frame| frame.render_widget(text, frame.area())).unwrap();
        }
        noted.take()
    }

    #[test]
    fn a_change_takes_the_wide_characters_before_it_along() {
        assert_eq!(drawn(["送信前", "送信"]), [0, 2, 4]);
        assert_eq!(drawn(["a 読み取り中", "a 読み取り済"]), [2, 4, 6, 8, 10]);
        // And no more of them when nothing changes any more.
        assert_eq!(drawn(["送信前", "送信", "送信"]), [0_u16; 0]);
    }

    #[test]
    fn narrow_ones_end_a_run_and_what_comes_behind_a_change_stays() {
        assert_eq!(drawn(["送a信前", "送a信 -"]), [3, 5, 6]);
        assert_eq!(drawn(["送ab信", "送aX信"]), [3]);
        assert_eq!(drawn(["送信前後", "受信前後"]), [0]);
    }

    #[test]
    fn what_was_written_over_does_not_come_back() {
        assert_eq!(drawn(["送信", "abcd", "abcX"]), [3]);
        assert_eq!(drawn(["送信前", "a送信前", "a送信b"]), [1, 3, 5]);
    }
}
