//! Explicit tags: the ones `safe_load` knows, and what it makes of a node that carries one.

use super::resolve::{self, Outcome, Resolved};
use super::{number, timestamp};

/// The prefix that `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

/// What becomes of a scalar with the tag `tag`.
pub(super) fn scalar(tag: &str, text: &str) -> Outcome {
    if tag == "!" {
        return resolve::resolve(text);
    }
    match tag.strip_prefix(CORE) {
        Some("str") => Resolved::Str.into(),
        Some("null") => Resolved::Null.into(),
        Some("bool") => resolve::boolean(text).map_or(Outcome::Refused, |value| Resolved::Bool(value).into()),
        Some("int") => number::construct_int(text),
        Some("float") => number::construct_float(text),
        Some("timestamp") => timestamp::construct(text),
        Some("binary") if text.is_ascii() => Outcome::Unknown,
        Some("merge") => Outcome::Merge,
        Some("value") => Outcome::Equals,
        _ => Outcome::Refused,
    }
}

/// Whether `safe_load` knows the tag for scalars, so that only the text can be at fault.
pub(super) fn takes_scalars(tag: &str) -> bool {
    matches!(tag.strip_prefix(CORE), Some("bool" | "int" | "float" | "timestamp" | "binary"))
}

/// What a tag makes of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collection {
    /// What it would be without the tag.
    Plain,
    /// Something we do not model.
    Unknown,
    /// An error.
    Refused,
}

/// What becomes of a sequence with the tag `tag`.
pub(super) fn sequence(tag: &str) -> Collection {
    match (tag, tag.strip_prefix(CORE)) {
        ("!", _) | (_, Some("seq")) => Collection::Plain,
        (_, Some("omap" | "pairs")) => Collection::Unknown,
        _ => Collection::Refused,
    }
}

/// What becomes of a mapping with the tag `tag`.
pub(super) fn mapping(tag: &str) -> Collection {
    match (tag, tag.strip_prefix(CORE)) {
        ("!", _) | (_, Some("map")) => Collection::Plain,
        (_, Some("set")) => Collection::Unknown,
        _ => Collection::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, text: &str, expected: impl Into<Outcome>) {
        assert_eq!(scalar(&format!("{CORE}{tag}"), text), expected.into(), "!!{tag} {text:?}");
    }

    #[test]
    fn scalars() {
        check("str", "12", Resolved::Str);
        check("int", " 12 ", Resolved::Int(12));
        check("int", "0o17", Resolved::Int(15));
        check("int", "abc", Outcome::Refused);
        check("int", "", Outcome::Refused);
        check("int", "١", Outcome::Unknown);
        check("float", "1e3", Resolved::Float(1000.0));
        check("float", "x", Outcome::Refused);
        check("bool", "yEs", Resolved::Bool(true));
        check("bool", "y", Outcome::Refused);
        check("null", "anything", Resolved::Null);
        check("timestamp", "2024-1-2", Resolved::Date);
        check("timestamp", "soon", Outcome::Refused);
        check("binary", "aGk=", Outcome::Unknown);
        check("seq", "a", Outcome::Refused);
        assert_eq!(scalar("!", "12"), Resolved::Int(12).into());
        assert_eq!(scalar("!mine", "12"), Outcome::Refused);
    }

    #[test]
    fn collections() {
        assert_eq!(sequence("tag:yaml.org,2002:seq"), Collection::Plain);
        assert_eq!(sequence("tag:yaml.org,2002:map"), Collection::Refused);
        assert_eq!(mapping("tag:yaml.org,2002:set"), Collection::Unknown);
        assert_eq!(mapping("!foo"), Collection::Refused);
    }
}
