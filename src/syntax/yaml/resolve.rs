//! What PyYAML's `safe_load` makes of a plain scalar (`yaml/resolver.py`, YAML 1.1). Knows no tree and no spans.

use super::{number, timestamp};

/// What PyYAML makes of a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolved {
    /// `None`
    Null,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i128),
    /// An `int` beyond 128 bits; the scalar's text has it.
    BigInt,
    /// `float`
    Float(f64),
    /// `datetime.date`
    Date,
    /// `datetime.datetime`
    Timestamp,
    /// `str`
    Str,
}

/// What becomes of a scalar, before it is known whether it is a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outcome {
    /// A value.
    Value(Resolved),
    /// `<<`: merges as a key, refused elsewhere.
    Merge,
    /// `=`: a string as a key, refused elsewhere.
    Equals,
    /// PyYAML raises an error.
    Refused,
    /// PyYAML makes something of it that we do not model.
    Unknown,
}

impl From<Resolved> for Outcome {
    fn from(value: Resolved) -> Self {
        Self::Value(value)
    }
}

/// Resolves the text of a plain scalar without tag.
pub(super) fn resolve(text: &str) -> Outcome {
    let Some(first) = text.bytes().next() else { return Resolved::Null.into() };
    match first {
        b'0'..=b'9' => number::float(text).or_else(|| number::int(text)).or_else(|| timestamp::implicit(text)),
        b'-' | b'+' | b'.' => number::float(text).or_else(|| number::int(text)),
        b'~' | b'n' | b'N' if is_null(text) => Some(Resolved::Null.into()),
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => {
            is_cased(text).then(|| boolean(text)).flatten().map(|value| Resolved::Bool(value).into())
        }
        b'<' if text == "<<" => Some(Outcome::Merge),
        b'=' if text == "=" => Some(Outcome::Equals),
        _ => None,
    }
    .unwrap_or(Outcome::Value(Resolved::Str))
}

fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// The word in any case, as the tag `!!bool` has it.
pub(super) fn boolean(text: &str) -> Option<bool> {
    const WORDS: [(&str, bool); 6] =
        [("yes", true), ("no", false), ("true", true), ("false", false), ("on", true), ("off", false)];
    WORDS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|&(_, value)| value)
}

/// `word`, `Word` or `WORD`.
fn is_cased(text: &str) -> bool {
    let tail = text.get(1..).unwrap_or_default();
    let lower = tail.bytes().all(|b| b.is_ascii_lowercase());
    lower || text.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: impl Into<Outcome>) {
        assert_eq!(resolve(text), expected.into(), "{text:?}");
    }

    #[test]
    fn words() {
        for text in ["", "~", "null", "Null", "NULL"] {
            check(text, Resolved::Null);
        }
        for text in ["yes", "Yes", "YES", "on", "On", "true", "TRUE"] {
            check(text, Resolved::Bool(true));
        }
        for text in ["y", "n", "yEs", "nULL", "tRUE", "None", "YEs", "oN", "truth", "-.5", "1e3", "0o777", "08", "- "] {
            check(text, Resolved::Str);
        }
        check("off", Resolved::Bool(false));
        check("<<", Outcome::Merge);
        check("=", Outcome::Equals);
    }

    #[test]
    fn numbers() {
        check("0777", Resolved::Int(511));
        check("-0b1010", Resolved::Int(-10));
        check("0x_fF", Resolved::Int(255));
        check("1_000", Resolved::Int(1000));
        check("0_", Resolved::Int(0));
        check("190:20:30", Resolved::Int(685_230));
        check("-1:30", Resolved::Int(-90));
        check("0b_", Outcome::Refused);
        check(&"9".repeat(50), Resolved::BigInt);
        check(&"9".repeat(4301), Outcome::Refused);
        check("1.", Resolved::Float(1.0));
        check("6.8523015e+5", Resolved::Float(685_230.15));
        check("1.5e5", Resolved::Str);
        check("1:30.5", Resolved::Float(90.5));
        check("-.inf", Resolved::Float(f64::NEG_INFINITY));
        check("-.nan", Resolved::Str);
    }

    #[test]
    fn dates() {
        check("2024-01-02", Resolved::Date);
        check("2024-1-2", Resolved::Str);
        check("2024-13-02", Outcome::Refused);
        check("2023-02-29", Outcome::Refused);
        check("2024-1-2 3:04:05", Resolved::Timestamp);
        check("2024-01-02T03:04:05.123 +9:30", Resolved::Timestamp);
        check("2024-01-02t03:04:05Z", Resolved::Timestamp);
        check("2024-01-02 24:04:05", Outcome::Refused);
        check("2024-01-02 03:04", Resolved::Str);
    }
}
