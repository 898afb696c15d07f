//! Flags that are the driver's, or nearly. Knows no rule.

use crate::tables::{self, Argument};
use crate::text::nearest;

/// Shorter names are not compared: they are near to too much.
const SHORTEST_NAME: usize = 8;
/// Shorter beginnings of a name say too little.
const SHORTEST_PREFIX: usize = 12;

/// Whether the driver takes a flag for itself: one of its arguments, or one that stands for a setting.
pub(in crate::rules) fn takes(flag: &str) -> bool {
    tables::is_driver_argument(flag) || is_reserved(flag)
}

/// The driver's flag that a flag nearly is.
pub(in crate::rules) fn meant(flag: &str) -> Option<&'static str> {
    let name = flag.trim_start_matches('-');
    if name.len() < SHORTEST_NAME || takes(flag) {
        return None;
    }
    let names = || tables::arguments().iter().map(Argument::name);
    if let Some(exact) = names().find(|known| *known == name) {
        return flag_of(exact);
    }
    let plain = name.to_lowercase().replace('-', "_");
    let begun = |known: &&str| plain.len() >= SHORTEST_PREFIX && plain.len() < known.len() && known.starts_with(&plain);
    let mut begun = names().filter(begun);
    match (nearest(name, names()), begun.next(), begun.next()) {
        (Some(near), ..) | (None, Some(near), None) => flag_of(near),
        _ => None,
    }
}

fn is_reserved(flag: &str) -> bool {
    flag.strip_prefix("--").is_some_and(|name| tables::reserved_argument(name).is_some())
}

fn flag_of(name: &str) -> Option<&'static str> {
    tables::arguments().iter().find(|argument| argument.name() == name).map(|argument| argument.flag)
}

/// The names, without dashes, of what the driver may put on the command line itself.
pub(in crate::rules) fn names() -> impl Iterator<Item = &'static str> {
    let reserved = tables::reserved_arguments().iter().map(|reserved| reserved.name);
    tables::arguments().iter().map(Argument::name).chain(reserved)
}
