use std::path::Path;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::Message;

/// A language of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// The other one of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ja => Self::En,
            Self::En => Self::Ja,
        }
    }

    /// Folder name and BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        pub(super) const FILES: &[&str] = &[$($name),*];
        const JA: &[&str] = &[$(include_str!(concat!("../../kiosk-config/text/ja/", $name, ".ftl"))),*];
        const EN: &[&str] = &[$(include_str!(concat!("../../kiosk-config/text/en/", $name, ".ftl"))),*];
    };
}

built_in!(
    "reasons",
    "policy",
    "input",
    "vision",
    "camera",
    "delivery",
    "photographs",
    "screen",
    "intake",
    "staff",
    "cli",
    "cases",
    "manager",
    "practice"
);

/// The built-in files of a language, in the order of [`FILES`].
pub(super) fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::Ja => JA,
        Language::En => EN,
    }
}

/// Why the texts could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file is there but can not be read.
    #[error("{file}: {source}")]
    Read {
        /// The text file.
        file: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A file is not Fluent syntax.
    #[error("{file}: {why}")]
    Syntax {
        /// The text file.
        file: String,
        /// What the parser said.
        why: String,
    },
}

/// All sentences in both languages.
pub struct Catalogue {
    ja: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The sentences compiled into the program.
    pub fn built_in() -> Result<Self, CatalogueError> {
        Self::load(None)
    }

    /// The built-in sentences, overridden by the files of `DIR/text/{ja,en}/`.
    pub fn with_overrides(config_dir: &Path) -> Result<Self, CatalogueError> {
        Self::load(Some(config_dir))
    }

    fn load(config_dir: Option<&Path>) -> Result<Self, CatalogueError> {
        Ok(Self { ja: bundle(Language::Ja, JA, config_dir)?, en: bundle(Language::En, EN, config_dir)? })
    }

    /// The sentence in `language`; an id without text is shown as the id itself, so that a
    /// gap is visible and never fatal (a test forbids gaps).
    pub fn render(&self, language: Language, message: &Message) -> String {
        let bundle = match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        };
        let Some(pattern) = bundle.get_message(&message.id).and_then(|found| found.value()) else {
            return message.id.to_string();
        };
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            args.set(*name, FluentValue::from(value.as_str()));
        }
        let separator = match language {
            Language::Ja => "、",
            Language::En => ", ",
        };
        for (name, ids) in &message.names {
            let list: Vec<String> = ids.iter().map(|id| self.get(language, id)).collect();
            args.set(*name, FluentValue::from(list.join(separator)));
        }
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// The sentence without arguments.
    pub fn get(&self, language: Language, id: &str) -> String {
        self.render(language, &Message::new(id.to_owned()))
    }

    /// Whether both languages have a sentence of this id.
    pub fn has(&self, id: &str) -> bool {
        self.ja.has_message(id) && self.en.has_message(id)
    }
}

fn bundle(
    language: Language,
    built_in: &[&str],
    config_dir: Option<&Path>,
) -> Result<FluentBundle<FluentResource>, CatalogueError> {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would put invisible characters into cells.
    bundle.set_use_isolating(false);
    for (name, source) in FILES.iter().zip(built_in) {
        let file = format!("text/{}/{name}.ftl", language.tag());
        bundle.add_resource_overriding(parse(&file, (*source).to_owned())?);
        let Some(dir) = config_dir else { continue };
        let path = dir.join(&file);
        match std::fs::read_to_string(&path) {
            Ok(text) => bundle.add_resource_overriding(parse(&path.display().to_string(), text)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(CatalogueError::Read { file: path.display().to_string(), source }),
        }
    }
    Ok(bundle)
}

fn parse(file: &str, source: String) -> Result<FluentResource, CatalogueError> {
    FluentResource::try_new(source).map_err(|(_, errors)| CatalogueError::Syntax {
        file: file.to_owned(),
        why: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    })
}
