use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use crate::config::{self, FILE, Origin};
use crate::counter::Message;
use crate::counter::manager::{Answer, Ask, Finding, Setting, SettingOrigin, SettingsList};
use crate::runtime::event::Event;
use crate::runtime::files::{check, environment, finding};

/// Reads and checks the files on a thread of its own; gives other pages' asks back. `pending` are
/// the keys that wait for a restart.
pub(crate) fn answer(
    ask: Ask,
    (dir, practice): (&Path, bool),
    pending: &[String],
    events: &Sender<Event>,
) -> Option<Ask> {
    let work: Box<dyn FnOnce(PathBuf) -> Answer + Send> = match ask {
        Ask::Settings => {
            let pending = pending.to_vec();
            Box::new(move |dir| Answer::Settings(list(&dir, pending)))
        }
        Ask::Check => Box::new(move |dir| Answer::Checked(check(&dir, practice))),
        other => return Some(other),
    };
    let (dir, events) = (dir.to_owned(), events.clone());
    let spawned = std::thread::Builder::new().name("settings".into()).spawn(move || {
        let _ = events.send(Message::Managed(work(dir)).into());
    });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for the settings");
    }
    None
}

fn list(dir: &Path, pending: Vec<String>) -> Result<SettingsList, Vec<Finding>> {
    let path = dir.join(FILE);
    let settings = config::explain(dir, environment().into_iter())
        .map_err(|bad| vec![finding(&bad, std::fs::read_to_string(&path).ok().as_deref())])?;
    let settings = settings.into_iter().map(|setting| Setting {
        variable: setting.variable(),
        restart: !config::is_taken_over(&setting.key),
        origin: match setting.origin {
            Origin::Default => SettingOrigin::Default,
            Origin::File(line) => SettingOrigin::File(line),
            Origin::Environment => SettingOrigin::Environment,
        },
        key: setting.key,
        value: setting.value,
    });
    Ok(SettingsList { file: path.display().to_string(), settings: settings.collect(), pending })
}
