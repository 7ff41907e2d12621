use crate::counter::effect::Effect;
use crate::counter::form::{FieldId, Form};
use crate::counter::list::Cursor;
use crate::counter::message::Input;
use crate::staff::{Change, Member, Pin, Role, codes, folded, is_staff_id};
use crate::store::audit::Action;
use crate::text::Message as Sentence;

use super::exchange::{Answer, Ask, Loaded};
use super::letter;

/// A change that was made, or why not.
#[derive(Debug)]
pub struct StaffChanged {
    /// Staff id of the manager who asked for it.
    pub by: Option<String>,
    /// As in the audit trail; the text is `staff-<what>`.
    pub what: &'static str,
    /// The member as they are now.
    pub outcome: Result<Member, Sentence>,
}

impl StaffChanged {
    /// The member as they are now, where the change was made.
    pub(super) fn member(&self) -> Option<&Member> {
        self.outcome.as_ref().ok()
    }

    /// What the audit trail says of it.
    pub(super) fn note(&self) -> Option<Effect> {
        let member = self.outcome.as_ref().ok()?;
        let codes = codes(self.what, member).to_vec();
        Some(Effect::Record { action: Action::StaffChanged, staff: self.by.clone(), codes })
    }
}

/// What is typed for someone: a new member, or another PIN.
pub struct StaffForm {
    /// Id and name of the member who gets another PIN; none for a new one.
    pub member: Option<(String, String)>,
    /// The fields.
    pub form: Form,
}

impl StaffForm {
    fn new_member() -> Self {
        let form = Form::new()
            .text(FieldId::NewStaffId)
            .text(FieldId::StaffName)
            .choice(FieldId::StaffRole, Role::ALL.iter().map(|role| role.as_str()));
        Self { member: None, form: form.secret(FieldId::NewPin).secret(FieldId::PinAgain) }
    }

    fn another_pin(member: &Member) -> Self {
        let form = Form::new().secret(FieldId::NewPin).secret(FieldId::PinAgain);
        Self { member: Some((member.id.clone(), member.name.clone())), form }
    }

    fn id(&self) -> String {
        match &self.member {
            Some((id, _)) => id.clone(),
            None => folded(self.form.get(FieldId::NewStaffId)),
        }
    }

    fn change(&self) -> Option<Change> {
        let id = self.id();
        let pin = Pin::chosen(self.form.get(FieldId::NewPin), &id).ok()?;
        if self.member.is_some() {
            return Some(Change::ResetPin { id, pin });
        }
        let chosen = self.form.get(FieldId::StaffRole);
        let role = Role::ALL.iter().copied().find(|role| role.as_str() == chosen)?;
        Some(Change::Add { id, name: self.form.get(FieldId::StaffName).to_owned(), role, pin })
    }
}

/// What is wrong with a field that is filled.
fn wrong(form: &Form, id: FieldId, staff: &[Member], whose: Option<&str>) -> Option<Sentence> {
    let text = form.get(id);
    if text.is_empty() {
        return None;
    }
    let member = whose.map_or_else(|| folded(form.get(FieldId::NewStaffId)), str::to_owned);
    match id {
        FieldId::NewStaffId if !is_staff_id(&member) => Some(Sentence::new("staff-id-form")),
        FieldId::NewStaffId if staff.iter().any(|other| other.id == member) => {
            Some(Sentence::new("staff-id-taken").with("id", member))
        }
        FieldId::NewPin => Pin::chosen(text, &member).err().map(|error| Sentence::new(error.sentence())),
        FieldId::PinAgain if Pin::typed(text) != Pin::typed(form.get(FieldId::NewPin)) => {
            Some(Sentence::new("staff-pins-differ"))
        }
        _ => None,
    }
}

/// Who may sign in.
#[derive(Default)]
pub struct StaffPage {
    /// Everybody, in the order of the file.
    pub list: Loaded<Vec<Member>>,
    /// The member in focus.
    pub cursor: Cursor,
    /// What is being typed.
    pub form: Option<StaffForm>,
    /// A change is under way.
    pub saving: bool,
}

impl StaffPage {
    /// The member in focus.
    pub fn focused(&self) -> Option<&Member> {
        self.list.ready()?.get(self.cursor.0)
    }

    pub(super) fn input(&mut self, input: &Input) -> Option<Vec<Ask>> {
        if self.saving {
            return Some(Vec::new());
        }
        if self.form.is_some() {
            return Some(self.typed(input));
        }
        let focused = self.focused();
        match letter(input) {
            Some('a') if self.list.ready().is_some() => self.form = Some(StaffForm::new_member()),
            Some('p') => self.form = focused.map(StaffForm::another_pin),
            Some('d') => {
                let change = focused.map(|member| {
                    let id = member.id.clone();
                    if member.disabled { Change::Enable(id) } else { Change::Disable(id) }
                });
                return Some(self.save(change));
            }
            Some('m') => {
                let change = focused.map(|member| Change::SetRole {
                    id: member.id.clone(),
                    role: if member.role == Role::Manager { Role::Staff } else { Role::Manager },
                });
                return Some(self.save(change));
            }
            _ if matches!(input, Input::Back | Input::Next) => return None,
            _ => {
                self.cursor.input(input, self.list.ready().map_or(0, Vec::len));
            }
        }
        Some(Vec::new())
    }

    fn typed(&mut self, input: &Input) -> Vec<Ask> {
        let Some(filling) = &mut self.form else { return Vec::new() };
        let staff = self.list.ready().map(Vec::as_slice).unwrap_or_default();
        let whose = filling.member.as_ref().map(|(id, _)| id.clone());
        let check = |form: &Form, id: FieldId| wrong(form, id, staff, whose.as_deref());
        match input {
            Input::Back => self.form = None,
            Input::Next if filling.form.onward(&check) => {
                let change = filling.change();
                return self.save(change);
            }
            Input::Next => {}
            input => {
                filling.form.input(input, &check);
            }
        }
        Vec::new()
    }

    fn save(&mut self, change: Option<Change>) -> Vec<Ask> {
        self.saving = change.is_some();
        change.map(Ask::ChangeStaff).into_iter().collect()
    }

    pub(super) fn take(&mut self, answer: Answer, notice: &mut Option<Sentence>) -> Vec<Ask> {
        match answer {
            Answer::Staff(list) => {
                self.list = list.into();
                self.cursor.0 = self.cursor.0.min(self.list.ready().map_or(0, Vec::len).saturating_sub(1));
                Vec::new()
            }
            Answer::StaffChanged(changed) => {
                self.saving = false;
                match changed.outcome {
                    Ok(member) => {
                        self.form = None;
                        let said = Sentence::new(format!("staff-{}", changed.what));
                        *notice = Some(said.with("id", member.id).with("name", member.name));
                    }
                    Err(why) => *notice = Some(why),
                }
                vec![Ask::Staff]
            }
            _ => Vec::new(),
        }
    }
}
