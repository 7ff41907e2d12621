//! Keys by meaning, the same on every screen.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use zeroize::Zeroizing;

use crate::counter::Input;

/// What a terminal event means; `None` for what the counter does not listen to.
pub fn input(event: &Event) -> Option<Input> {
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
    fn a_released_key_means_nothing() {
        let mut key = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        assert!(input(&Event::Key(key)).is_none());
    }
}
