//! What a manager edits while the counter is open: settings, rules, texts. Checked as a whole,
//! noticed when it changes.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::central::{Client, system_clock};
use crate::config::{self, Config, FILE};
use crate::counter::manager::{Finding, Marked};
use crate::input::{BadInput, hide_long_numbers, locate_toml};
use crate::policy::{self, PolicySet};
use crate::text::{self, Catalogue, Message as Sentence};

use super::event::Event;
use super::now;

/// How often the files are looked at. A change is read once it has stood for so long.
const EVERY: Duration = Duration::from_secs(1);

/// All that was read from the files.
pub(super) struct Fresh {
    pub config: Config,
    pub policies: PolicySet,
    pub catalogue: Catalogue,
}

/// Reads everything, or says all that is wrong.
pub(super) fn load(dir: &Path, practice: bool) -> Result<Fresh, Vec<Finding>> {
    let mut wrong = check(dir, practice);
    wrong.retain(|finding| finding.wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let told = |bad: BadInput| vec![finding(&bad, None)];
    Ok(Fresh {
        config: config::load(dir, environment().into_iter()).map_err(told)?.config,
        policies: PolicySet::load(dir).map_err(told)?,
        catalogue: Catalogue::with_overrides(dir).map_err(|error| {
            told(BadInput::new("text", Sentence::new("input-text-file").with("why", error.to_string())))
        })?,
    })
}

/// Everything that is wrong with the files, or should be known of them. In practice the service
/// and its key are not those of the file.
pub(super) fn check(dir: &Path, practice: bool) -> Vec<Finding> {
    let mut found = settings(dir, practice);
    found.extend(text::check(dir).into_iter().map(|flaw| Finding {
        wrong: flaw.wrong,
        place: flaw.line.map_or_else(|| flaw.file.clone(), |line| format!("{}:{line}", flaw.file)),
        line: None,
        sentence: flaw.message,
    }));
    let catalogue = Catalogue::with_overrides(dir).or_else(|_| Catalogue::built_in());
    let Ok(catalogue) = catalogue else { return found };
    match policy::check(dir, &catalogue) {
        Ok(checked) => {
            let today = now().date();
            let soon = checked.policies.warnings_on(policy::Channel::Counter, today);
            found.extend(checked.wrong.iter().map(|wrong| finding(&wrong.bad, wrong.source.as_deref())));
            found.extend(checked.warnings.into_iter().chain(soon).map(|warning| Finding {
                wrong: false,
                place: String::new(),
                line: None,
                sentence: warning.message,
            }));
        }
        Err(bad) => found.push(finding(&bad, None)),
    }
    found.sort_by_key(|finding| !finding.wrong);
    found
}

fn settings(dir: &Path, practice: bool) -> Vec<Finding> {
    let path = dir.join(FILE);
    let file = path.display().to_string();
    let source = std::fs::read_to_string(&path).ok();
    let config = match config::load(dir, environment().into_iter()) {
        Ok(loaded) => loaded.config,
        Err(bad) => return vec![finding(&bad, source.as_deref())],
    };
    let central = config.central.clone().resolved(dir);
    let mut wrong: Vec<BadInput> = config.camera.check().err().into_iter().collect();
    if !practice {
        wrong.extend(central.recipients().err());
        wrong.extend(Client::new(&central, system_clock()).err());
    }
    let placed = |bad: BadInput| {
        let bad = if bad.file.is_some() { bad } else { bad.in_file(file.clone()) };
        let at = source.as_deref().zip(bad.key.as_deref()).and_then(|(text, key)| locate_toml(text, key));
        match at.filter(|_| bad.position.is_none() && bad.file.as_deref() == Some(file.as_str())) {
            Some(position) => bad.at(position),
            None => bad,
        }
    };
    wrong.into_iter().map(placed).map(|bad| finding(&bad, source.as_deref())).collect()
}

pub(super) fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(key, value)| key.into_string().ok().zip(value.into_string().ok()))
        .collect()
}

/// A mistake for the screen: its place, its line with what is wrong marked, its sentence.
pub(super) fn finding(bad: &BadInput, source: Option<&str>) -> Finding {
    let at = bad.position.map(|position| format!("{}:{}", position.line, position.column));
    let place: Vec<String> = bad.file.clone().into_iter().chain(at).collect();
    let line = source.zip(bad.position).and_then(|(source, position)| {
        let text = source.lines().nth(position.line.checked_sub(1)?)?;
        let len =
            source.get(position.offset..position.offset + position.len)?.lines().next()?.chars().count();
        Some(Marked {
            text: hide_long_numbers(text),
            start: position.column.saturating_sub(1),
            len: len.max(1),
        })
    });
    Finding { wrong: true, place: place.join(":"), line, sentence: bad.message.clone() }
}

