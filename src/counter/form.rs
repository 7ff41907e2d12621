//! A form: named fields, one of them in focus.

use crate::text::Message;

use super::field::TextField;
use super::message::Input;
use super::spelling;

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
    StaffId = "staff-id",
    Pin = "pin",
    NewStaffId = "new-staff-id",
    StaffName = "staff-name",
    StaffRole = "staff-role",
    NewPin = "new-pin",
    PinAgain = "pin-again",
    UserName = "user-name",
    UserKana = "user-kana",
    UserBirthDate = "user-birth-date",
    MnpNumber = "mnp-number",
    MnpExpiresOn = "mnp-expires-on",
    MnpPhone = "mnp-phone",
    MnpHolder = "mnp-holder",
    SimPackage = "sim-package",
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
    /// What it wants, once it was left without that.
    pub fault: Option<Message>,
    /// Whether what is typed is not shown.
    pub secret: bool,
}

impl Field {
    /// Whether it is a text in which nothing stands.
    fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Text(text) if text.text().is_empty())
    }
}

/// What is wrong with a field of a form that is filled.
pub type Check<'a> = &'a dyn Fn(&Form, FieldId) -> Option<Message>;

/// Named fields, one of them in focus.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    /// Index of the field that was left last.
    left: usize,
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

    /// Adds a text that must be filled and is not shown.
    #[must_use]
    pub fn secret(self, id: FieldId) -> Self {
        let mut form = self.text(id);
        form.fields.iter_mut().filter(|field| field.id == id).for_each(|field| field.secret = true);
        form
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
        self.fields.push(Field { id, value, optional, secret: false, fault: None });
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

    /// A field out of focus that was left without what it wants: the one that was left last, or else
    /// the first.
    pub fn left_behind(&self) -> Option<&Field> {
        let behind = |index: usize, field: &Field| index != self.focus && field.fault.is_some();
        let last = self.fields.get(self.left).filter(|field| behind(self.left, field));
        let mut all = self.fields.iter().enumerate().filter(|(index, field)| behind(*index, field));
        last.or_else(|| all.next().map(|(_, field)| field))
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

    /// Fills a text field. What it wanted before is not wanted any more.
    pub fn set(&mut self, id: FieldId, text: &str) {
        let found = self.fields.iter_mut().find(|field| field.id == id);
        if let Some(Field { value: Value::Text(field), fault, .. }) = found {
            field.set(text);
            *fault = None;
        }
    }

    /// Chooses an option, where there is such a one.
    pub fn choose(&mut self, id: FieldId, option: &str) {
        if let Some(Value::Choice { options, chosen }) = self.value_mut(id)
            && let Some(index) = options.iter().position(|known| known == option)
        {
            *chosen = index;
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
        self.fields.iter().filter(|field| field.is_empty())
    }

    /// Whether nothing was typed into the field in focus, not even a blank.
    pub fn is_untouched(&self) -> bool {
        matches!(self.focused(), Some(Field { value: Value::Text(text), .. }) if text.is_untouched())
    }

    /// Complains about a field and puts the focus on it.
    pub fn complain(&mut self, id: FieldId, message: Message) {
        self.focus_on(id);
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.fault = Some(message);
        }
    }

    /// Forgets what the fields wanted.
    pub fn forgive(&mut self) {
        self.fields.iter_mut().for_each(|field| field.fault = None);
    }

    /// Lets the form take a key. A field that is left is spelled as it wants to be, and says what
    /// it still wants; the focus goes on all the same. Gives `false` for keys that are not a form's.
    pub fn input(&mut self, input: &Input, wrong: Check) -> bool {
        let left = self.focus;
        if self.moved(input) {
            let onward = match input {
                Input::Focus(_) => self.focus > left,
                input => matches!(input, Input::FocusNext | Input::Down),
            };
            if self.focus != left || !matches!(input, Input::Focus(_)) {
                self.leave(left, onward, wrong);
            }
            return true;
        }
        let edited = self.edited(input);
        if edited && let Some(field) = self.fields.get_mut(self.focus) {
            field.fault = None;
        }
        edited
    }

    /// Enter: goes to the next field that must be filled, past those that may stay empty, or to the
    /// first that is wrong. `true` when there is none: the form is done.
    pub fn onward(&mut self, wrong: Check) -> bool {
        self.leave(self.focus, true, wrong);
        if self.focused().is_some_and(|field| field.fault.is_some()) {
            return false;
        }
        let open = |field: &Field| !field.optional && field.is_empty();
        let behind = self.fields.iter().skip(self.focus).find(|field| open(field));
        if let Some(id) =
            behind.or_else(|| self.fields.iter().find(|field| open(field))).map(|field| field.id)
        {
            self.focus_on(id);
            return false;
        }
        let first = self.fields.iter().find_map(|field| wrong(self, field.id).map(|why| (field.id, why)));
        match first {
            Some((id, why)) => self.complain(id, why),
            None => return true,
        }
        false
    }

    /// Looks at a field that is left. Staff who go back are not told that it is empty.
    fn leave(&mut self, index: usize, onward: bool, wrong: Check) {
        self.left = index;
        let Some(field) = self.fields.get_mut(index) else { return };
        let id = field.id;
        if let Value::Text(text) = &mut field.value
            && let Some(tidy) = spelling::tidy(id, text.text())
        {
            text.set(&tidy);
        }
        let missing = (onward && !field.optional && field.is_empty()).then(|| id.hint());
        let fault = missing.or_else(|| wrong(self, id));
        if let Some(field) = self.fields.get_mut(index) {
            field.fault = fault;
        }
    }

    fn moved(&mut self, input: &Input) -> bool {
        let count = self.fields.len().max(1);
        match input {
            Input::FocusNext | Input::Down => self.focus = (self.focus + 1) % count,
            Input::FocusPrevious | Input::Up => self.focus = (self.focus + count - 1) % count,
            Input::Focus(index) => self.focus = (*index).min(count - 1),
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

    fn nothing(_: &Form, _: FieldId) -> Option<Message> {
        None
    }

    /// Wants a kana.
    fn kana(form: &Form, id: FieldId) -> Option<Message> {
        let text = form.get(id);
        (id == FieldId::FamilyKana && !text.is_empty() && text != "ヤマダ").then(|| id.hint())
    }

    fn press(form: &mut Form, input: Input) -> bool {
        form.input(&input, &kana)
    }

    #[test]
    fn focus_goes_round_and_text_lands_in_focus() {
        let mut form = Form::new().text(FieldId::FamilyName).optional(FieldId::Email);
        assert!(press(&mut form, typed("山田")));
        assert!(press(&mut form, Input::FocusNext));
        assert!(press(&mut form, typed("a@b")));
        assert!(press(&mut form, Input::FocusNext));
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::FamilyName));
        assert_eq!((form.get(FieldId::FamilyName), form.get(FieldId::Email)), ("山田", "a@b"));
        assert_eq!(form.first_empty(), None);
    }

    #[test]
    fn toggles_and_choices_take_space_arrows_and_numbers() {
        let mut form = Form::new().toggle(FieldId::HasPhoto, true).choice(FieldId::PaidBy, ["cash", "other"]);
        press(&mut form, typed(" "));
        assert!(!form.is_on(FieldId::HasPhoto));
        press(&mut form, Input::Left);
        assert!(form.is_on(FieldId::HasPhoto));
        assert!(!press(&mut form, typed("x")), "a letter says neither yes nor no");
        press(&mut form, Input::Down);
        press(&mut form, typed("2"));
        assert_eq!(form.get(FieldId::PaidBy), "other");
        press(&mut form, Input::Right);
        assert_eq!(form.get(FieldId::PaidBy), "cash");
        assert!(!press(&mut form, typed("7")));
        assert!(!press(&mut form, Input::Next), "going on is not the form's to decide");
    }

    #[test]
    fn a_field_says_what_it_wants_when_it_is_left_and_holds_nobody_up() {
        let mut form = Form::new().text(FieldId::FamilyKana).text(FieldId::GivenName);
        let fault = |form: &Form, at: usize| form.fields()[at].fault.clone();
        press(&mut form, Input::FocusNext);
        assert_eq!(fault(&form, 0), Some(FieldId::FamilyKana.hint()), "left empty");
        assert_eq!(form.focus(), 1);
        press(&mut form, Input::FocusPrevious);
        assert_eq!(fault(&form, 1), None, "going back asks for nothing");
        press(&mut form, typed("山田"));
        assert_eq!(fault(&form, 0), None, "a complaint goes with the next key");
        press(&mut form, Input::Up);
        assert_eq!(fault(&form, 0), Some(FieldId::FamilyKana.hint()), "wrong in either direction");
    }

    #[test]
    fn a_field_that_is_filled_otherwise_wants_nothing_any_more() {
        let mut form = Form::new().text(FieldId::FamilyKana).text(FieldId::GivenName);
        press(&mut form, Input::FocusNext);
        assert!(form.left_behind().is_some());
        form.set(FieldId::FamilyKana, "ヤマダ");
        assert_eq!(form.left_behind(), None);
    }

    #[test]
    fn the_field_that_was_left_last_speaks_first() {
        let mut form =
            Form::new().text(FieldId::FamilyName).text(FieldId::FamilyKana).text(FieldId::GivenName);
        press(&mut form, Input::FocusNext);
        press(&mut form, typed("山田"));
        press(&mut form, Input::FocusNext);
        let behind = |form: &Form| form.left_behind().map(|field| field.id);
        assert_eq!(behind(&form), Some(FieldId::FamilyKana));
        press(&mut form, Input::FocusPrevious);
        assert_eq!(behind(&form), Some(FieldId::FamilyName), "the one in focus speaks for itself");
    }

    #[test]
    fn a_click_goes_to_a_field_like_the_arrows() {
        let mut form = Form::new().text(FieldId::FamilyKana).text(FieldId::GivenName).text(FieldId::Address);
        press(&mut form, Input::Focus(0));
        assert_eq!(form.left_behind(), None, "it was not left");
        press(&mut form, Input::Focus(2));
        assert_eq!((form.focus(), form.left_behind().map(|field| field.id)), (2, Some(FieldId::FamilyKana)));
        press(&mut form, Input::Focus(1));
        assert_eq!(form.fields()[2].fault, None, "going back asks for nothing");
        press(&mut form, Input::Focus(9));
        assert_eq!(form.focus(), 2);
    }

    #[test]
    fn enter_goes_to_what_must_be_filled_and_past_what_may_stay_empty() {
        let mut form =
            Form::new().text(FieldId::FamilyName).optional(FieldId::Email).text(FieldId::FamilyKana);
        assert!(!form.onward(&kana));
        assert_eq!((form.focus(), form.fields()[0].fault.is_some()), (0, true), "nothing was typed");
        press(&mut form, typed("山田"));
        assert!(!form.onward(&kana));
        assert_eq!((form.focus(), form.fields()[2].fault.is_some()), (2, false), "not a complaint yet");
        press(&mut form, typed("ﾔﾏﾀﾞ"));
        assert!(form.onward(&kana), "spelled as the field wants it, it is done");
        assert_eq!(form.get(FieldId::FamilyKana), "ヤマダ");
    }

    #[test]
    fn enter_leads_to_a_wrong_field_wherever_it_is() {
        let mut form = Form::new().text(FieldId::FamilyKana).text(FieldId::FamilyName);
        form.set(FieldId::FamilyKana, "山田");
        form.set(FieldId::FamilyName, "山田");
        form.focus_on(FieldId::FamilyName);
        assert!(!form.onward(&kana));
        assert_eq!((form.focus(), form.fields()[0].fault.is_some()), (0, true));
        assert!(form.onward(&nothing));
    }
}
