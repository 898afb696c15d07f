//! What changed when: a clock that ticks with every change, and for each path its last tick.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// A moment.
pub type Tick = u64;

/// The changes since the session began.
#[derive(Debug, Default)]
pub struct Changes {
    now: Tick,
    paths: HashMap<PathBuf, Tick>,
    /// When something changed that concerns all.
    everything: Tick,
}

impl Changes {
    /// The moment of the last change.
    #[must_use]
    pub fn now(&self) -> Tick {
        self.now
    }

    /// Something at this path is not as it was.
    pub fn touch(&mut self, path: &Path) {
        self.now += 1;
        self.paths.insert(path.to_owned(), self.now);
    }

    /// Nothing can be relied on to be as it was.
    pub fn touch_everything(&mut self) {
        self.now += 1;
        self.everything = self.now;
    }

    /// When a path was touched.
    #[must_use]
    pub fn last(&self, path: &Path) -> Tick {
        self.paths.get(path).copied().unwrap_or(0)
    }

    /// Whether what these paths say, or whether there is anything at them, may have changed since a moment. What changes
    /// in a folder changes the folder, and with a folder comes and goes what is in it.
    #[must_use]
    pub fn concern(&self, paths: &BTreeSet<PathBuf>, since: Tick) -> bool {
        let newer = self.paths.iter().filter(|(_, tick)| **tick > since);
        let mut newer = newer.map(|(changed, _)| changed);
        self.everything > since
            || newer.any(|changed| paths.iter().any(|path| changed.starts_with(path) || path.starts_with(changed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &[&str], changed: &str, expected: bool) {
        let asked = asked.iter().map(PathBuf::from).collect();
        let mut changes = Changes::default();
        changes.touch(Path::new(changed));
        assert_eq!(changes.concern(&asked, 0), expected, "{changed}");
        assert!(!changes.concern(&asked, changes.now()));
    }

    #[test]
    fn a_change_concerns_files_and_folders() {
        check(&["/a/b.py"], "/a/b.py", true);
        check(&["/a/b.py"], "/a/c.py", false);
        check(&["/a/b.py"], "/a", true);
        check(&["/a"], "/a/b/c.py", true);
        check(&["/a/b"], "/a/bc", false);
        check(&[], "/a", false);
    }

    #[test]
    fn everything_concerns_all() {
        let mut changes = Changes::default();
        changes.touch_everything();
        assert!(changes.concern(&BTreeSet::new(), 0));
        assert!(!changes.concern(&BTreeSet::new(), 1));
    }
}
