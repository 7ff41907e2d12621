//! Random My Numbers, drawn into documents and typed into texts: whatever the program makes of
//! them, their digits are in nothing that it prints, logs, keeps or shows to a debugger.
//!
//! `KIOSK_SECRECY_SEED` sets where the seeds begin (1), `KIOSK_SECRECY_DRAWN`, `KIOSK_SECRECY_TYPED` and
//! `KIOSK_SECRECY_COUNTER` how many there are (2, 24, 1). The seed of a failure is told.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

#[path = "my_number_secrecy/label.rs"]
mod label;
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use kiosk::central::sandbox::{Options, Sandbox};
use kiosk::counter::{FieldId, Input, Message, Screen};
use kiosk::reading::{Models, Reader, Said, fields, my_number};
use kiosk::text::Language;
use kiosk::verification::my_number::check_digit_holds;
use kiosk::vision::{Expectation, Settings, door, still};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;

use label::Sample;
use support::{Key, Pty, Site, Visit, licence_holder, shipped_config};

/// A kiosk with data of its own and a service that takes its cases.
struct Rig {
    temp: tempfile::TempDir,
    sandbox: Sandbox,
}

impl Rig {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), Options::default()).unwrap();
        for name in ["tmp", "data", "given"] {
            std::fs::create_dir(temp.path().join(name)).unwrap();
        }
        let rig = Self { temp, sandbox };
        // What is refused for its configuration would tell nothing, whatever it was given.
        assert_eq!(rig.run(&["queue", "list"]).0, 0);
        rig
    }

    fn data(&self) -> PathBuf {
        self.temp.path().join("data")
    }

    /// A file that the kiosk is given; it stands apart from what the kiosk writes.
    fn give(&self, name: &str, bytes: &[u8]) -> String {
        let file = self.temp.path().join("given").join(name);
        std::fs::write(&file, bytes).unwrap();
        file.display().to_string()
    }

    /// Runs the program: its exit, and all that it prints.
    fn run(&self, arguments: &[&str]) -> (i32, Vec<u8>) {
        let output = Command::new(env!("CARGO_BIN_EXE_kiosk"))
            .args(arguments)
            .arg("--config")
            .arg(shipped_config())
            .arg("--data")
            .arg(self.data())
            .env("KIOSK__CENTRAL__URL", &self.sandbox.url)
            .env("KIOSK__CENTRAL__RECIPIENT", &self.sandbox.recipient)
            .env("KIOSK__CENTRAL__TOKEN_FILE", &self.sandbox.token_file)
            .env("KIOSK__LOG__LEVEL", "debug")
            .env("RUST_BACKTRACE", "full")
            .env("TMPDIR", self.temp.path().join("tmp"))
            .output()
            .unwrap();
        (output.status.code().unwrap(), [output.stdout, output.stderr].concat())
    }

    /// Neither what a command prints nor any file that the kiosk has holds the digits.
    fn tells_nothing(&self, number: &str, seed: u64, arguments: &[&str]) -> i32 {
        let (exit, said) = self.run(arguments);
        assert!(!said.is_empty() && !tells(&said, number), "seed {seed}: {arguments:?} tells the digits");
        for folder in ["data", "tmp"] {
            let file = told_in(&self.temp.path().join(folder), number);
            assert_eq!(file, None, "seed {seed}: {arguments:?} writes the digits");
        }
        exit
    }
}

/// A file below a folder that holds the digits.
fn told_in(folder: &Path, number: &str) -> Option<PathBuf> {
    Site::files(folder).into_iter().find(|file| tells(&std::fs::read(file).unwrap(), number))
}

/// Whether the digits stand in a text in this order, whatever stands between them and however
/// wide they are.
fn tells(bytes: &[u8], number: &str) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let digit = |char: char| match char {
        '0'..='9' => Some(char),
        '０'..='９' => char::from_u32(char as u32 - '０' as u32 + '0' as u32),
        _ => None,
    };
    text.chars().filter_map(digit).collect::<String>().contains(number)
}

