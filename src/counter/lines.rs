//! The single lines of an order: their users, numbers that come along, SIMs that are handed over.
//! All of it may stay untold: then the applicant uses the line under a new number.

use jiff::civil::Date;

use crate::policy::InForce;
use crate::text::Message as Sentence;
use crate::verification::case::Applicant;
use crate::verification::dates::parse_date;
use crate::verification::lines::{LineDetail, PORTING_DAYS, Porting, User, porting_days_left};
use crate::verification::matching::{Comparison, RegisteredName, compare_names};
use crate::verification::order::{Order, Service, SimService};

use super::applicant;
use super::form::{FieldId, Form};
use super::list::Cursor;
use super::step::Step;

/// Fields of which all are told or none.
const TOGETHER: &[&[FieldId]] = &[
    &[FieldId::UserName, FieldId::UserKana, FieldId::UserBirthDate],
    &[FieldId::MnpNumber, FieldId::MnpExpiresOn, FieldId::MnpPhone],
];

/// One line of the order.
pub struct Line {
    /// Its service.
    pub service: Service,
    /// Which of the lines of that service, from 1.
    pub number: u32,
    /// What is told of it.
    pub form: Form,
}

/// All lines of the order.
#[derive(Default)]
pub struct Lines {
    lines: Vec<Line>,
    /// Focus in their list.
    pub cursor: Cursor,
    /// The screen that they were opened from.
    pub(super) from: Option<Step>,
}

/// What is known when a line is looked at.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// Who signs, as far as entered.
    pub applicant: &'a Applicant,
    /// The rules.
    pub policy: InForce<'a>,
    /// The day.
    pub today: Date,
}

impl Lines {
    /// As many lines as are ordered; those that stay keep what was told of them.
    pub(super) fn follow(&mut self, rows: impl Iterator<Item = (Service, u32)>) {
        let mut before = std::mem::take(&mut self.lines);
        for (service, quantity) in rows.filter(|(service, _)| *service != Service::SupplyDevice) {
            for number in 1..=quantity {
                let at = before.iter().position(|line| line.service == service && line.number == number);
                self.lines.push(match at {
                    Some(at) => before.swap_remove(at),
                    None => Line { service, number, form: form(service) },
                });
            }
        }
    }

    /// The lines in the order of the list.
    pub fn all(&self) -> &[Line] {
        &self.lines
    }

    /// The line in focus.
    pub fn focused(&self) -> Option<&Line> {
        self.lines.get(self.cursor.0)
    }

    pub(super) fn focused_mut(&mut self) -> Option<&mut Line> {
        self.lines.get_mut(self.cursor.0)
    }

    /// The first line that wants a SIM and has no number of one yet.
    pub fn without_sim(&self) -> Option<usize> {
        self.lines.iter().position(|line| {
            line.form.has(FieldId::SimPackage) && line.form.get(FieldId::SimPackage).is_empty()
        })
    }

    /// Puts a SIM on a line; `false` when it is on another one already.
    pub(super) fn put_sim(&mut self, index: usize, iccid: &str) -> bool {
        let taken = self.lines.iter().enumerate();
        if taken.filter(|(at, _)| *at != index).any(|(_, line)| line.form.get(FieldId::SimPackage) == iccid) {
            return false;
        }
        if let Some(line) = self.lines.get_mut(index) {
            line.form.set(FieldId::SimPackage, iccid);
        }
        true
    }

    /// The first line of which something is wrong, with that.
    pub(super) fn fault(&self, known: &Known<'_>) -> Option<(usize, Sentence)> {
        self.lines.iter().enumerate().find_map(|(index, line)| {
            let mut fields = line.form.fields().iter();
            fields.find_map(|field| wrong(&line.form, field.id, known)).map(|why| (index, why))
        })
    }

    /// What is sealed beside the order: the lines of which something is told.
    pub(super) fn details(&self, applicant: &Applicant, order: &Order) -> Vec<LineDetail> {
        let ordered = |line: &&Line| {
            let of_service = order.lines.iter().filter(|one| one.service == line.service.as_str());
            line.number <= of_service.map(|one| one.quantity).sum()
        };
        let details = self.lines.iter().filter(ordered).filter_map(|line| detail(line, applicant));
        details.filter(|detail| !detail.is_empty()).collect()
    }
}

