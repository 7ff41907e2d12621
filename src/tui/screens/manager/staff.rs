use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::counter::manager::{StaffForm, StaffPage};
use crate::staff::Member;
use crate::text::Message;
use crate::tui::text::{fit, put, put_wrapped};
use crate::tui::{Scene, form};

use super::{chosen, loaded, say, window};

/// Who may sign in, or what is typed for one of them.
pub(super) fn render(scene: &Scene, page: &StaffPage, area: Rect, buf: &mut Buffer) {
    if page.saving {
        put_wrapped(scene.tr("manager-staff-saving"), scene.theme.title(), area, buf);
        return;
    }
    if let Some(filling) = &page.form {
        return fields(scene, filling, area, buf);
    }
    let Some(staff) = loaded(scene, &page.list, area, buf) else { return };
    if staff.is_empty() {
        put_wrapped(scene.tr("manager-staff-empty"), scene.theme.faint(), area, buf);
        return;
    }
    let rows = staff.iter().enumerate().map(|(index, member)| {
        chosen(scene, fit(&row(scene, member), usize::from(area.width) - 2), index == page.cursor.0)
    });
    window(scene, rows.collect(), page.cursor.0, area.height, area, buf);
}

fn row(scene: &Scene, member: &Member) -> String {
    let role = scene.tr(&format!("role-{}", member.role.as_str()));
    let state = if member.disabled { format!("  {}", scene.tr("staff-is-disabled")) } else { String::new() };
    format!("{}  {}  {role}{state}", member.id, member.name)
}

fn fields(scene: &Scene, filling: &StaffForm, area: Rect, buf: &mut Buffer) {
    let title = match &filling.member {
        None => Message::new("manager-staff-new"),
        Some((id, name)) => {
            Message::new("manager-staff-new-pin").with("id", id.clone()).with("name", name.clone())
        }
    };
    let rest = say(scene, &title, Style::new(), area, buf);
    form::render(scene, &filling.form, put("", rest, buf), buf);
}
