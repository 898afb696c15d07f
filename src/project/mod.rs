//! The one door to other files: what a document refers to, read from the disk or from an editor's unsaved buffers, each
//! once. Knows no rule.

mod conda;
mod data;
mod files;
mod ignored;
mod imports;
mod memo;
mod scripts;
mod view;
mod watch;
mod written;
mod written_files;

pub use conda::{Conda, Packages, path_in_v1};
pub use data::DataFile;
pub use files::{Disk, FileKind, Files, Memory};
pub use ignored::IgnoreFile;
pub use scripts::{EntryScript, spellings};
pub use view::{Component, View};
pub use watch::{Looks, Watch};
pub use written::{is_absolute, is_relative, leaves, normalize};

use crate::document::{Document, Language};
use crate::tables::Surface;
use crate::text::SourceFile;
use memo::Memo;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use written_files::WithWritten;

/// The files around the documents of one run.
pub struct Project {
    files: WithWritten,
    documents: Memo<Arc<Document>>,
    sources: Memo<Arc<SourceFile>>,
    data: Memo<Arc<DataFile>>,
    /// The files that are entry scripts because a step or the configuration names them.
    entry_scripts: Mutex<HashSet<PathBuf>>,
}

/// So many names of a folder are looked at.
const MAX_NAMES: usize = 10_000;

impl Project {
    /// A project that reads from `files`.
    #[must_use]
    pub fn new(files: impl Files + 'static) -> Self {
        Self {
            files: WithWritten::new(files),
            documents: Memo::default(),
            sources: Memo::default(),
            data: Memo::default(),
            entry_scripts: Mutex::default(),
        }
    }

    /// Where a path written in a document leads: the first of its [places](Self::places) where something stands, else
    /// beside the document.
    #[must_use]
    pub fn resolve(&self, from: &Document, written: &str) -> PathBuf {
        let mut places = self.places(from, written);
        let found = places.iter().position(|place| self.kind(place).is_some());
        places.swap_remove(found.unwrap_or(places.len().min(2) - 1))
    }

    /// Where a path written in a document may lead, the likelier first. In YAML it counts from the document. In Python,
    /// and in the YAML of v1, it counts from the working directory of the one who runs it: that of this run, the
    /// document's folder, one between or, where nothing stands there, one above up to the root of the repository.
    #[must_use]
    pub fn places(&self, from: &Document, written: &str) -> Vec<PathBuf> {
        let written = written::path(written.strip_prefix("file:").unwrap_or(written));
        let folder = from.path().parent().unwrap_or(Path::new(""));
        let v1 = || from.model().steps.first().is_some_and(|step| step.surface == Surface::V1Yaml);
        if from.language() == Language::Yaml && !v1() {
            return vec![normalize(&folder.join(written))];
        }
        let mut places = vec![normalize(&written)];
        for place in folder.ancestors().map(|base| normalize(&base.join(&written))) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if written.is_relative() && !places.iter().any(|place| self.kind(place).is_some()) {
            places.extend(self.above(folder).iter().map(|base| normalize(&base.join(&written))));
        }
        places
    }

    /// The folders above the working directory, up to the root of the repository; none if that is no part of one.
    fn above(&self, folder: &Path) -> Vec<PathBuf> {
        let absolute = self.files.absolute(folder);
        let above: Vec<_> = absolute.ancestors().skip(folder.ancestors().count()).map(Path::to_owned).collect();
        let root = above.iter().position(|base| self.kind(&base.join(".git")).is_some());
        above.into_iter().take(root.map_or(0, |root| root + 1)).collect()
    }

    /// What stands at a path, if anything.
    #[must_use]
    pub fn kind(&self, path: &Path) -> Option<FileKind> {
        self.files.kind(path).ok()
    }

    /// Whether certainly nothing stands at a path: what cannot be looked at may be there.
    #[must_use]
    pub fn is_missing(&self, path: &Path) -> bool {
        let missing = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        self.files.kind(path).is_err_and(|error| missing.contains(&error.kind()))
    }

    /// The names of the files and folders in a folder; none if it cannot be read or has too many.
    #[must_use]
    pub fn list(&self, folder: &Path) -> Vec<(String, FileKind)> {
        let names = self.files.list(folder, MAX_NAMES + 1).unwrap_or_default();
        if names.len() > MAX_NAMES { Vec::new() } else { names }
    }

    /// The files of this name below a folder, hidden folders aside. `None` if there is too much to look at.
    #[must_use]
    pub fn find(&self, folder: &Path, name: &str) -> Option<Vec<PathBuf>> {
        let (mut found, mut open, mut seen) = (Vec::new(), vec![folder.to_owned()], 0);
        while let Some(folder) = open.pop() {
            let names = self.files.list(&folder, MAX_NAMES).unwrap_or_default();
            seen += names.len() + 1;
            if seen > MAX_NAMES {
                return None;
            }
            for (entry, kind) in names {
                match kind {
                    FileKind::File if entry == name => found.push(folder.join(entry)),
                    FileKind::Folder if !entry.starts_with('.') => open.push(folder.join(entry)),
                    _ => {}
                }
            }
        }
        Some(found)
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
        let language = Language::of(path)?;
        let read = || Some(Arc::new(Document::new(path, self.files.read(path).ok()?, language)));
        self.documents.get(&self.key(path), || self.files.document(path).or_else(read))
    }

