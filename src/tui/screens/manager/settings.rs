use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr as _;

use crate::counter::manager::{Finding, Loaded, Marked, Setting, SettingOrigin, SettingsPage};
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::text::{fit, put, put_wrapped};

use super::{chosen, loaded, say, window};

/// Rows below the list for the setting in focus.
const DETAIL: u16 = 6;

/// Every setting with its origin, or what a check of the files found.
pub(super) fn render(scene: &Scene, page: &SettingsPage, area: Rect, buf: &mut Buffer) {
    if let Some(checked) = &page.checked {
        return self::checked(scene, checked, page.finding.0, area, buf);
    }
    let list = match loaded(scene, &page.list, area, buf) {
        None => return,
        Some(Ok(list)) => list,
        Some(Err(wrong)) => return findings(scene, wrong, 0, area, buf),
    };
    let file = Message::new("manager-settings-file").with("file", list.file.clone());
    let mut rest = say(scene, &file, scene.theme.faint(), area, buf);
    if !scene.state.files_wrong.is_empty() {
        rest = put_wrapped(scene.tr("manager-settings-wrong"), scene.theme.bad(), rest, buf);
    }
    if !list.pending.is_empty() {
        let pending = Message::new("manager-settings-pending").with("keys", list.pending.join(", "));
        rest = say(scene, &pending, scene.theme.warn(), rest, buf);
    }
    let rows = list.settings.iter().enumerate().map(|(index, setting)| {
        let value = setting.value.as_deref().unwrap_or("-");
        let text = format!("{} {} = {value}", mark(setting.origin), setting.key);
        chosen(scene, fit(&text, usize::from(area.width) - 2), index == page.cursor.0)
    });
    let room = rest.height.saturating_sub(DETAIL + 1);
    let rest = put("", window(scene, rows.collect(), page.cursor.0, room, rest, buf), buf);
    if let Some(setting) = page.focused() {
        detail(scene, setting, rest, buf);
    }
}

/// Where a value comes from, in one letter.
fn mark(origin: SettingOrigin) -> char {
    match origin {
        SettingOrigin::Default => '-',
        SettingOrigin::File(_) => 'F',
        SettingOrigin::Environment => 'E',
    }
}

fn detail(scene: &Scene, setting: &Setting, area: Rect, buf: &mut Buffer) {
    let value = setting.value.clone().unwrap_or_else(|| scene.tr("manager-settings-unset"));
    let rest = put_wrapped(format!("{} = {value}", setting.key), scene.theme.key(), area, buf);
    let origin = match setting.origin {
        SettingOrigin::Default => Message::new("manager-settings-default"),
        SettingOrigin::File(line) => Message::new("manager-settings-line").with("line", line.to_string()),
        SettingOrigin::Environment => Message::new("manager-settings-environment"),
    };
    let rest = say(scene, &origin, Style::new(), rest, buf);
    let id = if setting.restart { "manager-settings-restart" } else { "manager-settings-taken-over" };
    let rest = put_wrapped(scene.tr(id), Style::new(), rest, buf);
    let variable = Message::new("manager-settings-variable").with("name", setting.variable.clone());
    say(scene, &variable, scene.theme.faint(), rest, buf);
}

fn checked(scene: &Scene, checked: &Loaded<Vec<Finding>>, focus: usize, area: Rect, buf: &mut Buffer) {
    let Some(found) = loaded(scene, checked, area, buf) else { return };
    let wrong = found.iter().filter(|finding| finding.wrong).count();
    let rest = match wrong {
        0 => put_wrapped(scene.tr("manager-settings-sound"), scene.theme.good(), area, buf),
        wrong => {
            let count = Message::new("manager-settings-mistakes").with("count", wrong.to_string());
            say(scene, &count, scene.theme.bad(), area, buf)
        }
    };
    findings(scene, found, focus, put("", rest, buf), buf);
}

/// The findings from the one in focus on.
fn findings(scene: &Scene, found: &[Finding], focus: usize, area: Rect, buf: &mut Buffer) {
    let mut rest = area;
    if focus > 0 {
        let above = Message::new("list-more-above").with("count", focus.to_string());
        rest = say(scene, &above, scene.theme.faint(), rest, buf);
    }
    for finding in found.iter().skip(focus) {
        let (id, style) = if finding.wrong {
            ("check-fail", scene.theme.bad())
        } else {
            ("check-warn", scene.theme.warn())
        };
        rest = put_wrapped(format!("{} {}", scene.tr(id), finding.place), style, rest, buf);
        if let Some(marked) = &finding.line {
            rest = line(scene, marked, rest, buf);
        }
        rest = put("", say(scene, &finding.sentence, Style::new(), rest, buf), buf);
    }
}

/// The line with a caret under what is wrong; of a long one the part around it.
fn line(scene: &Scene, marked: &Marked, area: Rect, buf: &mut Buffer) -> Rect {
    let room = usize::from(area.width.saturating_sub(4));
    let from = marked.start.saturating_sub(room / 2);
    let text: String = marked.text.chars().skip(from).collect();
    let before: String = text.chars().take(marked.start - from).collect();
    let under: String = text.chars().skip(marked.start - from).take(marked.len).collect();
    let carets = "^".repeat(under.width().max(1).min(room.saturating_sub(before.width()).max(1)));
    let rest = put(Line::raw(format!("  {}", fit(&text, room))), area, buf);
    put(Line::styled(format!("  {}{carets}", " ".repeat(before.width())), scene.theme.bad()), rest, buf)
}
