//! The case as it comes from a file or from the screen.

use serde::Serialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::order::Order;
pub use super::parse::{KnownIds, PAYMENTS, UTILITIES, parse_case};

/// The person who signs, as registered. Wiped from memory when dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
pub struct Applicant {
    /// Family name, as registered.
    pub family_name: String,
    /// Given name, as registered.
    pub given_name: String,
    /// Family name in katakana.
    pub family_kana: String,
    /// Given name in katakana.
    pub given_kana: String,
    /// Family name in Latin letters.
    pub family_roman: Option<String>,
    /// Given name in Latin letters.
    pub given_roman: Option<String>,
    /// Birth date, ISO once parsed.
    pub birth_date: String,
    /// Postal code.
    pub postal_code: String,
    /// Registered, current address.
    pub address: String,
    /// Telephone number.
    pub phone: String,
    /// Mail address.
    pub email: Option<String>,
}

/// The identity document, as staff read it off. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
#[allow(clippy::struct_excessive_bools)] // the contract's shape: each is a fact of its own
pub struct Primary {
    /// Document id.
    pub document: String,
    /// Name as printed.
    pub name: String,
    /// Birth date, ISO once parsed.
    pub birth_date: String,
    /// Address in force, as printed; empty where none is shown.
    pub address: String,
    /// Issue date, ISO once parsed.
    pub issued_on: Option<String>,
    /// Last day of validity, ISO once parsed.
    pub expires_on: Option<String>,
    /// Issuing authority.
    pub issuer: Option<String>,
    /// Whether it carries a photograph of the holder.
    pub has_photo: bool,
    /// Whether it shows an address.
    pub shows_address: bool,
    /// Whether a change of address or name is written on the back.
    pub address_on_back: bool,
    /// Whether a renewal is pending at the authority.
    pub renewal_pending: bool,
    /// Whether the customer is a dependant on it.
    pub dependant: bool,
    /// Whether its chip was read on another device.
    pub chip_read: bool,
    /// Whether it is the original.
    pub original: bool,
}

impl Default for Primary {
    /// A document of which nothing is known yet but that it lies on the desk.
    fn default() -> Self {
        Self {
            document: String::new(),
            name: String::new(),
            birth_date: String::new(),
            address: String::new(),
            issued_on: None,
            expires_on: None,
            issuer: None,
            has_photo: true,
            shows_address: false,
            address_on_back: false,
            renewal_pending: false,
            dependant: false,
            chip_read: false,
            original: true,
        }
    }
}

/// The auxiliary document. Wiped from memory when dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
pub struct Auxiliary {
    /// Document id.
    pub document: String,
    /// Which utility: electricity, city-gas, water, propane, other.
    pub utility: Option<String>,
    /// receipt or invoice.
    pub kind: Option<String>,
    /// How it was paid.
    pub paid_by: Option<String>,
    /// Issue date, ISO once parsed.
    pub issued_on: Option<String>,
    /// Name as printed.
    pub name: String,
    /// Address as printed; empty where none is shown.
    pub address: String,
}

/// One customer's case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// What is wished.
    pub order: Order,
    /// Who signs.
    pub applicant: Applicant,
    /// The identity document, if there is one yet.
    pub primary: Option<Primary>,
    /// The auxiliary document, if there is one.
    pub auxiliary: Option<Auxiliary>,
}

/// Personal data never reaches a log by accident: these tell which section it is, not what it says.
macro_rules! redacted_debug {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

redacted_debug!(Applicant, Primary, Auxiliary, Case);
