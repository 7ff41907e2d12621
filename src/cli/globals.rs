use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::input::{BadInput, colour_wanted, render};
use crate::text::{Catalogue, Language, Message};

use super::Exit;

/// Options that every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Globals {
    /// Folder with kiosk.toml, policy/, text/ and samples/ [default: ./kiosk-config, then
    /// /etc/bicsim-kiosk]
    #[arg(long, global = true, value_name = "DIR")]
    pub config: Option<PathBuf>,
    /// Folder for the queue, the audit trail and the logs [default: /var/lib/bicsim-kiosk where
    /// it is there, else $XDG_DATA_HOME/bicsim-kiosk or ~/.local/share/bicsim-kiosk]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print exactly one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

impl Globals {
    /// The configuration folder to use.
    pub fn config_dir(&self) -> Result<PathBuf, BadInput> {
        if let Some(dir) = &self.config {
            return if dir.is_dir() { Ok(dir.clone()) } else { Err(no_config(dir)) };
        }
        ["kiosk-config", "/etc/bicsim-kiosk"]
            .into_iter()
            .map(PathBuf::from)
            .find(|dir| dir.is_dir())
            .ok_or_else(|| no_config(Path::new("./kiosk-config, /etc/bicsim-kiosk")))
    }

    /// The data folder to use.
    pub fn data_dir(&self) -> PathBuf {
        let installed = PathBuf::from("/var/lib/bicsim-kiosk");
        let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        self.data
            .clone()
            .or_else(|| installed.is_dir().then_some(installed))
            .or_else(|| absolute("XDG_DATA_HOME").map(|dir| dir.join("bicsim-kiosk")))
            .or_else(|| absolute("HOME").map(|dir| dir.join(".local/share/bicsim-kiosk")))
            .unwrap_or_else(|| PathBuf::from("kiosk-data"))
    }

    /// The sentences, with those of the configuration folder over the built-in ones.
    pub fn catalogue(&self, config_dir: &Path) -> Result<Catalogue, BadInput> {
        Catalogue::with_overrides(config_dir).map_err(|error| {
            BadInput::new("text", Message::new("input-text-file").with("why", error.to_string()))
        })
    }

    /// Tells bad input (JSON on standard output with `--json`, line and caret on standard error)
    /// and gives the exit code for it.
    pub fn refuse(&self, bad: &BadInput) -> Exit {
        // Only settings and policies are shown line by line: other files may hold personal data.
        let settings = bad
            .file
            .as_deref()
            .map(Path::new)
            .filter(|file| file.extension().is_some_and(|end| end == "toml"));
        let source = settings.and_then(|file| std::fs::read_to_string(file).ok());
        let source = source.map(|text| crate::staff::without_hashes(&text));
        self.refuse_showing(bad, source.as_deref())
    }

    /// The same for a file about a person, whatever its name: no line of it is shown.
    pub fn refuse_private(&self, bad: &BadInput) -> Exit {
        self.refuse_showing(bad, None)
    }

    fn refuse_showing(&self, bad: &BadInput, source: Option<&str>) -> Exit {
        let Ok(catalogue) = Catalogue::built_in() else { return Exit::Failed };
        if self.json {
            print_json(&bad.to_json(&catalogue));
        }
        let text = render(bad, source, &catalogue, Language::Ja, colour_wanted());
        let english = bad.text(&catalogue, Language::En);
        let _ = writeln!(std::io::stderr(), "{}\n{english}", text.trim_end());
        Exit::BadInput
    }

    /// Tells a sentence on standard error, in both languages, and gives `exit` back.
    pub fn report(&self, message: &Message, exit: Exit) -> Exit {
        let Ok(catalogue) = Catalogue::built_in() else { return Exit::Failed };
        if self.json {
            let text = |language| catalogue.render(language, message);
            print_json(&serde_json::json!({ "error": {
                "file": null, "key": null, "line": null, "column": null, "code": message.id,
                "text_ja": text(Language::Ja), "text_en": text(Language::En),
            } }));
        }
        for language in [Language::Ja, Language::En] {
            let _ = writeln!(std::io::stderr(), "{}", catalogue.render(language, message));
        }
        exit
    }

    /// Tells a sentence without arguments.
    pub fn say(&self, id: &'static str, exit: Exit) -> Exit {
        self.report(&Message::new(id), exit)
    }
}

fn no_config(dir: &Path) -> BadInput {
    BadInput::new(
        "config-missing",
        Message::new("input-config-missing").with("dir", dir.display().to_string()),
    )
}

/// Prints one JSON document and flushes it.
pub fn print_json(value: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    let _ = serde_json::to_writer_pretty(&mut out, value);
    let _ = writeln!(out).and_then(|()| out.flush());
}
