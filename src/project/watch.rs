//! What is looked at beside a step while something is found out about it: what was found holds as long as the step and
//! all of this stay as they are. Knows nothing of what is found.

use std::cell::Cell;

/// What was looked at beside a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The [frame](crate::model::Frame) of its pipeline.
    pub frame: bool,
    /// Other files.
    pub project: bool,
    /// Anything else in its document.
    pub document: bool,
}

/// Takes note of what is looked at.
#[derive(Debug, Default)]
pub struct Watch(Cell<Looks>);

impl Looks {
    /// The frame of a pipeline.
    pub(super) const FRAME: Self = Self { frame: true, project: false, document: false };
    /// Other files.
    pub(super) const PROJECT: Self = Self { frame: false, project: true, document: false };
    /// The document.
    pub(super) const DOCUMENT: Self = Self { frame: false, project: false, document: true };

    fn and(self, other: Self) -> Self {
        Self {
            frame: self.frame || other.frame,
            project: self.project || other.project,
            document: self.document || other.document,
        }
    }
}

impl Watch {
    /// Takes note.
    pub fn add(&self, looks: Looks) {
        self.0.set(self.0.get().and(looks));
    }

    /// What is found, and what was looked at meanwhile, of which no note is taken.
    pub fn during<T>(&self, find: impl FnOnce() -> T) -> (T, Looks) {
        let before = self.0.take();
        let found = find();
        (found, self.0.replace(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_apart_what_is_looked_at_meanwhile() {
        let watch = Watch::default();
        let (inner, outer) = watch.during(|| {
            watch.add(Looks::FRAME);
            watch.during(|| watch.add(Looks::PROJECT)).1
        });
        assert_eq!((inner, outer), (Looks::PROJECT, Looks::FRAME));
    }
}
