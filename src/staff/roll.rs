//! staff.toml: everybody who may sign in.

use serde::{Deserialize, Serialize};

use crate::input::{BadInput, locate_toml, nearest, parse_toml};
use crate::text::Message;

use super::pin::{Pin, is_hash};
use super::{Role, Staff, StaffError, is_staff_id};

/// Longest name, in characters.
const LONGEST_NAME: usize = 40;

/// What stands above the members in the file.
const HEADER: &str = "\
# 担当者の一覧。kiosk staff か店長の画面で変更してください（手で書いた注釈は残りません）。
# Who may sign in. Changed by kiosk staff or on the manager's screen; comments are not kept.
# pin は暗証番号のハッシュ（argon2id）です。暗証番号そのものは書かないでください。
# pin is the hash of a PIN (argon2id), never the PIN itself.
";

/// One member of staff as kept in staff.toml.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Staff id.
    pub id: String,
    /// Name on the screen.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Hash of the PIN, a PHC string of argon2id.
    pin: String,
    /// Whether they may not sign in any more. The id stays taken: the audit trail names it.
    #[serde(default)]
    pub disabled: bool,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Member").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

impl Member {
    /// Who that is at the counter.
    pub fn staff(&self) -> Staff {
        Staff { id: self.id.clone(), name: self.name.clone(), role: self.role }
    }

    fn can_manage(&self) -> bool {
        !self.disabled && self.role == Role::Manager
    }
}

/// What became of an id and a PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are this member's.
    Right(Staff),
    /// The PIN is another.
    WrongPin,
    /// The PIN is right, and the member is disabled.
    Disabled,
    /// Nobody has that id.
    UnknownId,
}

/// Everybody who may sign in, and who may not any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    #[serde(default)]
    staff: Vec<Member>,
}

impl Roll {
    /// Reads the text of a staff.toml.
    pub fn parse(file: &str, text: &str) -> Result<Self, BadInput> {
        let roll: Self = parse_toml(file, text)?;
        for (index, member) in roll.staff.iter().enumerate() {
            let taken = roll.staff.iter().take(index).any(|before| before.id == member.id);
            let wrong = [
                ("id", !is_staff_id(&member.id), "staff-id-form"),
                ("id", taken, "staff-id-taken"),
                ("name", !is_name(&member.name), "staff-name-form"),
                ("pin", !is_hash(&member.pin), "staff-pin-no-hash"),
            ];
            if let Some((key, _, sentence)) = wrong.into_iter().find(|(_, wrong, _)| *wrong) {
                let key = format!("staff[{index}].{key}");
                let message = Message::new(sentence).with("id", member.id.clone());
                let bad = BadInput::new("wrong-value", message).in_file(file).at_key(key.clone());
                return Err(match locate_toml(text, &key) {
                    Some(position) => bad.at(position),
                    None => bad,
                });
            }
        }
        Ok(roll)
    }

    /// The text of the file.
    pub fn to_toml(&self) -> String {
        format!("{HEADER}\n{}", toml::to_string(self).unwrap_or_default())
    }

    /// Everybody, in the order of the file.
    pub fn members(&self) -> &[Member] {
        &self.staff
    }

