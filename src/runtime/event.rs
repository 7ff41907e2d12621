//! What the runtime waits for, from all its threads through one channel.

use std::sync::mpsc::Sender;

use crossterm::event::Event as TerminalEvent;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::camera;
use crate::counter::Message;
use crate::counter::manager::Finding;

use super::files::Fresh;

/// One thing that happened.
pub(super) enum Event {
    /// A key, a paste or another size.
    Terminal(TerminalEvent),
    /// A new frame, or another state of the camera.
    Camera(camera::thread::Event),
    /// The files that a manager edits were changed: what they say now, or what is wrong.
    Files(Result<Box<Fresh>, Vec<Finding>>),
    /// News for the counter.
    Message(Box<Message>),
}

impl From<Message> for Event {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

/// Reads the keyboard on a thread of its own, which ends with the program.
pub(super) fn listen_to_keyboard(events: Sender<Event>) -> std::io::Result<()> {
    std::thread::Builder::new().name("keyboard".into()).spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if events.send(Event::Terminal(event)).is_err() {
                return;
            }
        }
        // The terminal is gone.
        let _ = events.send(Message::Stop.into());
    })?;
    Ok(())
}

/// Turns the system's requests to stop into a message.
pub(super) fn listen_to_signals(events: Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        for _ in signals.forever() {
            if events.send(Message::Stop.into()).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
