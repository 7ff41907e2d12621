/// Weighted least squares for `distance = slope * along + shift`.
#[derive(Clone, Copy, Default)]
pub(super) struct Regression {
    weight: f32,
    along: f32,
    distance: f32,
    along_squared: f32,
    product: f32,
}

impl Regression {
    /// Takes note of one place.
    pub fn add(&mut self, weight: f32, along: f32, distance: f32) {
        self.weight += weight;
        self.along += weight * along;
        self.distance += weight * distance;
        self.along_squared += weight * along * along;
        self.product += weight * along * distance;
    }

    /// Sum of the weights.
    pub fn weight(&self) -> f32 {
        self.weight
    }

    /// Slope and shift; `None` where the places do not tell.
    pub fn solve(&self) -> Option<(f32, f32)> {
        let base = self.weight * self.along_squared - self.along * self.along;
        (base > 1.0).then(|| {
            let slope = (self.weight * self.product - self.along * self.distance) / base;
            (slope, (self.distance - slope * self.along) / self.weight)
        })
    }
}
