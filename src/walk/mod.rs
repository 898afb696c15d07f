//! Finding the files to check: those named, and those below the folders named. Knows nothing of what is in them.

pub mod prefilter;
pub mod read;

use crate::config::Configuration;
use crate::document::Language;
use crate::project::normalize;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file to look at.
#[derive(Debug)]
pub struct Candidate {
    /// As shown to people.
    pub path: PathBuf,
    /// From the root, without `.` and `..` where that is certain.
    pub absolute: PathBuf,
    /// Whether the user named it; else it was found in a folder.
    pub named: bool,
}

/// A folder or entry that could not be looked at.
#[derive(Debug)]
pub struct Obstacle {
    /// Where.
    pub path: PathBuf,
    /// Whether the user named it.
    pub named: bool,
    /// Why.
    pub error: std::io::Error,
}

/// What the walk does with what it meets; called from several threads.
pub trait Visitor: Sync {
    /// A file to look at; each is met once.
    fn file(&self, candidate: Candidate);
    /// Something that could not be looked at.
    fn obstacle(&self, obstacle: Obstacle);
    /// Whether nothing more is wanted.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Looks for files from `paths` on.
pub fn walk(
    paths: &[PathBuf],
    base: &Path,
    configuration: &Arc<Configuration>,
    force_exclude: bool,
    visitor: &impl Visitor,
) {
    let seen = Mutex::new(HashSet::new());
    let named: HashSet<PathBuf> = paths.iter().map(|path| absolute(base, path)).collect();
    let Some(walker) = builder(paths, base, configuration) else { return };
    walker.build_parallel().run(|| {
        Box::new(|entry| {
            match entry {
                Ok(entry) => {
                    let absolute = absolute(base, entry.path());
                    let named = named.contains(&absolute);
                    let skipped = named && force_exclude && is_excluded(configuration, &absolute);
                    if is_wanted(&entry, named) && !skipped && first(&seen, &absolute) {
                        visitor.file(Candidate { path: shown(entry.path()), absolute, named });
                    }
                }
                Err(error) => report(&error, &named, base, visitor),
            }
            if visitor.is_stopped() { WalkState::Quit } else { WalkState::Continue }
        })
    });
}

fn builder(paths: &[PathBuf], base: &Path, configuration: &Arc<Configuration>) -> Option<WalkBuilder> {
    let mut builder = WalkBuilder::new(paths.first()?);
    paths[1..].iter().for_each(|path| {
        builder.add(path);
    });
    let (configuration, base) = (Arc::clone(configuration), base.to_owned());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // Hidden folders hold pipelines too (`.azureml/`); what is never meant is in the default of `exclude`.
    builder.hidden(false).require_git(false).threads(threads);
    builder.filter_entry(move |entry| entry.depth() == 0 || !excludes(&configuration, &base, entry));
    Some(builder)
}

fn excludes(configuration: &Configuration, base: &Path, entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    if !is_folder && Language::of(entry.path()).is_none() {
        return true;
    }
    let path = absolute(base, entry.path());
    path.parent().is_some_and(|folder| configuration.settings(folder).excludes(&path, is_folder))
}

fn is_excluded(configuration: &Configuration, path: &Path) -> bool {
    path.parent().is_some_and(|folder| configuration.settings(folder).excludes_file(path))
}

/// Whether an entry is a file to look at. A symbolic link that was met is not: what it points to is met where it stands.
fn is_wanted(entry: &DirEntry, named: bool) -> bool {
    let Some(kind) = entry.file_type() else { return false };
    if named {
        return !(kind.is_dir() || kind.is_symlink() && entry.path().is_dir());
    }
    kind.is_file() && Language::of(entry.path()).is_some()
}

fn first(seen: &Mutex<HashSet<PathBuf>>, path: &Path) -> bool {
    seen.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned())
}

fn report(error: &ignore::Error, named: &HashSet<PathBuf>, base: &Path, visitor: &impl Visitor) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let Some(error) = io_error(err) else { return };
            let named = named.contains(&absolute(base, path));
            visitor.obstacle(Obstacle { path: shown(path), named, error });
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            report(err, named, base, visitor)
        }
        ignore::Error::Partial(errors) => errors.iter().for_each(|error| report(error, named, base, visitor)),
        // Faults of `.gitignore` files are git's to report; links are not followed, so that there is no loop.
        _ => {}
    }
}

fn io_error(error: &ignore::Error) -> Option<std::io::Error> {
    let error = error.io_error()?;
    Some(error.raw_os_error().map_or_else(|| error.kind().into(), std::io::Error::from_raw_os_error))
}

/// A path from the root, without `.` and, where that is certain, without `..`.
#[must_use]
pub fn absolute(base: &Path, path: &Path) -> PathBuf {
    normalize(&base.join(path))
}

/// A path as people would write it: without a `./` that says nothing.
fn shown(path: &Path) -> PathBuf {
    path.strip_prefix("./").map_or_else(|_| path.to_owned(), Path::to_owned)
}
