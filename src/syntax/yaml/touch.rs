//! What masked text does to the nodes around it: a value that may have lost a part is malformed, since what is left
//! of it says nothing certain. Does not know how masks are chosen.

use super::build::Builder;
use super::frame::Role;
use super::mask::{Kind, Mask};
use super::{Data, NodeId};
use crate::text::Span;

impl Builder<'_> {
    /// Whether the node that starts at `start` stands where a masked value went on.
    pub(super) fn follows_masked_value(&self, start: usize) -> bool {
        self.mask_before(start).is_some_and(|mask| mask.kind == Kind::Value) && !self.awaits_key()
    }

    /// Judges a new leaf; the role of a key that is not one.
    pub(super) fn check_leaf(&mut self, id: NodeId, is_key: bool) -> Option<Role> {
        let span = self.tree.raw(id).span;
        let inside = self.masks.iter().any(|mask| mask.overlaps(span));
        if inside || (!is_key && !span.is_empty() && self.mask_before(span.start).is_some()) {
            self.tree.nodes[id.index()].data = Data::Malformed;
        }
        (inside && is_key).then_some(Role::Broken)
    }

    /// Judges the last leaf, now that it is known where the next token starts.
    pub(super) fn check_tail(&mut self, start: usize) {
        let Some(leaf) = self.last_leaf.filter(|_| !self.masks.is_empty()) else { return };
        let span = self.tree.raw(leaf).span;
        let tail = Span::new(span.end, start);
        let indentation = self.indentation(span.start);
        let continues = |mask: &Mask| span.is_empty() || (mask.kind != Kind::Value && mask.column > indentation);
        if self.masks.iter().any(|mask| mask.overlaps(tail) && continues(mask)) {
            self.tree.nodes[leaf.index()].data = Data::Malformed;
        }
    }

    fn awaits_key(&self) -> bool {
        self.frames.last().is_some_and(super::frame::Frame::awaits_key)
    }

    /// The mask behind the last token with nothing but blanks between it and `start`.
    fn mask_before(&self, start: usize) -> Option<&Mask> {
        self.masks.iter().filter(|mask| self.last_end <= mask.span.start && mask.span.end <= start).find(|mask| {
            let between = self.text.get(mask.span.end..start).unwrap_or_default();
            between.trim_start().is_empty()
        })
    }

    /// How far the line that holds `at` is indented.
    fn indentation(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |found| found + 1);
        self.text[line..].len() - self.text[line..].trim_start_matches(' ').len()
    }
}
