use fast_image_resize::FilterType;
use rten::ValueView;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::boxes::boxes;
use super::models::Models;
use super::reader::ReadError;
use crate::vision::Picture;
use crate::vision::geometry::Quad;

/// Mean and deviation that the detector was trained with (`ImageNet`), blue first.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];

/// Boxes around the lines of a picture, in its pixels. The picture is shrunk so that its
/// longer side is at most `side` pixels, and never enlarged to more than twice its size.
pub(super) fn detect(models: &Models, picture: &Picture, side: usize) -> Result<Vec<Quad>, ReadError> {
    let longest = picture.width().max(picture.height());
    let scale = (side as f32 / longest as f32).min(2.0);
    let fit = |length: usize| ((length as f32 * scale / 32.0).round().max(1.0) as usize) * 32;
    let (width, height) = (fit(picture.width()), fit(picture.height()));
    let input = normalised(picture, width, height).ok_or(ReadError::Failed)?;
    let shape = [1, 3, height, width];
    let input = ValueView::from_shape(shape, &input).map_err(|_| ReadError::Failed)?;
    let output = models.detector.run_one(input.into(), Some(models.options()));
    let map: NdTensor<f32, 4> =
        output.map_err(|_| ReadError::Failed)?.try_into().map_err(|_| ReadError::Failed)?;
    let [_, _, rows, columns] = map.shape();
    let found = boxes(map.slice([0, 0]));
    let (x, y) = (picture.width() as f32 / columns as f32, picture.height() as f32 / rows as f32);
    Ok(found.iter().map(|quad| quad.scaled(x, y)).collect())
}

/// The picture as the detector takes it: planes of blue, green, red.
fn normalised(picture: &Picture, width: usize, height: usize) -> Option<zeroize::Zeroizing<Vec<f32>>> {
    let shrunk = picture.resized(width, height, FilterType::Bilinear)?;
    let mut planes = zeroize::Zeroizing::new(Vec::with_capacity(width * height * 3));
    for (plane, (mean, deviation)) in MEAN.into_iter().zip(DEVIATION).enumerate() {
        let values = shrunk.rgb().iter().skip(2 - plane).step_by(3);
        planes.extend(values.map(|&value| (f32::from(value) / 255.0 - mean) / deviation));
    }
    Some(planes)
}
