//! Measures what is read, and what is found of My Numbers, on folders of labelled pictures.
//!
//!     cargo run --release --example evaluate_reading -- FOLDER... [--label LABEL] [--skip N] [--most N] [--lines FILE]
//!
//! A folder holds pictures and a `truth.json` whose `items` have `file`, `document` and `side`
//! (or `kind`), `fields` and whether a My Number is visible (`my_number`, or `mynumber`).
//! `--label`, `--skip` and `--most` take a part of a folder. `--lines` writes one JSON line per picture
//! as it goes. Prints counts by kind and by field; texts are compared without spaces. What is written by hand is
//! searched for My Numbers only.

mod sets;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kiosk::policy::PolicySet;
use kiosk::reading::{self, Models, Reader, Said};
use kiosk::vision::{Expectation, Settings, door, still};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use sets::known_kind;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let (mut folders, mut lines, mut label) = (Vec::new(), None, None);
    let (mut skip, mut most) = (0, usize::MAX);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--lines" => lines = arguments.next().map(std::fs::File::create).transpose()?,
            "--label" => label = arguments.next(),
            "--skip" => skip = arguments.next().ok_or("--skip N")?.parse()?,
            "--most" => most = arguments.next().ok_or("--most N")?.parse()?,
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let config = Path::new("kiosk-config");
    let policies = PolicySet::load(config).map_err(|bad| bad.code)?;
    let reader = Reader::new(Arc::new(Models::load(&config.join("models"))?));
    let mut tally = Tally::default();
    for folder in &folders {
        let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
        let items = truth.get("items").and_then(Value::as_array).ok_or("truth.json has no items")?;
        let wanted = |item: &&Value| label.is_none() || text(item, "label") == label;
        for item in items.iter().filter(wanted).skip(skip).take(most) {
            let line = look(folder, item, &policies, &reader, &mut tally)?;
            if let Some(file) = &mut lines {
                writeln!(file, "{line}")?;
            }
        }
    }
    tally.print()?;
    Ok(())
}

