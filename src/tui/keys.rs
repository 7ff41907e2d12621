//! Keys by meaning, the same on every screen; clicks by the keys that would do the same.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use zeroize::Zeroizing;

use crate::counter::Input;

use super::Targets;

/// What a terminal event means on the screen that was drawn last; nothing for what the counter does
/// not listen to.
pub fn inputs(event: &Event, targets: &Targets) -> Vec<Input> {
    match event {
        Event::Mouse(mouse) => targets.inputs(mouse),
        event => input(event).into_iter().collect(),
    }
}

/// The key that is named so at the bottom of the screen; `None` where several are.
pub(super) fn named(name: &str) -> Option<Input> {
    let mut chars = name.chars();
    let code = match (chars.next()?, chars.as_str()) {
        (c, "") => KeyCode::Char(c),
        ('F', number) => KeyCode::F(number.parse().ok()?),
        _ => match name {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Ctrl+Q" => return Some(Input::Quit),
            _ => return None,
        },
    };
    key_input(&KeyEvent::new(code, KeyModifiers::NONE))
}

/// The key with the number of an entry, which counts from 0; `None` where none has it.
pub(super) fn numbered(index: usize) -> Option<Input> {
    (index < 10).then(|| Input::Text(Zeroizing::new(((index + 1) % 10).to_string())))
}

fn input(event: &Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_input(key),
        Event::Paste(text) => Some(Input::Text(Zeroizing::new(text.clone()))),
        _ => None,
    }
}

fn key_input(key: &KeyEvent) -> Option<Input> {
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        let quit = key.modifiers == KeyModifiers::CONTROL && matches!(key.code, KeyCode::Char('q' | 'c'));
        return quit.then_some(Input::Quit);
    }
    if key.modifiers.contains(KeyModifiers::SHIFT) {
        match key.code {
            KeyCode::Right => return Some(Input::Wider),
            KeyCode::Left => return Some(Input::Narrower),
            KeyCode::Down => return Some(Input::Taller),
            KeyCode::Up => return Some(Input::Lower),
            _ => {}
        }
    }
    Some(match key.code {
        KeyCode::Enter => Input::Next,
        KeyCode::Esc => Input::Back,
        KeyCode::Tab => Input::FocusNext,
        KeyCode::BackTab => Input::FocusPrevious,
        KeyCode::Up => Input::Up,
        KeyCode::Down => Input::Down,
        KeyCode::Left => Input::Left,
        KeyCode::Right => Input::Right,
        KeyCode::Home => Input::Home,
        KeyCode::End => Input::End,
        KeyCode::Backspace => Input::Erase,
        KeyCode::Delete => Input::Delete,
        KeyCode::F(1) => Input::Help,
        KeyCode::F(2) => Input::SwitchLanguage,
        KeyCode::F(3) => Input::Cases,
        KeyCode::F(4) => Input::TakeRead,
        KeyCode::F(5) => Input::SameAsRegistered,
        KeyCode::F(6) => Input::Practise,
        KeyCode::F(7) => Input::Loupe,
        KeyCode::F(8) => Input::Manage,
        KeyCode::F(9) => Input::EndCustomer,
        KeyCode::F(10) => Input::Lock,
        KeyCode::Char(c) => Input::Text(Zeroizing::new(c.to_string())),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        input(&Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn letters_are_text_and_control_letters_are_not() {
        assert!(
            matches!(press(KeyCode::Char('山'), KeyModifiers::NONE), Some(Input::Text(text)) if *text == "山")
        );
        assert!(
            matches!(press(KeyCode::Char('S'), KeyModifiers::SHIFT), Some(Input::Text(text)) if *text == "S")
        );
        assert!(press(KeyCode::Right, KeyModifiers::SHIFT) == Some(Input::Wider));
        assert!(press(KeyCode::Char('q'), KeyModifiers::CONTROL) == Some(Input::Quit));
        assert!(press(KeyCode::Char('x'), KeyModifiers::CONTROL).is_none());
    }

    #[test]
    fn a_key_is_known_by_its_name_on_the_screen() {
        for (name, code) in [("Enter", KeyCode::Enter), ("F10", KeyCode::F(10)), ("S", KeyCode::Char('S'))] {
            assert!(named(name).is_some() && named(name) == press(code, KeyModifiers::NONE), "{name}");
        }
        assert!(named("Ctrl+Q") == Some(Input::Quit));
        for several in ["1-9", "+-", ""] {
            assert!(named(several).is_none(), "{several}");
        }
    }

    #[test]
    fn a_released_key_means_nothing() {
        let mut key = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        assert!(input(&Event::Key(key)).is_none());
    }
}
