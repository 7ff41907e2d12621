//! Pictures to be shown to the camera.

use std::path::{Path, PathBuf};

use jpeg_encoder::{ColorType, Encoder};

pub const WIDTH: u32 = 640;
pub const HEIGHT: u32 = 480;

/// A folder of them.
pub struct Pictures(tempfile::TempDir);

impl Pictures {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Soft colours with some fine structure, as a photograph has.
    pub fn pixels(&self) -> Vec<u8> {
        (0..HEIGHT)
            .flat_map(|y| (0..WIDTH).map(move |x| (x, y)))
            .flat_map(|(x, y)| [x * 200 / WIDTH + 20, y * 200 / HEIGHT + 20, 90 + (x / 16 + y / 16) % 2 * 60])
            .map(|part| part as u8)
            .collect()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn encoded(&self, quality: u8) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let size = (WIDTH as u16, HEIGHT as u16);
        Encoder::new(&mut jpeg, quality).encode(&self.pixels(), size.0, size.1, ColorType::Rgb).unwrap();
        jpeg
    }

    pub fn jpeg(&self) -> PathBuf {
        self.put("whole.jpg", &self.encoded(95))
    }

    /// The same picture in far fewer bytes.
    pub fn coarse_jpeg(&self) -> PathBuf {
        self.put("coarse.jpg", &self.encoded(30))
    }

    /// Without Huffman tables.
    pub fn bare_jpeg(&self) -> PathBuf {
        let jpeg = self.encoded(95);
        let (mut bare, mut at) = (jpeg[..2].to_vec(), 2);
        while jpeg[at + 1] != 0xda {
            let end = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
            if jpeg[at + 1] != 0xc4 {
                bare.extend_from_slice(&jpeg[at..end]);
            }
            at = end;
        }
        bare.extend_from_slice(&jpeg[at..]);
        self.put("bare.jpg", &bare)
    }

    /// Breaks off after two thirds.
    pub fn cut_jpeg(&self) -> PathBuf {
        let jpeg = self.encoded(95);
        self.put("cut.jpg", &jpeg[..jpeg.len() * 2 / 3])
    }

    /// Noise from the middle on, with a proper end.
    pub fn garbled_jpeg(&self) -> PathBuf {
        let mut jpeg = self.encoded(95);
        let (middle, end) = (jpeg.len() / 2, jpeg.len() - 2);
        for (i, byte) in jpeg[middle..end].iter_mut().enumerate() {
            *byte = (i * 73 % 251) as u8;
        }
        self.put("garbled.jpg", &jpeg)
    }

    pub fn ppm(&self) -> PathBuf {
        let header = format!("P6 {WIDTH} {HEIGHT} 255\n");
        self.put("raw.ppm", &[header.as_bytes(), &self.pixels()].concat())
    }
}

/// Width, height and pixels of an intact JPEG.
pub fn rgb(jpeg: &[u8]) -> (u32, u32, Vec<u8>) {
    let limits = kiosk::vision::door::Limits { min_side: 1, ..Default::default() };
    let picture = kiosk::vision::door::open(jpeg, &limits).unwrap();
    (picture.width() as u32, picture.height() as u32, picture.rgb().to_vec())
}

/// Mean difference of two pictures' bytes.
pub fn difference(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}