/// Eleven digits and their check digit.
fn number(rng: &mut StdRng) -> String {
    let body: [u8; 11] = std::array::from_fn(|_| rng.random_range(0..10));
    let with = |check: u8| -> [u8; 12] { std::array::from_fn(|at| body.get(at).copied().unwrap_or(check)) };
    let valid = (0..10).map(with).find(check_digit_holds).unwrap();
    valid.iter().map(|digit| char::from(b'0' + digit)).collect()
}

fn grouped(number: &str, joiner: &str) -> String {
    [&number[..4], &number[4..8], &number[8..]].join(joiner)
}

fn wide(text: &str) -> String {
    let digit = |char: char| char.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit));
    text.chars().map(|char| digit(char).unwrap_or(char)).collect()
}

/// A number as somebody may type it.
fn spelled(number: &str, rng: &mut StdRng) -> String {
    let joiner = ["", " ", "-", "　", "－", ".", "/"][rng.random_range(0..7)];
    let before = ["", "個人番号", "マイナンバー：", "見本 "][rng.random_range(0..4)];
    let shown = grouped(number, joiner);
    format!("{before}{}", if rng.random_bool(0.5) { wide(&shown) } else { shown })
}

/// The seeds of a test, as many as the variable says.
fn seeds(variable: &str, count: u64) -> std::ops::Range<u64> {
    let number = |name: &str, default: u64| {
        std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(default)
    };
    let first = number("KIOSK_SECRECY_SEED", 1);
    first..first + number(variable, count)
}

#[test]
fn digits_are_noticed_however_they_are_written() {
    for text in [
        "x123456789018y",
        "1234 5678-9018",
        "１２３４５６７８９０１８",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 8]",
    ] {
        assert!(tells(text.as_bytes(), "123456789018"), "{text}");
    }
    assert!(!tells(b"123456789017", "123456789018"));
}

#[test]
fn digits_drawn_into_a_document_are_told_nowhere() {
    const DRAWN_ON: [&str; 5] = [
        "drivers-license.front.jpg",
        "certificate-of-residence.page-1.jpg",
        "residence-card.front.jpg",
        "utility-receipt.page-1.city-gas.jpg",
        "individual-number-card.front.jpg",
    ];
    let rig = Rig::new();
    let config = shipped_config();
    let reader = Reader::new(Arc::new(Models::load(&config.join("models")).unwrap()));
    let case = config.join("samples/cases/drivers-license.json").display().to_string();
    for seed in seeds("KIOSK_SECRECY_DRAWN", 2) {
        let mut rng = StdRng::seed_from_u64(seed);
        let number = number(&mut rng);
        let sample = Sample::load(&config, DRAWN_ON[seed as usize % DRAWN_ON.len()]);
        let named = rng.random_bool(0.7);
        let jpeg = sample.with_number(&number, named, &mut rng);
        let file = rig.give("drawn.jpg", &jpeg);
        let (document, side) = (sample.document.as_str(), sample.side.as_str());
        let inspect = ["inspect", &file, "--json", "--document", document, "--side", side];
        let exit = rig.tells_nothing(&number, seed, &inspect);
        // Without its name it may be a number of the document's own.
        assert!(exit == 3 || (!named && exit == 0), "seed {seed}: exit {exit}, {document}");
        // Each reading takes its time: the further ways take turns.
        if seed % 2 == 1 {
            let photo = format!("drivers-license/front={file}");
            let submit = ["submit", &case, "--json", "--on", "2026-11-22", "--photo", &photo];
            rig.tells_nothing(&number, seed, &submit);
        } else {
            let told = logged(|| debug_of(&reader, &jpeg, (document, side)));
            assert!(told.contains("debug text") && told.contains("Line("), "seed {seed}: {told}");
            assert!(!tells(told.as_bytes(), &number), "seed {seed}: in a debug text");
        }
    }
}

