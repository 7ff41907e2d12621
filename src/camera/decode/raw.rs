use zeroize::Zeroizing;

use crate::camera::Encoding;

/// The RGB bytes of an uncompressed frame. `None` for a JPEG, and where there are fewer
/// bytes than the size asks for: half a frame is not a frame.
pub fn raw_to_rgb(encoding: Encoding, width: u32, height: u32, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut rgb = Zeroizing::new(Vec::new());
    convert(encoding, width, height, data, &mut rgb).then_some(rgb)
}

/// The same into a buffer that is used again and again; says whether it could be done.
pub(super) fn convert(
    encoding: Encoding,
    width: u32,
    height: u32,
    data: &[u8],
    rgb: &mut Zeroizing<Vec<u8>>,
) -> bool {
    let (width, height) = (width as usize, height as usize);
    let Some(data) = encoding.frame_len(width as u32, height as u32).and_then(|len| data.get(..len)) else {
        return false;
    };
    if width == 0 || height == 0 {
        return false;
    }
    rgb.resize(width * height * 3, 0);
    match encoding {
        Encoding::Jpeg => return false,
        Encoding::Rgb => rgb.copy_from_slice(data),
        Encoding::Yuyv => yuyv(data, width, rgb),
        Encoding::Nv12 => nv12(data, width, height, rgb),
    }
    true
}

fn yuyv(data: &[u8], width: usize, rgb: &mut [u8]) {
    for (line, out) in data.chunks_exact(width * 2).zip(rgb.chunks_exact_mut(width * 3)) {
        let (pairs, _) = line.as_chunks::<4>();
        let (out, last) = out.as_chunks_mut::<6>();
        for ([y0, u, y1, v], [r0, g0, b0, r1, g1, b1]) in pairs.iter().zip(out) {
            let chroma = Chroma::new(*u, *v);
            [*r0, *g0, *b0] = chroma.rgb(*y0);
            [*r1, *g1, *b1] = chroma.rgb(*y1);
        }
        // The last pixel of an odd width has half a pair; its colour is the neighbour's.
        if let (([.., [_, u, _, v]], [y, _]), [r, g, b]) = ((pairs, line.as_chunks::<4>().1), last) {
            [*r, *g, *b] = Chroma::new(*u, *v).rgb(*y);
        }
    }
}

fn nv12(data: &[u8], width: usize, height: usize, rgb: &mut [u8]) {
    let (luma, chroma) = data.split_at(width * height);
    let stride = width.div_ceil(2) * 2;
    let lines = luma.chunks_exact(width).zip(rgb.chunks_exact_mut(width * 3));
    for (row, (luma, out)) in lines.enumerate() {
        let start = row / 2 * stride;
        let (chroma, _) = chroma.get(start..start + stride).unwrap_or_default().as_chunks::<2>();
        for ((y, out), [u, v]) in luma.chunks(2).zip(out.chunks_mut(6)).zip(chroma) {
            let chroma = Chroma::new(*u, *v);
            for (y, out) in y.iter().zip(out.as_chunks_mut::<3>().0) {
                *out = chroma.rgb(*y);
            }
        }
    }
}

/// The colour that a pair of pixels shares: BT.601 limited range in 8-bit fixed point.
#[derive(Clone, Copy)]
struct Chroma {
    red: i32,
    green: i32,
    blue: i32,
}

impl Chroma {
    #[inline]
    fn new(u: u8, v: u8) -> Self {
        let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
        Self { red: 409 * v + 128, green: 128 - 100 * u - 208 * v, blue: 516 * u + 128 }
    }

    #[inline]
    fn rgb(self, y: u8) -> [u8; 3] {
        let luma = (i32::from(y) - 16) * 298;
        [self.red, self.green, self.blue].map(|colour| ((luma + colour) >> 8).clamp(0, 255) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black, white, and the primaries of BT.601 limited range.
    const KNOWN: [([u8; 3], [u8; 3]); 5] = [
        ([16, 128, 128], [0, 0, 0]),
        ([235, 128, 128], [255, 255, 255]),
        ([82, 90, 240], [255, 0, 0]),
        ([145, 54, 34], [0, 255, 0]),
        ([41, 240, 110], [0, 0, 255]),
    ];

    fn near(found: &[u8], expected: [u8; 3]) -> bool {
        found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 2)
    }

    #[test]
    fn known_colours_come_out_in_each_encoding() {
        for ([y, u, v], expected) in KNOWN {
            let yuyv = [y, u, y, v].repeat(4);
            let rgb = raw_to_rgb(Encoding::Yuyv, 4, 2, &yuyv).unwrap();
            assert!(rgb.chunks(3).all(|pixel| near(pixel, expected)), "{expected:?}: {rgb:?}");
            let nv12 = [vec![y; 8], [u, v].repeat(2)].concat();
            let rgb = raw_to_rgb(Encoding::Nv12, 4, 2, &nv12).unwrap();
            assert!(rgb.chunks(3).all(|pixel| near(pixel, expected)), "{expected:?}: {rgb:?}");
        }
    }

    #[test]
    fn odd_sizes_reach_every_pixel() {
        let [y, u, v] = KNOWN[2].0;
        let line = [y, u, y, v, y, u];
        let rgb = raw_to_rgb(Encoding::Yuyv, 3, 2, &line.repeat(2)).unwrap();
        assert!(rgb.chunks(3).all(|pixel| near(pixel, KNOWN[2].1)), "{rgb:?}");
        let nv12 = [vec![y; 9], [u, v].repeat(4)].concat();
        let rgb = raw_to_rgb(Encoding::Nv12, 3, 3, &nv12).unwrap();
        assert!(rgb.chunks(3).all(|pixel| near(pixel, KNOWN[2].1)), "{rgb:?}");
    }

    #[test]
    fn half_a_frame_is_not_a_frame_and_padding_is_ignored() {
        for encoding in [Encoding::Yuyv, Encoding::Nv12, Encoding::Rgb] {
            let len = encoding.frame_len(4, 4).unwrap();
            assert!(raw_to_rgb(encoding, 4, 4, &vec![0; len - 1]).is_none());
            assert_eq!(raw_to_rgb(encoding, 4, 4, &vec![0; len + 9]).unwrap().len(), 48);
        }
        assert!(raw_to_rgb(Encoding::Jpeg, 4, 4, &[0; 99]).is_none());
        assert!(raw_to_rgb(Encoding::Rgb, 0, 4, &[0; 99]).is_none());
    }
}
