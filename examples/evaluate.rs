//! Measures outline and verdicts on folders of labelled pictures.
//!
//!     cargo run --release --example evaluate -- FOLDER... [--lines FILE] [--blind]
//!
//! A folder holds pictures and a `truth.json` whose `items` have `file`, `corners` (or
//! `doc_quad`), `document` and `side` (or `kind`), `desk`, and where known `label`, `dpi`, `turn`,
//! `lean` and `hidden`. Prints a table of outlines by desk, one of verdicts by class, each with its
//! counts, the errors of dpi and tilt, and times. `--lines` also writes one JSON line per
//! picture; `--blind` tells the kiosk nothing of the document beforehand.
//!
//! `make evaluate` draws the pictures, runs this on them, and compares with `OpenCV`.

mod sets;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use kiosk::policy::PolicySet;
use kiosk::vision::geometry::{Point, Quad};
use kiosk::vision::still::{self, Examination};
use kiosk::vision::{Class, Expectation, Fingerprint, Preview, Settings, door, outline};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use sets::known_kind;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut folders = Vec::new();
    let (mut lines, mut blind) = (None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--lines" => lines = arguments.next().map(PathBuf::from),
            "--blind" => blind = true,
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
    let policies = PolicySet::load(&config).map_err(|bad| bad.code)?;
    let policies = (!blind).then_some(&policies);
    let mut seen = Vec::new();
    for folder in &folders {
        seen.extend(evaluate(folder, policies)?);
    }
    if let Some(path) = lines {
        let mut file = std::fs::File::create(path)?;
        for picture in &seen {
            writeln!(file, "{}", picture.to_json())?;
        }
    }
    let mut out = std::io::stdout().lock();
    outlines(&mut out, &seen)?;
    measures(&mut out, &seen)?;
    verdicts(&mut out, &seen)?;
    portraits(&mut out, &seen)?;
    pairs(&mut out, &seen)?;
    Ok(())
}

/// Documents drawn in another size than that of their class: the kiosk can not know it.
const OTHER_SIZE: [&str; 2] = ["document-on-screen", "international-license"];

/// One picture: what is true of it and what the kiosk says.
struct Seen {
    file: String,
    document: String,
    side: String,
    desk: String,
    label: Option<String>,
    truth: Option<Quad>,
    /// Dots per inch and tilt in degrees, where known.
    dpi: Option<f64>,
    tilt: Option<f64>,
    /// Share of the print that glare hides, where known.
    hidden: Option<f64>,
    /// Whether the document has its class's size.
    sized: bool,
    /// Dots per inch that the document must have.
    min_dpi: f64,
    examination: Option<Examination>,
    refusal: Option<&'static str>,
    /// Milliseconds: decoding, shrinking, outline in the preview, the whole examination of a
    /// still, and rectifying with encoding.
    decode: f64,
    shrink: f64,
    preview_outline: f64,
    still: f64,
    evidence: f64,
}

impl Seen {
    fn found(&self) -> Option<Quad> {
        self.examination.as_ref()?.outline.as_ref().map(|outline| outline.quad)
    }

    /// Overlap of the found outline with the true one; 0 when only one of them is there. Of a
    /// document that is cut off nobody sees all corners.
    fn iou(&self) -> Option<f32> {
        let whole = self.label.as_deref() != Some("cut-off");
        self.truth.filter(|_| whole).map(|truth| self.found().map_or(0.0, |found| found.iou(&truth)))
    }

    /// By how many quarter turns the found outline is off.
    fn turned(&self) -> Option<u8> {
        let (truth, found) = (self.truth?, self.found()?);
        let off = |turns: u8| -> f32 {
            found.turned(turns).corners.iter().zip(&truth.corners).map(|(a, b)| a.distance(*b)).sum()
        };
        (0..4).min_by(|&a, &b| off(a).total_cmp(&off(b)))
    }

    /// Whether a reason is true of the picture beside its label: what leans may be small as well.
    fn is_also(&self, code: &str) -> bool {
        let out = |p: &Point| p.x < -2.0 || p.y < -2.0 || p.x > 1922.0 || p.y > 1082.0;
        match code {
            "document-too-small" => self.dpi.is_some_and(|dpi| dpi < self.min_dpi),
            "document-cut-off" => self.truth.is_some_and(|quad| quad.corners.iter().any(out)),
            _ => false,
        }
    }

    /// What its side is known again by.
    fn print(&self) -> Option<&Fingerprint> {
        self.examination.as_ref()?.fingerprint.as_ref()
    }

