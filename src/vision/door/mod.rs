//! The door: which bytes become a picture.
//!
//! A picture is a JPEG by content, whole, and of a sane size; everything else is refused
//! with a reason before a single pixel is allocated, or, where the damage shows only in the
//! compressed data, before a pixel is handed on. What follows the end of the image (padding
//! of a camera's buffer, a telephone's second image) is not looked at and never kept.

mod bits;
mod decode;
mod entropy;
mod segments;

use serde::{Deserialize, Serialize};

pub use segments::Header;

use super::Picture;
use crate::reason::{Reason, ReasonCode, Severity};

/// What a picture may measure at most and at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest file, in bytes.
    pub max_bytes: usize,
    /// Longest side, in pixels.
    pub max_side: usize,
    /// Most pixels in all.
    pub max_pixels: usize,
    /// Shortest side, in pixels.
    pub min_side: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 20 << 20, max_side: 8_192, max_pixels: 36_000_000, min_side: 480 }
    }
}

/// Why bytes did not become a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DoorRefusal {
    /// The content is not a JPEG, whatever the name says.
    #[error("not a JPEG image")]
    NotJpeg,
    /// The JPEG is cut off or damaged.
    #[error("the JPEG image is cut off or damaged: {0}")]
    Damaged(&'static str),
    /// More bytes or pixels than the limits allow.
    #[error("the image is too large: {width} x {height} pixels, {bytes} bytes")]
    TooLarge {
        /// Width that the file announces; 0 when it was refused by its bytes alone.
        width: usize,
        /// Height that the file announces; 0 when it was refused by its bytes alone.
        height: usize,
        /// Size of the file.
        bytes: usize,
    },
    /// Fewer pixels than a document needs.
    #[error("the image is too small: {width} x {height} pixels")]
    TooSmall {
        /// Width that the file announces.
        width: usize,
        /// Height that the file announces.
        height: usize,
    },
}

impl DoorRefusal {
    /// The reason code that tells it.
    pub fn code(&self) -> ReasonCode {
        match self {
            Self::NotJpeg => ReasonCode::NotJpeg,
            Self::Damaged(_) => ReasonCode::ImageDamaged,
            Self::TooLarge { .. } => ReasonCode::ImageTooLarge,
            Self::TooSmall { .. } => ReasonCode::ImageTooSmall,
        }
    }

    /// The reason, with its sentence for staff.
    pub fn reason(&self) -> Reason {
        Reason::new(self.code(), Severity::Block)
    }
}

/// What the file says of itself, checked against `limits`; nothing is decoded.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Header, DoorRefusal> {
    if !bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Err(DoorRefusal::NotJpeg);
    }
    if bytes.len() > limits.max_bytes {
        return Err(DoorRefusal::TooLarge { width: 0, height: 0, bytes: bytes.len() });
    }
    let header = segments::parse(bytes)?;
    let (width, height) = (header.width, header.height);
    let pixels = width.saturating_mul(height);
    if width.max(height) > limits.max_side || pixels > limits.max_pixels {
        return Err(DoorRefusal::TooLarge { width, height, bytes: bytes.len() });
    }
    if width.min(height) < limits.min_side {
        return Err(DoorRefusal::TooSmall { width, height });
    }
    Ok(header)
}

/// The picture in `bytes`, decoded strictly: every block of it must be there.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Picture, DoorRefusal> {
    open_with_header(bytes, limits).map(|(picture, _)| picture)
}

/// The picture in `bytes` and what its file says of itself.
pub fn open_with_header(bytes: &[u8], limits: &Limits) -> Result<(Picture, Header), DoorRefusal> {
    let header = inspect(bytes, limits)?;
    let image = bytes.get(..header.end).ok_or(DoorRefusal::Damaged("cut off"))?;
    entropy::check(image, &header)?;
    Ok((decode::rgb(image, &header)?, header))
}

#[cfg(test)]
mod tests;
