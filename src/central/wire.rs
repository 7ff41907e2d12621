//! The bodies of the HTTP contract (`kiosk-config/central-api.yaml`).

use serde::{Deserialize, Serialize};

use crate::store::Status;
use crate::verification::case::Applicant;
use crate::verification::order::{NotSendable, Order, OrderLine};
use crate::verification::registration::Registration;

pub use crate::store::{Manifest, ManifestPart};

/// `GET /v1/health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// The service's clock, RFC 3339.
    pub time: String,
    /// The key that the service opens cases with; only ever compared with kiosk.toml.
    pub recipient: String,
}

/// `200` and `201` of `POST /v1/submissions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBody {
    /// The submission that was received.
    pub submission_id: String,
    /// What the customer's slip says.
    pub receipt_number: String,
    /// Where it stands.
    pub status: Status,
    /// RFC 3339.
    pub received_at: String,
    /// Reason codes, when it is rejected already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// `200` of `GET /v1/submissions/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusBody {
    /// Where it stands.
    pub status: Status,
    /// Reason codes, when it is rejected.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// What the service says is registered, where it has to be corrected. Shown, never kept.
    #[serde(default, skip_serializing, deserialize_with = "registration")]
    pub registration: Option<Registration>,
}

/// Takes of a registration what can be shown, and never refuses a reply because of the rest.
fn registration<'de, D: serde::Deserializer<'de>>(reply: D) -> Result<Option<Registration>, D::Error> {
    let said = serde_json::Value::deserialize(reply)?;
    Ok(Registration::of(|key| Some(said.get(key)?.as_str()?.to_owned())))
}

/// Problem details (RFC 9457).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Problem {
    /// A URI for the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// In a few words.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// What is wrong in this request; never personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Reason codes of a `422`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// What a customer reserved on the web. It may hold a device, and is refused then.
#[derive(Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The code that was asked for.
    pub code: String,
    /// What was reserved.
    pub order: Order,
    /// By whom.
    pub applicant: Applicant,
}

impl Reservation {
    /// Whether a device is among the lines; such a reservation can not be used here.
    pub fn holds_device(&self) -> bool {
        matches!(self.order.to_sim_order(), Err(NotSendable::Device))
    }

    /// Reads the body of `200` of `GET /v1/reservations/{code}`.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<ReservationBody>(bytes).ok().map(Into::into)
    }
}

#[derive(Deserialize)]
struct ReservationBody {
    code: String,
    order: OrderBody,
    applicant: ApplicantBody,
}

#[derive(Deserialize)]
struct OrderBody {
    lines: Vec<LineBody>,
}

#[derive(Deserialize)]
struct LineBody {
    service: String,
    quantity: u32,
}

#[derive(Deserialize)]
struct ApplicantBody {
    family_name: String,
    given_name: String,
    family_kana: String,
    given_kana: String,
    family_roman: Option<String>,
    given_roman: Option<String>,
    birth_date: String,
    postal_code: String,
    address: String,
    phone: String,
    email: Option<String>,
}

impl From<ReservationBody> for Reservation {
    fn from(body: ReservationBody) -> Self {
        let line = |line: LineBody| OrderLine { service: line.service, quantity: line.quantity };
        let who = body.applicant;
        Self {
            order: Order {
                lines: body.order.lines.into_iter().map(line).collect(),
                reservation: Some(body.code.clone()),
            },
            code: body.code,
            // Moved, not copied: the strings are wiped with the applicant.
            applicant: Applicant {
                family_name: who.family_name,
                given_name: who.given_name,
                family_kana: who.family_kana,
                given_kana: who.given_kana,
                family_roman: who.family_roman,
                given_roman: who.given_roman,
                birth_date: who.birth_date,
                postal_code: who.postal_code,
                address: who.address,
                phone: who.phone,
                email: who.email,
            },
        }
    }
}