    /// The text of the file at a path, read once a run.
    #[must_use]
    pub fn source(&self, path: &Path) -> Option<Arc<SourceFile>> {
        self.sources.get(path, || Some(Arc::new(SourceFile::new(path, self.files.read(path).ok()?))))
    }

    /// The YAML file at a path, if it parsed (convention 13), read and understood once a run.
    #[must_use]
    pub fn data(&self, path: &Path) -> Option<Arc<DataFile>> {
        self.data.get(path, || Some(Arc::new(DataFile::parse(self.source(path)?)?)))
    }

    /// Takes in a file that was read and understood already, and the files that it writes.
    pub fn add(&self, document: &Arc<Document>) {
        let written = document.written_files();
        written.for_each(|(path, text)| self.files.add(self.key(&path), text.map(str::to_owned)));
        self.documents.put(&self.key(document.path()), Arc::clone(document));
    }

    /// The path by which a file is known, however it is written.
    #[must_use]
    pub fn key(&self, path: &Path) -> PathBuf {
        normalize(&self.files.absolute(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let project = Project::new(Memory::new([("b/src/a.py".into(), String::new())]));
        let places = |path: &str, written: &str| {
            let document = Document::new(Path::new(path), String::new(), Language::of(Path::new(path)).unwrap());
            let all = project.places(&document, written);
            (
                all.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(" "),
                project.resolve(&document, written),
            )
        };
        assert_eq!(places("b/c/job.yml", "../src"), ("b/src".to_owned(), "b/src".into()));
        assert_eq!(places("b/c/job.yml", "file:.\\x"), ("b/c/x".to_owned(), "b/c/x".into()));
        assert_eq!(places("b/c/job.py", "./src"), ("src b/c/src b/src".to_owned(), "b/src".into()));
        assert_eq!(places("b/c/job.py", "x"), ("x b/c/x b/x".to_owned(), "b/c/x".into()));
        assert_eq!(places("job.py", "x"), ("x".to_owned(), "x".into()));
        assert_eq!(places("job.py", "/x"), ("/x".to_owned(), "/x".into()));
    }

    /// Files in a repository, of which the working directory is a folder.
    struct Below(Memory);

    impl Files for Below {
        fn read(&self, path: &Path) -> io::Result<String> {
            self.0.read(&self.absolute(path))
        }

        fn kind(&self, path: &Path) -> io::Result<FileKind> {
            self.0.kind(&self.absolute(path))
        }

        fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
            self.0.list(&self.absolute(folder), limit)
        }

        fn absolute(&self, path: &Path) -> PathBuf {
            normalize(&Path::new("/r/ml").join(path))
        }
    }

    #[test]
    fn places_above_the_working_directory() {
        let resolve = |files: &[&str]| {
            let files = files.iter().map(|path| (PathBuf::from(path), String::new()));
            let project = Project::new(Below(Memory::new(files)));
            project.resolve(&Document::new(Path::new("a/job.py"), String::new(), Language::Python), "src")
        };
        assert_eq!(resolve(&["/r/.git/x", "/r/src/a.py"]), Path::new("/r/src"));
        assert_eq!(resolve(&["/r/.git/x", "/r/src/a.py", "/r/ml/src/a.py"]), Path::new("src"));
        assert_eq!(resolve(&["/r/.git/x", "/src/a.py"]), Path::new("a/src"));
        assert_eq!(resolve(&["/r/src/a.py"]), Path::new("a/src"));
    }

    /// Files of which one is kept understood.
    struct Understood(Arc<Document>);

    impl Files for Understood {
        fn read(&self, _: &Path) -> io::Result<String> {
            panic!("it is understood already")
        }

        fn kind(&self, _: &Path) -> io::Result<FileKind> {
            Ok(FileKind::File)
        }

        fn list(&self, _: &Path, _: usize) -> io::Result<Vec<(String, FileKind)>> {
            Ok(Vec::new())
        }

        fn document(&self, _: &Path) -> Option<Arc<Document>> {
            Some(Arc::clone(&self.0))
        }
    }

    #[test]
    fn what_is_understood_is_not_read_again() {
        let document = Arc::new(Document::new(Path::new("a.py"), String::new(), Language::Python));
        let project = Project::new(Understood(Arc::clone(&document)));
        assert!(Arc::ptr_eq(&project.document(Path::new("a.py")).unwrap(), &document));
    }

    #[test]
    fn only_what_is_certainly_not_there_is_missing() {
        let project = Project::new(Memory::new([("a/b".into(), String::new())]));
        assert!(project.is_missing(Path::new("a/c")) && !project.is_missing(Path::new("a")));
        assert!(project.source(Path::new("a/c")).is_none() && project.source(Path::new("a/b")).is_some());
    }
}
