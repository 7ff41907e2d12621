//! The write-ahead log, looked at before SQLite does: SQLite reads it up to the first frame that
//! does not fit and takes the rest for what a crash left, so that damage passes in silence.
//! Format: <https://www.sqlite.org/fileformat2.html#walformat>.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Whether the log is damaged in a way that a crash can not have left behind: its header is not
/// one, or a frame does not fit and a commit of the same generation stands after it. A crash
/// leaves at most frames of a transaction that was not committed. A log that is not there is sound.
pub(super) fn is_damaged(path: &Path) -> std::io::Result<bool> {
    match File::open(path) {
        Ok(file) => examine(BufReader::with_capacity(1 << 18, file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn examine(mut log: impl Read) -> std::io::Result<bool> {
    let mut bytes = [0; HEADER];
    if !fill(&mut log, &mut bytes)? {
        return Ok(false);
    }
    let Some(mut header) = Header::read(&bytes) else {
        // Less than a frame behind it holds nothing that could be lost.
        return fill(&mut log, &mut [0; FRAME_HEADER + 512]);
    };
    let mut frame = vec![0; FRAME_HEADER + header.page_size];
    let mut broken = false;
    while fill(&mut log, &mut frame)? {
        let ours = word(&frame, 8) == header.salts.0 && word(&frame, 12) == header.salts.1;
        let commit = word(&frame, 4) != 0;
        if broken && ours && commit {
            return Ok(true);
        }
        broken = broken || !ours || !header.chains(&frame);
    }
    Ok(false)
}

struct Header {
    little_endian: bool,
    page_size: usize,
    salts: (u32, u32),
    /// Runs on over every frame.
    sum: (u32, u32),
}

impl Header {
    fn read(bytes: &[u8; HEADER]) -> Option<Self> {
        let little_endian = match word(bytes, 0) {
            0x377f_0682 => true,
            0x377f_0683 => false,
            _ => return None,
        };
        let page_size = word(bytes, 8) as usize;
        let sum = add(little_endian, (0, 0), bytes.get(..24)?);
        let sound = sum == (word(bytes, 24), word(bytes, 28))
            && page_size.is_power_of_two()
            && (512..=65536).contains(&page_size);
        sound.then_some(Self { little_endian, page_size, salts: (word(bytes, 16), word(bytes, 20)), sum })
    }

    /// Whether a frame is the one that follows, whole.
    fn chains(&mut self, frame: &[u8]) -> bool {
        let (Some(head), Some(page)) = (frame.get(..8), frame.get(FRAME_HEADER..)) else { return false };
        self.sum = add(self.little_endian, add(self.little_endian, self.sum, head), page);
        self.sum == (word(frame, 16), word(frame, 20))
    }
}

/// SQLite's running checksum over 32-bit words.
fn add(little_endian: bool, (mut a, mut b): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let word = |word: &[u8]| {
        let word = word.try_into().unwrap_or_default();
        if little_endian { u32::from_le_bytes(word) } else { u32::from_be_bytes(word) }
    };
    for pair in bytes.chunks_exact(8) {
        let (first, second) = pair.split_at(4);
        a = a.wrapping_add(word(first)).wrapping_add(b);
        b = b.wrapping_add(word(second)).wrapping_add(a);
    }
    (a, b)
}

/// The big-endian word at that place.
fn word(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..at + 4).and_then(|word| word.try_into().ok());
    u32::from_be_bytes(word.unwrap_or_default())
}

/// Fills the buffer; false when the log ends before.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    /// The log of a database with three commits, as SQLite wrote it.
    static WRITTEN: LazyLock<Vec<u8>> = LazyLock::new(written);

    fn written() -> Vec<u8> {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("x.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (b BLOB)")
            .unwrap();
        for fill in [1_u8, 2] {
            db.execute("INSERT INTO t VALUES (?1)", [vec![fill; 20_000]]).unwrap();
        }
        std::fs::read(temp.path().join("x.db-wal")).unwrap()
    }

    fn damaged(log: &[u8]) -> bool {
        examine(log).unwrap()
    }

    #[test]
    fn what_sqlite_wrote_is_sound_wherever_it_was_cut_short() {
        let log = written();
        assert!(log.len() > 40_000);
        for end in (0..=log.len()).rev().step_by(97) {
            assert!(!damaged(&log[..end]), "{end}");
        }
    }

    #[test]
    fn frames_of_an_older_generation_behind_the_end_are_no_damage() {
        let mut log = written();
        let stale: Vec<u8> = written().split_off(HEADER);
        log.extend(stale);
        assert!(!damaged(&log));
    }

    #[test]
    fn the_header_is_missed() {
        let mut log = written();
        log[..HEADER].fill(0);
        assert!(damaged(&log));
    }

    proptest! {
        #[test]
        fn a_flipped_byte_before_the_last_frame_is_noticed(at in any::<prop::sample::Index>(), flip in 1..=255_u8) {
            let mut log = WRITTEN.clone();
            let frame = FRAME_HEADER + 4096;
            let at = at.index(log.len() - frame);
            log[at] ^= flip;
            prop_assert!(damaged(&log), "{at}");
        }
    }
}
