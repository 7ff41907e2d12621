//! The frame of every screen: state above, stages below it, keys at the bottom.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;
use unicode_width::UnicodeWidthStr as _;

use crate::counter::{
    Access, CameraState, CaseEntry, CaseStanding, Customer, Dialog, Papers, STAGES, Screen, ServiceState,
    Step, Still,
};
use crate::text::Message;

use super::keys::named;
use super::text::{fit, put, put_wrapped};
use super::{SMALLEST, Scene};

/// From so many columns on the top line has room for everything.
const ROOMY: u16 = 100;

/// The rectangles of the frame.
pub(super) struct Parts {
    pub top: Rect,
    pub stages: Rect,
    pub body: Rect,
    pub keys: Rect,
}

impl Parts {
    pub(super) fn of(area: Rect) -> Self {
        let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)];
        let [top, stages, body, keys] = Layout::vertical(rows).areas(area);
        Self { top, stages, body, keys }
    }

    /// Content on the left, what the rules and the picture say on the right.
    pub(super) fn columns(body: Rect) -> (Rect, Rect) {
        let [left, _, right] =
            Layout::horizontal([Constraint::Fill(5), Constraint::Length(1), Constraint::Fill(3)]).areas(body);
        (left, right)
    }
}

/// What is shown while the terminal is too small to work in.
pub(super) fn too_small(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let sentence = Message::new("frame-too-small")
        .with("columns", SMALLEST.0.to_string())
        .with("rows", SMALLEST.1.to_string())
        .with("have", format!("{}x{}", area.width, area.height));
    let mut rest = area;
    if scene.state.place.practice {
        rest = put(format!(" {} ", scene.tr("frame-practice")), area, buf);
        band(scene, Rect { height: area.height.min(1), ..area }, buf);
    }
    put_wrapped(scene.say(&sentence), scene.theme.warn(), rest, buf);
}

/// Paints an area as practice. All of it is drawn every time: where characters of two columns moved,
/// ratatui leaves holes in a colour of the background.
pub(super) fn band(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    buf.set_style(area, scene.theme.practice());
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_diff_option(CellDiffOption::AlwaysUpdate);
        }
    }
}

/// Store, rules, queue, service, camera, clock.
pub(super) fn top_line(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let state = scene.state;
    let policy = state.policy().map_or_else(|| scene.tr("frame-no-policy"), |policy| policy.id.clone());
    let waiting = Message::new("frame-waiting").with("count", state.waiting.to_string());
    let to_correct = match state.to_correct() {
        0 => String::new(),
        count => {
            format!("{}  ", scene.say(&Message::new("frame-to-correct").with("count", count.to_string())))
        }
    };
    let (service, service_style) = match &state.service {
        ServiceState::Unknown => ("service-state-unknown", scene.theme.faint()),
        ServiceState::Up => ("service-state-up", scene.theme.good()),
        ServiceState::Down => ("service-state-down", scene.theme.warn()),
        ServiceState::Paused(_) => ("service-state-paused", scene.theme.bad()),
    };
    let (camera, camera_style) = match &state.camera {
        CameraState::Off => ("camera-state-off", scene.theme.faint()),
        CameraState::Opening => ("camera-state-opening", scene.theme.faint()),
        CameraState::Live => ("camera-state-live", scene.theme.good()),
        CameraState::Trouble(_) => ("camera-state-trouble", scene.theme.bad()),
    };
    let waiting_style = if state.waiting == 0 { scene.theme.faint() } else { scene.theme.warn() };
    let roomy = area.width >= ROOMY;
    let clock = state.now.strftime(if roomy { "%m/%d %H:%M" } else { "%H:%M" }).to_string();
    let gap = || Span::raw(if roomy { "   " } else { "  " });
    let right = Line::from(vec![
        Span::styled(policy, scene.theme.faint()),
        gap(),
        Span::styled(to_correct, scene.theme.bad()),
        Span::styled(scene.say(&waiting), waiting_style),
        gap(),
        Span::styled(scene.tr(service), service_style),
        gap(),
        Span::styled(scene.tr(camera), camera_style),
        gap(),
        Span::raw(clock),
    ]);
    let practice =
        if state.place.practice { format!(" {} ", scene.tr("frame-practice")) } else { String::new() };
    let counter = state.place.counter.as_deref().map(|counter| format!(" {counter}")).unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(right.width() + practice.width() + 2);
    let staff =
        state.staff.as_ref().filter(|_| roomy).map(|_| format!("   {}", staff(scene))).unwrap_or_default();
    let room = room.saturating_sub(staff.width());
    let name = fit(&format!("{}{counter}", state.place.store_name), room);
    Line::from(vec![
        Span::styled(practice, scene.theme.practice()),
        Span::styled(format!(" {name}"), scene.theme.key()),
        Span::raw(staff),
    ])
    .render(area, buf);
    right.right_aligned().render(area, buf);
    if state.place.practice {
        // The whole line is the band: no look at the screen misses it.
        band(scene, area, buf);
    }
}

