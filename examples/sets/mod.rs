//! Sets of pictures of other makers.

/// Document and side by the name that other sets have for it; empty where there is none.
pub fn known_kind(kind: &str) -> (String, String) {
    let (document, side) = match kind {
        "mynumber_back" => ("individual-number-card", "back"),
        "mynumber_front" => ("individual-number-card", "front"),
        "mynumber_notice" => ("individual-number-notification-card", "front"),
        "juminhyo" | "juminhyo_mn" => ("certificate-of-residence", "page-1"),
        "driver_licence" => ("drivers-license", "front"),
        "residence_card" => ("residence-card", "front"),
        "passport" => ("japanese-passport", "photo-page"),
        "insurance" => ("health-insurance-card", "front"),
        "utility" => ("utility-receipt", "page-1"),
        _ => ("", ""),
    };
    (document.to_owned(), side.to_owned())
}