/// Looks after the files; dropping it ends that.
pub(super) struct Watch {
    _stop: Sender<()>,
}

/// Tells of every change of the files, once they can be read as a whole or once it is known what
/// is wrong with them. On a thread of its own that sleeps nearly always: a folder on a network
/// may take its time, and the screen must not wait for it.
pub(super) fn watch(dir: PathBuf, practice: bool, events: Sender<Event>) -> std::io::Result<Watch> {
    let (stop, stopped) = channel();
    let mut known = Stamp::of(&dir);
    std::thread::Builder::new().name("files".into()).spawn(move || {
        let mut moved = None;
        while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
            let now = Stamp::of(&dir);
            if now == known {
                moved = None;
            } else if moved.as_ref() == Some(&now) {
                (known, moved) = (now, None);
                if events.send(Event::Files(load(&dir, practice).map(Box::new))).is_err() {
                    return;
                }
            } else {
                moved = Some(now);
            }
        }
    })?;
    Ok(Watch { _stop: stop })
}

/// Name, number, size and time of every file: other ones mean that something was edited.
#[derive(Debug, PartialEq, Eq)]
struct Stamp(Vec<(PathBuf, u64, u64, (i64, i64))>);

impl Stamp {
    fn of(dir: &Path) -> Self {
        let folders = ["policy", "text/ja", "text/en"].map(|folder| dir.join(folder));
        let inside = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        let mut files: Vec<PathBuf> =
            inside.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.push(dir.join(FILE));
        files.sort();
        Self(
            files
                .into_iter()
                .filter_map(|path| {
                    let file = std::fs::metadata(&path).ok()?;
                    Some((path, file.ino(), file.size(), (file.mtime(), file.mtime_nsec())))
                })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> tempfile::TempDir {
        let temp = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
        std::fs::create_dir_all(temp.path().join("policy")).unwrap();
        for file in ["kiosk.toml", "policy/counter-2022.toml", "policy/variants.txt"] {
            std::fs::copy(from.join(file), temp.path().join(file)).unwrap();
        }
        temp
    }

    fn wrong(dir: &Path) -> Vec<Finding> {
        load(dir, true).err().unwrap_or_default()
    }

    #[test]
    fn what_is_shipped_loads_and_a_mistake_in_any_file_is_told_with_its_line() {
        let site = shipped();
        assert_eq!(wrong(site.path()), []);
        let put = |file: &str, text: &str| {
            let path = site.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        put("text/ja/screen.ftl", "start-welcome = { $\n");
        put("policy/counter-2030.toml", "id = \"counter-2030\"\ncolour = 1\n");
        put("kiosk.toml", "[camera]\nzoom = 1.5\nzooom = 2\n");
        let found = wrong(site.path());
        let places: Vec<_> = found.iter().map(|finding| finding.place.rsplit('/').next().unwrap()).collect();
        assert_eq!(places, ["kiosk.toml:3:1", "screen.ftl:1", "counter-2030.toml:2:1"], "{found:?}");
        assert_eq!(found[0].line, Some(Marked { text: "zooom = 2".into(), start: 0, len: 5 }));
        // The right type, but no sense: found in its line all the same.
        put("kiosk.toml", "[camera]\n\nzoom = 99.0\n");
        assert!(wrong(site.path())[0].place.ends_with("kiosk.toml:3:1"), "{:?}", wrong(site.path()));
    }

    #[test]
    fn the_key_of_the_service_is_asked_for_in_real_work_only() {
        let site = shipped();
        assert!(load(site.path(), true).is_ok());
        let found = load(site.path(), false).err().unwrap();
        assert_eq!(found[0].sentence.id, "delivery-recipient-none");
        assert!(found[0].line.as_ref().is_some_and(|line| line.text.starts_with("recipient")), "{found:?}");
    }

    #[test]
    fn a_stamp_changes_with_any_file_and_with_nothing_else() {
        let site = shipped();
        let before = Stamp::of(site.path());
        assert_eq!(Stamp::of(site.path()), before);
        std::fs::write(site.path().join("policy/note.toml"), "").unwrap();
        let added = Stamp::of(site.path());
        assert_ne!(added, before);
        std::fs::write(site.path().join("policy/note.toml"), "x").unwrap();
        assert_ne!(Stamp::of(site.path()), added);
    }
}
