//! `kiosk inspect IMAGE`: what the kiosk sees in a picture file.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::globals::print_json;
use super::setup::{load_reader, warn};
use super::{Exit, Globals};
use crate::config;
use crate::input::{BadInput, read_bounded};
use crate::policy::PolicySet;
use crate::reading::fields::{Field, Fields};
use crate::reading::{self, Reader, Said};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::{Catalogue, Language, Message};
use crate::vision::door::{self, DoorRefusal, Header};
use crate::vision::still::{self, Examination, Stopwatch};
use crate::vision::{Expectation, Picture, Settings};

/// Options of `kiosk inspect`.
#[derive(Clone, Debug, clap::Args)]
pub struct Inspect {
    /// Picture file
    image: PathBuf,
    /// Document that it is expected to show, for example drivers-license
    #[arg(long, value_name = "ID", requires = "side")]
    document: Option<String>,
    /// Side that it is expected to show: front, back, photo-page, address-page, page-1, ...
    #[arg(long, value_name = "SIDE", requires = "document")]
    side: Option<String>,
    /// Write the document, rectified and upright, to this file
    #[arg(long, value_name = "OUT.jpg")]
    crop: Option<PathBuf>,
    /// Do not read the text: faster, and My Numbers are not searched for
    #[arg(long)]
    no_text: bool,
}

impl Inspect {
    /// Runs the command.
    pub fn run(&self, globals: &Globals) -> Exit {
        match self.report(globals) {
            Ok(report) => report.tell(globals),
            Err(error) => globals.refuse(&error),
        }
    }

    fn report(&self, globals: &Globals) -> Result<Report, BadInput> {
        let dir = match globals.config_dir() {
            Ok(dir) => Some(dir),
            // What is not told apart by document needs no configuration.
            Err(_) if globals.config.is_none() && self.document.is_none() => None,
            Err(bad) => return Err(bad),
        };
        let settings = match &dir {
            Some(dir) => config::load(dir, std::env::vars())?.config.capture,
            None => Settings::default(),
        };
        let expectation = self.expectation(dir.as_deref())?;
        let reader = dir.as_deref().filter(|_| !self.no_text).and_then(reader);
        // One byte more than the door lets in, so that the door is what refuses.
        let bytes = zeroize::Zeroizing::new(read_bounded(&self.image, MOST_READ)?);
        let mut report = look(&bytes, &expectation, &settings, reader.as_ref(), &mut Laps::start());
        if let (Some(path), Some(crop)) = (&self.crop, report.crop.take()) {
            write_crop(path, &crop)?;
        }
        Ok(report)
    }

    fn expectation(&self, dir: Option<&Path>) -> Result<Expectation, BadInput> {
        let (Some(document), Some(side), Some(dir)) = (&self.document, &self.side, dir) else {
            return Ok(Expectation::any());
        };
        let unknown = |key: &'static str, id: &'static str, value: &str| {
            BadInput::new("unknown-value", Message::new(id).with("value", value)).at_key(key)
        };
        if !is_side(side) {
            return Err(unknown("--side", "inspect-unknown-side", side));
        }
        PolicySet::load(dir)?
            .class_of(document)
            .map(|class| Expectation::of(document, side, class))
            .ok_or_else(|| unknown("--document", "inspect-unknown-document", document))
    }
}

/// Files larger than this are not read at all.
const MOST_READ: u64 = 256 << 20;

fn is_side(side: &str) -> bool {
    let page = side.strip_prefix("page-").and_then(|number| number.parse::<u8>().ok());
    matches!(side, "front" | "back" | "photo-page" | "address-page") || page.is_some_and(|number| number > 0)
}

fn write_crop(path: &Path, crop: &[u8]) -> Result<(), BadInput> {
    std::fs::write(path, crop).map_err(|error| {
        let file = path.display().to_string();
        let message =
            Message::new("inspect-crop-unwritable").with("file", file.clone()).with("why", error.to_string());
        BadInput::new("file-unwritable", message).in_file(file)
    })
}

/// All that the command says of a picture.
struct Report {
    header: Option<Header>,
    bytes: usize,
    examination: Option<Examination>,
    /// What it says; `None` where nothing was read.
    said: Option<Said>,
    reasons: Vec<Reason>,
    crop: Option<zeroize::Zeroizing<Vec<u8>>>,
    timings: Vec<(&'static str, f64)>,
}

/// Looks at the bytes of a file.
fn look(
    bytes: &[u8],
    expectation: &Expectation,
    settings: &Settings,
    reader: Option<&Reader>,
    laps: &mut Laps,
) -> Report {
    let (header, outcome) = match door::open_with_header(bytes, &settings.limits) {
        Ok((picture, header)) => (Some(header), Ok(picture)),
        Err(refusal) => (door::inspect(bytes, &settings.limits).ok(), Err(refusal)),
    };
    laps.lap("decode");
    let mut report = Report {
        header,
        bytes: bytes.len(),
        examination: None,
        said: None,
        reasons: Vec::new(),
        crop: None,
        timings: Vec::new(),
    };
    match outcome {
        Ok(picture) => report.examine(&picture, expectation, settings, reader, laps),
        Err(refusal) => report.reasons = vec![DoorRefusal::reason(&refusal)],
    }
    report.timings = laps.finish();
    report
}

/// A reader with the models of the configuration folder. Without them nothing is read, and
/// that is said.
fn reader(config_dir: &Path) -> Option<Reader> {
    load_reader(config_dir).inspect_err(|error| warn(&error.message())).ok()
}

impl Report {
    fn examine(
        &mut self,
        picture: &Picture,
        expectation: &Expectation,
        settings: &Settings,
        reader: Option<&Reader>,
        laps: &mut Laps,
    ) {
        let mut examination = still::examine_timed(picture, expectation, settings, laps);
        let document = still::document(picture, &examination);
        laps.lap("rectify");
        let ids = (expectation.document.as_str(), expectation.side.as_str());
        self.said = reader.and_then(|reader| {
            let said = reading::read(reader, picture, document.as_ref(), ids, &[], &|| false);
            let said = said.inspect_err(|_| warn(&Message::new("notice-search-failed"))).ok();
            laps.lap("text");
            said
        });
        self.reasons.clone_from(&examination.reasons);
        // Which way up it lies is told by its text.
        let to_upright = self.said.as_ref().map_or(0, |said| said.to_upright);
        if let Some(outline) = &mut examination.outline {
            *outline = outline.turned((4 - to_upright) % 4);
        }
        if self.shows_my_number() {
            self.reasons.insert(0, Reason::new(ReasonCode::MyNumberVisible, Severity::Block));
        } else {
            let upright = document.map(|flat| flat.picture.turned(to_upright));
            self.crop = upright.and_then(|picture| still::evidence(&picture, settings));
            laps.lap("encode");
        }
        self.examination = Some(examination);
    }

