//! A collection while it is read. Knows no events and no text.

use super::{Data, Entry, Mapping, Merge, NodeId, Sequence};

/// A collection that has begun and not ended.
pub(super) struct Frame {
    pub(super) id: NodeId,
    /// The parser's number for its anchor, zero if it has none.
    pub(super) anchor: usize,
    /// Where the token before it ended: masked text from here on may have been a part of it.
    pub(super) reach: usize,
    pub(super) content: Content,
    /// How large it is, aliases followed.
    pub(super) extent: Extent,
    /// A collection that PyYAML refuses, or that we do not model.
    pub(super) malformed: bool,
}

/// What it has so far.
pub(super) enum Content {
    Sequence(Sequence),
    Mapping(Mapping, Option<Key>),
}

/// A key that waits for its value.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) id: NodeId,
    pub(super) role: Role,
}

/// What a key is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It names an entry.
    Name,
    /// It is `<<`.
    Merge,
    /// It could not be read; its entry is dropped.
    Broken,
}

/// Size of a node, aliases followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) nodes: u64,
    pub(super) height: usize,
}

impl Extent {
    pub(super) const LEAF: Self = Self { nodes: 1, height: 1 };

    /// Takes in a child.
    pub(super) fn grow(&mut self, child: Self) {
        self.nodes = self.nodes.saturating_add(child.nodes);
        self.height = self.height.max(child.height + 1);
    }
}

impl Frame {
    /// Whether the next node is a key.
    pub(super) fn awaits_key(&self) -> bool {
        matches!(self.content, Content::Mapping(_, None))
    }

    /// The key whose value comes next.
    pub(super) fn pending(&self) -> Option<Key> {
        match self.content {
            Content::Mapping(_, key) => key,
            Content::Sequence(_) => None,
        }
    }

    pub(super) fn is_flow(&self) -> bool {
        match &self.content {
            Content::Sequence(sequence) => sequence.flow,
            Content::Mapping(mapping, _) => mapping.flow,
        }
    }

    /// Says that parts may be missing.
    pub(super) fn open(&mut self) {
        match &mut self.content {
            Content::Sequence(sequence) => sequence.open = true,
            Content::Mapping(mapping, _) => mapping.open = true,
        }
    }

    /// Adds an item to a list.
    pub(super) fn item(&mut self, id: NodeId) {
        if let Content::Sequence(sequence) = &mut self.content {
            sequence.items.push(id);
        }
    }

    /// Remembers a key until its value comes.
    pub(super) fn key(&mut self, key: Key) {
        if let Content::Mapping(_, pending) = &mut self.content {
            *pending = Some(key);
        }
    }

    /// Adds the value of the key that waits.
    pub(super) fn value(&mut self, entry: Entry) {
        let Content::Mapping(mapping, pending) = &mut self.content else { return };
        match pending.take().map(|key| key.role) {
            Some(Role::Name) => mapping.entries.push(entry),
            Some(Role::Merge) => mapping.merges.push(Merge { key: entry.key, value: entry.value, span: entry.span }),
            Some(Role::Broken) | None => mapping.open = true,
        }
    }

    /// What it became.
    pub(super) fn finish(self) -> Data {
        match self.content {
            _ if self.malformed => Data::Malformed,
            Content::Sequence(sequence) => Data::Sequence(sequence),
            Content::Mapping(mapping, _) => Data::Mapping(mapping),
        }
    }
}
