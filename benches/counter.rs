//! The open counter in a terminal of 120x40 cells, on sample pictures of 1080p at 30 frames a second: from
//! start to first screen, at rest, with the live picture, and after a photograph was read. Prints
//! figures for `tools/bench/run`; compares nothing. With `--test` it only sees that everything works.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench fails like a test"
)]
#![allow(missing_docs, reason = "a bench")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use support::{Key, Pty, licence_holder};

/// What Linux tells processor time in, on every machine that the kiosk is built for.
const TICKS_PER_SECOND: f64 = 100.0;

fn main() {
    let trying = std::env::args().any(|argument| argument == "--test");
    let (starts, rest, keys) = if trying { (1, 1, 2) } else { (7, 10, 100) };
    let mut first: Vec<_> = (0..starts).map(|_| first_screen()).collect();
    first.sort();
    figure("first screen, ms", milliseconds(*first.last().unwrap()));

    let mut counter = Pty::kiosk(&["demo"], (120, 40));
    counter.sees(&["いらっしゃいませ"]);
    // The models are loaded beside the first screen.
    std::thread::sleep(Duration::from_secs(rest));
    figure("processor at rest, %", share_of_a_core(&counter, rest));
    counter.visit(&licence_holder(), &mut |counter, at| {
        if at == "撮影" {
            preview(counter, rest, keys);
        }
    });
    figure("memory after reading, MiB", peak_memory(&counter));
}

fn first_screen() -> Duration {
    let began = Instant::now();
    let mut counter = Pty::kiosk(&["demo"], (120, 40));
    counter.sees(&["いらっしゃいませ"]);
    let took = began.elapsed();
    counter.press(Key::CtrlQ).ends();
    took
}

fn preview(counter: &mut Pty, seconds: u64, keys: usize) {
    let before = counter.frames();
    let share = share_of_a_core(counter, seconds);
    // A frame is drawn at most twice, as it is and once it was judged: at least half as many were shown.
    figure("preview, frames a second", (counter.frames() - before) as f64 / 2.0 / seconds as f64);
    figure("processor with preview, %", share);
    let mut took = Vec::new();
    for _ in 0..keys / 2 {
        for shown in [false, true] {
            let began = Instant::now();
            counter.press(Key::F(2));
            if shown {
                counter.sees(&["カメラ 撮影中"])
            } else {
                counter.sees_no_more("カメラ 撮影中")
            };
            took.push(began.elapsed());
        }
    }
    took.sort();
    figure("key to screen, p99 ms", milliseconds(took[(took.len() * 99 / 100).min(took.len() - 1)]));
    figure("memory with preview, MB", peak_memory(counter) * 1.048_576);
}

fn figure(name: &str, value: f64) {
    println!("figure: {name}: {value:.2}");
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// How much of a core the program uses while that many seconds pass, in per cent.
fn share_of_a_core(counter: &Pty, seconds: u64) -> f64 {
    let (began, before) = (Instant::now(), ticks(counter));
    std::thread::sleep(Duration::from_secs(seconds));
    (ticks(counter) - before) as f64 / TICKS_PER_SECOND / began.elapsed().as_secs_f64() * 100.0
}

/// Time of the processor so far, in the system's ticks.
fn ticks(counter: &Pty) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", counter.pid())).unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    after_name.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

/// The most memory that the program had so far (`VmHWM`), in MiB.
fn peak_memory(counter: &Pty) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", counter.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
