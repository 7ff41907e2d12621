//! What was read, as proposals for a form: nothing of it counts before staff confirmed it.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::camera::decode::Picture;
use crate::reading::fields::{Field, Fields};
use crate::verification::dates::parse_date;
use crate::vision::geometry::Quad;

use super::form::{FieldId, Form, Value};
use super::message::Input;
use super::photo::Told;
use super::read::marked;

/// Less certain readings are not worth proposing.
const LIKELY: f32 = 0.6;

/// What was read for one field of a form.
pub struct Proposal {
    /// The field.
    pub field: FieldId,
    /// What was read: a text, or the id of a choice.
    pub text: Zeroizing<String>,
    /// The photograph that it was read from, as staff see it.
    pub picture: Option<Arc<Picture>>,
    /// Where on it, in pixels of the picture that was read.
    pub region: Quad,
    /// Width and height of the picture that was read.
    pub size: (f32, f32),
    /// Whether staff are still to confirm it, or to write something else.
    open: bool,
}

/// What was read for a form.
#[derive(Default)]
pub struct Proposals(Vec<Proposal>);

/// The fields of a form that a reading can fill.
fn readable(fields: &Fields) -> [(FieldId, Option<&Field>); 9] {
    [
        (FieldId::PrintedName, fields.name.as_ref()),
        (FieldId::PrintedBirthDate, fields.birth_date.as_ref()),
        (FieldId::PrintedAddress, fields.address.as_ref()),
        (FieldId::ExpiresOn, fields.expires_on.as_ref()),
        (FieldId::IssuedOn, fields.issued_on.as_ref()),
        (FieldId::Issuer, fields.issuer.as_ref()),
        (FieldId::Utility, fields.utility.as_ref()),
        (FieldId::ReceiptKind, fields.kind.as_ref()),
        (FieldId::PaidBy, fields.paid_by.as_ref()),
    ]
}

impl Proposals {
    /// The proposal that waits at a field.
    pub fn open(&self, id: FieldId) -> Option<&Proposal> {
        self.0.iter().find(|proposal| proposal.field == id && proposal.open)
    }

    /// Whether any waits to be confirmed.
    pub fn any_open(&self) -> bool {
        self.0.iter().any(|proposal| proposal.open)
    }

    /// What was read for a field, whether it was confirmed or not.
    pub fn read(&self, id: FieldId) -> Option<&Proposal> {
        self.0.iter().find(|proposal| proposal.field == id)
    }

    /// Where what stands in a field is not what was read: both, brackets around what differs.
    pub fn contradicts(&self, form: &Form, id: FieldId) -> Option<(String, String)> {
        let proposal = self.read(id).filter(|proposal| !proposal.open)?;
        let typed = form.get(id);
        let same = match (parse_date(typed), parse_date(&proposal.text)) {
            (Ok(typed), Ok(read)) => typed == read,
            _ => plain(typed) == plain(&proposal.text),
        };
        (!typed.is_empty() && !same).then(|| (marked(&proposal.text, typed), marked(typed, &proposal.text)))
    }

    /// Takes in what was read of a photograph. What stands in the form already stays as it is, and
    /// what staff decided on is not asked again.
    pub(super) fn offer(&mut self, form: &Form, said: &Told, picture: Option<&Arc<Picture>>) {
        for (id, field) in readable(&said.fields) {
            let Some(field) = field.filter(|field| field.confidence >= LIKELY && fits(form, id, &field.text))
            else {
                continue;
            };
            let new = Proposal {
                field: id,
                text: Zeroizing::new(field.text.clone()),
                picture: picture.cloned(),
                region: field.region,
                size: said.size,
                open: is_free(form, id, &field.text),
            };
            match self.0.iter_mut().find(|known| known.field == id) {
                Some(known) if known.open || known.picture.is_none() => {
                    let open = known.open && new.open;
                    *known = Proposal { open, ..new };
                }
                Some(_) => {}
                None => self.0.push(new),
            }
        }
    }

    /// Lets staff decide on proposals. `true` when the key was meant for them and is done with;
    /// otherwise it is the form's.
    pub(super) fn input(&mut self, form: &mut Form, input: &Input) -> bool {
        if *input == Input::TakeRead {
            for proposal in self.0.iter_mut().filter(|proposal| proposal.open) {
                take(form, proposal);
            }
            if let Some(id) = form.first_empty() {
                form.focus_on(id);
            }
            return true;
        }
        let Some(id) = form.focused().map(|field| field.id) else { return false };
        let Some(at) = self.0.iter_mut().find(|proposal| proposal.field == id && proposal.open) else {
            return *input == Input::Next && self.go_to_next(form);
        };
        match input {
            Input::Next => {
                take(form, at);
                if !self.go_to_next(form)
                    && let Some(id) = form.first_empty()
                {
                    form.focus_on(id);
                }
                true
            }
            Input::Delete => {
                at.open = false;
                true
            }
            // Who moves in it or erases from it edits it.
            Input::Left | Input::Right | Input::Home | Input::End | Input::Erase => {
                let text = matches!(form.focused().map(|field| &field.value), Some(Value::Text(_)));
                if text {
                    take(form, at);
                }
                at.open = false;
                false
            }
            Input::Text(_) => {
                at.open = false;
                false
            }
            _ => false,
        }
    }

    /// Where the form was filled otherwise, nothing is proposed any more.
    pub(super) fn give_way(&mut self, form: &Form) {
        for proposal in &mut self.0 {
            proposal.open = proposal.open && is_free(form, proposal.field, &proposal.text);
        }
    }

