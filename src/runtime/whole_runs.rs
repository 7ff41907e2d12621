//! foot 1.13, the terminal of Debian 12, shows only the left half of a character of two columns
//! when the cell behind it is drawn anew and the character itself is not. So what changes takes
//! the characters of two columns before it along.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use unicode_width::UnicodeWidthStr as _;

/// What is on the screen.
#[derive(Default)]
pub(super) struct WholeRuns {
    shown: Buffer,
}

impl WholeRuns {
    /// Has each unbroken run of characters of two columns drawn anew up to where something changed.
    pub(super) fn complete(&mut self, next: &mut Buffer) {
        let drawn = next.clone();
        if self.shown.area == next.area {
            for y in next.area.rows().map(|row| row.y) {
                complete_row(&self.shown, next, y);
            }
        }
        self.shown = drawn;
    }

    /// Nothing is on the screen: all of it will be drawn.
    pub(super) fn forget(&mut self) {
        self.shown = Buffer::default();
    }
}

fn complete_row(shown: &Buffer, next: &mut Buffer, y: u16) {
    let mut run = Vec::new();
    let mut x = next.area.left();
    while x < next.area.right() {
        let (Some(before), Some(cell)) = (shown.cell((x, y)), next.cell((x, y))) else { return };
        let wide = cell.diff_option == CellDiffOption::None && cell.symbol().width() == 2;
        if differ(before, cell) {
            for at in run.drain(..) {
                if let Some(cell) = next.cell_mut((at, y)) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        } else if wide {
            run.push(x);
        }
        if !wide {
            run.clear();
        }
        x += if wide { 2 } else { 1 };
    }
}

fn differ(before: &Cell, after: &Cell) -> bool {
    before.symbol() != after.symbol() || before.style() != after.style()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of the first row that are drawn when `before` becomes `after`.
    fn drawn(before: &str, after: &str) -> Vec<u16> {
        let mut runs = WholeRuns::default();
        let mut shown = Buffer::with_lines([before]);
        runs.complete(&mut shown);
        let mut next = Buffer::with_lines([after]);
        runs.complete(&mut next);
        shown.diff(&next).into_iter().map(|(x, _, _)| x).collect()
    }

    #[test]
    fn a_change_takes_the_wide_characters_before_it_along() {
        assert_eq!(drawn("送信前", "送信  "), [0, 2, 4]);
        assert_eq!(drawn("a 読み取り中", "a 読み取り済"), [2, 4, 6, 8, 10]);
    }

    #[test]
    fn narrow_ones_end_a_run_and_what_comes_behind_a_change_stays() {
        assert_eq!(drawn("送a信前", "送a信 -"), [3, 5, 6]);
        assert_eq!(drawn("送ab信", "送aX信"), [3]);
        assert_eq!(drawn("送信前後", "受信前後"), [0]);
        assert_eq!(drawn("送信前", "送信前"), [0_u16; 0]);
    }

    #[test]
    fn a_screen_of_another_size_is_drawn_as_a_whole_anyway() {
        let mut runs = WholeRuns::default();
        runs.complete(&mut Buffer::with_lines(["送信"]));
        let mut next = Buffer::with_lines(["送信前"]);
        runs.complete(&mut next);
        assert!(next.content.iter().all(|cell| cell.diff_option == CellDiffOption::None));
    }
}
