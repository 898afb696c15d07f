//! YAML nodes as values of the model. Shared nodes are converted once and counted, so aliases cost nothing.

use crate::model::{Data, Entry, Layout, Mapping, Origin, Value};
use crate::syntax::yaml::{self, EntryRef, NodeRef, Resolved, Scalar, Tree};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// Converts the nodes of one tree.
pub(super) struct Converter<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// Nodes that are used more than once, by the place of their content.
    done: HashMap<Span, Value>,
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
        if let Some(known) = self.done.get(&node.span()).filter(|_| shared) {
            return known.clone();
        }
        let value = Value { span: node.span(), data: self.data(node), editable: !shared };
        if shared {
            self.done.insert(node.span(), value.clone());
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
