//! YAML nodes as values of the model. Shared nodes are converted once and counted, so aliases cost nothing.

use crate::model::{Data, Entry, Layout, Mapping, Origin, Value};
use crate::syntax::yaml::{self, EntryRef, NodeId, NodeRef, Resolved, Scalar, Tree};
use std::collections::HashMap;
use std::sync::Arc;

/// The first document of a tree with all it holds.
#[must_use]
pub fn root(text: &str, tree: &Tree) -> Option<Value> {
    Some(Converter::new(text, tree).value(tree.root()?))
}

/// Converts the nodes of one tree.
pub(super) struct Converter<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// Nodes that are used more than once.
    done: HashMap<NodeId, Value>,
}

impl<'t> Converter<'t> {
    pub(super) fn new(text: &'t str, tree: &'t Tree) -> Self {
        Self { text, tree, done: HashMap::new() }
    }

    /// The documents of the tree.
    pub(super) fn documents(&self) -> impl Iterator<Item = NodeRef<'t>> + use<'t> {
        self.tree.documents()
    }

    /// A node with all it holds.
    pub(super) fn value(&mut self, node: NodeRef<'t>) -> Value {
        let shared = node.shared();
        if let Some(known) = self.done.get(&node.id()).filter(|_| shared) {
            return known.clone();
        }
        let value = Value { span: node.span(), through_name: None, data: self.data(node), editable: !shared };
        if shared {
            self.done.insert(node.id(), value.clone());
        }
        value
    }

    fn data(&mut self, node: NodeRef<'t>) -> Data {
        match node.data() {
            yaml::Data::Scalar(scalar) => self::scalar(scalar),
            yaml::Data::Sequence(sequence) if sequence.open => Data::Dynamic,
            yaml::Data::Sequence(_) => Data::List(node.items().map(|item| self.value(item)).collect()),
            yaml::Data::Mapping(mapping) => Data::Mapping(Arc::new(self.mapping(node, mapping))),
            // An alias is followed by `NodeRef::data`; what is left of it did not resolve.
            yaml::Data::Alias(_) | yaml::Data::Malformed => Data::Malformed,
        }
    }

    fn mapping(&mut self, node: NodeRef<'t>, mapping: &yaml::Mapping) -> Mapping {
        let entries: Vec<Entry> = node.entries().filter_map(|entry| self.entry(entry)).collect();
        let layout =
            if mapping.flow { Layout::YamlFlow } else { Layout::YamlBlock { indent: self.column(node.span().start) } };
        Mapping { span: node.span(), entries, open: mapping.open, layout }
    }

    fn entry(&mut self, entry: EntryRef<'t>) -> Option<Entry> {
        let key = entry.key();
        let written = entry.entry();
        let origin = match written.origin {
            yaml::Origin::Written => Origin::Written,
            yaml::Origin::Merged => Origin::Merged,
        };
        Some(Entry {
            key: key.as_scalar()?.text.as_str().to_owned(),
            key_span: key.place(),
            span: written.span,
            value: self.value(entry.value()),
            origin,
            editable: origin == Origin::Written && !key.shared(),
        })
    }

    /// Bytes between the start of the line and `offset`.
    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line = if before[line..].starts_with('\u{feff}') { line + '\u{feff}'.len_utf8() } else { line };
        offset - line
    }
}

fn scalar(scalar: &Scalar) -> Data {
    match scalar.value {
        Resolved::Null => Data::Null,
        Resolved::Bool(truth) => Data::Bool(truth),
        Resolved::Int(number) => Data::Int(number),
        Resolved::Float(number) => Data::Float(number),
        Resolved::Date | Resolved::Timestamp => Data::Date,
        Resolved::Str => Data::Text(Arc::new(scalar.text.clone())),
        // No field takes a number of more than 38 digits; what it would be is not worth modelling.
        Resolved::BigInt => Data::Dynamic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries that count in the last item of the list `text`, as `key: value`; `get` must agree with `effective`.
    fn check(text: &str, expected: &[&str]) {
        let tree = yaml::parse(text);
        let last = tree.root().and_then(|root| root.items().last()).unwrap();
        let value = Converter::new(text, &tree).value(last);
        let mapping = value.mapping().unwrap();
        let counting =
            mapping.effective().inspect(|&entry| assert!(std::ptr::eq(mapping.get(&entry.key).unwrap(), entry)));
        let shown: Vec<_> = counting.map(|entry| format!("{}: {}", entry.key, entry.value.span.slice(text))).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn of_equal_keys_the_last_written_counts() {
        check("- {a: 1, b: 2, a: 3}", &["b: 2", "a: 3"]);
        check("- {'a': 1, a: 2}", &["a: 2"]);
        check("- a: 1\n  b: 2\n  a: 3\n  a: 4\n", &["b: 2", "a: 4"]);
    }

    #[test]
    fn a_merged_entry_never_wins_over_a_written_one() {
        check("[&m {a: 1, b: 2}, {a: 3, <<: *m}]", &["a: 3", "b: 2"]);
        check("[&m {a: 1, b: 2}, {<<: *m, a: 3}]", &["a: 3", "b: 2"]);
        check("[&m {a: 1}, {<<: *m, a: 2, a: 3}]", &["a: 3"]);
        check("[&m {a: 1, a: 2}, {<<: *m}]", &["a: 2"]);
        check("[&m {a: 1}, &n {a: 2, b: 3}, {<<: [*m, *n]}]", &["a: 1", "b: 3"]);
        check("[&m {a: 1}, &n {a: 2, b: 3}, {<<: *m, <<: *n}]", &["a: 2", "b: 3"]);
        // To PyYAML these are two keys; to us they are one name.
        check("[&m {1: a}, {'1': b, <<: *m}]", &["1: b"]);
        check("[&m {on: a}, {'on': b, <<: *m}]", &["on: b"]);
    }

    #[test]
    fn shared_nodes_are_told_apart() {
        check(
            "[&m {a: &x , b: &y []}, {c: *x, d: *y, e: *m, f: *x}]",
            &["c: ", "d: []", "e: {a: &x , b: &y []}", "f: "],
        );
    }
}
