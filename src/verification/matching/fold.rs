/// A difference of notation that may be put aside to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Full and half width, and other compatibility forms.
    Width,
    /// Capital and small Latin letters.
    Case,
    /// Variant characters such as 高 and 髙.
    Variant,
    /// ヶ ケ が ガ, ノ の, ツ ッ.
    Kana,
    /// Dashes of all kinds.
    Dash,
    /// Spaces within an address.
    Space,
    /// 一 and 1 in block numbers.
    Numerals,
    /// 1丁目2番3号 and 1-2-3.
    Block,
    /// 字 and 大字 left out.
    Aza,
    /// The prefecture left out.
    Prefecture,
    /// A building's name left out, its room kept.
    Building,
    /// A former name or an alias in brackets.
    Bracket,
    /// Hyphen and apostrophe in Latin names.
    LatinSigns,
    /// One kanji registered as its katakana reading.
    Reading,
}

impl Fold {
    /// All folds.
    pub const ALL: &[Self] = &[
        Self::Width,
        Self::Case,
        Self::Variant,
        Self::Kana,
        Self::Dash,
        Self::Space,
        Self::Numerals,
        Self::Block,
        Self::Aza,
        Self::Prefecture,
        Self::Building,
        Self::Bracket,
        Self::LatinSigns,
        Self::Reading,
    ];

    /// The fold's name, as texts take it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Case => "case",
            Self::Variant => "variant",
            Self::Kana => "kana",
            Self::Dash => "dash",
            Self::Space => "space",
            Self::Numerals => "numerals",
            Self::Block => "block",
            Self::Aza => "aza",
            Self::Prefecture => "prefecture",
            Self::Building => "building",
            Self::Bracket => "bracket",
            Self::LatinSigns => "latin",
            Self::Reading => "reading",
        }
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of folds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Folds(u16);

impl Folds {
    /// Every fold.
    pub const ALL: Self = Self((1 << Fold::ALL.len()) - 1);

    /// Whether the fold is in the set.
    pub fn has(self, fold: Fold) -> bool {
        self.0 & fold.bit() != 0
    }

    /// The set without one fold.
    #[must_use]
    pub fn without(self, fold: Fold) -> Self {
        Self(self.0 & !fold.bit())
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The folds of the set.
    pub fn iter(self) -> impl Iterator<Item = Fold> {
        Fold::ALL.iter().copied().filter(move |fold| self.has(*fold))
    }
}

impl FromIterator<Fold> for Folds {
    fn from_iter<I: IntoIterator<Item = Fold>>(folds: I) -> Self {
        Self(folds.into_iter().fold(0, |set, fold| set | fold.bit()))
    }
}

impl std::fmt::Debug for Folds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
