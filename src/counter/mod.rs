//! The counter session as a pure state machine: [`update`] takes a state and a message and
//! gives the next state and the effects that the runtime is to run.

mod advice;
mod applicant;
mod cases;
mod correcting;
mod correction;
mod customer;
mod effect;
mod evidence;
mod field;
mod form;
mod idle;
mod line_steps;
mod lines;
mod list;
mod lock;
pub mod manager;
mod masking;
mod message;
mod order;
mod photo;
mod photographing;
#[cfg(test)]
mod photographing_tests;
mod proposals;
mod read;
mod remedy;
mod scan;
mod serving;
mod situation;
mod spelling;
mod state;
mod status;
mod step;
#[cfg(test)]
mod tests;
mod update;

pub use advice::{Advice, documents};
pub use cases::{CaseEntry, CaseList, CaseStanding};
pub use correction::{Correction, Objection, Offer, Rejection};
pub use customer::{Customer, Papers};
pub use effect::Effect;
pub use field::TextField;
pub use form::{Field, FieldId, Form, Value};
pub use idle::{Due, Idle};
pub use lines::{Line, Lines, days_left};
pub use list::Cursor;
pub use lock::{Access, Lock, LockedBy, practice_sign_in};
pub use masking::{Masking, Region};
pub use message::{DeliveryNews, Input, Message, Progress, Refused, Reservation, TakenOver};
pub use order::OrderForm;
pub use photo::{
    Aside, CHECKED_BY_EYE, Covered, Evidence, Photo, Read, Search, Still, Told, Unmasked, Unsearched, Wanted,
};
pub use proposals::{Proposal, Proposals};
pub use read::Difference;
pub use remedy::Remedy;
pub use scan::Scan;
pub use situation::{Menu, SITUATIONS, ServicePlan, Situation};
pub use state::{Dialog, Place, Screen, Sending, Sight, Start, State};
pub use status::{CameraState, Hint, ServiceState};
pub use step::{STAGES, Step};
pub use update::update;
