//! `<<` keys and repeated keys, resolved as PyYAML's constructor does (`flatten_mapping`, `dict`).
//!
//! Written entries win over merged ones, the last of equal keys over those before it; among merged mappings an earlier
//! member of a list wins over a later one, but a later `<<` over an earlier one.

use super::error::{self, SyntaxError};
use super::{Data, Entry, Mapping, Merge, NodeId, Origin, Resolved, Tree};
use std::collections::HashMap;

/// All merges of a text together take over no more entries than this.
const BUDGET: usize = 250_000;

/// Resolves all mappings of the tree.
pub(super) fn resolve(tree: &mut Tree) {
    let mut done = vec![false; tree.nodes.len()];
    let mut budget = BUDGET;
    for index in 0..tree.nodes.len() {
        flatten(tree, NodeId(index as u32), &mut done, &mut budget);
    }
}

/// Resolves one mapping. Sources lie before it and are done, but for those written in the merge itself, which
/// bounds the recursion by the depth of the text.
fn flatten(tree: &mut Tree, id: NodeId, done: &mut [bool], budget: &mut usize) {
    if std::mem::replace(&mut done[id.index()], true) {
        return;
    }
    let Data::Mapping(mapping) = &tree.raw(id).data else { return };
    if mapping.merges.is_empty() && mapping.entries.len() < 2 {
        return;
    }
    let merges = mapping.merges.clone();
    let mut sources = Vec::new();
    let mut open = false;
    for merge in merges.iter().rev() {
        open |= !collect(tree, merge, &mut sources);
    }
    for &source in &sources {
        flatten(tree, source, done, budget);
    }
    let (dead, merged) = combine(tree, id, &sources);
    open |= sources.iter().any(|&source| tree.get(source).as_mapping().is_some_and(|mapping| mapping.open));
    let affordable = merged.len() <= *budget;
    *budget = budget.saturating_sub(merged.len());
    if !affordable && !tree.errors.iter().any(|error| error.template == error::LARGE_MERGE) {
        let span = tree.raw(id).span;
        tree.errors.push(SyntaxError::new(span, error::LARGE_MERGE));
    }
    let Data::Mapping(mapping) = &mut tree.nodes[id.index()].data else { return };
    mapping.open |= open || !affordable;
    for index in dead {
        mapping.entries[index].live = false;
    }
    if affordable {
        mapping.entries.extend(merged);
    }
}

/// The mappings that one `<<` takes from, the strongest first; whether all of it could be read.
fn collect(tree: &mut Tree, merge: &Merge, sources: &mut Vec<NodeId>) -> bool {
    let members = match &tree.get(merge.value).data {
        Data::Sequence(sequence) => sequence.items.clone(),
        _ => vec![merge.value],
    };
    let mut whole = !matches!(&tree.get(merge.value).data, Data::Sequence(sequence) if sequence.open);
    for member in members {
        match tree.get(member).data {
            Data::Mapping(_) => sources.push(tree.target(member)),
            Data::Malformed => whole = false,
            _ => {
                whole = false;
                let span = tree.raw(member).span;
                tree.errors.push(SyntaxError::new(span, error::BAD_MERGE));
            }
        }
    }
    whole
}

/// The entries of `id` that are overridden, and the ones it takes over.
fn combine(tree: &Tree, id: NodeId, sources: &[NodeId]) -> (Vec<usize>, Vec<Entry>) {
    let entries = |id| tree.get(id).as_mapping().map_or(&[][..], |mapping: &Mapping| &mapping.entries);
    let mut seen = HashMap::new();
    let mut dead = Vec::new();
    for (index, entry) in entries(id).iter().enumerate() {
        let earlier = Key::of(tree, entry.key).and_then(|key| seen.insert(key, index));
        dead.extend(earlier);
    }
    let mut merged = Vec::new();
    for entry in sources.iter().flat_map(|&source| entries(source)).filter(|entry| entry.live) {
        let Some(key) = Key::of(tree, entry.key) else { continue };
        if let std::collections::hash_map::Entry::Vacant(vacant) = seen.entry(key) {
            vacant.insert(usize::MAX);
            merged.push(Entry { origin: Origin::Merged, ..entry.clone() });
        }
    }
    (dead, merged)
}

/// A key as Python's `dict` compares it: `1`, `1.0` and `true` are one.
#[derive(PartialEq, Eq, Hash)]
enum Key<'t> {
    Text(&'t str),
    Integer(i128),
    Float(u64),
    Other(&'t str),
    Null,
}

impl<'t> Key<'t> {
    /// `None` for what equals no other key.
    fn of(tree: &'t Tree, id: NodeId) -> Option<Self> {
        let scalar = tree.get(id).as_scalar()?;
        let text = scalar.text.as_str();
        Some(match scalar.value {
            Resolved::Str => Self::Text(text),
            Resolved::Null => Self::Null,
            Resolved::Bool(value) => Self::Integer(value.into()),
            Resolved::Int(value) => Self::Integer(value),
            Resolved::Float(value) if value.is_nan() => return None,
            // Beyond 2^53 two texts of one float may be unequal integers; such keys are taken for different.
            Resolved::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 => Self::Integer(value as i128),
            Resolved::Float(value) => Self::Float(value.to_bits()),
            Resolved::BigInt | Resolved::Date | Resolved::Timestamp => Self::Other(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::show::{errors, show};

    fn check(text: &str, expected: &str) {
        assert_eq!((show(text).as_str(), errors(text)), (expected, Vec::new()), "{text}");
    }

    #[test]
    fn as_pyyaml_merges() {
        check("[&a {x: 1, y: 1}, {<<: *a, x: 2}]", "[^{x: ^1, y: ^1}, {x: 2, <y: ^1}]");
        check("[&a {x: 1}, &b {x: 2, y: 2}, {<<: [*a, *b]}]", "[^{x: ^1}, ^{x: ^2, y: ^2}, {<x: ^1, <y: ^2}]");
        check("[&a {x: 1}, &b {x: 2, y: 2}, {<<: *a, <<: *b}]", "[^{x: ^1}, ^{x: ^2, y: ^2}, {<x: ^2, <y: ^2}]");
        check("{<<: {x: 1, <<: {y: 2}}, z: 3}", "{z: 3, <x: 1, <y: 2}");
        check("[&a {x: 1}, &b {<<: *a}, {<<: *b}]", "[^{x: ^1}, ^{<x: ^1}, {<x: ^1}]");
        check("{'<<': 1, x: 2}", "{<<: 1, x: 2}");
        check("{<<: {x: 1, x: 2}}", "{<x: 2}");
        check("{<<: []}", "{}");
    }

    #[test]
    fn what_is_no_mapping_leaves_the_end_open() {
        let error = |at: &str| vec![format!("{at} `<<` takes a mapping or a list of mappings")];
        let check =
            |text: &str, expected: &str, at| assert_eq!((show(text).as_str(), errors(text)), (expected, error(at)));
        check("{<<: 1, x: 2}", "{x: 2, ..}", "1:6");
        check("{<<, x: 2}", "{x: 2, ..}", "1:4");
        check("{<<: [{y: 1}, 2], x: 2}", "{x: 2, <y: 1, ..}", "1:15");
        assert_eq!(show("{<<: *a, x: 2}"), "{x: 2, ..}");
    }
}
