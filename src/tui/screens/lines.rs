use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line as Row, Span};

use crate::counter::{FieldId, Input, Line, Lines, days_left};
use crate::text::Message;

use super::super::Scene;
use super::super::text::{fit, put, put_wrapped};

/// A line's name: its service, and which of several.
pub(super) fn name(scene: &Scene, line: &Line) -> String {
    let service = scene.tr(&format!("service-{}", line.service.as_str()));
    let name = Message::new("line-name").with("service", service).with("number", line.number.to_string());
    scene.say(&name)
}

/// Whether more is told of a line than the order says.
pub(super) fn is_told(line: &Line) -> bool {
    [FieldId::UserName, FieldId::MnpNumber, FieldId::SimPackage]
        .iter()
        .any(|id| !line.form.get(*id).is_empty())
}

/// Who uses a line, under which number, on which SIM.
pub(super) fn told(scene: &Scene, line: &Line) -> String {
    let form = &line.form;
    let mut told = vec![match form.get(FieldId::UserName) {
        "" => scene.tr("line-applicant-uses"),
        name => scene.say(&Message::new("line-user").with("name", name)),
    }];
    if let Some(days) = days_left(form, scene.state.today()) {
        told.push(scene.say(&Message::new("line-mnp").with("days", days.to_string())));
    }
    if form.has(FieldId::SimPackage) {
        let number = form.get(FieldId::SimPackage);
        // The last digits are what staff compare with the package.
        let last = number.get(number.len().saturating_sub(5)..).unwrap_or_default();
        told.push(match last {
            "" => scene.tr("line-no-sim"),
            last => scene.say(&Message::new("line-sim").with("last", last)),
        });
    }
    told.join(" / ")
}

/// Every line, in two rows each.
pub(super) fn render(scene: &Scene, lines: &Lines, area: Rect, buf: &mut Buffer) {
    let mut rest = put_wrapped(scene.tr("lines-how"), scene.theme.faint(), area, buf);
    rest = put("", rest, buf);
    let room = usize::from(rest.height / 2);
    let skip = (lines.cursor.0 + 1).saturating_sub(room);
    scene.targets.wheel(area, lines.cursor.0, lines.all().len());
    for (index, line) in lines.all().iter().enumerate().skip(skip).take(room) {
        let focused = index == lines.cursor.0;
        let number = if index < 10 { format!("{} ", (index + 1) % 10) } else { "  ".to_owned() };
        let name = name(scene, line);
        let name = if focused { Span::styled(name, scene.theme.focus()) } else { Span::raw(name) };
        let mark = if focused { "> " } else { "  " };
        // A line has two rows.
        let place = Rect { height: rest.height.min(2), ..rest };
        scene.targets.keys(place, [Input::Focus(index), Input::Right]);
        rest = put(Row::from(vec![Span::raw(mark), Span::raw(number), name]), rest, buf);
        let told = fit(&told(scene, line), usize::from(rest.width).saturating_sub(5));
        rest = put(Row::styled(format!("    {told}"), scene.theme.faint()), rest, buf);
    }
}