    /// The reason that its label asks for.
    fn own_code(&self) -> Option<&'static str> {
        CLASSES.iter().find(|(label, _)| self.label.as_deref() == Some(*label)).map(|(_, code)| *code)
    }

    fn codes(&self) -> Vec<&'static str> {
        match (&self.examination, self.refusal) {
            (Some(seen), _) => seen.reasons.iter().map(|reason| reason.code.as_str()).collect(),
            (None, refusal) => refusal.into_iter().collect(),
        }
    }

    fn to_json(&self) -> Value {
        let seen = self.examination.as_ref();
        json!({
            "file": self.file, "document": self.document, "desk": self.desk, "label": self.label,
            "iou": self.iou(), "turned": self.turned(), "codes": self.codes(),
            "outline": seen.and_then(|seen| seen.outline.as_ref()),
            "quality": seen.and_then(|seen| seen.quality.as_ref()),
            "decode": self.decode, "shrink": self.shrink, "preview_outline": self.preview_outline,
            "still": self.still, "evidence": self.evidence,
        })
    }
}

fn evaluate(folder: &Path, policies: Option<&PolicySet>) -> Result<Vec<Seen>, Failure> {
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
    let items = truth.get("items").and_then(Value::as_array).ok_or("truth.json has no items")?;
    let pictures = if folder.join("images").is_dir() { folder.join("images") } else { folder.to_owned() };
    items.iter().map(|item| look(&pictures, item, policies)).collect()
}

fn look(folder: &Path, item: &Value, policies: Option<&PolicySet>) -> Result<Seen, Failure> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    let number = |key: &str| item.get(key).and_then(Value::as_f64);
    let file = text("file").ok_or("an item without a file")?;
    let (document, side) = match (text("document"), text("side")) {
        (Some(document), Some(side)) => (document, side),
        _ => known_kind(&text("kind").unwrap_or_default()),
    };
    let desk =
        text("desk").or_else(|| item.pointer("/params/desk").and_then(Value::as_str).map(str::to_owned));
    let expectation = policies
        .and_then(|policies| policies.class_of(&document))
        .map_or_else(Expectation::any, |class| Expectation::of(&document, &side, class));
    let sized = !OTHER_SIZE.contains(&document.as_str());
    let settings = Settings::default();
    let bytes = std::fs::read(folder.join(&file))?;
    let start = now();
    let opened = door::open(&bytes, &settings.limits);
    let mut seen = Seen {
        file,
        side,
        document,
        desk: desk.unwrap_or_default(),
        label: text("label"),
        truth: item.get("corners").or_else(|| item.get("doc_quad")).and_then(quad),
        dpi: number("dpi"),
        tilt: number("turn").zip(number("lean")).map(|(turn, lean)| quarter(turn).max(lean)),
        hidden: number("hidden"),
        sized,
        min_dpi: f64::from(settings.floors(expectation.class.unwrap_or(Class::Card)).min_dpi),
        examination: None,
        refusal: None,
        decode: milliseconds(start),
        shrink: 0.0,
        preview_outline: 0.0,
        still: 0.0,
        evidence: 0.0,
    };
    match opened {
        Ok(picture) => {
            let start = now();
            let preview = Preview::of(&picture);
            seen.shrink = milliseconds(start);
            let start = now();
            let _ = outline::find_in(&preview, &expectation.shape);
            seen.preview_outline = milliseconds(start);
            let start = now();
            let examination = still::examine(&picture, &expectation, &settings);
            seen.still = milliseconds(start);
            let start = now();
            let document = still::document(&picture, &examination);
            let _ = still::evidence(&still::into_kept(picture, document, &settings), &settings);
            seen.evidence = milliseconds(start);
            seen.examination = Some(examination);
        }
        Err(refusal) => seen.refusal = Some(refusal.code().as_str()),
    }
    Ok(seen)
}

/// Degrees from the nearest quarter turn.
fn quarter(turn: f64) -> f64 {
    let rest = turn.rem_euclid(90.0);
    rest.min(90.0 - rest)
}

fn quad(value: &Value) -> Option<Quad> {
    let corner =
        |value: &Value| Some(Point::new(value.get(0)?.as_f64()? as f32, value.get(1)?.as_f64()? as f32));
    let corners: Vec<Point> = value.as_array()?.iter().filter_map(corner).collect();
    Some(Quad::new(*corners.first_chunk::<4>()?))
}

/// Time that this thread has computed for, in milliseconds: other programs do not count.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn milliseconds(since: f64) -> f64 {
    now() - since
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "-".into() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

fn percentile(values: impl Iterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get((values.len() as f64 * share) as usize).or(values.last()).copied().unwrap_or_default()
}