    fn shows_my_number(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.my_number.found())
    }

    fn accepted(&self) -> bool {
        self.examination.as_ref().is_some_and(Examination::accepted) && !self.shows_my_number()
    }

    fn tell(&self, globals: &Globals) -> Exit {
        let Ok(catalogue) = Catalogue::built_in() else { return Exit::Failed };
        if globals.json {
            print_json(&self.to_json(&catalogue));
        } else {
            self.print(&catalogue);
        }
        if self.accepted() { Exit::Done } else { Exit::Refused }
    }

    fn print(&self, catalogue: &Catalogue) {
        let mut out = std::io::stdout().lock();
        for language in [Language::Ja, Language::En] {
            let verdict = if self.accepted() { "inspect-accept" } else { "inspect-refuse" };
            let _ = writeln!(out, "{}", catalogue.get(language, verdict));
            for reason in &self.reasons {
                let _ = writeln!(out, "  {}: {}", reason.code, catalogue.render(language, &reason.message));
            }
        }
    }

    fn to_json(&self, catalogue: &Catalogue) -> Value {
        let examination = self.examination.as_ref();
        let quality = examination.and_then(|seen| serde_json::to_value(&seen.quality).ok());
        let no_quality = json!({ "sharpness": null, "glare": null, "exposure": null });
        let timings: Map<String, Value> =
            self.timings.iter().map(|(stage, ms)| ((*stage).to_owned(), json!(ms))).collect();
        json!({
            "jpeg": self.jpeg(),
            "outline": examination.and_then(|seen| seen.outline.as_ref()),
            "quality": quality.filter(|value| !value.is_null()).unwrap_or(no_quality),
            "fields": self.said.as_ref().map_or_else(|| json!({}), |said| fields(&said.fields)),
            "my_number": {
                "found": self.shows_my_number(),
                "regions": self.said.iter().flat_map(|said| &said.my_number.regions).map(|region| region.corners).collect::<Vec<_>>(),
                "searched": self.said.is_some(),
            },
            "verdict": if self.accepted() { "accept" } else { "refuse" },
            "reasons": self.reasons.iter().map(|reason| told(reason, catalogue)).collect::<Vec<_>>(),
            "timings_ms": timings,
        })
    }

    fn jpeg(&self) -> Value {
        let header = self.header.as_ref();
        json!({
            "ok": self.examination.is_some(),
            "bytes": self.bytes,
            "width": header.map(|h| h.width),
            "height": header.map(|h| h.height),
            "components": header.map(|h| h.components),
            "progressive": header.map(|h| h.progressive),
            "metadata": header.map(|h| h.has_metadata),
            "trailing_bytes": header.map(|h| h.trailing),
        })
    }
}

/// The fields that were found.
fn fields(fields: &Fields) -> Value {
    let field = |field: &Field| {
        let confidence = (f64::from(field.confidence) * 1000.0).round() / 1000.0;
        json!({ "text": field.text, "confidence": confidence, "region": field.region.corners })
    };
    let named = fields.named().into_iter();
    let mut found: Map<String, Value> =
        named.filter_map(|(name, found)| Some((name.to_owned(), field(found?)))).collect();
    if !fields.mrz.is_empty() {
        found.insert("mrz".into(), fields.mrz.iter().map(field).collect());
    }
    found.into()
}

fn told(reason: &Reason, catalogue: &Catalogue) -> Value {
    json!({
        "code": reason.code,
        "severity": reason.severity,
        "text_ja": catalogue.render(Language::Ja, &reason.message),
        "text_en": catalogue.render(Language::En, &reason.message),
    })
}

/// The clock at the edge: how long each stage took, in milliseconds.
struct Laps {
    start: Instant,
    last: Instant,
    ended: Vec<(&'static str, f64)>,
}

impl Laps {
    fn start() -> Self {
        let now = Instant::now();
        Self { start: now, last: now, ended: Vec::new() }
    }

    fn finish(&mut self) -> Vec<(&'static str, f64)> {
        let mut laps = std::mem::take(&mut self.ended);
        laps.push(("total", milliseconds(self.start)));
        laps
    }
}

impl Stopwatch for Laps {
    fn lap(&mut self, stage: &'static str) {
        self.ended.push((stage, milliseconds(self.last)));
        self.last = Instant::now();
    }
}

fn milliseconds(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 1e5).round() / 100.0
}
