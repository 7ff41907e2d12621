//! Entropy-coded data bit by bit, and the Huffman codes in it (ITU T.81, annex F.2).

/// Bits that the quick table looks at; longer codes are rare.
const QUICK: u32 = 12;

/// Bits of two codes, of 16 at most, and of their values, of 10 at most.
const ENOUGH: u32 = 52;

/// The data of one scan. Behind their end, and behind a restart marker that was not yet passed, stand zeros.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    next: Next,
    /// How many bits were made up.
    made_up: u32,
}

/// The next bits. Small, so that they stay in registers in the loop over them.
#[derive(Clone, Copy, Default)]
struct Next {
    /// The first of them at the top.
    word: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, next: Next::default(), made_up: 0 }
    }

    /// Whether more was taken than there is.
    pub fn is_over(&self) -> bool {
        self.made_up > self.next.count
    }

    /// Goes on behind the next restart marker; `false` where there is none.
    pub fn restart(&mut self) -> bool {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let marker = rest.windows(2).position(|pair| matches!(pair, [0xff, 0xd0..=0xd7]));
        let Some(marker) = marker else { return false };
        *self = Self { at: self.at + marker + 2, ..Self::new(self.data) };
        true
    }

    /// `next` with at least [`ENOUGH`] bits. Always takes what it can: whether it must could not be foretold.
    #[inline]
    fn fill(&mut self, mut next: Next) -> Next {
        let bytes = self.data.get(self.at..).and_then(|rest| rest.first_chunk());
        let Some(word) = bytes.map(|bytes| u64::from_be_bytes(*bytes)).filter(|word| !has_ff(*word)) else {
            return if next.count < ENOUGH { self.fill_slowly(next) } else { next };
        };
        let whole = (63 - next.count) / 8;
        self.at += whole as usize;
        // Bits beyond the whole bytes come in once more with the next ones, at the same place.
        next.word |= word >> next.count;
        next.count += whole * 8;
        next
    }

    #[cold]
    fn fill_slowly(&mut self, mut next: Next) -> Next {
        while next.count < 56 {
            let byte = match (self.data.get(self.at), self.data.get(self.at + 1)) {
                (Some(0xff), Some(0)) => {
                    self.at += 2;
                    0xff
                }
                (Some(0xff) | None, _) => {
                    self.made_up += 8;
                    0
                }
                (Some(&byte), _) => {
                    self.at += 1;
                    byte
                }
            };
            next.word |= u64::from(byte) << (56 - next.count);
            next.count += 8;
        }
        next
    }
}

impl Next {
    #[inline]
    fn take(&mut self, count: u32) -> u32 {
        // In two steps, as a shift by 64 is none.
        let taken = ((self.word >> 1) >> (63 - count)) as u32;
        self.word <<= count;
        self.count = self.count.saturating_sub(count);
        taken
    }
}

/// Whether any of the eight bytes is 0xff.
#[inline]
fn has_ff(bytes: u64) -> bool {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    (!bytes).wrapping_sub(LOWEST) & bytes & (LOWEST << 7) != 0
}

/// A Huffman table.
pub(super) struct Codes {
    /// By the next bits: the symbol, and above it the length of its code; 0 where that is longer.
    quick: Vec<u16>,
    /// By length, from 1: the first code that is longer, its bits moved up to 16.
    limits: [u32; 16],
    /// By length: where the symbol of code 0 would stand.
    offsets: [i32; 16],
    symbols: Vec<u8>,
}

impl Codes {
    /// From the 16 counts and the values of a table; `None` where these can not be codes.
    pub fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut codes =
            Self { quick: vec![0; 1 << QUICK], limits: [0; 16], offsets: [0; 16], symbols: symbols.to_vec() };
        let (mut code, mut index) = (0u32, 0usize);
        for ((&count, length), (limit, offset)) in
            counts.iter().zip(1u32..).zip(codes.limits.iter_mut().zip(&mut codes.offsets))
        {
            *offset = index as i32 - code as i32;
            for _ in 0..count {
                let symbol = *symbols.get(index)?;
                if code >= 1 << length {
                    return None;
                }
                if let Some(spare) = QUICK.checked_sub(length) {
                    let from = (code << spare) as usize;
                    codes
                        .quick
                        .get_mut(from..from + (1 << spare))?
                        .fill((length as u16) << 8 | u16::from(symbol));
                }
                code += 1;
                index += 1;
            }
            *limit = code << (16 - length);
            code <<= 1;
        }
        Some(codes)
    }

    /// Length in bits and symbol of the code at the top of `word`.
    #[inline]
    fn next(&self, word: u64) -> Option<(u32, u8)> {
        self.quick(word).or_else(|| self.long(word))
    }

    /// The same of a code that is short.
    #[inline]
    fn quick(&self, word: u64) -> Option<(u32, u8)> {
        let found = *self.quick.get((word >> (64 - QUICK)) as usize)?;
        (found != 0).then_some((u32::from(found >> 8), found as u8))
    }

    #[cold]
    fn long(&self, word: u64) -> Option<(u32, u8)> {
        let code = (word >> 48) as u32;
        let (length, offset) =
            (1u32..).zip(&self.offsets).zip(&self.limits).find(|(_, limit)| code < **limit)?.0;
        let index = (code >> (16 - length)) as i32 + offset;
        Some((length, *self.symbols.get(usize::try_from(index).ok()?)?))
    }

    /// As many values as the first bits hold whole.
    fn step(&self, window: u64) -> Step {
        let mut step = Step::default();
        while u32::from(step.length) < QUICK && step.places < PLACES {
            let spare = QUICK - u32::from(step.length);
            let rest = window << step.length;
            let Some((length, symbol)) = self.quick(rest) else { break };
            let whole = length + u32::from(symbol & 15);
            // Of the first one the code will do.
            if length > spare || step.length > 0 && whole > spare {
                break;
            }
            step.before = step.places;
            step.places += places(symbol);
            step.length += whole as u8;
        }
        step
    }

    /// The difference that a block's mean is coded as; `None` where no code fits.
    #[inline]
    pub fn difference(&self, bits: &mut Bits<'_>) -> Option<i32> {
        let mut next = bits.fill(bits.next);
        let (length, size) = self.next(next.word)?;
        next.take(length);
        let size = u32::from(size);
        if size > 15 {
            return None;
        }
        let value = next.take(size) as i32;
        bits.next = next;
        // Values with a zero at the top are negative.
        Some(if size > 0 && value < 1 << (size - 1) { value + 1 - (1 << size) } else { value })
    }
}

