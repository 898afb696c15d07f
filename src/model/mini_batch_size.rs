//! `mini_batch_size` as the SDK reads it: a number with an optional unit. Knows no surface.

/// A `mini_batch_size` that parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MiniBatchSize {
    /// The number in front of the unit.
    pub number: u128,
    /// The unit, if one is written.
    pub unit: Option<Unit>,
}

/// A unit of `mini_batch_size`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1024.
    Kilobyte,
    /// 1024².
    Megabyte,
    /// 1024³.
    Gigabyte,
}

impl Unit {
    /// What the SDK multiplies the number by.
    #[must_use]
    pub fn factor(self) -> u128 {
        match self {
            Self::Kilobyte => 1 << 10,
            Self::Megabyte => 1 << 20,
            Self::Gigabyte => 1 << 30,
        }
    }
}

impl MiniBatchSize {
    /// Reads what the SDK reads: `^\d+([kKmMgG][bB])?$`, a trailing line break aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number = text[..digits].parse().ok()?;
        let unit = match text[digits..].to_ascii_lowercase().as_str() {
            "" => None,
            "kb" => Some(Unit::Kilobyte),
            "mb" => Some(Unit::Megabyte),
            "gb" => Some(Unit::Gigabyte),
            _ => return None,
        };
        Some(Self { number, unit })
    }

    /// The plain number that the SDK sends.
    #[must_use]
    pub fn sent(self) -> u128 {
        self.number.saturating_mul(self.unit.map_or(1, Unit::factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_sdk_reads() {
        for (text, sent) in [("10", 10), ("0", 0), ("10kb", 10240), ("1Mb", 1 << 20), ("2GB", 2 << 30), ("7\n", 7)] {
            assert_eq!(MiniBatchSize::parse(text).map(MiniBatchSize::sent), Some(sent), "{text:?}");
        }
        for text in ["", "1k", "10 kb", "1.5mb", "100b", "1tb", "-1", "1e3", "10kbmb", " 1", "x"] {
            assert_eq!(MiniBatchSize::parse(text), None, "{text:?}");
        }
    }
}
