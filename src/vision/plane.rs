use zeroize::Zeroizing;

/// One channel of a picture, row by row, 8 bits. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Plane {
    width: usize,
    height: usize,
    data: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Plane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plane({}x{})", self.width, self.height)
    }
}

impl Plane {
    /// A plane of `width` x `height` values; `None` when `data` is not that long or empty.
    pub fn new(width: usize, height: usize, data: Vec<u8>) -> Option<Self> {
        let data = Zeroizing::new(data);
        (width > 0 && width.checked_mul(height) == Some(data.len()) && height > 0).then_some(Self {
            width,
            height,
            data,
        })
    }

    /// A plane of one value everywhere.
    pub fn filled(width: usize, height: usize, value: u8) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        Self { width, height, data: Zeroizing::new(vec![value; width * height]) }
    }

    /// Width in pixels, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All values, row by row.
    pub fn values(&self) -> &[u8] {
        &self.data
    }

    /// All values, row by row.
    pub fn values_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// The rows from top to bottom.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.data.chunks_exact(self.width)
    }

    /// Row `y`; empty outside the plane.
    pub fn row(&self, y: usize) -> &[u8] {
        let start = y.saturating_mul(self.width);
        self.data.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    /// The value at `x`, `y`, which are moved to the nearest pixel inside.
    #[inline]
    pub fn at(&self, x: i32, y: i32) -> u8 {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.data.get(y * self.width + x).copied().unwrap_or(0)
    }

    /// The value between pixels (bilinear); a pixel's centre is at its index plus one half.
    #[inline]
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let upper = f32::from(self.at(left, top)) * (1.0 - fx) + f32::from(self.at(left + 1, top)) * fx;
        let lower =
            f32::from(self.at(left, top + 1)) * (1.0 - fx) + f32::from(self.at(left + 1, top + 1)) * fx;
        upper * (1.0 - fy) + lower * fy
    }
}