    /// The member with that id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.staff.iter().find(|member| member.id == id)
    }

    /// Whether anybody can sign in.
    pub fn has_anybody(&self) -> bool {
        self.staff.iter().any(|member| !member.disabled)
    }

    /// Whether a manager can sign in.
    pub fn has_manager(&self) -> bool {
        self.staff.iter().any(Member::can_manage)
    }

    /// Whether id and PIN are someone's. Takes the same time for every id.
    pub fn verify(&self, id: &str, pin: &Pin) -> Verdict {
        let Some(member) = self.member(id) else {
            pin.match_nothing();
            return Verdict::UnknownId;
        };
        match pin.matches(&member.pin) {
            false => Verdict::WrongPin,
            true if member.disabled => Verdict::Disabled,
            true => Verdict::Right(member.staff()),
        }
    }

    /// The member with that id, or the one that may have been meant.
    pub fn known(&self, id: &str) -> Result<&Member, StaffError> {
        self.member(id).ok_or_else(|| {
            let near = nearest(id, self.staff.iter().map(|member| member.id.as_str())).map(str::to_owned);
            StaffError::UnknownId { id: id.to_owned(), near }
        })
    }

    /// Whether someone of that id and name can be added.
    pub fn may_add(&self, id: &str, name: &str) -> Result<(), StaffError> {
        if !is_staff_id(id) {
            return Err(StaffError::IdForm);
        }
        if self.member(id).is_some() {
            return Err(StaffError::IdTaken { id: id.to_owned() });
        }
        if !is_name(name) {
            return Err(StaffError::NameForm);
        }
        Ok(())
    }

    /// Adds someone.
    pub fn add(&mut self, id: &str, name: &str, role: Role, pin: &Pin) -> Result<(), StaffError> {
        self.may_add(id, name)?;
        let (id, name) = (id.to_owned(), name.trim().to_owned());
        self.staff.push(Member { id, name, role, pin: hash(pin)?, disabled: false });
        Ok(())
    }

    /// Keeps someone from signing in, or lets them again. A manager stays.
    pub fn set_disabled(&mut self, id: &str, disabled: bool) -> Result<(), StaffError> {
        if disabled && self.is_last_manager(id) {
            return Err(StaffError::LastManager);
        }
        self.find(id)?.disabled = disabled;
        Ok(())
    }

    /// Gives someone another role. A manager stays.
    pub fn set_role(&mut self, id: &str, role: Role) -> Result<(), StaffError> {
        if role != Role::Manager && self.is_last_manager(id) {
            return Err(StaffError::LastManager);
        }
        self.find(id)?.role = role;
        Ok(())
    }

    fn is_last_manager(&self, id: &str) -> bool {
        self.member(id).is_some_and(Member::can_manage)
            && !self.staff.iter().any(|member| member.id != id && member.can_manage())
    }

    /// Gives someone another PIN.
    pub fn reset_pin(&mut self, id: &str, pin: &Pin) -> Result<(), StaffError> {
        let hash = hash(pin)?;
        self.find(id)?.pin = hash;
        Ok(())
    }

    fn find(&mut self, id: &str) -> Result<&mut Member, StaffError> {
        self.known(id)?;
        self.staff.iter_mut().find(|member| member.id == id).ok_or(StaffError::System)
    }
}

fn hash(pin: &Pin) -> Result<String, StaffError> {
    pin.hash().ok_or(StaffError::System)
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control)
}