    /// Goes to the next proposal that waits.
    fn go_to_next(&self, form: &mut Form) -> bool {
        let focus = form.focus();
        let waits = |id: FieldId| self.open(id).is_some();
        let order: Vec<FieldId> = form.fields().iter().map(|field| field.id).collect();
        let next = order.iter().skip(focus).chain(&order).copied().find(|id| waits(*id));
        if let Some(id) = next {
            form.focus_on(id);
        }
        next.is_some()
    }
}

/// Puts a proposal into the form, as staff confirmed it.
fn take(form: &mut Form, proposal: &mut Proposal) {
    proposal.open = false;
    form.set(proposal.field, &proposal.text);
    form.choose(proposal.field, &proposal.text);
}

/// Whether the form has such a field, and it can hold that.
fn fits(form: &Form, id: FieldId, text: &str) -> bool {
    form.fields().iter().any(|field| match &field.value {
        _ if field.id != id => false,
        Value::Text(_) => true,
        Value::Choice { options, .. } => options.iter().any(|option| option == text),
        Value::Toggle(_) => false,
    })
}

/// Whether nothing stands there that staff entered; for a choice, whether another one is chosen.
fn is_free(form: &Form, id: FieldId, text: &str) -> bool {
    form.fields().iter().any(|field| match &field.value {
        _ if field.id != id => false,
        Value::Text(typed) => typed.text().is_empty(),
        Value::Choice { .. } => form.get(id) != text,
        Value::Toggle(_) => false,
    })
}

/// A text without blanks and in one width, to compare.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new()
            .text(FieldId::PrintedName)
            .text(FieldId::PrintedBirthDate)
            .text(FieldId::ExpiresOn)
            .choice(FieldId::Utility, ["electricity", "water"])
    }

    fn told() -> Told {
        let field = |text: &str, confidence| {
            Some(Field { text: text.into(), confidence, region: Quad::rectangle(10.0, 4.0) })
        };
        let fields = Fields {
            name: field("高梨　健太", 0.9),
            birth_date: field("1988-07-14", 0.9),
            expires_on: field("2029-08-14", 0.3),
            utility: field("water", 0.9),
            address: field("東京都", 0.9),
            ..Fields::default()
        };
        Told { fields, size: (100.0, 60.0) }
    }

    fn offered(form: &Form) -> Proposals {
        let mut proposals = Proposals::default();
        proposals.offer(form, &told(), None);
        proposals
    }

    fn typed(text: &str) -> Input {
        Input::Text(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn nothing_that_is_proposed_stands_in_the_form() {
        let form = form();
        let proposals = offered(&form);
        assert!(proposals.open(FieldId::PrintedName).is_some());
        assert!(proposals.open(FieldId::ExpiresOn).is_none(), "too unsure");
        assert!(proposals.open(FieldId::PrintedAddress).is_none(), "the form has no such field");
        assert_eq!((form.get(FieldId::PrintedName), form.get(FieldId::Utility)), ("", "electricity"));
    }

    #[test]
    fn enter_confirms_one_and_goes_to_the_next() {
        let mut form = form();
        let mut proposals = offered(&form);
        assert!(proposals.input(&mut form, &Input::Next));
        assert_eq!(form.get(FieldId::PrintedName), "高梨　健太");
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::PrintedBirthDate));
        assert!(proposals.input(&mut form, &Input::Next) && proposals.input(&mut form, &Input::Next));
        assert_eq!(form.get(FieldId::Utility), "water");
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::ExpiresOn), "what is still empty");
        assert!(!proposals.any_open());
        assert!(!proposals.input(&mut form, &Input::Next), "going on is the form's");
    }

    #[test]
    fn one_key_confirms_all_that_are_shown() {
        let mut form = form();
        let mut proposals = offered(&form);
        assert!(proposals.input(&mut form, &Input::TakeRead));
        assert_eq!(
            (form.get(FieldId::PrintedBirthDate), form.get(FieldId::Utility)),
            ("1988-07-14", "water")
        );
        assert!(!proposals.any_open());
    }

    #[test]
    fn what_staff_typed_is_never_overwritten() {
        let mut form = form();
        form.set(FieldId::PrintedName, "高梨 健大");
        let mut proposals = offered(&form);
        assert!(proposals.open(FieldId::PrintedName).is_none());
        proposals.input(&mut form, &Input::TakeRead);
        assert_eq!(form.get(FieldId::PrintedName), "高梨 健大");
        let (read, typed) = proposals.contradicts(&form, FieldId::PrintedName).unwrap();
        assert!(read.contains("[　健太]") || read.contains('太'), "{read} {typed}");
        form.set(FieldId::PrintedName, "高梨健太");
        assert_eq!(proposals.contradicts(&form, FieldId::PrintedName), None);
    }

    #[test]
    fn typing_replaces_erasing_edits_and_delete_drops_a_proposal() {
        for (key, left, taken) in
            [(typed("山"), "", false), (Input::Erase, "高梨　健太", false), (Input::Delete, "", true)]
        {
            let mut form = form();
            let mut proposals = offered(&form);
            assert_eq!(proposals.input(&mut form, &key), taken);
            assert_eq!(form.get(FieldId::PrintedName), left);
            assert!(proposals.open(FieldId::PrintedName).is_none());
            proposals.offer(&form, &told(), None);
            assert!(proposals.open(FieldId::PrintedName).is_none(), "it is not asked again");
        }
    }

    #[test]
    fn the_form_is_not_left_over_proposals_that_wait() {
        let mut form = form();
        let mut proposals = offered(&form);
        form.focus_on(FieldId::ExpiresOn);
        assert!(proposals.input(&mut form, &Input::Next));
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::Utility));
        assert_eq!(form.get(FieldId::Utility), "electricity", "only gone to");
    }
}
