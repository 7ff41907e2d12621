//! What a customer asks for, and the part of it that can be sent.

use serde::{Deserialize, Serialize};

/// A service that exists, including the one no counter sells.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Voice SIM card.
    VoiceSim,
    /// Voice eSIM.
    VoiceEsim,
    /// Data SIM card with SMS.
    SmsSim,
    /// Data SIM card.
    DataSim,
    /// A handset of the supply service: never at a counter.
    SupplyDevice,
}

impl Service {
    /// All services, in the order of the contract.
    pub const ALL: &[Self] =
        &[Self::VoiceSim, Self::VoiceEsim, Self::SmsSim, Self::DataSim, Self::SupplyDevice];

    /// The id as written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VoiceSim => "voice-sim",
            Self::VoiceEsim => "voice-esim",
            Self::SmsSim => "sms-sim",
            Self::DataSim => "data-sim",
            Self::SupplyDevice => "supply-device",
        }
    }

    /// The service of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|service| service.as_str() == id)
    }
}

/// A service that a counter may send: there is no variant for a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SimService {
    /// Voice SIM card.
    VoiceSim,
    /// Voice eSIM.
    VoiceEsim,
    /// Data SIM card with SMS.
    SmsSim,
    /// Data SIM card.
    DataSim,
}

impl SimService {
    /// The id as written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VoiceSim => "voice-sim",
            Self::VoiceEsim => "voice-esim",
            Self::SmsSim => "sms-sim",
            Self::DataSim => "data-sim",
        }
    }
}

/// One line of a customer's wish, as entered: the service may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// The service's id, as entered.
    pub service: String,
    /// How many, 1 to 99.
    pub quantity: u32,
}

/// A customer's wish, as entered: it may hold a device or nonsense.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// At least one line.
    pub lines: Vec<OrderLine>,
    /// Reservation code, a reference that orders nothing by itself.
    pub reservation: Option<String>,
}

/// A line that may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SimLine {
    service: SimService,
    quantity: u32,
}

/// An order that may be sent. Only [`Order::to_sim_order`] makes one, and no value of this
/// type can hold a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SimOrder {
    lines: Vec<SimLine>,
    reservation: Option<String>,
}

/// Why a wish can not be sent from a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSendable {
    /// A device is among the lines.
    #[error("a device can not be ordered at a counter")]
    Device,
    /// A line names no known service.
    #[error("a line names an unknown service")]
    UnknownService,
    /// There is no line at all, or one without a sensible quantity.
    #[error("the order has no line that could be sent")]
    Empty,
}

impl Order {
    /// The order as it may be sent; refused whole when a device is among the lines.
    pub fn to_sim_order(&self) -> Result<SimOrder, NotSendable> {
        let services: Vec<_> = self.lines.iter().map(|line| Service::from_id(&line.service)).collect();
        if services.contains(&Some(Service::SupplyDevice)) {
            return Err(NotSendable::Device);
        }
        let mut lines: Vec<SimLine> = Vec::new();
        for (line, service) in self.lines.iter().zip(services) {
            let service = match service {
                Some(Service::VoiceSim) => SimService::VoiceSim,
                Some(Service::VoiceEsim) => SimService::VoiceEsim,
                Some(Service::SmsSim) => SimService::SmsSim,
                Some(Service::DataSim) => SimService::DataSim,
                Some(Service::SupplyDevice) => return Err(NotSendable::Device),
                None => return Err(NotSendable::UnknownService),
            };
            if line.quantity == 0 {
                return Err(NotSendable::Empty);
            }
            match lines.iter_mut().find(|sent| sent.service == service) {
                Some(sent) => sent.quantity = sent.quantity.saturating_add(line.quantity),
                None => lines.push(SimLine { service, quantity: line.quantity }),
            }
        }
        if lines.is_empty() {
            return Err(NotSendable::Empty);
        }
        Ok(SimOrder { lines, reservation: self.reservation.clone() })
    }
}

impl SimOrder {
    /// The lines, each service once.
    pub fn lines(&self) -> &[SimLine] {
        &self.lines
    }
}

impl SimLine {
    /// The service.
    pub fn service(&self) -> SimService {
        self.service
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn order(lines: &[(&str, u32)]) -> Order {
        let lines = lines.iter().map(|(service, quantity)| (String::from(*service), *quantity));
        let lines = lines.map(|(service, quantity)| OrderLine { service, quantity }).collect();
        Order { lines, reservation: Some("BIC-1001".into()) }
    }

    #[test]
    fn each_service_is_sent_once_under_its_id() {
        let wish =
            order(&[("voice-sim", 1), ("voice-esim", 2), ("sms-sim", 3), ("data-sim", 4), ("voice-sim", 5)]);
        let sent = wish.to_sim_order().unwrap();
        let ids: Vec<_> = sent.lines().iter().map(|line| line.service().as_str()).collect();
        assert_eq!(ids, ["voice-sim", "voice-esim", "sms-sim", "data-sim"]);
        let sent = serde_json::to_value(sent).unwrap();
        let line = |service: &str, quantity: u32| json!({ "service": service, "quantity": quantity });
        let lines = [line("voice-sim", 6), line("voice-esim", 2), line("sms-sim", 3), line("data-sim", 4)];
        assert_eq!(sent, json!({ "lines": lines, "reservation": "BIC-1001" }));
    }

    #[test]
    fn what_can_not_be_sent_is_refused_whole() {
        assert_eq!(order(&[("voice-sim", 1), ("supply-device", 0)]).to_sim_order(), Err(NotSendable::Device));
        assert_eq!(order(&[("moon-sim", 1), ("supply-device", 1)]).to_sim_order(), Err(NotSendable::Device));
        assert_eq!(
            order(&[("voice-sim", 1), ("moon-sim", 1)]).to_sim_order(),
            Err(NotSendable::UnknownService)
        );
        assert_eq!(order(&[("voice-sim", 0)]).to_sim_order(), Err(NotSendable::Empty));
        assert_eq!(order(&[]).to_sim_order(), Err(NotSendable::Empty));
    }

    proptest! {
        #[test]
        fn no_device_is_ever_in_an_order_that_is_sent(
            wish in prop::collection::vec((prop::sample::select(vec![
                "voice-sim", "voice-esim", "sms-sim", "data-sim", "supply-device", "",
            ]), 0_u32..200), 0..8)
        ) {
            let device = wish.iter().any(|(service, _)| *service == "supply-device");
            match order(&wish).to_sim_order() {
                Ok(sent) => {
                    prop_assert!(!device);
                    prop_assert!(!serde_json::to_string(&sent).unwrap().contains("device"));
                }
                Err(why) => prop_assert_eq!(why == NotSendable::Device, device),
            }
        }
    }
}
