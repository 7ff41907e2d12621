//! The screens of the single lines, and what stands between the applicant and the documents.

use crate::policy::InForce;
use crate::text::Message as Sentence;

use super::applicant;
use super::customer::Customer;
use super::form::{FieldId, Form};
use super::lines::{Known, applicant_becomes_user, wrong};
use super::list::number_key;
use super::message::Input;
use super::serving::{Outcome, Rules};
use super::step::Step;

/// The applicant is known: several lines are looked at once, a single one is left as it is.
pub(super) fn after_applicant(customer: &mut Customer, rules: &Rules) -> Outcome {
    customer.lines.follow(customer.order.rows());
    if customer.lines.all().len() > 1 && customer.lines.from.is_none() {
        customer.lines.from = Some(Step::Applicant);
        return Outcome::Go(Step::Lines);
    }
    to_documents(customer, rules)
}

fn to_documents(customer: &Customer, rules: &Rules) -> Outcome {
    let needed = rules.assess(customer).identity_required;
    Outcome::Go(if needed { Step::Document } else { Step::Confirm })
}

/// Opens the lines from another screen, which they lead back to.
pub(super) fn open(customer: &mut Customer) -> Outcome {
    if customer.order.order(None).lines.is_empty() {
        return Outcome::Say(Sentence::new("notice-order-empty"));
    }
    customer.lines.follow(customer.order.rows());
    customer.lines.from = Some(customer.step);
    Outcome::Go(Step::Lines)
}

/// Whether a key asks for the lines, on screens where nothing is typed.
pub(super) fn asked_for(input: &Input) -> bool {
    matches!(input, Input::Text(text) if text.eq_ignore_ascii_case("l"))
}

pub(super) fn on_lines(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    let count = customer.lines.all().len();
    let from = customer.lines.from.unwrap_or(Step::Applicant);
    match input {
        Input::Back => Outcome::Go(from),
        Input::Next => match fault(customer, &rules.policy, rules.today) {
            Some((line, why)) => {
                customer.lines.cursor.0 = line;
                Outcome::Say(why)
            }
            None if from == Step::Applicant => to_documents(customer, rules),
            None => Outcome::Go(from),
        },
        Input::Right => Outcome::Go(Step::Line),
        Input::Text(text) if text.as_str() == " " => Outcome::Go(Step::Line),
        Input::Text(text) if number_key(text).is_none_or(|index| index >= count) => Outcome::Stay,
        input if customer.lines.cursor.input(input, count) => Outcome::Go(Step::Line),
        _ => Outcome::Stay,
    }
}

pub(super) fn on_line(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    let applicant = applicant::applicant(&customer.applicant);
    let known = Known { applicant: &applicant, policy: rules.policy, today: rules.today };
    let check = |form: &Form, id: FieldId| wrong(form, id, &known);
    let Some(line) = customer.lines.focused_mut() else { return Outcome::Go(Step::Lines) };
    match input {
        Input::Back => Outcome::Go(Step::Lines),
        Input::Next if line.form.onward(&check) => Outcome::Go(Step::Lines),
        Input::Next => Outcome::Stay,
        input => {
            line.form.input(input, &check);
            Outcome::Stay
        }
    }
}

/// The first line of which something is wrong.
pub(super) fn fault(
    customer: &Customer,
    policy: &InForce<'_>,
    today: jiff::civil::Date,
) -> Option<(usize, Sentence)> {
    let applicant = applicant::applicant(&customer.applicant);
    customer.lines.fault(&Known { applicant: &applicant, policy: *policy, today })
}

/// A minor uses the line, and a guardian is asked for who signs.
pub(super) fn minor_becomes_user(customer: &mut Customer) {
    customer.lines.follow(customer.order.rows());
    let Customer { lines, applicant, .. } = customer;
    applicant_becomes_user(lines, applicant);
}