/// The text of a staff.toml with every hash blotted out, to be shown beside an error.
pub fn without_hashes(text: &str) -> String {
    let blot = |line: &str| match line.split_once("$argon2") {
        Some((before, rest)) => {
            let end = rest.find(['"', '\'']).unwrap_or(rest.len());
            let behind = rest.get(end..).unwrap_or_default();
            format!("{before}{}{behind}", "*".repeat("$argon2".len() + end))
        }
        None => line.to_owned(),
    };
    text.split('\n').map(blot).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str) -> Pin {
        Pin::typed(text)
    }

    fn roll() -> Roll {
        let mut roll = Roll::default();
        roll.add("0012", "山田 花子", Role::Manager, &pin("7391")).unwrap();
        roll.add("s-2", "鈴木", Role::Staff, &pin("8264")).unwrap();
        roll
    }

    #[test]
    fn what_is_written_is_read_again_and_holds_no_pin() {
        let roll = roll();
        let text = roll.to_toml();
        assert_eq!(Roll::parse("staff.toml", &text).unwrap(), roll);
        assert!(!text.contains("7391") && text.contains("id = \"0012\""), "{text}");
        assert!(!format!("{roll:?}").contains("argon2"));
        let blotted = without_hashes(&text);
        assert!(!blotted.contains("argon2id$v"), "{blotted}");
        assert_eq!(blotted.len(), text.len(), "the caret stays under its column");
    }

    #[test]
    fn id_and_pin_let_in_and_nothing_else_does() {
        let mut roll = roll();
        let Verdict::Right(staff) = roll.verify("0012", &pin("7391")) else { panic!("not let in") };
        assert_eq!((staff.name.as_str(), staff.role), ("山田 花子", Role::Manager));
        assert_eq!(roll.verify("0012", &pin("8264")), Verdict::WrongPin);
        assert_eq!(roll.verify("0013", &pin("7391")), Verdict::UnknownId);
        roll.set_disabled("s-2", true).unwrap();
        assert_eq!(roll.verify("s-2", &pin("8264")), Verdict::Disabled);
        roll.set_disabled("s-2", false).unwrap();
        roll.reset_pin("s-2", &pin("5077")).unwrap();
        assert_eq!(roll.verify("s-2", &pin("8264")), Verdict::WrongPin);
        assert!(matches!(roll.verify("s-2", &pin("5077")), Verdict::Right(_)));
    }

    #[test]
    fn one_manager_is_always_left() {
        let mut roll = roll();
        assert!(matches!(roll.set_disabled("0012", true), Err(StaffError::LastManager)));
        assert!(matches!(roll.set_role("0012", Role::Staff), Err(StaffError::LastManager)));
        roll.set_role("0012", Role::Manager).unwrap();
        roll.set_role("s-2", Role::Manager).unwrap();
        roll.set_role("0012", Role::Staff).unwrap();
        assert!(matches!(roll.set_role("s-2", Role::Staff), Err(StaffError::LastManager)));
        roll.set_role("0012", Role::Manager).unwrap();
        roll.set_role("s-2", Role::Staff).unwrap();
        roll.add("3", "佐藤", Role::Manager, &pin("5077")).unwrap();
        roll.set_disabled("0012", true).unwrap();
        assert!(matches!(roll.set_disabled("3", true), Err(StaffError::LastManager)));
        assert!(roll.has_manager());
    }

    #[test]
    fn ids_are_not_given_twice_and_unknown_ones_name_the_nearest() {
        let mut roll = roll();
        assert!(matches!(roll.add("0012", "x", Role::Staff, &pin("5077")), Err(StaffError::IdTaken { .. })));
        assert!(matches!(roll.add("a b", "x", Role::Staff, &pin("5077")), Err(StaffError::IdForm)));
        assert!(matches!(roll.add("4", " ", Role::Staff, &pin("5077")), Err(StaffError::NameForm)));
        let Err(StaffError::UnknownId { near, .. }) = roll.set_disabled("0013", true) else {
            panic!("found someone")
        };
        assert_eq!(near.as_deref(), Some("0012"));
    }

    #[test]
    fn mistakes_in_the_file_have_their_key_and_line() {
        let seen = |text: &str| {
            let bad = Roll::parse("staff.toml", text).unwrap_err();
            (bad.message.id.to_string(), bad.key, bad.position.map(|place| place.line))
        };
        let hash = pin("7391").hash().unwrap();
        let member = format!("[[staff]]\nid = \"1\"\nname = \"x\"\nrole = \"staff\"\npin = \"{hash}\"\n");
        let key = |key: &str| Some(key.to_owned());
        let plain = member.replace(&hash, "7391");
        assert_eq!(seen(&plain), ("staff-pin-no-hash".into(), key("staff[0].pin"), Some(5)));
        let twice = format!("{member}{member}");
        assert_eq!(seen(&twice), ("staff-id-taken".into(), key("staff[1].id"), Some(7)));
        let boss = member.replace("\"staff\"", "\"boss\"");
        assert_eq!(seen(&boss), ("input-unknown-value".into(), key("staff[0].role"), Some(4)));
        let more = format!("{member}phone = 1\n");
        assert_eq!(seen(&more), ("input-unknown-key".into(), key("staff[0].phone"), Some(6)));
        assert!(Roll::parse("staff.toml", "").unwrap().members().is_empty());
    }
}