/// Who is signed in.
fn staff(scene: &Scene) -> String {
    let name = scene.state.staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default();
    scene.say(&Message::new("frame-staff").with("name", name))
}

/// The six stages, the current one marked; behind them who is signed in, where the line above has
/// no room for that.
pub(super) fn stages(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let current = scene.state.stage();
    let mut spans = vec![Span::raw(" ")];
    for (index, id) in STAGES.iter().enumerate() {
        if index > 0 {
            spans.push(Span::styled(" > ", scene.theme.faint()));
        }
        let name = scene.tr(id);
        spans.push(if current == Some(index) {
            Span::styled(format!("[{name}]"), scene.theme.title())
        } else {
            Span::styled(name, scene.theme.faint())
        });
    }
    let stages = Line::from(spans);
    if area.width < ROOMY && scene.state.staff.is_some() {
        let room = usize::from(area.width).saturating_sub(stages.width() + 3);
        Line::raw(format!("{} ", fit(&staff(scene), room))).right_aligned().render(area, buf);
    }
    stages.render(area, buf);
}

/// The keys that work now: those of the screen on the left, those of every screen on the right.
/// Where both do not fit, the language gives way, then the screen's last ones; the help names them all.
pub(super) fn keys(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let (own, mut everywhere) = keys_now(scene);
    let columns =
        |keys: &Keys| keys.iter().fold(Line::default(), |line, key| with_key(scene, line, key)).width();
    if columns(&own) + columns(&everywhere) > usize::from(area.width) {
        everywhere.retain(|(key, _)| *key != "F2");
    }
    let room = area.width.saturating_sub(u16::try_from(columns(&everywhere)).unwrap_or(u16::MAX));
    let right = Rect { x: area.x + room, width: area.width - room, ..area };
    for (keys, mut rest) in [(own, Rect { width: room, ..area }), (everywhere, right)] {
        for key in &keys {
            let line = with_key(scene, Line::default(), key);
            let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
            if width > rest.width {
                break;
            }
            let place = Rect { width, ..rest };
            line.render(place, buf);
            scene.targets.keys(place, named(key.0));
            rest = Rect { x: rest.x + width, width: rest.width - width, ..rest };
        }
    }
}

fn with_key(
    scene: &Scene,
    mut line: Line<'static>,
    (key, id): &(&'static str, &'static str),
) -> Line<'static> {
    line.push_span(Span::styled(format!(" {key} "), scene.theme.key().add_modifier(Modifier::REVERSED)));
    line.push_span(Span::raw(format!("{} ", scene.tr(id))));
    line
}

type Keys = Vec<(&'static str, &'static str)>;

/// The screen's own keys, and those of every screen; while a dialog is open, that one's.
fn keys_now(scene: &Scene) -> (Keys, Keys) {
    let own = match scene.state.dialog {
        None => return keys_of_screen(scene),
        Some(Dialog::Help) => vec![("Enter", "key-close")],
        Some(Dialog::EndCustomer) => vec![("Enter", "key-end-now"), ("Esc", "key-go-on-serving")],
        Some(Dialog::Practise) => vec![("Enter", "key-begin-practice"), ("Esc", "key-back")],
        Some(Dialog::Minor) => vec![("Enter", "key-guardian-signs"), ("Esc", "key-correct-entry")],
    };
    (own, vec![("F2", "key-language")])
}

/// All keys of the screen with what they do, as many in a row as there is room for.
pub(super) fn rows_of_keys(scene: &Scene, width: u16) -> Vec<Line<'static>> {
    let (own, everywhere) = keys_of_screen(scene);
    let mut rows = vec![Line::default()];
    for key in own.iter().chain(&everywhere) {
        let Some(row) = rows.last_mut() else { break };
        let longer = with_key(scene, row.clone(), key);
        if longer.width() <= usize::from(width) || row.spans.is_empty() {
            *row = longer;
        } else {
            rows.push(with_key(scene, Line::default(), key));
        }
    }
    rows
}

