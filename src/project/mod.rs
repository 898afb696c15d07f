//! The one door to other files: what a document refers to, read from the disk or from an editor's unsaved buffers, each
//! once. Knows no rule.

mod files;
mod view;

pub use files::{Disk, FileKind, Files, Memory};
pub use view::{Component, View};

use crate::document::{Document, Language};
use std::collections::HashMap;
use std::path::{self, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The files around the documents of one run.
pub struct Project {
    files: Box<dyn Files>,
    documents: Mutex<HashMap<PathBuf, Option<Arc<Document>>>>,
}

impl Project {
    /// A project that reads from `files`.
    #[must_use]
    pub fn new(files: impl Files + 'static) -> Self {
        Self { files: Box::new(files), documents: Mutex::default() }
    }

    /// Where a path written in a document leads: YAML counts from its file; Python from the working directory, or from
    /// its file where only that exists.
    #[must_use]
    pub fn resolve(&self, from: &Document, written: &str) -> PathBuf {
        let written = Path::new(written.strip_prefix("file:").unwrap_or(written));
        let folder = from.path().parent().unwrap_or(Path::new(""));
        let beside = normalize(&folder.join(written));
        if from.language() == Language::Yaml || self.files.kind(written).is_none() {
            return beside;
        }
        normalize(written)
    }

    /// What stands at a path, if anything.
    #[must_use]
    pub fn kind(&self, path: &Path) -> Option<FileKind> {
        self.files.kind(path)
    }

    /// The file that a path written in a document leads to, read and understood once a run. `None` if it cannot be
    /// read or is in no language that parlint knows.
    #[must_use]
    pub fn referenced(&self, from: &Document, written: &str) -> Option<Arc<Document>> {
        self.document(&self.resolve(from, written))
    }

    /// The file at a path, read and understood once a run.
    #[must_use]
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(known) = self.documents.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return known.clone();
        }
        let read = || Some(Arc::new(Document::new(path, self.files.read(path).ok()?, Language::of(path)?)));
        let document = read();
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), document.clone());
        document
    }
}

/// The path without `.` and with `..` taken back where that is certain.
#[must_use]
pub fn normalize(written: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in written.components() {
        match part {
            path::Component::CurDir => {}
            path::Component::ParentDir
                if matches!(clean.components().next_back(), Some(path::Component::Normal(_))) =>
            {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}
