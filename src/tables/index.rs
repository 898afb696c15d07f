//! The table itself: every entry of every surface, with the indices that lookups go through.
//!
//! Built once, when the first lookup asks; about as much work as parsing the schema files.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Effect, Field, FieldInfo, Place, Surface, reader};

struct Index {
    entries: Vec<FieldInfo>,
    by_key: HashMap<(Surface, Place, &'static str), usize>,
    /// Entries of one surface and place stand together, in the order of the schema file.
    by_place: HashMap<(Surface, Place), Range<usize>>,
    by_name: HashMap<(Surface, &'static str), Vec<usize>>,
    homes: HashMap<(Surface, Field), Vec<(Place, &'static str)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

impl Index {
    fn new() -> Self {
        let mut entries: Vec<_> = Surface::ALL.iter().flat_map(|surface| reader::read(*surface)).collect();
        // Stable: inside a place the order of the file stays.
        entries.sort_by_key(|entry| (entry.surface, entry.place));
        let mut index = Self {
            by_key: HashMap::with_capacity(entries.len()),
            by_place: HashMap::new(),
            by_name: HashMap::new(),
            homes: HashMap::new(),
            entries: Vec::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            index.by_key.insert((entry.surface, entry.place, entry.key), at);
            index.by_place.entry((entry.surface, entry.place)).or_insert(at..at).end = at + 1;
            index.by_name.entry((entry.surface, entry.key)).or_default().push(at);
            if entry.effect == Effect::Takes {
                index.homes.entry((entry.surface, entry.field)).or_default().push((entry.place, entry.key));
            }
        }
        index.entries = entries;
        index
    }
}

/// What the table says about `key` at this place of this surface; absent if the key is unknown there.
pub fn lookup(surface: Surface, place: Place, key: &str) -> Option<&'static FieldInfo> {
    INDEX.by_key.get(&(surface, place, key)).map(|at| &INDEX.entries[*at])
}

/// Every key of a place, whatever its effect, in the order to offer them; for SDK v1 that of the positional parameters.
pub fn keys(surface: Surface, place: Place) -> std::slice::Iter<'static, FieldInfo> {
    let range = INDEX.by_place.get(&(surface, place)).cloned().unwrap_or_default();
    INDEX.entries[range].iter()
}

/// The entries of this name at any place of the surface, inner places first.
pub fn named(surface: Surface, key: &str) -> impl Iterator<Item = &'static FieldInfo> {
    INDEX.by_name.get(&(surface, key)).into_iter().flatten().map(|at| &INDEX.entries[*at])
}

/// Where a field takes effect on a surface, best first.
pub fn homes(surface: Surface, field: Field) -> &'static [(Place, &'static str)] {
    INDEX.homes.get(&(surface, field)).map_or(&[], Vec::as_slice)
}

/// The entry of a field at a place, if it takes effect there.
pub fn entry(surface: Surface, place: Place, field: Field) -> Option<&'static FieldInfo> {
    keys(surface, place).find(|entry| entry.field == field && entry.effect == Effect::Takes)
}

/// The entry that a wrong name is known to mean.
pub fn alias(surface: Surface, place: Place, key: &str) -> Option<&'static FieldInfo> {
    keys(surface, place).find(|entry| entry.aliases.contains(&key))
}
