//! Every command that the pages tell a reader to type: those that can run anywhere are run in a
//! throw-away place with a service of its own; of the others, which need a desk or root, the command line is
//! at least one that the kiosk understands.
//!
//! A fence ```` ```console ```` is run, line by line after `$ `, `# exit N` telling another exit code than 0.
//! ```` ```console desk ```` and ```` ```console root ```` are not; commands in backticks are not either.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use regex::Regex;
use support::Site;

const KIOSK: &str = env!("CARGO_BIN_EXE_kiosk");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages, with what they hold.
fn pages() -> Vec<(String, String)> {
    let docs = std::fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root().join(name)));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (name, std::fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(read).collect()
}

/// A command of a page: what kind of fence it stands in (`console`, `console root` ...), and its line.
fn fenced(page: &str) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    let mut fence: Option<String> = None;
    for line in page.lines() {
        let line = line.trim_start();
        match (&fence, line.strip_prefix("```"), line.strip_prefix("$ ")) {
            (None, Some(info), _) => fence = Some(info.to_owned()),
            (Some(_), Some(_), _) => fence = None,
            (Some(info), None, Some(command)) if info.starts_with("console") => {
                commands.push((info.clone(), command.to_owned()));
            }
            _ => {}
        }
    }
    commands
}

/// A command without its remark, and the exit code that the remark tells.
fn expected(line: &str) -> (&str, i32) {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" +#(?:.*exit ([0-9]+))?.*$").unwrap());
    let code = REMARK.captures(line).and_then(|found| found.get(1)?.as_str().parse().ok()).unwrap_or(0);
    (REMARK.find(line).map_or(line, |remark| &line[..remark.start()]), code)
}

/// A place to type commands in: the configuration folder beside, a service that answers.
fn typed(place: &Path, command: &str) -> Output {
    let search = std::env::var("PATH").unwrap();
    Command::new("bash")
        .args(["-c", command])
        .current_dir(place)
        .env("PATH", format!("{}:{search}", Path::new(KIOSK).parent().unwrap().display()))
        .env("XDG_DATA_HOME", place.join("data"))
        .env("HOME", place)
        .output()
        .unwrap()
}

#[test]
fn commands_that_can_run_anywhere_do_what_the_pages_say() {
    let mut ran = 0;
    for (name, page) in pages() {
        let commands: Vec<_> = fenced(&page).into_iter().filter(|(info, _)| info == "console").collect();
        if commands.is_empty() {
            continue;
        }
        let site = Site::new().with_models();
        let sandbox = site.sandbox();
        site.configure(&sandbox.url, &sandbox.recipient);
        let place = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(site.config(), place.path().join("kiosk-config")).unwrap();
        for (_, line) in commands {
            let (command, code) = expected(&line);
            let output = typed(place.path(), command);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{name}: {line}\n{told}");
            ran += 1;
        }
    }
    assert!(ran >= 10, "only {ran} commands were found: has the mark of the fences changed?");
}

/// The example of a new document on the manager's page, with its two lines of text: nothing is left to be told.
#[test]
fn the_document_that_the_managers_page_adds_is_a_sound_one() {
    let page = std::fs::read_to_string(root().join("docs/manager.md")).unwrap();
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let site = Site::new();
    let policy = site.config().join("policy/counter-2022.toml");
    let list = std::fs::read_to_string(&policy).unwrap();
    std::fs::write(&policy, format!("{list}\n{example}")).unwrap();
    for language in ["ja", "en"] {
        let line = Regex::new(&format!("`text/{language}/policy.ftl` に `([^`]+)`")).unwrap();
        let folder = site.config().join("text").join(language);
        std::fs::create_dir_all(&folder).unwrap();
        let shipped = root().join("kiosk-config/text").join(language).join("policy.ftl");
        let texts = std::fs::read_to_string(shipped).unwrap();
        std::fs::write(
            folder.join("policy.ftl"),
            format!("{texts}\n{}\n", &line.captures(&page).unwrap()[1]),
        )
        .unwrap();
    }
    let config = site.config().display().to_string();
    let told = |command: &[&str]| {
        let output = Command::new(KIOSK).args(["--config", &config]).args(command).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr)
    };
    let checked = told(&["policy", "check"]);
    assert!(!checked.contains("pension"), "{checked}");
    let explained = told(&["policy", "explain", "pension-handbook", "--on", "2026-07-01"]);
    assert!(explained.contains("年金手帳"), "{explained}");
}

