//! Sentences and how much room they take.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::text::Message;

use super::Scene;

impl Scene<'_> {
    /// The sentence of that id, in the screen's language.
    pub(super) fn tr(&self, id: &str) -> String {
        self.catalogue.get(self.state.language, id)
    }

    /// A sentence with its arguments, in the screen's language.
    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.render(self.state.language, message)
    }
}

/// The start of a text that fits into `width` columns, with `..` where it was cut.
pub(super) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut fitted = String::new();
    for grapheme in text.graphemes(true) {
        if fitted.width() + grapheme.width() + 2 > width {
            break;
        }
        fitted.push_str(grapheme);
    }
    fitted.push_str(&".."[..width.min(2)]);
    fitted
}

/// Writes one line at the top of `area` and gives what is left below it.
pub(super) fn put<'a>(line: impl Into<Line<'a>>, area: Rect, buf: &mut Buffer) -> Rect {
    if area.height == 0 {
        return area;
    }
    line.into().render(Rect { height: 1, ..area }, buf);
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// The lines of a text that is `width` columns wide. Breaks where Japanese and English may be
/// broken (Unicode line breaking): never before a full stop, and not only at spaces.
pub(super) fn wrapped(text: &str, width: u16) -> Vec<String> {
    let options = textwrap::Options::new(usize::from(width.max(2)))
        .word_separator(textwrap::WordSeparator::UnicodeBreakProperties)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Writes wrapped text at the top of `area` and gives what is left below it.
pub(super) fn put_wrapped(text: impl AsRef<str>, style: Style, area: Rect, buf: &mut Buffer) -> Rect {
    wrapped(text.as_ref(), area.width)
        .into_iter()
        .fold(area, |rest, line| put(Line::styled(line, style), rest, buf))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_by_columns_and_not_by_characters() {
        assert_eq!(fit("運転免許証", 10), "運転免許証");
        assert_eq!(fit("運転免許証", 9), "運転免..");
        assert_eq!(fit("abc", 2), "..");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn wraps_japanese_anywhere_but_before_a_full_stop() {
        assert_eq!(
            wrapped("番号で選び、数を Enter で決めます。", 14),
            ["番号で選び、数", "を Enter で決", "めます。"]
        );
        assert_eq!(wrapped("運転免許証。", 10), ["運転免許", "証。"]);
        assert_eq!(wrapped("電話 0570-09-4400", 12), ["電話", "0570-09-4400"]);
    }
}
