use super::super::rules::{Channel, Policy, ServiceTerms};
use super::findings::Findings;
use crate::input::quote;
use crate::policy::InForce;
use crate::reason::{ReasonCode, Severity};
use crate::text::Message;
use crate::verification::order::{Order, Service};

/// What the order asks of the evidence.
#[derive(Default)]
pub(super) struct Judged {
    /// Whether a line that could go on needs identity verification.
    pub identity_required: bool,
    /// The services of those lines.
    pub services: Vec<Service>,
}

/// Judges every line; the order is refused whole when one of them is.
pub(super) fn judge(policy: InForce<'_>, order: &Order, findings: &mut Findings) -> Judged {
    let mut judged = Judged::default();
    let mut device = false;
    let mut others = false;
    for line in &order.lines {
        let Some(service) = Service::from_id(&line.service) else {
            let message = Message::new("reason-service-unknown").with("service", quote(&line.service));
            findings.add(ReasonCode::ServiceUnknown, Severity::Block, message);
            continue;
        };
        let name = format!("service-{}", service.as_str());
        match terms(&policy, service) {
            ServiceTerms::RefusedAtCounter => {
                device = true;
                continue;
            }
            ServiceTerms::NotOffered => {
                let message = Message::new("reason-service-not-offered").naming("service", name);
                findings.add(ReasonCode::ServiceNotOffered, Severity::Block, message);
                continue;
            }
            ServiceTerms::IdentityRequired => judged.services.push(service),
            ServiceTerms::NoIdentity => {}
        }
        others = true;
    }
    if device {
        let id = if others { "reason-device-at-counter-mixed" } else { "reason-device-at-counter" };
        findings.add(ReasonCode::DeviceAtCounter, Severity::Block, Message::new(id));
    }
    judged.identity_required = !judged.services.is_empty();
    judged
}

/// The terms of a service. No policy file lets a device through a counter.
fn terms(policy: &Policy, service: Service) -> ServiceTerms {
    if policy.channel == Channel::Counter && service == Service::SupplyDevice {
        return ServiceTerms::RefusedAtCounter;
    }
    policy.service(service.as_str()).map_or(ServiceTerms::NotOffered, |rule| rule.terms)
}
