//! The keys of a step that the table does not know where they stand. Most steps have none, and rules ask for them often.

use crate::tables::Place;
use std::sync::OnceLock;

/// They, found when they are first asked for: each with its place and its number there, sorted.
#[derive(Debug, Default)]
pub struct Strays(OnceLock<Vec<(Place, usize)>>);

impl Strays {
    /// They, as `find` finds them the first time.
    pub(super) fn get(&self, find: impl FnOnce() -> Vec<(Place, usize)>) -> &[(Place, usize)] {
        self.0.get_or_init(find)
    }
}

/// A copy may be given other keys: they are found anew.
impl Clone for Strays {
    fn clone(&self) -> Self {
        Self::default()
    }
}
