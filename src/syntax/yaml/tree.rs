//! The tree: nodes in an arena, parents before their children. Knows no parser and how nothing is built.

use super::{NodeRef, Resolved, SyntaxError};
use crate::text::{Decoded, Span};

/// No tree is deeper than this, aliases followed.
pub const MAX_DEPTH: usize = 600;

/// What a text says, and where it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) documents: Vec<NodeId>,
    /// All comments in the order of the text.
    pub comments: Vec<Comment>,
    /// What the parser, or PyYAML, refuses; in the order of the text.
    pub errors: Vec<SyntaxError>,
    /// The bytes that were read as blanks because they could not be parsed.
    pub masked: Vec<Span>,
}

/// A place in the arena of the tree it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A node: where it is written, and what it is.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its content without anchor and tag. A block scalar's starts at its `|`; an empty node's is empty and
    /// lies where it would be written.
    pub span: Span,
    /// Its `&name`.
    pub anchor: Option<Box<Anchor>>,
    /// Where its tag is written.
    pub tag: Option<Span>,
    /// Used more than once, by an alias to it or to a node around it: an edit would change several places.
    pub shared: bool,
    /// What it is.
    pub data: Data,
    /// The node after the last one inside this one.
    pub(super) next: u32,
}

/// An anchor as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its name without `&`.
    pub name: String,
    /// Where `&name` stands.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Data {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Sequence),
    /// Keys and values.
    Mapping(Mapping),
    /// Stands for another node, which is never an alias itself.
    Alias(NodeId),
    /// Could not be parsed, is refused by PyYAML, or is of a kind no rule speaks of (`!!binary`, `!!set`).
    Malformed,
}

/// A single value.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// How it is written.
    pub style: Style,
    /// Its characters, with the way back to the bytes they were read from.
    pub text: Decoded,
    /// What PyYAML makes of them.
    pub value: Resolved,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `plain`
    Plain,
    /// `'single quoted'`
    SingleQuoted,
    /// `"double quoted"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A list.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Its items in order.
    pub items: Vec<NodeId>,
    /// Written in brackets.
    pub flow: bool,
    /// Some of it could not be read: items may be missing.
    pub open: bool,
}

/// Keys and values.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// The entries written here in order, then those that came by a merge and are not overridden.
    pub entries: Vec<Entry>,
    /// Its `<<` keys.
    pub merges: Vec<Merge>,
    /// Written in braces.
    pub flow: bool,
    /// Some of it could not be read: entries may be missing.
    pub open: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key: a scalar, an alias to one, never a collection.
    pub key: NodeId,
    /// The value; an empty node where none is written.
    pub value: NodeId,
    /// From the start of the key to the end of the value.
    pub span: Span,
    /// Whether it is written in this mapping.
    pub origin: Origin,
    /// Whether its value is the one read: of two equal keys, the last counts.
    pub live: bool,
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written in the mapping.
    Written,
    /// Taken over by `<<`; its spans are where it is written.
    Merged,
}

/// A `<<` key.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The `<<`.
    pub key: NodeId,
    /// What is merged: a mapping, a list of mappings, or an alias to one.
    pub value: NodeId,
    /// From the start of the key to the end of the value.
    pub span: Span,
}

/// A comment from `#` to the end of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// Nothing but blanks stands before it on its line.
    pub own_line: bool,
}

impl Tree {
    /// The first document: the one that is meant, a second one is an error.
    #[must_use]
    pub fn root(&self) -> Option<NodeRef<'_>> {
        self.documents().next()
    }

    /// All documents.
    pub fn documents(&self) -> impl Iterator<Item = NodeRef<'_>> {
        self.documents.iter().map(|&id| self.at(id))
    }

    /// The node at `id`, as a reference that knows its tree.
    #[must_use]
    pub fn at(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef::new(self, id)
    }

    /// The node at `id`, an alias followed to what it stands for.
    #[must_use]
    pub fn get(&self, id: NodeId) -> &Node {
        self.raw(self.target(id))
    }

    /// The node at `id`, an alias left as it is.
    #[must_use]
    pub fn raw(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// What an alias stands for; every other node stands for itself.
    pub(super) fn target(&self, id: NodeId) -> NodeId {
        match self.raw(id).data {
            Data::Alias(target) => target,
            _ => id,
        }
    }
}

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

impl Node {
    /// Its content with anchor and tag.
    #[must_use]
    pub fn whole(&self) -> Span {
        let properties = self.anchor.iter().map(|anchor| anchor.span).chain(self.tag);
        properties.fold(self.span, Span::cover)
    }

    /// The same node without anchor, tag and merges in a text in which it stands so many bytes further on; `place` is where
    /// its children are then.
    pub(super) fn moved(&self, by: isize, place: impl Fn(NodeId) -> NodeId) -> Self {
        let data = match &self.data {
            Data::Scalar(scalar) => Data::Scalar(Scalar { text: scalar.text.moved(by), ..*scalar }),
            Data::Sequence(sequence) => {
                let items = sequence.items.iter().map(|item| place(*item)).collect();
                Data::Sequence(Sequence { items, ..*sequence })
            }
            Data::Mapping(mapping) => {
                let entry = |entry: &Entry| Entry {
                    key: place(entry.key),
                    value: place(entry.value),
                    span: entry.span.moved(by),
                    origin: Origin::Written,
                    live: true,
                };
                let entries = mapping.entries.iter().map(entry).collect();
                Data::Mapping(Mapping { entries, merges: Vec::new(), ..*mapping })
            }
            Data::Alias(target) => Data::Alias(place(*target)),
            Data::Malformed => Data::Malformed,
        };
        let next = place(NodeId(self.next)).0;
        Self { span: self.span.moved(by), anchor: None, tag: None, shared: false, data, next }
    }

    /// The mapping it is, if it is one.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.data {
            Data::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The scalar it is, if it is one.
    #[must_use]
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.data {
            Data::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }
}
