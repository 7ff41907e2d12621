use crate::input::{BadInput, Json, nearest, quote};
use crate::text::Message;

use super::super::case::{Applicant, Auxiliary, Case, Primary};
use super::super::order::{Order, OrderLine};
use super::KnownIds;
use super::fields::{Fields, Value, is_blank};

/// Utilities that a receipt may be for.
pub const UTILITIES: &[&str] = &["electricity", "city-gas", "water", "propane", "other"];
/// What a receipt may turn out to be.
pub const KINDS: &[&str] = &["receipt", "invoice"];
/// Ways in which a receipt may have been paid.
pub const PAYMENTS: &[&str] = &["cash", "bank-transfer", "convenience-store", "credit-card", "other"];
const MOST_OF_ONE: u32 = 99;

pub(super) fn case(fields: &mut Fields<'_>, known: &KnownIds) -> Result<Case, BadInput> {
    let mut section = fields.required_object("order")?;
    let order = order(&mut section, known)?;
    section.finish()?;
    let mut section = fields.required_object("applicant")?;
    let applicant = applicant(&mut section)?;
    section.finish()?;
    let primary = match fields.object("primary")? {
        Some(mut section) => {
            let primary = primary(&mut section, known)?;
            section.finish()?;
            Some(primary)
        }
        None => None,
    };
    let auxiliary = match fields.object("auxiliary")? {
        Some(mut section) => {
            let auxiliary = auxiliary(&mut section, known)?;
            section.finish()?;
            Some(auxiliary)
        }
        None => None,
    };
    Ok(Case { order, applicant, primary, auxiliary })
}

fn order(fields: &mut Fields<'_>, known: &KnownIds) -> Result<Order, BadInput> {
    let (sections, list) = fields.objects("lines")?;
    if sections.is_empty() {
        return Err(list.bad("empty", Message::new("input-no-lines")));
    }
    let mut lines: Vec<OrderLine> = Vec::new();
    for mut section in sections {
        let service = section.text("service")?;
        let quantity = if known.refused_services.contains(&service) {
            section.ignore("quantity");
            0
        } else {
            let value = section.required("quantity")?;
            let quantity = quantity(&value)?;
            let before: u32 =
                lines.iter().filter(|line| line.service == service).map(|line| line.quantity).sum();
            if before + quantity > MOST_OF_ONE {
                return Err(value.bad("out-of-range", Message::new("input-quantity-sum")));
            }
            quantity
        };
        section.finish()?;
        lines.push(OrderLine { service, quantity });
    }
    Ok(Order { lines, reservation: fields.optional_text("reservation")? })
}

fn quantity(value: &Value<'_>) -> Result<u32, BadInput> {
    let Json::Number(number) = &value.node.value else {
        return Err(value.wrong_type("input-type-quantity"));
    };
    if number.contains(['.', 'e', 'E']) {
        return Err(value.wrong_type("input-type-quantity"));
    }
    match number.parse::<u32>() {
        Ok(quantity @ 1..=MOST_OF_ONE) => Ok(quantity),
        _ => Err(value.bad("out-of-range", Message::new("input-quantity-range"))),
    }
}

fn applicant(fields: &mut Fields<'_>) -> Result<Applicant, BadInput> {
    Ok(Applicant {
        family_name: fields.filled("family_name")?,
        given_name: fields.filled("given_name")?,
        family_kana: fields.filled("family_kana")?,
        given_kana: fields.filled("given_kana")?,
        family_roman: fields.optional_filled("family_roman")?,
        given_roman: fields.optional_filled("given_roman")?,
        birth_date: fields.date("birth_date")?,
        postal_code: fields.text("postal_code")?,
        address: fields.filled("address")?,
        phone: fields.text("phone")?,
        email: fields.optional_text("email")?,
    })
}

fn primary(fields: &mut Fields<'_>, known: &KnownIds) -> Result<Primary, BadInput> {
    let document = document(&fields.required("document")?, known)?;
    let name = fields.filled("name")?;
    let birth_date = fields.date("birth_date")?;
    let address_value = fields.required("address")?;
    let address = address_value.text()?;
    let shows_address = fields.fact("shows_address", false)?;
    match (shows_address, is_blank(&address)) {
        (true, true) => return Err(address_value.empty()),
        (false, false) => {
            return Err(address_value.bad("contradiction", Message::new("input-address-not-shown")));
        }
        _ => {}
    }
    Ok(Primary {
        document,
        name,
        birth_date,
        address,
        issued_on: fields.optional_date("issued_on")?,
        expires_on: fields.optional_date("expires_on")?,
        issuer: fields.optional_text("issuer")?,
        has_photo: fields.fact("has_photo", true)?,
        shows_address,
        address_on_back: fields.fact("address_on_back", false)?,
        renewal_pending: fields.fact("renewal_pending", false)?,
        dependant: fields.fact("dependant", false)?,
        chip_read: fields.fact("chip_read", false)?,
        original: fields.fact("original", true)?,
    })
}

fn auxiliary(fields: &mut Fields<'_>, known: &KnownIds) -> Result<Auxiliary, BadInput> {
    let document = document(&fields.required("document")?, known)?;
    let receipt = known.receipts.contains(&document);
    let mut of_receipt = |key: &'static str, values: &[&str]| {
        if receipt {
            let value = fields.required(key)?;
            if value.node.value == Json::Null {
                return Err(value.bad("missing-key", Message::new("input-missing-key").with("key", key)));
            }
            return value.one_of(values).map(Some);
        }
        match fields.optional(key) {
            Some(value) => {
                Err(value.bad("contradiction", Message::new("input-not-a-receipt").with("key", key)))
            }
            None => Ok(None),
        }
    };
    let utility = of_receipt("utility", UTILITIES)?;
    let kind = of_receipt("kind", KINDS)?;
    let paid_by = of_receipt("paid_by", PAYMENTS)?;
    let issued_on = fields.optional_date("issued_on")?;
    let name = fields.filled("name")?;
    let address = fields.required("address")?;
    let address = if address.node.value == Json::Null { String::new() } else { address.text()? };
    Ok(Auxiliary { document, utility, kind, paid_by, issued_on, name, address })
}

/// A document's id, of either kind: which kind belongs where is for the rules to say.
fn document(value: &Value<'_>, known: &KnownIds) -> Result<String, BadInput> {
    let id = value.text()?;
    if known.documents.contains(&id) || known.auxiliaries.contains(&id) {
        return Ok(id);
    }
    let all = known.documents.iter().chain(&known.auxiliaries).map(String::as_str);
    let message = match nearest(&id, all) {
        Some(near) => Message::new("input-unknown-document-near").with("near", near),
        None => Message::new("input-unknown-document"),
    };
    Err(value.bad("unknown-document", message.with("value", quote(&id))))
}
