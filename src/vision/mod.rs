//! What a picture shows: its document's outline, its quality and the rectified document.
//!
//! Everything here is pure: the same pixels give the same answer, without clock or files.
//! One photograph goes [`door`] -> [`outline`] -> [`quality`] -> [`still`]; the live picture
//! goes through [`live`] and [`auto_capture`].

pub mod auto_capture;
mod bare_desk;
pub mod codes;
pub mod door;
mod expectation;
mod fingerprint;
pub mod geometry;
pub mod live;
mod mask;
pub mod outline;
mod picture;
mod place;
mod plane;
mod portrait;
mod preview;
pub mod quality;
mod rectify;
mod regression;
mod settings;
pub mod still;
mod turn;
mod widest;

pub use bare_desk::{BareDesk, NotBare};
pub use expectation::{Class, Expectation};
pub use fingerprint::Fingerprint;
pub use mask::covered;
pub use picture::Picture;
pub use place::Place;
pub use plane::Plane;
pub use preview::{PREVIEW_SIDE, Preview};
pub use rectify::{Flat, encode, rectify};
pub use settings::{Floors, Keep, Level, Settings};
