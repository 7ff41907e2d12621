use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::verification::case::{Applicant, Auxiliary, Primary};
use crate::verification::lines::LineDetail;
use crate::verification::order::SimOrder;

/// Who sends. Goes into the readable manifest: ids only, nothing of the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `kiosk.id` of kiosk.toml.
    pub kiosk_id: String,
    /// `store.id` of kiosk.toml.
    pub store_id: String,
    /// Staff id, where someone is signed in.
    pub staff_id: Option<String>,
}

/// One customer's case, complete and judged, still readable. Wiped from memory when dropped.
pub struct Submission {
    /// Who sends.
    pub origin: Origin,
    /// Id of the policy it was judged by.
    pub policy: String,
    /// What is ordered; the type can not hold a device.
    pub order: SimOrder,
    /// The lines of which more is told than the order says.
    pub details: Vec<LineDetail>,
    /// Who signs.
    pub applicant: Applicant,
    /// The identity document; none when nothing needs identity.
    pub primary: Option<Primary>,
    /// The auxiliary document.
    pub auxiliary: Option<Auxiliary>,
    /// The photographs, in the order of the policy's shots.
    pub photos: Vec<Photo>,
    /// The rejected submission that this one corrects.
    pub supersedes: Option<Uuid>,
}

/// One photograph as it will be sent.
pub struct Photo {
    /// Document id.
    pub document: String,
    /// Side id.
    pub side: String,
    /// JPEG bytes.
    pub jpeg: Zeroizing<Vec<u8>>,
    /// How it was taken.
    pub capture: CaptureFacts,
}

/// How a picture was taken and what was measured; sealed together with the application.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CaptureFacts {
    /// When the picture was taken; none where only a file is known.
    pub taken_at: Option<Timestamp>,
    /// `camera`, `samples` or `file`.
    pub source: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Dots per inch on the document, where its outline was found.
    pub dpi: Option<f32>,
    /// Sharpness, as `inspect` prints it.
    pub sharpness: Option<f32>,
    /// Glare, as `inspect` prints it.
    pub glare: Option<f32>,
    /// Exposure, as `inspect` prints it.
    pub exposure: Option<f32>,
    /// How it was searched for a My Number.
    pub searched: Searched,
    /// How many regions were masked before anything was kept.
    pub masked_regions: u32,
    /// Reason codes that staff looked at and confirmed.
    pub confirmed: Vec<String>,
}

/// How a picture was searched for a My Number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Searched {
    /// By the text models of the kiosk.
    ByModels,
    /// By staff, with their own eyes, who said so.
    ByEye,
    /// Not at all.
    #[default]
    Not,
}

impl std::fmt::Debug for Submission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submission").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Photo")
            .field("document", &self.document)
            .field("side", &self.side)
            .field("bytes", &self.jpeg.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::order::{Order, OrderLine};

    /// What is logged or told in a panic says nothing of the customer, not even by accident.
    #[test]
    fn debug_tells_nothing_of_the_customer() {
        let order = OrderLine { service: "voice-sim".into(), quantity: 1 };
        let order = Order { lines: vec![order], reservation: None };
        let photo = Photo {
            document: "drivers-license".into(),
            side: "front".into(),
            jpeg: Zeroizing::new(vec![0xff, 0xd8, 0xff]),
            capture: CaptureFacts::default(),
        };
        assert_eq!(
            format!("{photo:?}"),
            "Photo { document: \"drivers-license\", side: \"front\", bytes: 3, .. }"
        );
        let mut applicant = Applicant::default();
        applicant.family_name.push_str("秘密山");
        let submission = Submission {
            origin: Origin { kiosk_id: "k".into(), store_id: "s".into(), staff_id: None },
            policy: "counter-2022".into(),
            order: order.to_sim_order().unwrap(),
            details: Vec::new(),
            applicant,
            primary: None,
            auxiliary: None,
            photos: vec![photo],
            supersedes: None,
        };
        assert_eq!(format!("{submission:?}"), "Submission { policy: \"counter-2022\", .. }");
    }
}
