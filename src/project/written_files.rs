//! The files of a run: what stands at a path is asked once, and what notebooks write when they are run is seen where
//! nothing stands. Knows no notebook.

use super::{FileKind, Files};
use crate::document::Document;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Some files, and those that will be written among them.
pub(super) struct WithWritten {
    files: Box<dyn Files>,
    /// By absolute path; without a text where it is not known.
    written: Mutex<BTreeMap<PathBuf, Option<String>>>,
    /// What was found to stand at a path.
    kinds: Mutex<HashMap<PathBuf, Result<FileKind, io::ErrorKind>>>,
}

impl WithWritten {
    /// Files, none of them written yet.
    pub(super) fn new(files: impl Files + 'static) -> Self {
        Self { files: Box::new(files), written: Mutex::default(), kinds: Mutex::default() }
    }

    /// Takes note that a file is written.
    pub(super) fn add(&self, path: PathBuf, text: Option<String>) {
        self.written().insert(path, text);
    }

    /// What stands at a path by itself.
    fn standing(&self, path: &Path) -> io::Result<FileKind> {
        let kinds = || self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kinds().get(path).copied();
        let kind = known.unwrap_or_else(|| {
            let found = self.files.kind(path).map_err(|error| error.kind());
            kinds().insert(path.to_owned(), found);
            found
        });
        kind.map_err(io::Error::from)
    }

    fn written(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Option<String>>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, path: &Path) -> PathBuf {
        super::normalize(&self.absolute(path))
    }
}

impl Files for WithWritten {
    fn read(&self, path: &Path) -> io::Result<String> {
        let missing = |error: io::Error| {
            let written = self.written().get(&self.key(path)).cloned().flatten();
            written.filter(|_| error.kind() == io::ErrorKind::NotFound).ok_or(error)
        };
        self.files.read(path).or_else(missing)
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.standing(path).or_else(|error| {
            let (key, written) = (self.key(path), self.written());
            // A path comes right before what is below it.
            match written.range(key.clone()..).next() {
                Some((path, _)) if *path == key => Ok(FileKind::File),
                Some((path, _)) if path.starts_with(&key) => Ok(FileKind::Folder),
                _ => Err(error),
            }
        })
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        self.files.list(folder, limit)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.files.absolute(path)
    }

    fn document(&self, path: &Path) -> Option<Arc<Document>> {
        self.files.document(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Memory;

    #[test]
    fn seen_where_none_stand() {
        let files = WithWritten::new(Memory::new([("a/b.py".into(), "disk".to_owned())]));
        files.add("a/b.py".into(), Some("cell".to_owned()));
        files.add("c/d/e.py".into(), Some("cell".to_owned()));
        files.add("c/f.py".into(), None);
        let read = |path: &str| files.read(Path::new(path)).ok();
        let kind = |path: &str| files.kind(Path::new(path)).ok();
        assert_eq!(read("a/b.py").as_deref(), Some("disk"));
        assert_eq!(read("c/./d/e.py").as_deref(), Some("cell"));
        assert_eq!((read("c/f.py"), kind("c/f.py")), (None, Some(FileKind::File)));
        assert_eq!(
            (kind("c"), kind("c/d"), kind("c/d/e.py")),
            (Some(FileKind::Folder), Some(FileKind::Folder), Some(FileKind::File))
        );
        assert_eq!((kind("c/d/e"), kind("d"), kind("c/d/e.py/x")), (None, None, None));
    }
}
