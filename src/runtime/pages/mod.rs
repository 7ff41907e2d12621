//! What the manager's pages ask for. One file per page; each runs on the office's thread or on
//! one of its own, never on the main thread.

pub(super) mod audit;
pub(super) mod camera;
pub(super) mod queue;
pub(super) mod service;
pub(super) mod settings;
