//! A form: named fields, one of them in focus.

use crate::text::Message;

use super::field::TextField;
use super::message::Input;

macro_rules! fields {
    ($($variant:ident = $id:literal),* $(,)?) => {
        /// What a field is for. Its label is the text `field-<id>`, its hint `hint-<id>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FieldId {
            $(#[doc = $id] $variant,)*
        }

        impl FieldId {
            /// Every field there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id as used in the text catalogue.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

fields! {
    Reservation = "reservation",
    FamilyName = "family-name",
    GivenName = "given-name",
    FamilyKana = "family-kana",
    GivenKana = "given-kana",
    FamilyRoman = "family-roman",
    GivenRoman = "given-roman",
    BirthDate = "birth-date",
    PostalCode = "postal-code",
    Address = "address",
    Phone = "phone",
    Email = "email",
    PrintedName = "printed-name",
    PrintedBirthDate = "printed-birth-date",
    PrintedAddress = "printed-address",
    ExpiresOn = "expires-on",
    IssuedOn = "issued-on",
    Issuer = "issuer",
    HasPhoto = "has-photo",
    ShowsAddress = "shows-address",
    AddressOnBack = "address-on-back",
    RenewalPending = "renewal-pending",
    Dependant = "dependant",
    ChipRead = "chip-read",
    Original = "original",
    AuxiliaryDocument = "auxiliary-document",
    Utility = "utility",
    ReceiptKind = "receipt-kind",
    PaidBy = "paid-by",
}

impl FieldId {
    /// The label's sentence.
    pub fn label(self) -> Message {
        Message::new(format!("field-{}", self.as_str()))
    }

    /// What the field wants, in one sentence.
    pub fn hint(self) -> Message {
        Message::new(format!("hint-{}", self.as_str()))
    }
}

/// What a field holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    /// Typed text.
    Text(TextField),
    /// One of several ids; labels are the texts `choice-<id>`.
    Choice {
        /// The ids to choose from.
        options: Vec<String>,
        /// Index of the chosen one.
        chosen: usize,
    },
    /// Yes or no.
    Toggle(bool),
}

/// A named value of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is for.
    pub id: FieldId,
    /// What it holds.
    pub value: Value,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// Named fields, one of them in focus.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    /// What the form asks for before it lets staff go on, at the focused field.
    pub complaint: Option<Message>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text that must be filled.
    #[must_use]
    pub fn text(self, id: FieldId) -> Self {
        self.add(id, Value::Text(TextField::default()), false)
    }

    /// Adds a text that may stay empty.
    #[must_use]
    pub fn optional(self, id: FieldId) -> Self {
        self.add(id, Value::Text(TextField::default()), true)
    }

    /// Adds a yes-or-no.
    #[must_use]
    pub fn toggle(self, id: FieldId, on: bool) -> Self {
        self.add(id, Value::Toggle(on), true)
    }

    /// Adds a choice, the first option chosen.
    #[must_use]
    pub fn choice<S: Into<String>>(self, id: FieldId, options: impl IntoIterator<Item = S>) -> Self {
        let options = options.into_iter().map(Into::into).collect();
        self.add(id, Value::Choice { options, chosen: 0 }, true)
    }

    fn add(mut self, id: FieldId, value: Value, optional: bool) -> Self {
        self.fields.push(Field { id, value, optional });
        self
    }

    /// The fields in their order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field in focus.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// Index of the field in focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// Puts the focus on a field.
    pub fn focus_on(&mut self, id: FieldId) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.focus = index;
        }
    }

    /// The typed text of a field, trimmed; empty where there is none.
    pub fn get(&self, id: FieldId) -> &str {
        match self.value(id) {
            Some(Value::Text(field)) => field.text(),
            Some(Value::Choice { options, chosen }) => options.get(*chosen).map_or("", String::as_str),
            _ => "",
        }
    }

    /// The text of a field, `None` when empty or absent.
    pub fn get_some(&self, id: FieldId) -> Option<String> {
        Some(self.get(id)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether a toggle is on.
    pub fn is_on(&self, id: FieldId) -> bool {
        matches!(self.value(id), Some(Value::Toggle(true)))
    }

    /// Whether the form has that field.
    pub fn has(&self, id: FieldId) -> bool {
        self.value(id).is_some()
    }

    /// Fills a text field.
    pub fn set(&mut self, id: FieldId, text: &str) {
        if let Some(Value::Text(field)) = self.value_mut(id) {
            field.set(text);
        }
    }

    /// Sets a toggle.
    pub fn set_toggle(&mut self, id: FieldId, on: bool) {
        if let Some(Value::Toggle(value)) = self.value_mut(id) {
            *value = on;
        }
    }

    /// The first field that must be filled and is not.
    pub fn first_empty(&self) -> Option<FieldId> {
        self.empty().find(|field| !field.optional).map(|field| field.id)
    }

    /// The first text in which nothing stands, whether it must be filled or may.
    pub fn first_open(&self) -> Option<FieldId> {
        self.empty().next().map(|field| field.id)
    }

    fn empty(&self) -> impl Iterator<Item = &Field> {
        let empty = |field: &&Field| matches!(&field.value, Value::Text(text) if text.text().is_empty());
        self.fields.iter().filter(empty)
    }

    /// Complains about a field and puts the focus on it.
    pub fn complain(&mut self, id: FieldId, message: Message) {
        self.focus_on(id);
        self.complaint = Some(message);
    }

    /// Lets the form take a key. Gives `false` for keys that are not a form's.
    pub fn input(&mut self, input: &Input) -> bool {
        let taken = self.moved(input) || self.edited(input);
        if taken {
            self.complaint = None;
        }
        taken
    }

    fn moved(&mut self, input: &Input) -> bool {
        let count = self.fields.len().max(1);
        match input {
            Input::FocusNext | Input::Down => self.focus = (self.focus + 1) % count,
            Input::FocusPrevious | Input::Up => self.focus = (self.focus + count - 1) % count,
            _ => return false,
        }
        true
    }

    fn edited(&mut self, input: &Input) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        match &mut field.value {
            Value::Text(text) => edit_text(text, input),
            Value::Choice { options, chosen } => {
                let count = options.len().max(1);
                match input {
                    Input::Right => *chosen = (*chosen + 1) % count,
                    Input::Left => *chosen = (*chosen + count - 1) % count,
                    Input::Text(text) if text.as_str() == " " => *chosen = (*chosen + 1) % count,
                    Input::Text(text) => match text.parse::<usize>() {
                        Ok(number) if (1..=options.len()).contains(&number) => *chosen = number - 1,
                        _ => return false,
                    },
                    _ => return false,
                }
                true
            }
            Value::Toggle(on) => match input {
                Input::Left | Input::Right => {
                    *on = !*on;
                    true
                }
                Input::Text(text) if text.as_str() == " " => {
                    *on = !*on;
                    true
                }
                _ => false,
            },
        }
    }

    fn value(&self, id: FieldId) -> Option<&Value> {
        self.fields.iter().find(|field| field.id == id).map(|field| &field.value)
    }

    fn value_mut(&mut self, id: FieldId) -> Option<&mut Value> {
        self.fields.iter_mut().find(|field| field.id == id).map(|field| &mut field.value)
    }
}

