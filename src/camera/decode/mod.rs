//! Small pictures for the screen, made leniently: half a frame is better than none while
//! staff still move the document. Nothing made here is ever kept as evidence.

mod picture;
mod raw;
mod shrink;

pub use picture::Picture;
pub use raw::raw_to_rgb;
pub use shrink::{Shrinker, Unreadable};
