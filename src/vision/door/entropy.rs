//! Walks the compressed data of a sequential JPEG block by block without making pixels.
//!
//! Decoders fill what is missing with grey, and a cut or a flipped bit often goes unnoticed;
//! evidence must be whole. So every block is counted, every code must exist, and the data
//! must end where the last block ends. Progressive files are left to the strict decoder.

use super::bits::{Bits, Table};
use super::segments::{self, SOS};
use super::{DoorRefusal, DoorRefusal::Damaged, Header};

/// Webcams close their data with a few stray bytes (libjpeg: "extraneous bytes before marker").
const STRAY_BYTES: usize = 8;

#[derive(Clone, Copy, Default)]
struct Component {
    id: u8,
    across: usize,
    down: usize,
}

#[derive(Default)]
struct State {
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
    components: Vec<Component>,
    restart: usize,
}

/// Checks that all blocks of `image` are there.
pub(super) fn check(image: &[u8], header: &Header) -> Result<(), DoorRefusal> {
    if header.progressive {
        return Ok(());
    }
    let mut state = State::default();
    let mut at = 2;
    let mut seen = 0;
    while at < image.len() {
        let segment = segments::next(image, at)?;
        at = segment.after;
        match segment.marker {
            0xc0 | 0xc1 => state.components = components(segment.payload),
            0xc4 => state.tables(segment.payload)?,
            0xdd => state.restart = restart(segment.payload)?,
            SOS => {
                let data = image.get(at..).unwrap_or_default();
                let (used, parts) = state.scan(segment.payload, data, header)?;
                at += used;
                seen += parts;
            }
            _ => {}
        }
    }
    if seen == usize::from(header.components) { Ok(()) } else { Err(Damaged("a colour is missing")) }
}

fn components(payload: &[u8]) -> Vec<Component> {
    let parts = payload.get(6..).unwrap_or_default().chunks_exact(3);
    let part = |part: &[u8]| match *part {
        [id, factors, _] => {
            Component { id, across: usize::from(factors >> 4), down: usize::from(factors & 15) }
        }
        _ => Component::default(),
    };
    parts.map(part).collect()
}

fn restart(payload: &[u8]) -> Result<usize, DoorRefusal> {
    match *payload {
        [high, low] => Ok(usize::from(u16::from_be_bytes([high, low]))),
        _ => Err(Damaged("a restart interval of a wrong length")),
    }
}

/// One component's share of a scan.
struct Part<'a> {
    blocks: usize,
    dc: &'a Table,
    ac: &'a Table,
}

impl State {
    fn tables(&mut self, payload: &[u8]) -> Result<(), DoorRefusal> {
        const BAD: DoorRefusal = Damaged("a broken code table");
        let mut rest = payload;
        while let Some((&head, after)) = rest.split_first() {
            let counts: &[u8; 16] = after.first_chunk().ok_or(BAD)?;
            let values = counts.iter().map(|&count| usize::from(count)).sum::<usize>();
            let symbols = after.get(16..16 + values).ok_or(BAD)?;
            let tables = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *tables.get_mut(usize::from(head & 15)).ok_or(BAD)? =
                Some(Table::new(counts, symbols).ok_or(BAD)?);
            rest = after.get(16 + values..).unwrap_or_default();
        }
        Ok(())
    }

    /// Walks one scan; gives the bytes used and the number of its components.
    fn scan(&self, head: &[u8], data: &[u8], header: &Header) -> Result<(usize, usize), DoorRefusal> {
        const BAD: DoorRefusal = Damaged("a broken scan");
        let (&count, rest) = head.split_first().ok_or(BAD)?;
        let count = usize::from(count);
        if count == 0 || rest.len() != count * 2 + 3 {
            return Err(BAD);
        }
        let most = |side: fn(&Component) -> usize| self.components.iter().map(side).max().unwrap_or(0);
        let (most_across, most_down) = (most(|c| c.across), most(|c| c.down));
        let fits = |c: &Component| (1..=4).contains(&c.across) && (1..=4).contains(&c.down);
        if !self.components.iter().all(fits) {
            return Err(BAD);
        }
        let mut parts = Vec::with_capacity(count);
        let mut units = header.width.div_ceil(8 * most_across) * header.height.div_ceil(8 * most_down);
        for choice in rest.chunks_exact(2).take(count) {
            let &[id, tables] = choice else { return Err(BAD) };
            let component = self.components.iter().find(|c| c.id == id).ok_or(BAD)?;
            let table = |set: &'_ [Option<Table>; 4], index: u8| {
                set.get(usize::from(index)).is_some_and(Option::is_some)
            };
            if !table(&self.dc, tables >> 4) || !table(&self.ac, tables & 15) {
                return Err(Damaged("a code table is missing"));
            }
            let dc = self.dc.get(usize::from(tables >> 4)).and_then(Option::as_ref).ok_or(BAD)?;
            let ac = self.ac.get(usize::from(tables & 15)).and_then(Option::as_ref).ok_or(BAD)?;
            let mut blocks = component.across * component.down;
            if count == 1 {
                let across = (header.width * component.across).div_ceil(most_across).div_ceil(8);
                let down = (header.height * component.down).div_ceil(most_down).div_ceil(8);
                (units, blocks) = (across * down, 1);
            }
            parts.push(Part { blocks, dc, ac });
        }
        Ok((self.walk(&parts, units, data)?, count))
    }

    fn walk(&self, parts: &[Part<'_>], units: usize, data: &[u8]) -> Result<usize, DoorRefusal> {
        let mut bits = Bits::new(data);
        let mut left_to_restart = self.restart;
        let mut expected = 0xd0u8;
        for unit in 0..units {
            if self.restart > 0 && unit > 0 && left_to_restart == 0 {
                bits.restart(expected).ok_or(Damaged("a restart marker is missing"))?;
                expected = 0xd0 | ((expected + 1) & 7);
                left_to_restart = self.restart;
            }
            left_to_restart = left_to_restart.saturating_sub(1);
            for part in parts {
                for _ in 0..part.blocks {
                    block(&mut bits, part).ok_or(Damaged("the image data breaks off or makes no sense"))?;
                }
            }
        }
        bits.finish(STRAY_BYTES).ok_or(Damaged("image data left over"))
    }
}

/// Walks the codes of one block of 64 coefficients.
#[inline]
fn block(bits: &mut Bits<'_>, part: &Part<'_>) -> Option<()> {
    let size = bits.symbol(part.dc)?;
    if size > 11 {
        return None;
    }
    bits.skip(u32::from(size))?;
    let mut coefficient = 1;
    while coefficient < 64 {
        let symbol = bits.symbol(part.ac)?;
        let (run, size) = (symbol >> 4, symbol & 15);
        match (run, size) {
            (15, 0) => coefficient += 16,
            (_, 0) => break,
            (_, 11..) => return None,
            _ => {
                coefficient += usize::from(run) + 1;
                bits.skip(u32::from(size))?;
            }
        }
    }
    (coefficient <= 64).then_some(())
}
