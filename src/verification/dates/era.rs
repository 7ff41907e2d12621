use jiff::civil::{Date, date};

/// A Japanese era since the calendar reform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    pub(super) const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    pub(super) fn letter(self) -> char {
        match self {
            Self::Meiji => 'm',
            Self::Taisho => 't',
            Self::Showa => 's',
            Self::Heisei => 'h',
            Self::Reiwa => 'r',
        }
    }

    /// The era's first day. Its year 1 is that day's year.
    pub(super) fn begins(self) -> Date {
        match self {
            Self::Meiji => date(1868, 1, 25),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// The common year of the era's year; years past the era's end count on.
    pub(super) fn year(self, year: i16) -> Option<i16> {
        self.begins().year().checked_add(year.checked_sub(1)?)
    }
}