fn text(item: &Value, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// Document, side and what of the truth this picture has.
fn look(
    folder: &Path,
    item: &Value,
    policies: &PolicySet,
    reader: &Reader,
    tally: &mut Tally,
) -> Result<Value, Failure> {
    let file = text(item, "file").ok_or("an item without a file")?;
    let pictures = if folder.join("images").is_dir() { folder.join("images") } else { folder.to_owned() };
    let kind = text(item, "kind");
    let (document, side) = match (text(item, "document"), text(item, "side")) {
        (Some(document), Some(side)) => (document, side),
        _ => known_kind(kind.as_deref().unwrap_or_default()),
    };
    let expectation = policies
        .class_of(&document)
        .map_or_else(Expectation::any, |class| Expectation::of(&document, &side, class));
    let settings = Settings::default();
    let picture = door::open(&std::fs::read(pictures.join(&file))?, &settings.limits)
        .map_err(|refusal| refusal.reason().code.as_str())?;
    let examination = still::examine(&picture, &expectation, &settings);
    let flat = still::document(&picture, &examination);
    let kept = still::into_kept(picture, flat, &settings);
    let (began, busy) = (milliseconds(ClockId::Monotonic), milliseconds(ClockId::ProcessCPUTime));
    let said = reading::read(reader, &kept, None, (&document, &side), &[], &|| false)?;
    let took = milliseconds(ClockId::Monotonic) - began;
    let busy = milliseconds(ClockId::ProcessCPUTime) - busy;
    let shows = item.get("my_number").and_then(Value::as_bool).unwrap_or(false)
        || item.get("mynumber").is_some_and(Value::is_string);
    let accepted = examination.accepted();
    tally.took.push(took);
    tally.busy.push(busy);
    tally.my_number(shows, kind.as_deref().unwrap_or(&document), said.my_number.found());
    let by_hand = document == "number-memo";
    let wrong = if shows || by_hand { Vec::new() } else { tally.fields(item, &said) };
    Ok(
        json!({ "file": file, "kind": kind, "accepted": accepted, "shows": shows, "found": said.my_number.found(),
        "wrong": wrong, "ms": took, "cpu_ms": busy }),
    )
}

/// What came out, counted.
#[derive(Default)]
struct Tally {
    /// By what is right: how often, of how many.
    counts: BTreeMap<String, (usize, usize)>,
    /// By field: characters wrong, of how many.
    characters: BTreeMap<String, (usize, usize)>,
    took: Vec<f64>,
    busy: Vec<f64>,
}

impl Tally {
    fn count(&mut self, what: String, right: bool) {
        let (good, all) = self.counts.entry(what).or_default();
        *good += usize::from(right);
        *all += 1;
    }

    fn my_number(&mut self, shows: bool, kind: &str, found: bool) {
        let what = if shows { "found" } else { "not found where there is none" };
        self.count(format!("my number {what}, {kind}"), shows == found);
        self.count(format!("my number {what}, all"), shows == found);
        let words = ["licen", "receipt", "history", "utility"];
        if !shows && words.iter().any(|word| kind.contains(word)) {
            self.count(format!("my number {what}, licences and receipts"), shows == found);
        }
    }

    /// Compares the fields; gives those that are wrong.
    fn fields(&mut self, item: &Value, said: &Said) -> Vec<Value> {
        let mut wrong = Vec::new();
        for (name, expected) in printed(item) {
            let read = if name == "mrz" {
                said.fields.mrz.iter().map(|line| line.text.as_str()).collect()
            } else {
                match said.fields.named().into_iter().find(|(known, _)| *known == name) {
                    Some((_, field)) => field.map(|field| plain(&field.text)).unwrap_or_default(),
                    None => continue,
                }
            };
            let same =
                read == expected || (name == "document_number" && expected.contains(&read) && read.len() > 4);
            self.count(format!("field {name}"), same);
            if name == "mrz" {
                let second = |lines: &str| lines.get(44..).map(str::to_owned);
                self.count("field mrz, second line".to_owned(), second(&read) == second(&expected));
            }
            if matches!(name.as_str(), "name" | "address") {
                let (off, all) = self.characters.entry(name.clone()).or_default();
                *off += strsim::levenshtein(&expected, &read).min(expected.chars().count());
                *all += expected.chars().count();
            }
            if !same {
                wrong.push(json!({ "field": name, "truth": expected, "read": read }));
            }
        }
        wrong
    }

    fn print(&mut self) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        for (what, (good, all)) in &self.counts {
            let share = 100.0 * *good as f64 / *all as f64;
            writeln!(out, "{what:<70} {good:>4} of {all:>4}  {share:5.1} %")?;
        }
        for (field, (off, all)) in &self.characters {
            let share = 100.0 * (1.0 - *off as f64 / *all as f64);
            writeln!(out, "characters of {field:<56} {:>4} of {all:>4}  {share:5.1} %", all - off)?;
        }
        for (what, times) in [("wall", &mut self.took), ("processor", &mut self.busy)] {
            times.sort_by(f64::total_cmp);
            let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
            writeln!(
                out,
                "{what} time, ms: median {:.0}, p95 {:.0}, {} pictures",
                at(50),
                at(95),
                times.len()
            )?;
        }
        writeln!(out, "peak memory of all pictures in one process: {}", peak().unwrap_or_default())?;
        Ok(())
    }
}

/// What is printed on a document and measured, by the names of the contract.
fn printed(item: &Value) -> Vec<(String, String)> {
    let fields = item.get("fields").and_then(Value::as_array).into_iter().flatten();
    let fields: Vec<(String, String)> = fields
        .map(|field| {
            (text(field, "name").unwrap_or_default(), plain(&text(field, "text").unwrap_or_default()))
        })
        .collect();
    let of = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
    let zone = of("mrz").or_else(|| Some(of("mrz1")? + &of("mrz2")?));
    let others = fields.iter().map(|(name, text)| (known_field(name).to_owned(), text.clone()));
    let measured =
        |(name, _): &(String, String)| !matches!(name.as_str(), "mrz" | "issuer" | "kind" | "paid_by");
    others.filter(measured).chain(zone.map(|zone| ("mrz".to_owned(), zone))).collect()
}

/// The name of a field by the name that other sets have for it.
fn known_field(name: &str) -> &str {
    match name {
        "dob" => "birth_date",
        "expiry" => "expires_on",
        "licence_no" | "card_no" | "passport_no" => "document_number",
        _ => name,
    }
}

/// Most memory that this process has taken, as the system tells it.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| Some(line.strip_prefix("VmHWM:")?.trim().to_owned()))
}

fn plain(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

fn milliseconds(clock: ClockId) -> f64 {
    let now = clock_gettime(clock);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}
