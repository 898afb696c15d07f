//! The table itself: every entry of every surface, with the indices that lookups go through.
//!
//! Built once, when the first lookup asks; about as much work as parsing the schema files.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Effect, Field, FieldInfo, Place, Surface, reader};

struct Index {
    entries: Vec<FieldInfo>,
    /// Entries of one surface and place stand together, in the order of the schema file: by surface and place.
    by_place: Vec<Range<usize>>,
    by_name: HashMap<(Surface, &'static str), Vec<usize>>,
    /// By surface and field.
    homes: Vec<Vec<(Place, &'static str)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

impl Index {
    fn new() -> Self {
        let mut entries: Vec<_> = Surface::ALL.iter().flat_map(|surface| reader::read(*surface)).collect();
        // Stable: inside a place the order of the file stays.
        entries.sort_by_key(|entry| (entry.surface, entry.place));
        let mut index = Self {
            by_place: vec![0..0; Surface::ALL.len() * Place::ALL.len()],
            by_name: HashMap::new(),
            homes: vec![Vec::new(); Surface::ALL.len() * Field::ALL.len()],
            entries: Vec::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            let range = &mut index.by_place[of_place(entry.surface, entry.place)];
            *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
            index.by_name.entry((entry.surface, entry.key)).or_default().push(at);
            if entry.effect == Effect::Takes {
                index.homes[of_field(entry.surface, entry.field)].push((entry.place, entry.key));
            }
        }
        index.entries = entries;
        index
    }
}

// Rules ask these for every step and key, so that they are arrays; a place has few enough keys to look through.
fn of_place(surface: Surface, place: Place) -> usize {
    surface as usize * Place::ALL.len() + place as usize
}

fn of_field(surface: Surface, field: Field) -> usize {
    surface as usize * Field::ALL.len() + field as usize
}

/// What the table says about `key` at this place of this surface; absent if the key is unknown there.
pub fn lookup(surface: Surface, place: Place, key: &str) -> Option<&'static FieldInfo> {
    keys(surface, place).find(|entry| entry.key == key)
}

/// Every key of a place, whatever its effect, in the order to offer them; for SDK v1 that of the positional parameters.
pub fn keys(surface: Surface, place: Place) -> std::slice::Iter<'static, FieldInfo> {
    INDEX.entries[INDEX.by_place[of_place(surface, place)].clone()].iter()
}

/// The entries of this name at any place of the surface, inner places first.
pub fn named(surface: Surface, key: &str) -> impl Iterator<Item = &'static FieldInfo> {
    INDEX.by_name.get(&(surface, key)).into_iter().flatten().map(|at| &INDEX.entries[*at])
}

/// Where a field takes effect on a surface, best first.
pub fn homes(surface: Surface, field: Field) -> &'static [(Place, &'static str)] {
    &INDEX.homes[of_field(surface, field)]
}

/// The entry of a field at a place, if it takes effect there.
pub fn entry(surface: Surface, place: Place, field: Field) -> Option<&'static FieldInfo> {
    keys(surface, place).find(|entry| entry.field == field && entry.effect == Effect::Takes)
}

/// The entry that a wrong name is known to mean.
pub fn alias(surface: Surface, place: Place, key: &str) -> Option<&'static FieldInfo> {
    keys(surface, place).find(|entry| entry.aliases.contains(&key))
}
