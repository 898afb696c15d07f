//! Which files have to do with parallel jobs, and which scripts their steps run.

use super::changes::Tick;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known of one file.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The entry scripts that its steps name.
    pub scripts: BTreeSet<PathBuf>,
    /// What this depends on.
    pub asked: BTreeSet<PathBuf>,
    /// When it was found out.
    pub tick: Tick,
}

/// What is known of all files.
#[derive(Clone, Debug, Default)]
pub struct Index {
    files: Arc<HashMap<PathBuf, Arc<Entry>>>,
    /// How many files name a script.
    named: Arc<HashMap<PathBuf, usize>>,
}

impl Index {
    /// Takes note of a file, or with `None` that it has nothing to do with parallel jobs. The answer is the scripts that
    /// are named now and were not before, and the other way round.
    pub fn put(&mut self, path: &Path, entry: Option<Entry>) -> Vec<PathBuf> {
        let files = Arc::make_mut(&mut self.files);
        let scripts = entry.as_ref().map(|entry| entry.scripts.clone()).unwrap_or_default();
        let before = match entry {
            Some(entry) => files.insert(path.to_owned(), Arc::new(entry)),
            None => files.remove(path),
        };
        let before = before.map(|entry| entry.scripts.clone()).unwrap_or_default();
        let named = Arc::make_mut(&mut self.named);
        let mut changed = Vec::new();
        for script in scripts.difference(&before) {
            let count = named.entry(script.clone()).or_default();
            *count += 1;
            changed.extend((*count == 1).then(|| script.clone()));
        }
        for script in before.difference(&scripts) {
            if named.get_mut(script).is_some_and(|count| {
                *count -= 1;
                *count == 0
            }) {
                named.remove(script);
                changed.push(script.clone());
            }
        }
        changed
    }

    /// Whether a file is known to have to do with parallel jobs.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a step runs this script.
    #[must_use]
    pub fn names(&self, script: &Path) -> bool {
        self.named.contains_key(script)
    }

    /// The files that have to do with parallel jobs, and the scripts that they name.
    #[must_use]
    pub fn files(&self) -> BTreeSet<PathBuf> {
        self.paths().cloned().collect()
    }

    /// The same in no order, some of them twice.
    pub fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.keys().chain(self.named.keys())
    }

    /// The files that have to do with parallel jobs, with what is known of them.
    pub fn iter(&self) -> impl Iterator<Item = (&PathBuf, &Arc<Entry>)> {
        self.files.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_named_as_long_as_somebody_names_it() {
        let mut index = Index::default();
        let mut put = |path: &str, scripts: Option<&[&str]>| {
            let scripts = scripts.map(|scripts| scripts.iter().map(PathBuf::from).collect());
            let changed = index.put(Path::new(path), scripts.map(|scripts| Entry { scripts, ..Entry::default() }));
            let changed: Vec<_> = changed.iter().map(|path| path.to_str().unwrap()).collect();
            (changed.join(" "), index.names(Path::new("s")), index.files().len())
        };
        assert_eq!(put("a", Some(&["s", "t"])), ("s t".to_owned(), true, 3));
        assert_eq!(put("b", Some(&["s"])), (String::new(), true, 4));
        assert_eq!(put("a", Some(&["t"])), (String::new(), true, 4));
        assert_eq!(put("b", Some(&[])), ("s".to_owned(), false, 3));
        assert_eq!(put("a", None), ("t".to_owned(), false, 1));
        assert_eq!(put("a", None), (String::new(), false, 1));
    }
}
