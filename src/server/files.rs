//! The files as the editor sees them: what is open as it is typed, the rest from the disk, understood once until it
//! changes. Notes what was asked for, so that it is known who has to be looked at again after a change.

use super::open::Open;
use crate::document::{Document, Language};
use crate::project::{Disk, FileKind, Files, normalize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// Documents on the disk that were understood.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<HashMap<PathBuf, (Stamp, Arc<Document>)>>);

/// By which a file is taken for unchanged, or a folder for one with the same names in it.
pub type Stamp = (SystemTime, u64);

impl Shelf {
    /// The document at a path as it is now.
    #[must_use]
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        let language = Language::of(path)?;
        let stamp = stamp(path);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some((_, document)) = known.filter(|(known, _)| Some(*known) == stamp) {
            return Some(document);
        }
        let document = Arc::new(Document::new(path, Disk.read(path).ok()?, language));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), (stamp?, Arc::clone(&document)));
        Some(document)
    }

    /// Forgets what is at a path: it may have changed more often than its time tells.
    pub fn forget(&self, path: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The paths that were asked for, each with the stamp of what was there before it was looked at.
#[derive(Clone, Debug, Default)]
pub struct Asked(Arc<Mutex<Stamps>>);

/// What was on the disk, by path.
pub type Stamps = BTreeMap<PathBuf, Option<Stamp>>;

impl Asked {
    /// Paths that are taken for asked for.
    #[must_use]
    pub fn of(stamps: Stamps) -> Self {
        Self(Arc::new(Mutex::new(stamps)))
    }

    fn note(&self, path: &Path) {
        let mut stamps = self.stamps();
        if !stamps.contains_key(path) {
            stamps.insert(path.to_owned(), stamp(path));
        }
    }

    /// The paths.
    #[must_use]
    pub fn paths(&self) -> BTreeSet<PathBuf> {
        self.stamps().keys().cloned().collect()
    }

    /// The paths with their stamps.
    pub fn stamps(&self) -> MutexGuard<'_, Stamps> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the disk is, at all of these paths, as it was.
#[must_use]
pub fn is_unchanged(stamps: &Stamps) -> bool {
    stamps.iter().all(|(path, known)| stamp(path) == *known)
}

/// The files around one document.
pub struct Around {
    /// The open documents.
    pub open: Arc<Open>,
    /// The others.
    pub shelf: Arc<Shelf>,
    /// What relative paths count from. Without it nothing can be told of them.
    pub base: Option<PathBuf>,
    /// What was asked for.
    pub asked: Asked,
}

impl Around {
    /// The path from the root, noted. Nothing can be told of one that counts from nowhere.
    fn find(&self, path: &Path) -> io::Result<PathBuf> {
        let path = Files::absolute(self, path);
        if !path.is_absolute() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.asked.note(&path);
        Ok(path)
    }
}

impl Files for Around {
    fn read(&self, path: &Path) -> io::Result<String> {
        let path = self.find(path)?;
        self.open.at(&path).map_or_else(|| Disk.read(&path), |buffer| Ok(buffer.source().text().to_owned()))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let path = self.find(path)?;
        self.open.at(&path).map_or_else(|| Disk.kind(&path), |_| Ok(FileKind::File))
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        let folder = self.find(folder)?;
        let mut names = Disk.list(&folder, limit)?;
        let open = self.open.iter().filter(|buffer| buffer.path.parent() == Some(&folder));
        let open = open.filter_map(|buffer| Some((buffer.path.file_name()?.to_str()?.to_owned(), FileKind::File)));
        let new: Vec<_> = open.filter(|name| !names.contains(name)).collect();
        names.extend(new);
        Ok(names)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        match &self.base {
            Some(base) => normalize(&base.join(path)),
            None => normalize(path),
        }
    }

    fn document(&self, path: &Path) -> Option<Arc<Document>> {
        let path = self.find(path).ok()?;
        match self.open.at(&path) {
            Some(buffer) => buffer.document().cloned(),
            None => self.shelf.document(&path),
        }
    }
}
