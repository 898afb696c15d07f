//! Walking the tree: a node together with its tree, aliases followed on the way. Knows no YAML syntax.

use super::{Data, Entry, Mapping, Node, NodeId, Resolved, Scalar, Sequence, Tree};
use crate::text::Span;

/// A node in its tree. Copy it freely.
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl<'t> NodeRef<'t> {
    pub(super) fn new(tree: &'t Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// Names the node in its tree; an alias has the name of what it stands for.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.tree.target(self.id)
    }

    /// The node, an alias followed to what it stands for.
    #[must_use]
    pub fn node(self) -> &'t Node {
        self.tree.get(self.id)
    }

    /// What the node is; never [`Data::Alias`].
    #[must_use]
    pub fn data(self) -> &'t Data {
        &self.node().data
    }

    /// Where its content is written: for an alias, at its anchor.
    #[must_use]
    pub fn span(self) -> Span {
        self.node().span
    }

    /// Where it stands: for an alias, the `*name`.
    #[must_use]
    pub fn place(self) -> Span {
        self.tree.raw(self.id).span
    }

    /// Whether an edit of it would change more than this place.
    #[must_use]
    pub fn shared(self) -> bool {
        self.node().shared
    }

    /// The mapping it is.
    #[must_use]
    pub fn as_mapping(self) -> Option<&'t Mapping> {
        self.node().as_mapping()
    }

    /// The list it is.
    #[must_use]
    pub fn as_sequence(self) -> Option<&'t Sequence> {
        match self.data() {
            Data::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// The scalar it is.
    #[must_use]
    pub fn as_scalar(self) -> Option<&'t Scalar> {
        self.node().as_scalar()
    }

    /// The text of a scalar that PyYAML reads as a string.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        let scalar = self.as_scalar()?;
        (scalar.value == Resolved::Str).then(|| scalar.text.as_str())
    }

    /// The items of a list; none if it is no list.
    pub fn items(self) -> impl Iterator<Item = NodeRef<'t>> {
        let items = self.as_sequence().map_or(&[][..], |sequence| &sequence.items);
        items.iter().map(move |&id| Self::new(self.tree, id))
    }

    /// The entries of a mapping, merged ones last; none if it is no mapping.
    pub fn entries(self) -> impl Iterator<Item = EntryRef<'t>> {
        let entries = self.as_mapping().map_or(&[][..], |mapping| &mapping.entries);
        entries.iter().map(move |entry| EntryRef { tree: self.tree, entry })
    }

    /// The entry that counts for the string `key`.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<EntryRef<'t>> {
        self.entries().find(|entry| entry.entry.live && entry.name() == Some(key))
    }

    /// The value that counts for the string `key`.
    #[must_use]
    pub fn get(self, key: &str) -> Option<NodeRef<'t>> {
        self.entry(key).map(EntryRef::value)
    }
}

/// An entry in its tree.
#[derive(Clone, Copy)]
pub struct EntryRef<'t> {
    tree: &'t Tree,
    entry: &'t Entry,
}

impl<'t> EntryRef<'t> {
    /// The entry itself: span, origin, whether it counts.
    #[must_use]
    pub fn entry(self) -> &'t Entry {
        self.entry
    }

    /// Its key.
    #[must_use]
    pub fn key(self) -> NodeRef<'t> {
        self.tree.at(self.entry.key)
    }

    /// Its key, if that is a string.
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.key().as_str()
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> NodeRef<'t> {
        self.tree.at(self.entry.value)
    }
}
