//! What a document says, field by field: found by labels, layout and format.

mod address;
mod auxiliary;
mod dates;
mod numbers;
mod places;
mod value;
mod zone;

use jiff::civil::Date;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::line::{Line, Reading};
use super::page::Page;
use crate::verification::my_number::{Field as Place, typed_my_number};
use crate::vision::geometry::Quad;

/// One field as it was read. Wiped from memory when dropped and never printed.
#[derive(Clone, PartialEq, Zeroize, ZeroizeOnDrop)]
pub struct Field {
    /// Dates in ISO, names and addresses as printed.
    pub text: String,
    /// How sure the recogniser is, 0 to 1.
    pub confidence: f32,
    /// Where it stands, in pixels of the picture that was read.
    #[zeroize(skip)]
    pub region: Quad,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Field({} characters)", self.text.chars().count())
    }
}

impl Field {
    fn date(date: Date, confidence: f32, region: Quad) -> Self {
        Self { text: date.to_string(), confidence, region }
    }

    /// The date that it is, where it is one.
    pub fn as_date(&self) -> Option<Date> {
        self.text.parse().ok()
    }
}

/// What was found on one side of a document; what was not found is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Name as printed.
    pub name: Option<Field>,
    /// Address as printed; on a side with changes the latest.
    pub address: Option<Field>,
    /// Birth date.
    pub birth_date: Option<Field>,
    /// Last day of validity.
    pub expires_on: Option<Field>,
    /// Day of issue.
    pub issued_on: Option<Field>,
    /// Number of the document; never a My Number.
    pub document_number: Option<Field>,
    /// Issuing authority.
    pub issuer: Option<Field>,
    /// Lines of the machine-readable zone, all check digits of which hold.
    pub mrz: Vec<Field>,
    /// `electricity`, `city-gas`, `water` or `propane`.
    pub utility: Option<Field>,
    /// `receipt` or `invoice`.
    pub kind: Option<Field>,
    /// `cash`, `bank-transfer`, `convenience-store` or `credit-card`.
    pub paid_by: Option<Field>,
}

/// Finds the fields of a document of that kind; an empty id is any.
pub fn find(reading: &Reading, document: &str, side: &str) -> Fields {
    let page = Page::of(reading);
    let mut fields = match document {
        "utility-receipt" => auxiliary::receipt(&page),
        "japanese-passport" | "foreign-passport" if side != "address-page" => zone::passport(&page),
        _ => card(&page, document),
    };
    fields.forget_my_numbers();
    fields
}

/// Whatever has labels in front of its values.
fn card(page: &Page<'_>, document: &str) -> Fields {
    let dates = super::dates::all(page);
    Fields {
        name: value::name(page),
        address: address::address(page),
        birth_date: dates::birth(page, &dates),
        expires_on: dates::expiry(page, &dates, document),
        issued_on: dates::issue(page, &dates, document),
        document_number: numbers::document_number(page, document),
        issuer: value::issuer(page),
        ..Fields::default()
    }
}

impl Fields {
    /// The single fields by the names of the contract.
    pub fn named(&self) -> [(&'static str, Option<&Field>); 10] {
        [
            ("name", self.name.as_ref()),
            ("address", self.address.as_ref()),
            ("birth_date", self.birth_date.as_ref()),
            ("expires_on", self.expires_on.as_ref()),
            ("issued_on", self.issued_on.as_ref()),
            ("document_number", self.document_number.as_ref()),
            ("issuer", self.issuer.as_ref()),
            ("utility", self.utility.as_ref()),
            ("kind", self.kind.as_ref()),
            ("paid_by", self.paid_by.as_ref()),
        ]
    }

    /// All fields, to move their regions.
    pub(super) fn regions_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        [
            &mut self.name,
            &mut self.address,
            &mut self.birth_date,
            &mut self.expires_on,
            &mut self.issued_on,
            &mut self.document_number,
            &mut self.issuer,
            &mut self.utility,
            &mut self.kind,
            &mut self.paid_by,
        ]
        .into_iter()
        .flatten()
        .chain(self.mrz.iter_mut())
    }

    /// The last sieve: no text may hold what could be a My Number, but for a licence number,
    /// which was read from between its own words.
    fn forget_my_numbers(&mut self) {
        let texts = [
            &mut self.name,
            &mut self.address,
            &mut self.birth_date,
            &mut self.expires_on,
            &mut self.issued_on,
            &mut self.issuer,
            &mut self.utility,
            &mut self.kind,
            &mut self.paid_by,
        ];
        for field in texts {
            if field.as_ref().is_some_and(|field| typed_my_number(&field.text, Place::Text)) {
                *field = None;
            }
        }
    }
}