fn outlines(out: &mut impl std::io::Write, seen: &[Seen]) -> std::io::Result<()> {
    let mut desks: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for picture in seen {
        desks.entry(&picture.desk).or_default().push(picture);
        desks.entry("(all)").or_default().push(picture);
    }
    writeln!(out, "| desk | documents | IoU >= 0.90 | mean IoU | right way up | empty | found on empty |")?;
    writeln!(out, "|---|---|---|---|---|---|---|")?;
    for (desk, pictures) in desks {
        let ious: Vec<f32> = pictures.iter().filter_map(|picture| picture.iou()).collect();
        let good = ious.iter().filter(|&&iou| iou >= 0.9).count();
        let mean = ious.iter().sum::<f32>() / ious.len().max(1) as f32;
        let upright = pictures.iter().filter(|p| p.turned() == Some(0) && p.iou() >= Some(0.9)).count();
        let empty: Vec<_> = pictures.iter().filter(|picture| picture.truth.is_none()).collect();
        let ghosts = empty.iter().filter(|picture| picture.found().is_some()).count();
        writeln!(
            out,
            "| {desk} | {} | {} | {mean:.3} | {} | {} | {ghosts} |",
            ious.len(),
            percent(good, ious.len()),
            percent(upright, good),
            empty.len(),
        )?;
    }
    writeln!(out)
}

/// How far dpi and tilt are off where the outline is right, and how long everything takes.
fn measures(out: &mut impl std::io::Write, seen: &[Seen]) -> std::io::Result<()> {
    let right: Vec<_> = seen.iter().filter(|picture| picture.iou() >= Some(0.9)).collect();
    let outline = |picture: &Seen| picture.examination.as_ref().and_then(|seen| seen.outline.clone());
    let dpi_off = |sized: bool| -> Vec<f64> {
        let asked = right.iter().filter(|p| p.sized == sized);
        asked.filter_map(|p| Some((f64::from(outline(p)?.dpi) / p.dpi? - 1.0).abs() * 100.0)).collect()
    };
    let (dpi, guessed) = (dpi_off(true), dpi_off(false));
    let tilt: Vec<f64> =
        right.iter().filter_map(|p| Some((f64::from(outline(p)?.tilt) - p.tilt?).abs())).collect();
    let both = |values: &[f64]| {
        format!(
            "{:.1}, {:.1}",
            percentile(values.iter().copied(), 0.5),
            percentile(values.iter().copied(), 0.95)
        )
    };
    if !tilt.is_empty() {
        writeln!(
            out,
            "Off by (median, p95): dpi {} % ({} pictures; not of its class's size {} %, {}); tilt {} degrees ({})",
            both(&dpi),
            dpi.len(),
            both(&guessed),
            guessed.len(),
            both(&tilt),
            tilt.len(),
        )?;
    }
    let time = |name: &str, of: fn(&Seen) -> f64| {
        let part = |share| percentile(seen.iter().map(of), share);
        format!("{name} {:.2}, {:.2}", part(0.5), part(0.95))
    };
    let times = [
        time("shrink", |s| s.shrink),
        time("outline in the preview", |s| s.preview_outline),
        time("strict decode", |s| s.decode),
        time("outline and quality of the still", |s| s.still),
        time("rectify and encode", |s| s.evidence),
        time("still in all", |s| s.decode + s.still + s.evidence),
    ];
    writeln!(out, "Milliseconds of one core (median, p95): {}\n", times.join("; "))
}

/// Label of the specimens and the reason that must be given for it.
const CLASSES: [(&str, &str); 8] = [
    ("blurred", "blurred"),
    ("glare", "glare"),
    ("dark", "too-dark"),
    ("bright", "too-bright"),
    ("cut-off", "document-cut-off"),
    ("small", "document-too-small"),
    ("tilted", "document-tilted"),
    ("hand", "document-cut-off"),
];

/// Share of the print that glare must hide to be clearly there.
const CLEARLY_HIDDEN: f64 = 0.05;