/// The debug text of all that comes of a picture.
fn debug_of(reader: &Reader, jpeg: &[u8], (document, side): (&str, &str)) -> String {
    let picture = door::open(jpeg, &Settings::default().limits).unwrap();
    let examination = still::examine(&picture, &Expectation::any(), &Settings::default());
    let flat = still::document(&picture, &examination);
    let reading = reader.read(flat.as_ref().map_or(&picture, |flat| &flat.picture), &|| false).unwrap();
    let (found, fields) = (my_number::search(&reading), fields::find(&reading, document, side));
    let said = Said { fields, my_number: found, ..Said::default() };
    format!("{picture:?} {examination:?} {reading:?} {:?} {said:?} {said:#?} {reader:?}", reading.lines)
}

/// What is logged meanwhile on this thread, at any level, and the debug text that comes of it.
fn logged(work: impl FnOnce() -> String) -> String {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = Log::default();
    let to = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || to.clone());
    tracing::subscriber::with_default(subscriber.finish(), || {
        let told = work();
        tracing::trace!("debug text");
        String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned() + &told
    })
}

/// The counter with that picture before its camera, and a number typed into a field.
#[test]
fn digits_before_the_camera_and_in_a_field_are_in_no_file_of_the_counter() {
    const SAMPLE: &str = "drivers-license.front.jpg";
    for seed in seeds("KIOSK_SECRECY_COUNTER", 1) {
        let mut rng = StdRng::seed_from_u64(seed);
        let number = number(&mut rng);
        let site = Site::new().with_models();
        let samples = site.config().join("samples");
        std::fs::remove_file(&samples).unwrap();
        std::fs::create_dir(&samples).unwrap();
        let jpeg = Sample::load(&shipped_config(), SAMPLE).with_number(&number, true, &mut rng);
        std::fs::write(samples.join(SAMPLE), jpeg).unwrap();
        let file = site.config().join("kiosk.toml");
        let settings =
            std::fs::read_to_string(&file).unwrap().replace("level = \"info\"", "level = \"debug\"");
        std::fs::write(&file, settings).unwrap();

        let (config, data) = (site.config(), site.data());
        let arguments = ["demo", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
        let mut pty = Pty::kiosk(&arguments, (80, 24));
        pty.sees(&["練習", "いらっしゃいませ"]);
        pty.press(Key::Enter).sees(&["ご注文"]);
        pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
        let shown = grouped(&number, " ");
        pty.send(&shown).press(Key::Tab).sees(&["マイナンバー（個人番号）が入っています"]);
        // Shift and Tab: back into the field.
        pty.send("\x1b[Z").send(&"\x7f".repeat(shown.chars().count())).sees_no_more(&shown);
        for text in licence_holder().registration() {
            pty.send(&text).press(Key::Tab);
        }
        pty.press(Key::Enter).sees(&["本人確認書類", "運転免許証"]);
        pty.send("1").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
        pty.press(Key::Enter).sees(&["写真の確認"]);
        let screen = pty.sees_no_more("読み取り中");
        assert!(screen.contains("マイナンバー（個人番号）"), "seed {seed}: not found:\n{screen}");
        assert_eq!(told_in(&data, &number), None, "seed {seed}");
        pty.terminate().ends();
        assert_eq!(told_in(&data, &number), None, "seed {seed}, after the end");
        let log =
            Site::files(&data).into_iter().find(|file| file.extension().is_some_and(|end| end == "log"));
        let log = std::fs::read_to_string(log.unwrap()).unwrap();
        assert!(log.contains("DEBUG"), "seed {seed}: nothing of the debug level was logged: {log}");
    }
}

/// All texts of a case.
const TEXTS: &[(&str, &str)] = &[
    ("applicant", "family_name"),
    ("applicant", "given_name"),
    ("applicant", "family_kana"),
    ("applicant", "given_kana"),
    ("applicant", "family_roman"),
    ("applicant", "birth_date"),
    ("applicant", "postal_code"),
    ("applicant", "address"),
    ("applicant", "phone"),
    ("applicant", "email"),
    ("order", "reservation"),
    ("primary", "document"),
    ("primary", "name"),
    ("primary", "birth_date"),
    ("primary", "address"),
    ("primary", "issued_on"),
    ("primary", "expires_on"),
    ("primary", "issuer"),
    ("auxiliary", "document"),
    ("auxiliary", "utility"),
    ("auxiliary", "issued_on"),
    ("auxiliary", "name"),
    ("auxiliary", "address"),
];

#[test]
fn digits_typed_into_a_case_are_told_nowhere() {
    let rig = Rig::new();
    let samples = shipped_config().join("samples");
    let case = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(samples.join("cases").join(name)).unwrap()).unwrap()
    };
    let (with_papers, without) = (case("moved-house.json"), case("data-only.json"));
    let photo = format!("drivers-license/front={}", samples.join("drivers-license.front.jpg").display());
    for seed in seeds("KIOSK_SECRECY_TYPED", 24) {
        let mut rng = StdRng::seed_from_u64(seed);
        let number = number(&mut rng);
        let shown = spelled(&number, &mut rng);
        let (section, key) = TEXTS[seed as usize % TEXTS.len()];
        let mut typed = with_papers.clone();
        match rng.random_range(0..5) {
            // A number where a text belongs, and a key that nobody knows.
            0 => typed[section][key] = serde_json::from_str(&number).unwrap_or(Value::Null),
            1 => typed[section][shown.as_str()] = Value::from("x"),
            _ => typed[section][key] = Value::from(shown.clone()),
        }
        let file = rig.give("case.json", &serde_json::to_vec_pretty(&typed).unwrap());
        rig.tells_nothing(&number, seed, &["assess", &file, "--json", "--on", "2026-11-22"]);
        rig.tells_nothing(&number, seed, &["assess", &file, "--on", "2026-11-22"]);
        rig.tells_nothing(&number, seed, &["submit", &file, "--on", "2026-11-22", "--photo", &photo]);
        // Where identity is not asked for, what is taken for a telephone number is sealed and sent.
        let mut typed = without.clone();
        typed["applicant"]["phone"] = Value::from(number.clone());
        let file = rig.give("phone.json", &serde_json::to_vec_pretty(&typed).unwrap());
        rig.tells_nothing(&number, seed, &["submit", &file, "--json", "--on", "2026-11-22"]);
        rig.tells_nothing(&number, seed, &["queue", "list", "--json"]);
    }
}

