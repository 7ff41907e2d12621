//! Documents with a number stuck on them.

use std::path::Path;

use image::GrayImage;
use kiosk::vision::geometry::{Perspective, Point, Quad};
use kiosk::vision::{Picture, Settings, door, still};
use rand::Rng as _;
use rand::rngs::StdRng;
use serde_json::Value;

/// Cells of `digits.png`: the digits, and below them 個人番号.
const CELL: (u32, u32) = (48, 80);
/// How many cells the word takes, the gap behind it included.
const WORD: u32 = 6;

/// A sample picture that numbers are stuck on.
pub struct Sample {
    pub document: String,
    pub side: String,
    picture: Picture,
    /// The document's corners, from its own top-left.
    corners: Quad,
}

impl Sample {
    /// The sample of that name below the folder of the configuration.
    pub fn load(config: &Path, name: &str) -> Self {
        let samples = config.join("samples");
        let index: Value =
            serde_json::from_slice(&std::fs::read(samples.join("index.json")).unwrap()).unwrap();
        let item = index["items"].as_array().unwrap().iter().find(|item| item["file"] == name).unwrap();
        let bytes = std::fs::read(samples.join(name)).unwrap();
        let axis = |at: &Value| at.as_f64().unwrap() as f32;
        let corner = |at: usize| Point::new(axis(&item["corners"][at][0]), axis(&item["corners"][at][1]));
        Self {
            document: item["document"].as_str().unwrap().to_owned(),
            side: item["side"].as_str().unwrap().to_owned(),
            picture: door::open(&bytes, &Settings::default().limits).unwrap(),
            corners: Quad::new([0, 1, 2, 3].map(corner)),
        }
    }

    /// A photograph of it with the number somewhere on the document, with or without its name, as
    /// a JPEG.
    pub fn with_number(&self, number: &str, named: bool, rng: &mut StdRng) -> Vec<u8> {
        let joiner = ["", " ", "  "][rng.random_range(0..3)];
        let label = label(&super::grouped(number, joiner), named);
        let (across, down) = self.corners.mean_sides();
        let flat = Perspective::from_rectangle(across, down, &self.corners).unwrap();
        let scale = rng.random_range(34.0..70.0_f32) / label.height() as f32;
        let scale = scale.min(0.9 * across / label.width() as f32);
        let (width, height) = (label.width() as f32 * scale, label.height() as f32 * scale);
        let (left, top) =
            (rng.random_range(0.0..1.0) * (across - width), rng.random_range(0.1..0.9) * (down - height));
        let mut rgb = self.picture.rgb().to_vec();
        // Finer than the picture's pixels, so that none is left out.
        const FINER: f32 = 2.5;
        for y in 0..(height * FINER) as u32 {
            for x in 0..(width * FINER) as u32 {
                let (x, y) = (x as f32 / FINER, y as f32 / FINER);
                let ink = label.get_pixel(
                    ((x / scale) as u32).min(label.width() - 1),
                    ((y / scale) as u32).min(label.height() - 1),
                );
                let at = flat.map(Point::new(left + x, top + y));
                let index = (at.y as usize * self.picture.width() + at.x as usize) * 3;
                if let Some(pixel) = rgb.get_mut(index..index + 3) {
                    pixel.fill(ink.0[0]);
                }
            }
        }
        let picture = Picture::from_rgb(self.picture.width(), self.picture.height(), rgb).unwrap();
        still::evidence(&picture, &Settings { jpeg_quality: 92, ..Settings::default() }).unwrap().to_vec()
    }
}

/// The number as printed, with or without its name, black on white.
fn label(number: &str, named: bool) -> GrayImage {
    let cells = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/my_number_secrecy/digits.png");
    let cells = image::open(cells).unwrap().into_luma8();
    let word = if named { WORD } else { 0 };
    let count = word + number.chars().count() as u32;
    let mut drawn = GrayImage::from_pixel((count + 1) * CELL.0, CELL.1 + 24, image::Luma([252]));
    let mut paste = |from: (u32, u32), width: u32, to: u32| {
        let part = image::imageops::crop_imm(&cells, from.0, from.1, width * CELL.0, CELL.1).to_image();
        image::imageops::replace(&mut drawn, &part, i64::from(to * CELL.0 + CELL.0 / 2), 12);
    };
    if named {
        paste((0, CELL.1), WORD - 1, 0);
    }
    for (index, char) in number.chars().enumerate() {
        if let Some(digit) = char.to_digit(10) {
            paste((digit * CELL.0, 0), 1, word + index as u32);
        }
    }
    drawn
}