fn verdicts(out: &mut impl std::io::Write, seen: &[Seen]) -> std::io::Result<()> {
    let labelled: Vec<&Seen> = seen.iter().filter(|p| p.truth.is_some() && p.label.is_some()).collect();
    // No document: the rules refuse it, and whether the telephone or what it shows is meant is open.
    let (screens, labelled): (Vec<_>, Vec<_>) =
        labelled.into_iter().partition(|picture| picture.document == "document-on-screen");
    // A lamp that hides next to nothing is no clearly bad picture.
    let faint = |p: &&Seen| p.hidden.is_some_and(|hidden| hidden < CLEARLY_HIDDEN);
    let (faint, labelled): (Vec<_>, Vec<_>) = labelled.into_iter().partition(faint);
    if labelled.is_empty() {
        return Ok(());
    }
    writeln!(out, "| class | pictures | told | wrongly told | precision | recall | refused |")?;
    writeln!(out, "|---|---|---|---|---|---|---|")?;
    for (label, code) in CLASSES {
        let is = |p: &&&Seen| p.label.as_deref() == Some(label);
        let tells = |p: &&&Seen| p.codes().contains(&code);
        let all = labelled.iter().filter(is).count();
        if all == 0 {
            continue;
        }
        let told = labelled.iter().filter(is).filter(tells).count();
        let wrong = |p: &&&Seen| p.own_code() != Some(code) && !p.is_also(code);
        let wrong = labelled.iter().filter(wrong).filter(tells).count();
        let refused = labelled.iter().filter(is).filter(|p| !p.codes().is_empty()).count();
        let (precision, recall) = (percent(told, told + wrong), percent(told, all));
        writeln!(
            out,
            "| {label} | {all} | {told} | {wrong} | {precision} | {recall} | {} |",
            percent(refused, all)
        )?;
    }
    let good: Vec<_> = labelled.iter().filter(|p| p.label.as_deref() == Some("good")).collect();
    let accepted = good.iter().filter(|p| p.codes().is_empty()).count();
    writeln!(out, "| good | {} | | | | accepted {} | |", good.len(), percent(accepted, good.len()))?;
    let named = |p: &&&Seen| p.own_code().is_none_or(|own| p.codes().contains(&own));
    let another = |p: &&&Seen| p.codes().iter().any(|code| p.own_code() != Some(*code) && !p.is_also(code));
    let more = screens.iter().filter(another);
    writeln!(
        out,
        "Left out: {} of a document on a telephone's screen; the label's reason told of {}, another one of {}",
        screens.len(),
        screens.iter().filter(named).count(),
        more.count(),
    )?;
    writeln!(
        out,
        "Left out: {} with glare that hides less than {} % of the print; glare told of {}",
        faint.len(),
        100.0 * CLEARLY_HIDDEN,
        faint.iter().filter(named).count(),
    )
}

/// Of pictures that follow another one of the same document: how often they are told to show the same side.
fn pairs(out: &mut impl std::io::Write, seen: &[Seen]) -> std::io::Result<()> {
    for (label, what) in [("same-side", "the same side twice"), ("other-side", "two sides")] {
        let pairs = seen.windows(2).filter_map(|pair| match pair {
            [first, second] if second.label.as_deref() == Some(label) => {
                Some((first.print(), second.print()))
            }
            _ => None,
        });
        let same = |(first, second): (Option<&Fingerprint>, Option<&Fingerprint>)| {
            first.zip(second).is_some_and(|(first, second)| first.same_side(second))
        };
        let told: Vec<bool> = pairs.map(same).collect();
        if !told.is_empty() {
            let same = told.iter().filter(|&&same| same).count();
            writeln!(out, "Of {} pairs that show {what}, told to be the same side: {same}", told.len())?;
        }
    }
    Ok(())
}

/// How often a portrait is seen on good pictures: on the side that has one, and on the one that
/// has none, where it would be told for the wrong side.
fn portraits(out: &mut impl std::io::Write, seen: &[Seen]) -> std::io::Result<()> {
    const PORTRAITS: [&str; 8] = [
        "drivers-license",
        "individual-number-card",
        "japanese-passport",
        "residence-card",
        "special-permanent-resident-certificate",
        "driving-history-certificate",
        "physical-disability-handbook",
        "mental-disability-handbook",
    ];
    let good: Vec<&Seen> = seen
        .iter()
        .filter(|p| p.label.as_deref() == Some("good") && PORTRAITS.contains(&p.document.as_str()))
        .filter(|p| p.iou() >= Some(0.9))
        .collect();
    let told = |p: &&&Seen| {
        let quality = p.examination.as_ref().and_then(|seen| seen.quality.as_ref());
        quality.is_some_and(|quality| quality.portrait)
    };
    for (name, sides) in [("has one", ["front", "photo-page"]), ("has none", ["back", "address-page"])] {
        let all: Vec<&&Seen> = good.iter().filter(|p| sides.contains(&p.side.as_str())).collect();
        let seen = all.iter().filter(|p| told(p)).count();
        writeln!(out, "Portrait seen where the side {name}: {seen} of {}", all.len())?;
    }
    Ok(())
}
