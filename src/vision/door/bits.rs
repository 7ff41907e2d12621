/// A Huffman table: codes of up to eight bits in one look, longer ones by length.
pub(super) struct Table {
    /// By the next eight bits: length of the code (0 when it is longer) and its symbol.
    short: Box<[(u8, u8); 256]>,
    /// By length: first code past those of that length, aligned to 16 bits; the last is a stop.
    limit: [u32; 17],
    /// By length: what to add to a code to find its symbol.
    offset: [i32; 17],
    symbols: Vec<u8>,
}

impl Table {
    /// The table of a DHT segment; `None` where the code lengths make no prefix code.
    pub fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            short: Box::new([(0, 0); 256]),
            limit: [0; 17],
            offset: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut first) = (0u32, 0usize);
        for (length, &count) in (1u32..).zip(counts) {
            let count = usize::from(count);
            *table.offset.get_mut(length as usize)? = first as i32 - code as i32;
            if length <= 8 {
                let width = 1usize << (8 - length);
                let start = (code as usize) << (8 - length);
                let slots = table.short.get_mut(start..start + width * count)?;
                for (slot, &symbol) in slots.chunks_exact_mut(width).zip(symbols.get(first..)?) {
                    slot.fill((length as u8, symbol));
                }
            }
            code += count as u32;
            first += count;
            if code > 1 << length {
                return None;
            }
            *table.limit.get_mut(length as usize)? = code << (16 - length);
            code <<= 1;
        }
        (first == symbols.len()).then_some(table)
    }

    #[inline]
    fn long(&self, window: u32) -> Option<(u32, u8)> {
        let lengths = self.limit.iter().zip(&self.offset).zip(0u32..).skip(9);
        for ((&limit, &offset), length) in lengths {
            if window < limit {
                let index = (window >> (16 - length)) as i32 + offset;
                return Some((length, *self.symbols.get(usize::try_from(index).ok()?)?));
            }
        }
        None
    }
}

/// Reads compressed data bit by bit; stops before the first marker.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    buffer: u64,
    held: u32,
}

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, buffer: 0, held: 0 }
    }

    /// Fills the buffer to more than 48 bits, or as far as the data goes.
    #[inline]
    fn fill(&mut self) {
        while self.held <= 48 {
            let Some(&byte) = self.data.get(self.at) else { return };
            if byte == 0xff {
                if self.data.get(self.at + 1) != Some(&0) {
                    return;
                }
                self.at += 1;
            }
            self.at += 1;
            self.buffer = (self.buffer << 8) | u64::from(byte);
            self.held += 8;
        }
    }

    /// The next symbol; `None` where the data ends or no code fits.
    #[inline]
    pub fn symbol(&mut self, table: &Table) -> Option<u8> {
        if self.held < 16 {
            self.fill();
        }
        // Past the end the window reads as ones, as the padding of the last byte does.
        let window = if self.held >= 16 {
            (self.buffer >> (self.held - 16)) as u32 & 0xffff
        } else {
            let missing = 16 - self.held;
            (((self.buffer << missing) as u32) | ((1 << missing) - 1)) & 0xffff
        };
        let &(length, symbol) = table.short.get((window >> 8) as usize)?;
        let (length, symbol) = if length > 0 { (u32::from(length), symbol) } else { table.long(window)? };
        self.held = self.held.checked_sub(length)?;
        Some(symbol)
    }

    /// Passes over `count` bits, at most 16.
    #[inline]
    pub fn skip(&mut self, count: u32) -> Option<()> {
        if self.held < count {
            self.fill();
        }
        self.held = self.held.checked_sub(count)?;
        Some(())
    }

    /// Passes the restart marker `expected`, which must be next.
    pub fn restart(&mut self, expected: u8) -> Option<()> {
        self.seek_marker(0)?;
        (self.data.get(self.at + 1) == Some(&expected)).then(|| self.at += 2)
    }

    /// Ends a scan: the offset of its closing marker, before which at most `stray` bytes
    /// may be left.
    pub fn finish(mut self, stray: usize) -> Option<usize> {
        self.seek_marker(stray)?;
        Some(self.at)
    }

    fn seek_marker(&mut self, stray: usize) -> Option<()> {
        let mut left = (self.held / 8) as usize;
        self.held = 0;
        self.buffer = 0;
        while left <= stray {
            match (self.data.get(self.at)?, self.data.get(self.at + 1)?) {
                (0xff, 0xff) => self.at += 1,
                (0xff, 0) => (self.at, left) = (self.at + 2, left + 1),
                (0xff, _) => return Some(()),
                _ => (self.at, left) = (self.at + 1, left + 1),
            }
        }
        None
    }
}
