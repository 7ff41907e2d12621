//! The order screen: each service with a quantity.

use crate::verification::order::{Order, OrderLine, Service};

use super::message::Input;

/// Most of one service that a customer can order.
const MOST: u32 = 99;

/// Quantities of all services, one row in focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderForm {
    quantities: [u32; Service::ALL.len()],
    focus: usize,
}

impl OrderForm {
    /// The quantities of an order that was loaded. A service this kiosk does not know is
    /// answered with `None`.
    pub fn from_order(order: &Order) -> Option<Self> {
        let mut form = Self::default();
        for line in &order.lines {
            let service = Service::from_id(&line.service)?;
            let index = Service::ALL.iter().position(|known| *known == service)?;
            let quantity = form.quantities.get_mut(index)?;
            *quantity = quantity.saturating_add(line.quantity).min(MOST);
        }
        Some(form)
    }

    /// Every service with its quantity, in screen order.
    pub fn rows(&self) -> impl Iterator<Item = (Service, u32)> {
        Service::ALL.iter().copied().zip(self.quantities)
    }

    /// Index of the row in focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// The order as entered.
    pub fn order(&self, reservation: Option<&str>) -> Order {
        Order {
            lines: self
                .rows()
                .filter(|(_, quantity)| *quantity > 0)
                .map(|(service, quantity)| OrderLine { service: service.as_str().to_owned(), quantity })
                .collect(),
            reservation: reservation.map(str::to_owned),
        }
    }

    /// Lets the list take a key: a number orders one more of that row, the arrows move and
    /// change, Delete and Backspace empty the row in focus.
    pub fn input(&mut self, input: &Input) {
        let count = Service::ALL.len();
        match input {
            Input::Down | Input::FocusNext => self.focus = (self.focus + 1) % count,
            Input::Up | Input::FocusPrevious => self.focus = (self.focus + count - 1) % count,
            Input::Focus(index) => self.focus = (*index).min(count - 1),
            Input::Right => self.change(|quantity| quantity + 1),
            Input::Left => self.change(|quantity| quantity.saturating_sub(1)),
            Input::Erase | Input::Delete => self.change(|_| 0),
            Input::Text(text) => match text.as_str() {
                "+" | " " => self.change(|quantity| quantity + 1),
                "-" => self.change(|quantity| quantity.saturating_sub(1)),
                text => {
                    if let Some(index) = super::list::number_key(text).filter(|index| *index < count) {
                        self.focus = index;
                        self.change(|quantity| quantity + 1);
                    }
                }
            },
            _ => {}
        }
    }

    fn change(&mut self, to: impl Fn(u32) -> u32) {
        if let Some(quantity) = self.quantities.get_mut(self.focus) {
            *quantity = to(*quantity).min(MOST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn key(text: &str) -> Input {
        Input::Text(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn numbers_add_and_arrows_change() {
        let mut form = OrderForm::default();
        for input in [key("1"), key("1"), key("4"), Input::Left, Input::Up, Input::Right, key("9"), key("x")]
        {
            form.input(&input);
        }
        let order = form.order(Some("R1"));
        let lines: Vec<_> = order.lines.iter().map(|line| (line.service.as_str(), line.quantity)).collect();
        assert_eq!(lines, [("voice-sim", 2), ("sms-sim", 1)]);
        assert_eq!(order.reservation.as_deref(), Some("R1"));
    }

    #[test]
    fn a_quantity_stops_at_its_limits() {
        let mut form = OrderForm::default();
        (0..200).for_each(|_| form.input(&Input::Right));
        assert_eq!(form.rows().next(), Some((Service::VoiceSim, 99)));
        form.input(&Input::Delete);
        form.input(&Input::Left);
        assert!(form.order(None).lines.is_empty());
    }

    #[test]
    fn a_loaded_order_keeps_its_device_so_that_it_can_be_refused() {
        let line = |service: &str| OrderLine { service: service.to_owned(), quantity: 1 };
        let order = Order { lines: vec![line("data-sim"), line("supply-device")], reservation: None };
        let form = OrderForm::from_order(&order).unwrap();
        assert_eq!(form.order(None), order);
        let order = Order { lines: vec![line("landline")], reservation: None };
        assert_eq!(OrderForm::from_order(&order), None);
    }
}
