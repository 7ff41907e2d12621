use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{Ended, case_json, seen};
use crate::cli::setup::{Setup, print_line};
use crate::cli::{Exit, Globals, print_json};
use crate::store::{CaseRecord, Status};
use crate::text::Message;

/// What stands above the columns, as ids of sentences.
const HEADINGS: [&str; 6] = [
    "queue-column-state",
    "queue-column-created",
    "queue-column-services",
    "queue-column-attempts",
    "queue-column-note",
    "queue-column-id",
];

/// `kiosk queue list`.
pub(super) fn list(setup: &Setup, globals: &Globals) -> Result<Exit, Ended> {
    let mut queue = setup.queue(globals)?;
    queue.purge(Timestamp::now())?;
    let cases = seen(&queue, queue.list()?)?;
    let capacity = queue.capacity()?;
    if globals.json {
        let cases: Vec<Value> = cases.iter().map(case_json).collect();
        print_json(&json!({ "cases": cases, "capacity": capacity }));
        return Ok(Exit::Done);
    }
    if !cases.is_empty() {
        let headings = HEADINGS.map(|id| setup.say(&Message::new(id)));
        let rows: Vec<[String; 6]> = cases.iter().map(|case| row(setup, case)).collect();
        for row in std::iter::once(&headings).chain(&rows) {
            print_line(&aligned(row, &widths(&headings, &rows)));
        }
    }
    let summary = Message::new("queue-capacity")
        .with("waiting", cases.iter().filter(|case| case.state.is_waiting()).count().to_string())
        .with("possible", capacity.cases_possible.to_string())
        .with("megabytes", (capacity.bytes_free / 1_000_000).to_string());
    print_line(&setup.say(&summary));
    Ok(Exit::Done)
}

fn row(setup: &Setup, case: &CaseRecord) -> [String; 6] {
    let say = |id: String| setup.say(&Message::new(id));
    let services: Vec<String> = case.services.iter().map(|id| say(format!("service-{id}"))).collect();
    [
        say(format!("queue-state-{}", case.state.as_str())),
        local(case.created_at),
        services.join(", "),
        case.attempts.to_string(),
        note(setup, case),
        case.id.to_string(),
    ]
}

/// What is worth knowing of a case: its receipt and verdict, or what went wrong and when it is
/// tried again.
fn note(setup: &Setup, case: &CaseRecord) -> String {
    if let Some(receipt) = &case.receipt_number {
        let status = case.status.map_or("received", Status::as_str);
        return format!("{receipt} {}", setup.say(&Message::new(format!("queue-status-{status}"))));
    }
    let Some(error) = &case.last_error else { return "-".into() };
    match case.next_attempt_at.max(case.hold_until).filter(|_| case.state.is_waiting()) {
        Some(next) => {
            let message =
                Message::new("queue-next-attempt").with("code", error.clone()).with("at", local(next));
            setup.say(&message)
        }
        None => error.clone(),
    }
}

/// The time at the counter.
fn local(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%m-%d %H:%M").to_string()
}

fn widths(headings: &[String; 6], rows: &[[String; 6]]) -> Vec<usize> {
    let column = |index: usize| std::iter::once(headings).chain(rows).filter_map(move |row| row.get(index));
    (0..headings.len()).map(|index| column(index).map(|cell| cell.width()).max().unwrap_or(0)).collect()
}

/// Cells side by side. Japanese characters take two places, so the padding is counted in places.
fn aligned(row: &[String; 6], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        let padding = width.saturating_sub(cell.width());
        format!("{cell}{}", " ".repeat(padding))
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}
