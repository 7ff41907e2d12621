//! What the commands about the rules share: the day, the channel, the language, the policies.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config;
use crate::input::{BadInput, quote};
use crate::policy::{Channel, PolicySet};
use crate::text::{Catalogue, Language, Message};
use crate::verification::matching::Variants;

use super::Globals;

/// Options about the day and the language.
#[derive(Clone, Debug, clap::Args)]
pub struct RulesArgs {
    /// Day to judge by, YYYY-MM-DD [default: today in Japan]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Whose rules: counter or web [default: counter]
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// Language of the output: ja or en [default: that of kiosk.toml]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
}

/// What a command about the rules works with.
pub struct Rules {
    /// The configuration folder.
    pub dir: PathBuf,
    /// All policies.
    pub policies: PolicySet,
    /// The sentences.
    pub catalogue: Catalogue,
    /// The day to judge by.
    pub on: Date,
    /// Whose rules.
    pub channel: Channel,
    /// Language of the output.
    pub language: Language,
}

impl Rules {
    /// Reads options and policies.
    pub fn load(globals: &Globals, args: &RulesArgs) -> Result<Self, BadInput> {
        let rules = Self::without_policies(globals, args)?;
        let policies = PolicySet::load(&rules.dir)?;
        Ok(Self { policies, ..rules })
    }

    /// Reads options only; the set of policies is empty.
    pub fn without_policies(globals: &Globals, args: &RulesArgs) -> Result<Self, BadInput> {
        let on = args.on.as_deref().map_or_else(today, day)?;
        let channel = args.channel.as_deref().map_or(Ok(Channel::Counter), channel)?;
        let lang = args.lang.as_deref().map(language).transpose()?;
        let dir = globals.config_dir()?;
        let catalogue = globals.catalogue(&dir)?;
        // A slip in kiosk.toml is for `kiosk check` to tell; the rules do not depend on it.
        let language = lang.unwrap_or_else(|| {
            let environment = std::env::vars_os()
                .filter_map(|(key, value)| key.into_string().ok().zip(value.into_string().ok()));
            config::load(&dir, environment).map(|loaded| loaded.config.kiosk.language).unwrap_or_default()
        });
        let policies = PolicySet::new(Vec::new(), Variants::built_in());
        Ok(Self { dir, policies, catalogue, on, channel, language })
    }

    /// A sentence in the language of the output.
    pub fn say(&self, message: &Message) -> String {
        self.catalogue.render(self.language, message)
    }
}

/// Today at the counter, whatever zone the machine is set to.
pub(super) fn today() -> Result<Date, BadInput> {
    TimeZone::get("Asia/Tokyo")
        .map(|zone| jiff::Timestamp::now().to_zoned(zone).date())
        .map_err(|_| BadInput::new("no-day", Message::new("input-no-day")).at_key("--on"))
}

fn day(text: &str) -> Result<Date, BadInput> {
    // Only the long form of ISO: 20261005 would be read as well.
    text.parse::<Date>().ok().filter(|day| day.to_string() == text).ok_or_else(|| {
        let message = Message::new("input-option-day").with("value", quote(text));
        BadInput::new("date-unreadable", message).at_key("--on")
    })
}

fn channel(text: &str) -> Result<Channel, BadInput> {
    match text {
        "counter" => Ok(Channel::Counter),
        "web" => Ok(Channel::Web),
        _ => Err(unknown_option("--channel", text, "counter, web")),
    }
}

fn language(text: &str) -> Result<Language, BadInput> {
    match text {
        "ja" => Ok(Language::Ja),
        "en" => Ok(Language::En),
        _ => Err(unknown_option("--lang", text, "ja, en")),
    }
}

/// An option's value that is none of the known ones.
pub fn unknown_option(option: &str, value: &str, known: &str) -> BadInput {
    let message = Message::new("input-unknown-value").with("value", quote(value)).with("known", known);
    BadInput::new("unknown-value", message).at_key(option)
}
