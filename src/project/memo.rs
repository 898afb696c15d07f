//! What was found at a path, looked for once a run, whatever the threads. Knows nothing of what it keeps.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What one path was found to hold; empty until the first who asks has looked.
type Cell<T> = Arc<OnceLock<Option<T>>>;

/// What was found, by path.
#[derive(Debug)]
pub(super) struct Memo<T>(Mutex<HashMap<PathBuf, Cell<T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Memo<T> {
    /// What is at a path: what was found before, or what `find` finds now. Others who ask meanwhile wait for it.
    pub(super) fn get(&self, path: &Path, find: impl FnOnce() -> Option<T>) -> Option<T> {
        self.cell(path).get_or_init(find).clone()
    }

    /// Takes in what is known to be at a path. What was found there before stays.
    pub(super) fn put(&self, path: &Path, value: T) {
        self.cell(path).get_or_init(|| Some(value));
    }

    fn cell(&self, path: &Path) -> Cell<T> {
        Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(path.to_owned()).or_default())
    }
}