fn edit_text(text: &mut TextField, input: &Input) -> bool {
    match input {
        Input::Text(typed) => text.insert(typed),
        Input::Erase => text.erase(),
        Input::Delete => text.delete(),
        Input::Left => text.left(),
        Input::Right => text.right(),
        Input::Home => text.home(),
        Input::End => text.end(),
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn typed(text: &str) -> Input {
        Input::Text(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn focus_goes_round_and_text_lands_in_focus() {
        let mut form = Form::new().text(FieldId::FamilyName).optional(FieldId::Email);
        assert!(form.input(&typed("山田")));
        assert!(form.input(&Input::FocusNext));
        assert!(form.input(&typed("a@b")));
        assert!(form.input(&Input::FocusNext));
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::FamilyName));
        assert_eq!((form.get(FieldId::FamilyName), form.get(FieldId::Email)), ("山田", "a@b"));
        assert_eq!(form.first_empty(), None);
    }

    #[test]
    fn toggles_and_choices_take_space_arrows_and_numbers() {
        let mut form = Form::new().toggle(FieldId::HasPhoto, true).choice(FieldId::PaidBy, ["cash", "other"]);
        form.input(&typed(" "));
        assert!(!form.is_on(FieldId::HasPhoto));
        form.input(&Input::Down);
        form.input(&typed("2"));
        assert_eq!(form.get(FieldId::PaidBy), "other");
        form.input(&Input::Right);
        assert_eq!(form.get(FieldId::PaidBy), "cash");
        assert!(!form.input(&typed("7")));
        assert!(!form.input(&Input::Next), "going on is not the form's to decide");
    }

    #[test]
    fn a_complaint_goes_with_the_next_key() {
        let mut form = Form::new().text(FieldId::FamilyName).text(FieldId::GivenName);
        form.complain(FieldId::GivenName, FieldId::GivenName.hint());
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::GivenName));
        form.input(&typed("花"));
        assert_eq!(form.complaint, None);
    }
}
