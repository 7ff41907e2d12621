use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr as _;

use crate::counter::OrderForm;
use crate::verification::order::Service;

use super::super::Scene;
use super::super::keys::numbered;
use super::super::text::{put, put_wrapped};

/// The services by their numbers, for who has no reservation.
pub(super) fn numbers(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let mut rest = put_wrapped(scene.tr("start-or-service"), Style::new(), area, buf);
    for (index, service) in Service::ALL.iter().enumerate() {
        let name = scene.tr(&format!("service-{}", service.as_str()));
        let number = Span::styled(format!("  {} ", index + 1), scene.theme.key());
        scene.targets.row(rest, numbered(index));
        rest = put(Line::from(vec![number, Span::raw(name)]), rest, buf);
    }
}

/// Each service with its quantity.
pub(super) fn render(scene: &Scene, order: &OrderForm, area: Rect, buf: &mut Buffer) {
    let name = |service: Service| scene.tr(&format!("service-{}", service.as_str()));
    let width = order.rows().map(|(service, _)| name(service).width()).max().unwrap_or_default();
    let mut rest = area;
    scene.targets.wheel(area, order.focus(), Service::ALL.len());
    for (index, (service, quantity)) in order.rows().enumerate() {
        let name = name(service);
        let pad = " ".repeat(width - name.width());
        let text = format!("{} {name}{pad}  {quantity:>3}", index + 1);
        let style = match (index == order.focus(), quantity > 0, service) {
            (_, true, Service::SupplyDevice) => scene.theme.bad(),
            (_, true, _) => scene.theme.good(),
            (true, false, _) => scene.theme.key(),
            (false, false, _) => Style::new(),
        };
        let mark = if index == order.focus() { "> " } else { "  " };
        scene.targets.row(rest, numbered(index));
        rest = put(Line::from(vec![Span::raw(mark), Span::styled(text, style)]), rest, buf);
    }
    rest = put("", rest, buf);
    put_wrapped(scene.tr("order-how"), scene.theme.faint(), rest, buf);
}
