//! Where files come from: the disk, or a table in memory. Knows nothing of what they say.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// A place to read files from.
pub trait Files: Send + Sync {
    /// The text of a file.
    ///
    /// # Errors
    /// If it is not there, cannot be read, or is no UTF-8 text.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// What stands at a path.
    fn kind(&self, path: &Path) -> Option<FileKind>;
}

/// The file system. Relative paths count from the working directory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(if metadata.is_dir() { FileKind::Folder } else { FileKind::File })
    }
}

/// Files in memory, by path; the folders above them exist.
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<PathBuf, String>);

impl Memory {
    /// The files with these paths and texts.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        Self(files.into_iter().collect())
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<String> {
        self.0.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        if self.0.contains_key(path) {
            return Some(FileKind::File);
        }
        let inside = |file: &PathBuf| file != path && file.starts_with(path);
        self.0.keys().any(inside).then_some(FileKind::Folder)
    }
}
