//! Where files come from: the disk, or a table in memory. Knows nothing of what they say.

use crate::document::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// What stands at a path, symbolic links followed.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if nothing does; any other if that cannot be told.
    fn kind(&self, path: &Path) -> io::Result<FileKind>;

    /// The names of the files and folders in a folder, no more than `limit` of them, in no order. What is only linked to
    /// is left out.
    ///
    /// # Errors
    /// If it is no folder or cannot be read.
    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>>;

    /// The path from the root, where relative ones count from a working directory.
    fn absolute(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    /// The file at a path, where whoever provides the files keeps it understood.
    fn document(&self, _path: &Path) -> Option<Arc<Document>> {
        None
    }
}

/// The file system. Relative paths count from the working directory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

/// No file that a step refers to is longer and meant to be read.
const MAX_LENGTH: u64 = 16 << 20;

/// The path to ask the system for: the empty one is the working directory.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        let metadata = std::fs::metadata(path)?;
        match metadata.is_file() {
            // What else has a text may never end, such as a pipe.
            false => Err(io::ErrorKind::InvalidInput.into()),
            true if metadata.len() > MAX_LENGTH => Err(io::ErrorKind::FileTooLarge.into()),
            true => std::fs::read_to_string(path),
        }
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let metadata = std::fs::metadata(here(path))?;
        Ok(if metadata.is_dir() { FileKind::Folder } else { FileKind::File })
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        let named = |entry: io::Result<std::fs::DirEntry>| {
            let entry = entry.ok()?;
            let kind = match entry.file_type().ok()? {
                kind if kind.is_dir() => FileKind::Folder,
                kind if kind.is_file() => FileKind::File,
                _ => return None,
            };
            Some((entry.file_name().into_string().ok()?, kind))
        };
        Ok(std::fs::read_dir(here(folder))?.filter_map(named).take(limit).collect())
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(here(path)).unwrap_or_else(|_| path.to_owned())
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

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.0.contains_key(path) {
            return Ok(FileKind::File);
        }
        let inside = |file: &PathBuf| file.starts_with(path);
        self.0.keys().any(inside).then_some(FileKind::Folder).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        let named = |file: &PathBuf| {
            let mut below = file.strip_prefix(folder).ok()?.iter();
            let name = below.next()?.to_str()?.to_owned();
            Some((name, if below.next().is_some() { FileKind::Folder } else { FileKind::File }))
        };
        let names: BTreeSet<_> = self.0.keys().filter_map(named).collect();
        Ok(names.into_iter().take(limit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Memory answers as the disk does.
    #[test]
    fn disk_and_memory_agree() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("src")).unwrap();
        std::fs::write(folder.path().join("src/a.py"), "a").unwrap();
        std::fs::write(folder.path().join("b.yml"), "").unwrap();
        let memory = ["src/a.py", "b.yml"].map(|path| (folder.path().join(path), "a".to_owned()));
        let all: [&dyn Files; 2] = [&Disk, &Memory::new(memory)];
        for files in all {
            let kind = |path: &str| files.kind(&folder.path().join(path)).ok();
            assert_eq!(kind(""), Some(FileKind::Folder));
            assert_eq!(kind("src"), Some(FileKind::Folder));
            assert_eq!(kind("src/a.py"), Some(FileKind::File));
            assert_eq!(kind("a.py"), None);
            assert_eq!(files.read(&folder.path().join("src/a.py")).unwrap(), "a");
            let mut names = files.list(folder.path(), 9).unwrap();
            names.sort();
            assert_eq!(names, [("b.yml".to_owned(), FileKind::File), ("src".to_owned(), FileKind::Folder)]);
            assert_eq!(files.list(folder.path(), 1).unwrap().len(), 1);
        }
    }

    #[test]
    fn the_empty_path_is_the_working_directory() {
        assert_eq!(Disk.kind(Path::new("")).unwrap(), FileKind::Folder);
        assert!(!Disk.list(Path::new(""), 1).unwrap().is_empty());
        assert_eq!(Disk.absolute(Path::new("a")), std::env::current_dir().unwrap().join("a"));
        assert_eq!(Memory::new([("a/b".into(), String::new())]).kind(Path::new("")).unwrap(), FileKind::Folder);
    }

    #[cfg(unix)]
    #[test]
    fn links() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.py"), "").unwrap();
        for (target, link) in [("a.py", "good"), ("nowhere", "broken"), ("loop", "loop")] {
            std::os::unix::fs::symlink(at(target), at(link)).unwrap();
        }
        assert_eq!(Disk.kind(&at("good")).unwrap(), FileKind::File);
        assert_eq!(Disk.kind(&at("broken")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_ne!(Disk.kind(&at("loop")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(Disk.list(folder.path(), 9).unwrap(), [("a.py".to_owned(), FileKind::File)]);
    }

    #[test]
    fn reads_no_more_than_files_of_some_length() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("long");
        std::fs::File::create(&long).unwrap().set_len(MAX_LENGTH + 1).unwrap();
        assert_eq!(Disk.read(&long).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(Disk.read(folder.path()).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
