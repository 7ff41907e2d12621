//! What to do about each reason for which the central service rejects a case: one table.

use crate::reason::ReasonCode;

use super::form::FieldId;
use super::step::Step;

/// One next step at the counter. Its label is the text `remedy-<id>`, who may do it and how
/// `remedy-<id>-how`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    /// Photograph a side again.
    Retake,
    /// Take another identity document.
    Document,
    /// Add an auxiliary document, or take another one.
    Auxiliary,
    /// Enter anew what the identity document says.
    Printed,
    /// Correct the registered name: by the customer on the web, or through the support desk.
    Name,
    /// Correct the registered birth date, through the support desk.
    BirthDate,
    /// Correct the registered address.
    Address,
    /// Correct the order.
    Order,
    /// Nothing at the counter: the support desk knows.
    SupportDesk,
}

impl Remedy {
    /// All of them, in the order in which they are offered.
    pub const ALL: &[Self] = &[
        Self::Retake,
        Self::Document,
        Self::Auxiliary,
        Self::Printed,
        Self::Name,
        Self::BirthDate,
        Self::Address,
        Self::Order,
        Self::SupportDesk,
    ];

    /// The id as used in the text catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retake => "retake",
            Self::Document => "document",
            Self::Auxiliary => "auxiliary",
            Self::Printed => "printed",
            Self::Name => "name",
            Self::BirthDate => "birth-date",
            Self::Address => "address",
            Self::Order => "order",
            Self::SupportDesk => "support-desk",
        }
    }

    /// What would do about a reason, the likeliest first. Never empty.
    pub fn of(code: ReasonCode) -> &'static [Self] {
        use ReasonCode as Code;
        match code {
            Code::DocumentRequired
            | Code::AuxiliaryAlone
            | Code::DocumentNotOnList
            | Code::DocumentEnded
            | Code::IssuedBeforeLimit
            | Code::PhotoRequired
            | Code::AddressMissing => &[Self::Document],
            Code::DocumentExpired | Code::IssuerNotAccepted | Code::ReadExpired => {
                &[Self::Document, Self::Printed]
            }
            Code::DeviceAtCounter | Code::ServiceUnknown | Code::ServiceNotOffered => &[Self::Order],
            Code::AuxiliaryRequired
            | Code::AuxiliaryNotAccepted
            | Code::AuxiliaryTooOld
            | Code::AuxiliaryAddressMissing
            | Code::InvoiceNotReceipt
            | Code::PaidByCreditCard
            | Code::UtilityNotAccepted => &[Self::Auxiliary],
            Code::AddressDiffers | Code::AddressEquivalent => {
                &[Self::Auxiliary, Self::Address, Self::Printed]
            }
            Code::NameDiffers | Code::NameEquivalent => &[Self::Name, Self::Printed],
            Code::BirthDateDiffers => &[Self::BirthDate, Self::Printed],
            Code::ExpiryDateMissing | Code::DateImpossible | Code::ReadDiffers | Code::ChipReadRequired => {
                &[Self::Printed]
            }
            Code::IssueDateMissing => &[Self::Printed, Self::Auxiliary],
            Code::ApplicantTooYoung => &[Self::SupportDesk],
            Code::OriginalRequired
            | Code::MyNumberVisible
            | Code::MaskingRequired
            | Code::SideMissing
            | Code::SideNotAllowed
            | Code::NotJpeg
            | Code::ImageDamaged
            | Code::ImageTooLarge
            | Code::ImageTooSmall
            | Code::Blurred
            | Code::Glare
            | Code::TooDark
            | Code::TooBright
            | Code::DocumentNotFound
            | Code::DocumentCutOff
            | Code::DocumentTooSmall
            | Code::DocumentTilted
            | Code::WrongSide
            | Code::SameSideTwice => &[Self::Retake],
        }
    }

    /// The step at which it is done; `None` where the counter can do nothing.
    pub fn step(self) -> Option<Step> {
        Some(match self {
            Self::Retake => Step::Capture,
            Self::Document => Step::Document,
            Self::Auxiliary => Step::Auxiliary,
            Self::Printed => Step::Primary,
            Self::Name | Self::BirthDate | Self::Address => Step::Applicant,
            Self::Order => Step::Order,
            Self::SupportDesk => return None,
        })
    }

    /// The fields of the registration that it opens; none where it opens none of them.
    pub fn registered_fields(self) -> &'static [FieldId] {
        match self {
            Self::Name => &[
                FieldId::FamilyName,
                FieldId::GivenName,
                FieldId::FamilyKana,
                FieldId::GivenKana,
                FieldId::FamilyRoman,
                FieldId::GivenRoman,
            ],
            Self::BirthDate => &[FieldId::BirthDate],
            Self::Address => &[FieldId::PostalCode, FieldId::Address],
            _ => &[],
        }
    }
}

/// The fields of the identity document that a reason lets staff enter anew.
pub(super) fn printed_fields(code: ReasonCode) -> &'static [FieldId] {
    use ReasonCode as Code;
    match code {
        Code::NameDiffers | Code::NameEquivalent => &[FieldId::PrintedName],
        Code::BirthDateDiffers => &[FieldId::PrintedBirthDate],
        Code::AddressDiffers | Code::AddressEquivalent => &[FieldId::PrintedAddress, FieldId::AddressOnBack],
        Code::DocumentExpired | Code::ReadExpired => &[FieldId::ExpiresOn, FieldId::RenewalPending],
        Code::ExpiryDateMissing => &[FieldId::ExpiresOn],
        Code::IssueDateMissing => &[FieldId::IssuedOn],
        Code::IssuerNotAccepted => &[FieldId::Issuer],
        Code::DateImpossible => &[FieldId::PrintedBirthDate, FieldId::ExpiresOn, FieldId::IssuedOn],
        Code::ReadDiffers => &[
            FieldId::PrintedName,
            FieldId::PrintedBirthDate,
            FieldId::PrintedAddress,
            FieldId::ExpiresOn,
            FieldId::IssuedOn,
        ],
        Code::ChipReadRequired => &[FieldId::ChipRead],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_next_step_and_every_step_a_reason() {
        for code in ReasonCode::ALL {
            assert!(!Remedy::of(*code).is_empty(), "{code} leads nowhere");
        }
        for remedy in Remedy::ALL {
            let named = ReasonCode::ALL.iter().any(|code| Remedy::of(*code).contains(remedy));
            assert!(named, "{} is never offered", remedy.as_str());
        }
    }

    #[test]
    fn what_is_entered_anew_is_named() {
        for code in ReasonCode::ALL {
            let anew = Remedy::of(*code).contains(&Remedy::Printed);
            assert_eq!(anew, !printed_fields(*code).is_empty(), "{code}");
        }
    }
}
