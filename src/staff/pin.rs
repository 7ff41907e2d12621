//! PINs: what makes a good one, and the argon2id hash that alone is kept.

use argon2::password_hash::phc::PasswordHash;
use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Fewest and most digits of a PIN.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// Memory in KiB and passes over it (RFC 9106, the second recommended choice, in one lane). A PIN
/// has few digits: what keeps a stolen hash is that every guess is dear.
const COST: (u32, u32) = (64 * 1024, 3);

/// More memory than this (KiB) is not taken for a hash that someone wrote into the file.
const MOST_MEMORY: u32 = 1024 * 1024;

/// Digits as typed. Wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(Zeroizing<String>);

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin")
    }
}

/// Why a PIN is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinError {
    /// Not 4 to 12 digits.
    NotDigits,
    /// Among the first that anybody would try.
    Trivial,
}

impl PinError {
    /// Id of its sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotDigits => "staff-pin-not-digits",
            Self::Trivial => "staff-pin-trivial",
        }
    }
}

impl Pin {
    /// A PIN to be compared, whatever was typed. Digits of an input method are digits.
    pub fn typed(text: &str) -> Self {
        let mut folded = Zeroizing::new(String::with_capacity(text.len()));
        folded.extend(text.trim().nfkc());
        Self(folded)
    }

    /// A new PIN of the member with that id: 4 to 12 digits, and none that is guessed at once.
    pub fn chosen(text: &str, id: &str) -> Result<Self, PinError> {
        let pin = Self::typed(text);
        let digits = pin.0.as_bytes();
        if !DIGITS.contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
            return Err(PinError::NotDigits);
        }
        if is_trivial(digits) || *pin.0 == id {
            return Err(PinError::Trivial);
        }
        Ok(pin)
    }

    /// The hash to keep, a PHC string. `None` where the system gives no randomness or memory.
    pub fn hash(&self) -> Option<String> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params()?);
        argon2.hash_password(self.0.as_bytes()).ok().map(|hash| hash.to_string())
    }

    /// Whether this is the PIN that was hashed.
    pub fn matches(&self, hash: &str) -> bool {
        let Ok(hash) = PasswordHash::new(hash) else { return false };
        Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok()
    }

    /// Takes as long as [`Pin::matches`], where there is nothing to compare with.
    pub fn match_nothing(&self) {
        let _ = self.hash();
    }
}

fn params() -> Option<Params> {
    Params::new(COST.0, COST.1, 1, None).ok()
}

/// Whether a text is a hash that a PIN can be compared with: argon2id, of a bearable size.
pub(super) fn is_hash(text: &str) -> bool {
    PasswordHash::new(text).is_ok_and(|hash| {
        hash.algorithm == ARGON2ID_IDENT
            && hash.hash.is_some()
            && Params::try_from(&hash).is_ok_and(|params| params.m_cost() <= MOST_MEMORY)
    })
}

/// One digit over and over, a run up or down, a pair repeated.
fn is_trivial(digits: &[u8]) -> bool {
    let steps =
        |by: u8| digits.iter().zip(digits.iter().skip(1)).all(|(a, b)| (a - b'0' + by) % 10 == b - b'0');
    let repeats = |length: usize| digits.iter().zip(digits.iter().skip(length)).all(|(a, b)| a == b);
    steps(1) || steps(9) || repeats(1) || repeats(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<(), PinError> {
        Pin::chosen(text, "2580").map(drop)
    }

    #[test]
    fn digits_only_and_none_that_anybody_would_try_first() {
        for good in ["2581", "90210", "7391", "000001", "123457", " 8134 ", "８１３４"] {
            assert_eq!(chosen(good), Ok(()), "{good}");
        }
        for short in ["", "123", "12a4", "1234567890123", "ⅣⅣⅣⅣ", "-123", "12 34"] {
            assert_eq!(chosen(short), Err(PinError::NotDigits), "{short}");
        }
        for trivial in ["0000", "1234", "4321", "7890", "0987654321", "1212", "9090", "2580"] {
            assert_eq!(chosen(trivial), Err(PinError::Trivial), "{trivial}");
        }
    }

    #[test]
    fn only_the_right_pin_fits_its_hash() {
        let hash = Pin::typed("7391").hash().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{hash}");
        assert!(is_hash(&hash) && !hash.contains("7391"));
        assert!(Pin::typed("７３９１").matches(&hash));
        assert!(!Pin::typed("7392").matches(&hash) && !Pin::typed("").matches(&hash));
        assert_ne!(Pin::typed("7391").hash().unwrap(), hash, "every hash has a salt of its own");
    }

    #[test]
    fn what_is_no_hash_fits_nothing() {
        for text in
            ["", "7391", "$argon2i$v=19$m=64,t=1,p=1$YWJjZGVmZ2g$YWJjZGVmZ2hpamtsbW5vcA", "$argon2id$"]
        {
            assert!(!is_hash(text), "{text}");
            assert!(!Pin::typed("7391").matches(text), "{text}");
        }
        let huge = "$argon2id$v=19$m=4194304,t=3,p=1$YWJjZGVmZ2hpamts$YWJjZGVmZ2hpamtsbW5vcA";
        assert!(!is_hash(huge));
    }
}