/// An empty form for a line: a number comes along to voice lines only (an assumption), and an eSIM
/// is not handed over.
fn form(service: Service) -> Form {
    let form =
        Form::new().optional(FieldId::UserName).optional(FieldId::UserKana).optional(FieldId::UserBirthDate);
    let form = match service {
        Service::VoiceSim | Service::VoiceEsim => form
            .optional(FieldId::MnpNumber)
            .optional(FieldId::MnpExpiresOn)
            .optional(FieldId::MnpPhone)
            .optional(FieldId::MnpHolder),
        _ => form,
    };
    match service {
        Service::VoiceEsim | Service::SupplyDevice => form,
        _ => form.optional(FieldId::SimPackage),
    }
}

/// What is wrong with a field of a line.
pub(super) fn wrong(form: &Form, id: FieldId, known: &Known<'_>) -> Option<Sentence> {
    if form.get(id).is_empty() {
        let others = TOGETHER.iter().find(|group| group.contains(&id)).copied().unwrap_or_default();
        return others.iter().any(|other| !form.get(*other).is_empty()).then(|| id.hint());
    }
    applicant::wrong(form, id).or_else(|| match id {
        FieldId::UserBirthDate => day(form, id).filter(|birth| *birth > known.today).map(|_| id.hint()),
        FieldId::MnpExpiresOn => match porting_days_left(day(form, id)?, known.today) {
            ..=0 => Some(Sentence::new("line-mnp-expired")),
            1..=PORTING_DAYS => None,
            _ => Some(Sentence::new("line-mnp-too-far").with("days", PORTING_DAYS.to_string())),
        },
        FieldId::MnpHolder if !known.applicant.family_name.is_empty() => {
            let name = RegisteredName::of(known.applicant);
            let compared = compare_names(known.policy.variants, name, form.get(id));
            (compared == Comparison::Different).then(|| Sentence::new("line-mnp-holder-differs"))
        }
        _ => None,
    })
}

/// Days left of the number that comes along.
pub fn days_left(form: &Form, today: Date) -> Option<i32> {
    day(form, FieldId::MnpExpiresOn).map(|expires| porting_days_left(expires, today))
}

fn day(form: &Form, id: FieldId) -> Option<Date> {
    parse_date(form.get(id)).ok()
}

fn detail(line: &Line, applicant: &Applicant) -> Option<LineDetail> {
    let service = match line.service {
        Service::VoiceSim => SimService::VoiceSim,
        Service::VoiceEsim => SimService::VoiceEsim,
        Service::SmsSim => SimService::SmsSim,
        Service::DataSim => SimService::DataSim,
        Service::SupplyDevice => return None,
    };
    let form = &line.form;
    let text = |id| form.get(id).to_owned();
    let iso = |id| day(form, id).map(|day| day.to_string()).unwrap_or_default();
    let told = |id: FieldId| !form.get(id).is_empty();
    Some(LineDetail {
        service,
        number: line.number,
        user: told(FieldId::UserName).then(|| User {
            name: text(FieldId::UserName),
            kana: text(FieldId::UserKana),
            birth_date: iso(FieldId::UserBirthDate),
        }),
        porting: told(FieldId::MnpNumber).then(|| Porting {
            reservation_number: text(FieldId::MnpNumber),
            expires_on: iso(FieldId::MnpExpiresOn),
            phone: text(FieldId::MnpPhone),
            holder: match form.get_some(FieldId::MnpHolder) {
                Some(holder) => holder,
                None => format!("{} {}", applicant.family_name, applicant.given_name),
            },
        }),
        iccid: form.get_some(FieldId::SimPackage),
    })
}

/// Makes whoever was entered as applicant the user of the first line, and asks for another applicant:
/// a guardian signs for a minor. The address stays, as most live together.
pub(super) fn applicant_becomes_user(lines: &mut Lines, applicant: &mut Form) {
    if let Some(line) = lines.lines.first_mut() {
        let both = |form: &Form, family, given| format!("{} {}", form.get(family), form.get(given));
        let name = both(applicant, FieldId::FamilyName, FieldId::GivenName);
        let kana = both(applicant, FieldId::FamilyKana, FieldId::GivenKana);
        line.form.set(FieldId::UserName, name.trim());
        line.form.set(FieldId::UserKana, kana.trim());
        line.form.set(FieldId::UserBirthDate, applicant.get(FieldId::BirthDate));
    }
    for id in [
        FieldId::FamilyName,
        FieldId::GivenName,
        FieldId::FamilyKana,
        FieldId::GivenKana,
        FieldId::FamilyRoman,
        FieldId::GivenRoman,
        FieldId::BirthDate,
        FieldId::Phone,
        FieldId::Email,
    ] {
        applicant.set(id, "");
    }
    applicant.forgive();
    applicant.focus_on(FieldId::FamilyName);
}
