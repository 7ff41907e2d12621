//! Checks the sentences that a configuration folder puts over the built-in ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};
use fluent_syntax::parser::parse;
use unicode_width::UnicodeWidthChar as _;

use super::Message;
use super::catalogue::{FILES, Language, sources};

/// Something that is wrong with a text file, or should be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file.
    pub file: String,
    /// The line, from 1, where one is to be named.
    pub line: Option<usize>,
    /// Whether the file can not be used like this.
    pub wrong: bool,
    /// The sentence.
    pub message: Message,
}

/// A sentence as written: where, and what it takes.
struct Sentence {
    file: String,
    line: usize,
    arguments: BTreeSet<String>,
}

type Sentences = BTreeMap<String, Sentence>;

/// Checks `DIR/text/{ja,en}/`: syntax, that both languages have the same sentences, that every
/// sentence takes what the program gives it, and that the terminal can align what it shows.
pub fn check(config_dir: &Path) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let [ja, en] = [Language::Ja, Language::En].map(|language| of(language, config_dir, &mut flaws));
    for (have, lack, language) in [(&ja, &en, Language::En), (&en, &ja, Language::Ja)] {
        for (id, sentence) in have.iter().filter(|(id, _)| !lack.contains_key(*id)) {
            let message = Message::new("text-flaw-one-language").with("id", id.clone());
            flaws.push(at(sentence, true, message.with("lacks", language.tag())));
        }
    }
    flaws
}

/// The sentences of one language: the built-in ones with those of the folder over them.
fn of(language: Language, config_dir: &Path, flaws: &mut Vec<Flaw>) -> Sentences {
    let mut all = Sentences::new();
    for (name, source) in FILES.iter().zip(sources(language)) {
        read(&format!("{name}.ftl"), source, &mut all, &mut Vec::new());
    }
    let built_in: BTreeMap<String, BTreeSet<String>> =
        all.iter().map(|(id, sentence)| (id.clone(), sentence.arguments.clone())).collect();
    let folder = config_dir.join("text").join(language.tag());
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
        .unwrap_or_default();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")) {
        let file = path.display().to_string();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !FILES.contains(&stem) {
            let message = Message::new("text-flaw-file").with("known", FILES.join(", "));
            flaws.push(Flaw { file, line: None, wrong: false, message });
            continue;
        }
        match std::fs::read_to_string(path) {
            Ok(source) => read(&file, &source, &mut all, flaws),
            Err(error) => {
                let message = Message::new("text-flaw-unreadable").with("why", error.to_string());
                flaws.push(Flaw { file, line: None, wrong: true, message });
            }
        }
    }
    for (id, sentence) in &all {
        let Some(given) = built_in.get(id) else { continue };
        let strange: Vec<_> = sentence.arguments.difference(given).map(|name| format!("${name}")).collect();
        let left_out: Vec<_> = given.difference(&sentence.arguments).map(|name| format!("${name}")).collect();
        for (id_of_flaw, names, wrong) in
            [("text-flaw-argument", strange, true), ("text-flaw-left-out", left_out, false)]
        {
            if !names.is_empty() {
                let message = Message::new(id_of_flaw).with("id", id.clone()).with("names", names.join(", "));
                flaws.push(at(sentence, wrong, message));
            }
        }
    }
    all
}

fn at(sentence: &Sentence, wrong: bool, message: Message) -> Flaw {
    Flaw { file: sentence.file.clone(), line: Some(sentence.line), wrong, message }
}

fn read(file: &str, source: &str, into: &mut Sentences, flaws: &mut Vec<Flaw>) {
    let line_of = |offset: usize| source.get(..offset).unwrap_or_default().matches('\n').count() + 1;
    let resource: Resource<&str> = parse(source).unwrap_or_else(|(resource, errors)| {
        flaws.extend(errors.iter().map(|error| Flaw {
            file: file.to_owned(),
            line: Some(line_of(error.pos.start)),
            wrong: true,
            message: Message::new("text-flaw-syntax").with("why", error.to_string()),
        }));
        resource
    });
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let Some(pattern) = &message.value else { continue };
        let mut found = Found::default();
        found.pattern(pattern);
        // The parser's names are slices of the source, so their place is known.
        let offset = (message.id.name.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let id = message.id.name.to_owned();
        let sentence = Sentence { file: file.to_owned(), line: line_of(offset), arguments: found.arguments };
        if let Some(character) = found.unaligned {
            let message = Message::new("text-flaw-width").with("id", id.clone());
            flaws.push(at(&sentence, false, message.with("character", character.to_string())));
        }
        into.insert(id, sentence);
    }
}

/// What a sentence is made of.
#[derive(Default)]
struct Found {
    arguments: BTreeSet<String>,
    /// A character that some terminals make wider than others.
    unaligned: Option<char>,
}

impl Found {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.inline(selector);
                    variants.iter().for_each(|variant| self.pattern(&variant.value));
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::StringLiteral { value } => self.text(value),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let unaligned = text.chars().find(|c| c.width() != c.width_cjk());
        self.unaligned = self.unaligned.or(unaligned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(files: &[(&str, &str)]) -> Vec<(String, Option<usize>, bool)> {
        let temp = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = temp.path().join("text").join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        check(temp.path())
            .into_iter()
            .map(|flaw| (flaw.message.id.into_owned(), flaw.line, flaw.wrong))
            .collect()
    }

    #[test]
    fn a_folder_without_texts_and_one_with_good_ones_have_no_flaw() {
        assert_eq!(flaws(&[]), []);
        assert_eq!(flaws(&[("ja/screen.ftl", "# 店の言葉\nstart-welcome = ようこそ。\n")]), []);
    }

    #[test]
    fn every_kind_of_flaw_is_told_with_its_line() {
        let one = |file: &str, text: &str| flaws(&[(file, text)]);
        let flaw = |id: &str, line, wrong| vec![(id.to_owned(), line, wrong)];
        assert_eq!(one("ja/screen.ftl", "a-b = x\nbroken\n")[0], ("text-flaw-syntax".into(), Some(2), true));
        assert_eq!(one("en/mine.ftl", "x = y\n"), flaw("text-flaw-file", None, false));
        assert_eq!(
            one("en/screen.ftl", "\n\ndocument-new = New\n"),
            flaw("text-flaw-one-language", Some(3), true)
        );
        assert_eq!(
            one("en/screen.ftl", "frame-waiting = unsent { $number } of { $count }\n"),
            flaw("text-flaw-argument", Some(1), true)
        );
        assert_eq!(
            one("en/screen.ftl", "frame-waiting = unsent\n"),
            flaw("text-flaw-left-out", Some(1), false)
        );
        assert_eq!(one("ja/screen.ftl", "key-start = ①\n"), flaw("text-flaw-width", Some(1), false));
    }
}
