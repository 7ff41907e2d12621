//! One photograph of a document, read as a whole.

use super::fields::{self, Field, Fields};
use super::masks::{self, Cover};
use super::my_number::{self, MyNumber};
use super::reader::{ReadError, Reader};
use crate::policy::Mask;
use crate::vision::geometry::Quad;
use crate::vision::{Flat, Picture};

/// What a photograph says. Regions are in pixels of the photograph as it was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The fields; none where a My Number was found.
    pub fields: Fields,
    /// Whether a My Number is visible.
    pub my_number: MyNumber,
    /// What must be covered, as far as it was found; none where a My Number was.
    pub covers: Vec<Cover>,
    /// By how many quarter turns clockwise the document must be turned to stand upright.
    pub to_upright: u8,
}

impl Said {
    /// The same of the photograph, which is of this size, turned clockwise.
    #[must_use]
    pub fn with_picture_turned(mut self, quarter_turns: u8, size: (f32, f32)) -> Self {
        let place = |region: &mut Quad| *region = region.with_picture_turned(quarter_turns, size);
        self.fields.regions_mut().for_each(|field: &mut Field| place(&mut field.region));
        self.covers.iter_mut().for_each(|cover| place(&mut cover.region));
        self.my_number.regions.iter_mut().for_each(place);
        self.to_upright = (self.to_upright + 4 - quarter_turns % 4) % 4;
        self
    }
}

/// Reads the rectified `document` of a photograph, or the whole `photograph` where there is
/// none. Ids of document and side may be empty; `masks` are what the rules want covered on it.
pub fn read(
    reader: &Reader,
    photograph: &Picture,
    document: Option<&Flat>,
    (id, side): (&str, &str),
    masks: &[Mask],
    stop: &dyn Fn() -> bool,
) -> Result<Said, ReadError> {
    let picture = document.map_or(photograph, |flat| &flat.picture);
    let reading = reader.read(picture, stop)?;
    let place = |region: &Quad| document.map_or(*region, |flat| flat.in_source(region));
    let found = my_number::search(&reading);
    let (mut fields, mut covers) = (Fields::default(), Vec::new());
    // What shows a My Number is destroyed: nothing of it is used, so nothing is told.
    if !found.found() {
        fields = fields::find(&reading, id, side);
        fields.regions_mut().for_each(|field: &mut Field| field.region = place(&field.region));
        covers = masks::find(picture, &reading, masks);
        covers.iter_mut().for_each(|cover| cover.region = place(&cover.region));
    }
    let to_upright = reading.to_upright();
    let regions = found.regions.iter().map(place).collect();
    Ok(Said { fields, my_number: MyNumber { regions }, covers, to_upright })
}
