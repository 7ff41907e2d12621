use std::io::IsTerminal as _;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::text::{Catalogue, Language};

use super::{BadInput, hide_long_numbers};

/// Whether standard error shows colours: a terminal, and `NO_COLOR` not set.
pub fn colour_wanted() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Bad input as people read it: the sentence, and with `source` the line and a caret under what
/// is wrong. Pass no source for files with personal data: their lines are nobody's to print.
pub fn render(
    bad: &BadInput,
    source: Option<&str>,
    catalogue: &Catalogue,
    language: Language,
    colour: bool,
) -> String {
    let text = bad.text(catalogue, language);
    match (source, bad.position) {
        (Some(source), Some(_)) => graphical(bad, source, text, colour),
        _ => format!("{}\n", plain(bad, &text)),
    }
}

fn plain(bad: &BadInput, text: &str) -> String {
    let place = [
        bad.file.as_deref().map(hide_long_numbers),
        bad.position.map(|p| format!("{}:{}", p.line, p.column)),
        bad.key.clone(),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    if place.is_empty() { text.to_owned() } else { format!("{}: {text}", place.join(": ")) }
}

fn graphical(bad: &BadInput, source: &str, text: String, colour: bool) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_context_lines(1);
    let mut diagnostic = MietteDiagnostic::new(text).with_code(bad.code);
    if let Some(position) = bad.position {
        let span = position.offset..position.offset + position.len;
        diagnostic = diagnostic.with_label(LabeledSpan::new_with_span(bad.key.clone(), span));
    }
    // Hiding a number keeps its characters' count; bytes only shrink where digits were wide, and
    // then the span would slip, so such a source is not shown.
    let hidden = hide_long_numbers(source);
    if hidden.len() != source.len() {
        return format!("{}\n", plain(bad, &diagnostic.message));
    }
    let file = bad.file.clone().unwrap_or_default();
    let report = Report::new(diagnostic.clone()).with_source_code(NamedSource::new(file, hidden));
    let mut out = String::new();
    match handler.render_report(&mut out, report.as_ref()) {
        Ok(()) => out,
        Err(_) => format!("{}\n", plain(bad, &diagnostic.message)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_toml;
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        #[allow(dead_code)] // only its name matters here
        language: String,
    }

    #[test]
    fn shows_line_and_caret_without_colour() {
        let text = "# kiosk\nlangauge = \"ja\"\n";
        let bad = parse_toml::<Settings>("kiosk.toml", text).unwrap_err();
        let catalogue = Catalogue::built_in().unwrap();
        let shown = render(&bad, Some(text), &catalogue, Language::En, false);
        assert!(shown.contains("kiosk.toml:2:1"), "{shown}");
        assert!(shown.contains("langauge = \"ja\""), "{shown}");
        assert!(shown.contains("language"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
        let plain = render(&bad, None, &catalogue, Language::Ja, false);
        assert!(plain.starts_with("kiosk.toml: 2:1: langauge: "), "{plain}");
    }

    #[test]
    fn numbers_in_the_source_are_hidden() {
        let text = "langauge = 123456789018\n";
        let bad = parse_toml::<Settings>("kiosk.toml", text).unwrap_err();
        let catalogue = Catalogue::built_in().unwrap();
        let shown = render(&bad, Some(text), &catalogue, Language::Ja, true);
        assert!(!shown.contains("123456789018"), "{shown}");
    }
}