/// The arguments of a command line of the kiosk, whoever it is run as.
fn arguments(line: &str) -> Option<Vec<&str>> {
    let (command, _) = expected(line);
    let words: Vec<&str> =
        command.split_whitespace().take_while(|word| !matches!(*word, "|" | ">" | "&&")).collect();
    let kiosk = words.iter().position(|word| *word == "kiosk")?;
    let before = &words[..kiosk];
    let by_itself = before.iter().all(|word| matches!(*word, "sudo" | "runuser" | "-u" | "bicsim" | "--"));
    by_itself.then(|| words[kiosk + 1..].to_vec())
}

fn is_understood(name: &str, line: &str) -> bool {
    let Some(arguments) = arguments(line) else { return false };
    let stand_in = |word: &&str| match *word {
        "ID" => "019b0000-0000-7000-8000-000000000000".to_owned(),
        "SECONDS" => "5".to_owned(),
        "DATE" => "2026-07-01".to_owned(),
        "ADDR" => "127.0.0.1:0".to_owned(),
        "SHELL" => "bash".to_owned(),
        other => other.trim_matches(['[', ']']).to_owned(),
    };
    let words: Vec<String> =
        arguments.iter().take_while(|word| !word.contains("...")).map(stand_in).collect();
    let output = Command::new(KIOSK).args(&words).arg("--help").output().unwrap();
    assert!(output.status.success(), "{name}: {line}: {}", String::from_utf8_lossy(&output.stderr));
    true
}

#[test]
fn the_kiosk_understands_every_command_that_a_page_names() {
    let inline = Regex::new(r"`(kiosk [a-z][^`|]*)`").unwrap();
    let mut understood = 0;
    for (name, page) in pages() {
        for (_, line) in fenced(&page) {
            understood += usize::from(is_understood(&name, &line));
        }
        for found in inline.captures_iter(&page) {
            understood += usize::from(is_understood(&name, &found[1]));
        }
    }
    assert!(understood >= 15, "only {understood} commands were found");
}

#[test]
fn every_verb_of_make_that_a_page_names_is_one() {
    let makefile = std::fs::read_to_string(root().join("Makefile")).unwrap();
    let verb = Regex::new(r"(?m)(?:`|^    |^\$ )make ([a-z][a-z-]*)").unwrap();
    for (name, page) in pages() {
        for found in verb.captures_iter(&page) {
            assert!(makefile.contains(&format!("\n{}:", &found[1])), "{name}: make {}", &found[1]);
        }
    }
}

#[test]
fn every_test_that_the_page_on_security_names_is_there() {
    let page = std::fs::read_to_string(root().join("docs/security.md")).unwrap();
    let promises = page.split("## The four promises").nth(1).unwrap();
    let named = Regex::new(r"`([a-z]+(?:_[a-z]+){3,})`").unwrap();
    let mut sources = String::new();
    for path in ["src", "tests"].iter().flat_map(|folder| Site::files(&root().join(folder))) {
        if path.extension().is_some_and(|end| end == "rs") {
            sources += &std::fs::read_to_string(path).unwrap();
        }
    }
    let names: Vec<&str> =
        named.captures_iter(promises).map(|found| found.get(1).unwrap().as_str()).collect();
    assert!(names.len() >= 20, "only {} tests are named", names.len());
    for name in names {
        assert!(sources.contains(&format!("fn {name}(")), "no test is called {name}");
    }
}