fn keys_of_screen(scene: &Scene) -> (Keys, Keys) {
    let state = scene.state;
    if state.lock.is_some() {
        return (lock_keys(&state.access), vec![("F1", "key-help"), ("F2", "key-language")]);
    }
    let (practise, leave) = if state.place.practice {
        (("F6", "key-situations"), ("Ctrl+Q", "key-end-practice"))
    } else {
        (("F6", "key-practise"), ("Ctrl+Q", "key-quit"))
    };
    let own = match &state.screen {
        _ if state.scan.is_some() => scan_keys(state.place.practice),
        Screen::Start(_) => {
            let mut keys = vec![("Enter", "key-start"), ("F4", "key-scan"), ("F3", "key-cases"), practise];
            keys.extend(state.may_manage().then_some(("F8", "key-manager")));
            keys.push(leave);
            keys
        }
        Screen::Practice(_) => vec![("1-9", "key-choose"), ("Esc", "key-back"), leave],
        Screen::Cases(list) => cases_keys(list.opened(&state.cases)),
        Screen::Manager(manager) => super::screens::manager::keys(manager),
        Screen::Serving(customer) => step_keys(customer, state.place.practice),
        Screen::Sending(sending) if sending.is_correctable() => {
            vec![("1-9", "key-choose"), ("Enter", "key-next-customer")]
        }
        Screen::Sending(_) if state.is_service_kept_away() => {
            vec![("Enter", "key-next-customer"), ("F6", "key-line-back")]
        }
        Screen::Sending(sending) if sending.submission_id.is_some() => vec![("Enter", "key-next-customer")],
        Screen::Sending(_) => Vec::new(),
    };
    let mut everywhere = vec![("F1", "key-help"), ("F2", "key-language")];
    if matches!(state.screen, Screen::Serving(_)) {
        everywhere.push(("F9", "key-end"));
    }
    everywhere.push(("F10", "key-lock"));
    (own, everywhere)
}

fn lock_keys(access: &Access) -> Keys {
    match access {
        Access::Open => vec![("Enter", "key-unlock")],
        Access::Nobody { .. } => vec![("Enter", "key-look-again"), ("Ctrl+Q", "key-quit")],
        Access::SignIn { .. } => {
            vec![("Enter", "key-sign-in"), ("Tab", "key-field"), ("Esc", "key-another-staff")]
        }
    }
}

fn cases_keys(open: Option<&CaseEntry>) -> Keys {
    match open {
        None => vec![("Enter", "key-look"), ("Esc", "key-back")],
        Some(case) if case.standing == CaseStanding::Rejected => {
            vec![("Enter", "key-correct"), ("Esc", "key-back")]
        }
        Some(_) => vec![("Esc", "key-back")],
    }
}

fn scan_keys(practice: bool) -> Keys {
    let mut keys = vec![("Esc", "key-stop")];
    keys.extend(practice.then_some(("F6", "key-sample")));
    keys
}

fn step_keys(customer: &Customer, practice: bool) -> Keys {
    let mut keys = vec![("Enter", "key-next"), ("Esc", "key-back")];
    // What is put right of a rejected case is less than all of it.
    let whole = customer.partial().is_none();
    let proposed = customer.form().is_some_and(|(_, proposals)| proposals.any_open());
    match customer.step {
        Step::Correct => keys = vec![("1-9", "key-choose"), ("Enter", "key-next"), ("Esc", "key-end")],
        Step::Order => keys.extend([("1-5", "key-add"), ("-", "key-less")]),
        Step::Lines => keys.extend([("F4", "key-scan-sim"), ("1-9", "key-choose")]),
        Step::Line => keys.extend([("F4", "key-scan-sim"), ("Tab", "key-field")]),
        Step::Applicant => keys.push(("Tab", "key-field")),
        Step::Document => keys.extend([("1-9", "key-choose")]),
        Step::Primary if proposed => keys.extend([("F4", "key-take-all"), ("F5", "key-same")]),
        Step::Primary => keys.extend([("Tab", "key-field"), ("F5", "key-same")]),
        Step::Auxiliary if proposed => keys.extend([("F4", "key-take-all"), ("F5", "key-same")]),
        Step::Auxiliary => keys.extend([("Tab", "key-field"), ("1-5", "key-choose"), ("F5", "key-same")]),
        Step::Capture => {
            keys = vec![("Enter", "key-shoot"), ("Esc", "key-back")];
            keys.push(if customer.papers == Papers::WithOptional {
                ("S", "key-skip")
            } else {
                ("Tab", "key-type-first")
            });
            if practice {
                keys.push(("F6", "key-sample"));
            }
            keys.push(("F7", "key-loupe"));
        }
        Step::Review => {
            let is = |test: fn(&Still) -> bool| customer.still.as_deref().is_some_and(test);
            keys.clear();
            if is(Still::wants_eyes) {
                keys.push(("M", "key-by-eye"));
            } else if is(Still::acceptable) || is(Still::may_be_approved) {
                keys.push(("Enter", "key-use"));
            }
            keys.extend([("R", "key-retake"), ("F7", "key-loupe")]);
        }
        Step::Mask => {
            keys = vec![("Enter", "key-cover"), ("Tab", "key-choose"), ("A", "key-add"), ("D", "key-remove")];
            keys.extend([("+-", "key-stretch"), ("R", "key-retake")]);
        }
        Step::Confirm => {
            keys = vec![("Enter", "key-send"), ("Esc", "key-back")];
            if whole && customer.lines.without_sim().is_some() {
                keys.push(("F4", "key-scan-sim"));
            }
            if whole {
                keys.extend([("1-9", "key-retake"), ("S", "key-skipped")]);
            }
        }
    }
    if whole && matches!(customer.step, Step::Order | Step::Document | Step::Confirm) {
        keys.push(("L", "key-lines"));
    }
    keys
}
