//! What changed when: a clock that ticks with every change, and for each path its last tick.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// A moment.
pub type Tick = u64;

/// The changes since the session began.
#[derive(Debug, Default)]
pub struct Changes {
    now: Tick,
    /// When a file last said something else.
    texts: HashMap<PathBuf, Tick>,
    /// When there last came to be something else at a path.
    places: HashMap<PathBuf, Tick>,
    /// When something changed that concerns all.
    everything: Tick,
}

impl Changes {
    /// The moment of the last change.
    #[must_use]
    pub fn now(&self) -> Tick {
        self.now
    }

    /// The file at this path says something else.
    pub fn touch_text(&mut self, path: &Path) {
        self.now += 1;
        self.texts.insert(path.to_owned(), self.now);
    }

    /// A file or folder came, went or is another.
    pub fn touch_place(&mut self, path: &Path) {
        self.now += 1;
        self.places.insert(path.to_owned(), self.now);
    }

    /// Nothing can be relied on to be as it was.
    pub fn touch_everything(&mut self) {
        self.now += 1;
        self.everything = self.now;
    }

    /// When a path was touched.
    #[must_use]
    pub fn last(&self, path: &Path) -> Tick {
        let last = |ticks: &HashMap<PathBuf, Tick>| ticks.get(path).copied().unwrap_or(0);
        last(&self.texts).max(last(&self.places))
    }

    /// Whether what these paths say, or what is at them, may have changed since a moment. What comes to a folder or
    /// leaves it changes the folder, and with a folder comes and goes what is in it.
    #[must_use]
    pub fn concern(&self, paths: &BTreeSet<PathBuf>, since: Tick) -> bool {
        let newer = |ticks: &'_ HashMap<PathBuf, Tick>, concerned: &dyn Fn(&Path) -> bool| {
            ticks.iter().any(|(changed, tick)| *tick > since && concerned(changed))
        };
        let above = |changed: &Path| changed.ancestors().any(|folder| paths.contains(folder));
        let below =
            |changed: &Path| paths.range(changed.to_owned()..).next().is_some_and(|path| path.starts_with(changed));
        self.everything > since
            || newer(&self.texts, &|changed| paths.contains(changed))
            || newer(&self.places, &|changed| above(changed) || below(changed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &[&str], changed: &str, text: bool, place: bool) {
        let asked = asked.iter().map(PathBuf::from).collect();
        let (mut texts, mut places) = (Changes::default(), Changes::default());
        texts.touch_text(Path::new(changed));
        places.touch_place(Path::new(changed));
        assert_eq!((texts.concern(&asked, 0), places.concern(&asked, 0)), (text, place), "{changed}");
        assert!(!texts.concern(&asked, texts.now()) && !places.concern(&asked, places.now()));
    }

    #[test]
    fn a_change_concerns_files_and_folders() {
        check(&["/a/b.py"], "/a/b.py", true, true);
        check(&["/a/b.py"], "/a/c.py", false, false);
        check(&["/a/b.py", "/z"], "/a", false, true);
        check(&["/a", "/z"], "/a/b/c.py", false, true);
        check(&["/a/b"], "/a/bc", false, false);
        check(&["/a/bc"], "/a/b", false, false);
        check(&[], "/a", false, false);
    }

    #[test]
    fn everything_concerns_all() {
        let mut changes = Changes::default();
        changes.touch_everything();
        assert!(changes.concern(&BTreeSet::new(), 0));
        assert!(!changes.concern(&BTreeSet::new(), 1));
    }
}