/// A Huffman table made for passing over values.
pub(super) struct Runs {
    codes: Codes,
    /// By the next bits: what is passed over at once.
    steps: Vec<Step>,
}

/// One or several values whose codes follow each other.
#[derive(Clone, Copy, Default)]
#[repr(align(4))]
struct Step {
    /// Bits of all together; 0 where not even one code is known.
    length: u8,
    /// By how many places all go on, and all but the last. The last may be the end of the block.
    places: u8,
    before: u8,
}

/// Places of a block.
const PLACES: u8 = 64;

impl Runs {
    /// Looks ahead with the codes.
    pub fn new(codes: Codes) -> Self {
        let steps = (0..1u64 << QUICK).map(|window| codes.step(window << (64 - QUICK))).collect();
        Self { codes, steps }
    }

    /// Passes over the 63 other values of a block; `None` where no code fits.
    #[inline]
    pub fn pass_over(&self, bits: &mut Bits<'_>) -> Option<()> {
        let (mut at, mut next) = (1, bits.next);
        while at < PLACES {
            next = bits.fill(next);
            at = self.step(at, &mut next)?;
            if at < PLACES {
                at = self.step(at, &mut next)?;
            }
        }
        bits.next = next;
        Some(())
    }

    /// The place after the next values, whose bits must be there.
    #[inline]
    fn step(&self, at: u8, next: &mut Next) -> Option<u8> {
        let step = self.steps.get((next.word >> (64 - QUICK)) as usize)?;
        // A block that is full has no end of its own: what follows is the next block's.
        if step.length > 0 && at + step.before < PLACES {
            next.take(u32::from(step.length));
            return Some(at + step.places);
        }
        let (length, symbol) = self.codes.next(next.word)?;
        next.take(length + u32::from(symbol & 15));
        Some(at + places(symbol))
    }
}

/// By how many places a value goes on with the zeros before it. No value: the rest is zeros, or
/// sixteen are.
fn places(symbol: u8) -> u8 {
    match (symbol >> 4, symbol & 15) {
        (15, 0) => 16,
        (_, 0) => PLACES,
        (zeros, _) => zeros + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Bits<'_> {
        fn take(&mut self, count: u32) -> u32 {
            self.next = self.fill(self.next);
            self.next.take(count)
        }
    }

    #[test]
    fn bytes_of_ones_are_seen_wherever_they_stand() {
        assert!(!has_ff(0));
        assert!(!has_ff(0xfe7f_80ef_fe01_00fe));
        for place in 0..8 {
            assert!(has_ff(0xff << (8 * place)), "{place}");
        }
    }

    #[test]
    fn stuffed_bytes_are_passed_and_markers_stop() {
        let mut bits = Bits::new(&[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
        assert_eq!([bits.take(8), bits.take(8), bits.take(8)], [0x12, 0xff, 0x34]);
        assert!(!bits.is_over());
        assert_eq!(bits.take(4), 0);
        assert!(bits.is_over());
        assert!(bits.restart());
        assert_eq!(bits.take(8), 0x56);
        assert!(!bits.restart());
    }

    #[test]
    fn all_bits_come_in_order_however_many_are_taken_at_once() {
        let data: Vec<u8> = (0..200u32).map(|i| (i * 37 % 255) as u8).collect();
        for step in [1, 3, 7, 8, 13, 31] {
            let mut bits = Bits::new(&data);
            let mut taken = String::new();
            while taken.len() + step as usize <= data.len() * 8 {
                taken.push_str(&format!("{:0width$b}", bits.take(step), width = step as usize));
            }
            let expected: String = data.iter().map(|byte| format!("{byte:08b}")).collect();
            assert_eq!(taken, expected[..taken.len()], "{step}");
        }
    }

    #[test]
    fn too_many_codes_of_a_length_are_no_table() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Codes::new(&counts, &[1, 2, 3]).is_none());
        counts[0] = 1;
        assert!(Codes::new(&counts, &[]).is_none());
        assert!(Codes::new(&counts, &[7]).is_some());
    }
}