#[test]
fn digits_typed_at_the_counter_are_in_no_debug_text() {
    const FIELDS: &[FieldId] = &[
        FieldId::FamilyName,
        FieldId::GivenName,
        FieldId::FamilyKana,
        FieldId::GivenKana,
        FieldId::BirthDate,
        FieldId::PostalCode,
        FieldId::Address,
        FieldId::Phone,
        FieldId::Email,
    ];
    for seed in seeds("KIOSK_SECRECY_TYPED", 24) {
        let mut rng = StdRng::seed_from_u64(seed);
        let number = number(&mut rng);
        let shown = spelled(&number, &mut rng);
        let mut visit = Visit::new(Language::Ja);
        visit.to_applicant();
        for _ in 0..seed as usize % FIELDS.len() {
            visit.key(Input::FocusNext);
        }
        let message = Message::Input(Input::Text(shown.clone().into()));
        let mut told = format!("{message:?}");
        visit.tell(message).key(Input::FocusNext).enter();
        let Screen::Serving(customer) = &visit.state().screen else {
            panic!("seed {seed}: nobody is served")
        };
        told.push_str(&format!("{:?} {:?}", visit.state().notice, visit.state().trouble));
        told.push_str(&format!("{:?} {:?}", customer.applicant, customer.case()));
        assert!(told.contains("TextField") && !tells(told.as_bytes(), &number), "seed {seed}");
    }
}
