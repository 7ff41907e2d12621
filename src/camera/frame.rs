use std::fmt;

use zeroize::Zeroizing;

/// How the bytes of a frame stand for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// A JPEG file as the camera made it (Motion JPEG frame), Huffman tables included.
    Jpeg,
    /// 4:2:2, two bytes a pixel: Y0 U Y1 V, BT.601 limited range.
    Yuyv,
    /// 4:2:0: a plane of Y, then a plane of UV pairs at half width and height, BT.601
    /// limited range.
    Nv12,
    /// Three bytes a pixel: red, green, blue.
    Rgb,
}

impl Encoding {
    /// Bytes of a whole frame of that size; `None` where the encoding compresses.
    pub fn frame_len(self, width: u32, height: u32) -> Option<usize> {
        let (width, height) = (width as usize, height as usize);
        match self {
            Self::Jpeg => None,
            Self::Yuyv => Some(width * height * 2),
            Self::Nv12 => Some(width * height + width.div_ceil(2) * height.div_ceil(2) * 2),
            Self::Rgb => Some(width * height * 3),
        }
    }

    /// The name as people who know cameras write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "MJPG",
            Self::Yuyv => "YUYV",
            Self::Nv12 => "NV12",
            Self::Rgb => "RGB",
        }
    }
}

/// What an open camera delivers.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Format {
    /// Encoding of the frames.
    pub encoding: Encoding,
    /// Width in pixels, before any turning.
    pub width: u32,
    /// Height in pixels, before any turning.
    pub height: u32,
    /// Frames a second as promised; need not be a whole number.
    pub fps: f32,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { encoding, width, height, fps } = self;
        // 30 and not 30.00, but 29.97.
        let fps = (fps * 100.0).round() / 100.0;
        write!(f, "{} {width}x{height} {fps} fps", encoding.name())
    }
}

/// One picture from a camera, undecoded. It may show a person's document: the bytes are
/// wiped when it is dropped and never printed.
pub struct Frame {
    /// How to read `data`.
    pub encoding: Encoding,
    /// Width in pixels as announced; a JPEG's own header says what is really there.
    pub width: u32,
    /// Height in pixels as announced.
    pub height: u32,
    /// The bytes, without anything the driver left behind them.
    pub data: Zeroizing<Vec<u8>>,
    /// Number of the frame since the camera was opened; a gap means that frames were lost.
    pub sequence: u64,
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("encoding", &self.encoding)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.data.len())
            .field("sequence", &self.sequence)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_without_needless_digits() {
        let format = |fps| Format { encoding: Encoding::Jpeg, width: 1920, height: 1080, fps }.to_string();
        assert_eq!(format(30.0), "MJPG 1920x1080 30 fps");
        assert_eq!(format(30000.0 / 1001.0), "MJPG 1920x1080 29.97 fps");
        assert_eq!(format(12.5), "MJPG 1920x1080 12.5 fps");
    }

    #[test]
    fn debug_never_shows_the_picture() {
        let data = Zeroizing::new(b"face".to_vec());
        let frame = Frame { encoding: Encoding::Rgb, width: 1, height: 1, data, sequence: 7 };
        let text = format!("{frame:?}");
        assert!(text.contains("bytes: 4"), "{text}");
        assert!(!text.contains("102"), "{text}");
    }

    #[test]
    fn planes_of_odd_sizes_are_rounded_up() {
        assert_eq!(Encoding::Nv12.frame_len(3, 3), Some(9 + 8));
        assert_eq!(Encoding::Yuyv.frame_len(4, 2), Some(16));
        assert_eq!(Encoding::Jpeg.frame_len(4, 2), None);
    }
}
