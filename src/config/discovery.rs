//! Which configuration counts for a file: the nearest one up the tree, looked for once a folder.

use super::{Layer, Parsed, Settings, parse, parse_pyproject};
use crate::diagnostic::Diagnostic;
use crate::project::{FileKind, Files};
use crate::rules::RuleSet;
use crate::rules::engine::INVALID_CONFIGURATION;
use crate::text::SourceFile;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Names of configuration files in a folder; the first that says something of parlint counts.
const NAMES: [&str; 3] = [".parlint.toml", "parlint.toml", PYPROJECT];
const PYPROJECT: &str = "pyproject.toml";

/// A configuration file that was found.
#[derive(Debug)]
pub struct Found {
    /// The file.
    pub file: Arc<SourceFile>,
    /// What it says.
    pub layer: Arc<Layer>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Found {
    /// A configuration file with this text, which counts for `folder`; `None` if it says nothing of parlint.
    #[must_use]
    pub fn new(file: SourceFile, folder: &Path) -> Option<Self> {
        let is_pyproject = file.path().file_name().is_some_and(|name| name == PYPROJECT);
        let parsed = if is_pyproject { parse_pyproject(&file, folder) } else { parse(&file, folder) };
        Self::of(file, parsed)
    }

    fn of(file: SourceFile, parsed: Parsed) -> Option<Self> {
        Some(Self { file: Arc::new(file), layer: Arc::new(parsed.layer?), problems: parsed.problems })
    }

    /// Whether all of it could be understood.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.problems.iter().any(|problem| *problem.rule == INVALID_CONFIGURATION)
    }

    /// What is to be said of it under these rules, which may be its own. That it cannot be used is always said.
    #[must_use]
    pub fn findings(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        let mut problems = self.problems.clone();
        problems.retain_mut(|problem| {
            let severity = rules.severity(problem.rule);
            problem.severity = severity.unwrap_or(problem.severity);
            severity.is_some() || *problem.rule == INVALID_CONFIGURATION
        });
        problems
    }
}

/// The settings of all folders of a run.
pub struct Configuration {
    files: Box<dyn Files>,
    /// The folder that paths are shown relative to.
    base: PathBuf,
    /// Whether configuration files are looked for at all.
    search: bool,
    /// What counts above every file: `--config` and the options of the command line, lowest first.
    overrides: Vec<Arc<Layer>>,
    folders: Mutex<HashMap<PathBuf, Folder>>,
}

#[derive(Clone)]
struct Folder {
    found: Option<Arc<Found>>,
    settings: Arc<Settings>,
}

impl Configuration {
    /// Settings from the nearest configuration files, under `overrides`. Paths are shown as seen from `base`.
    #[must_use]
    pub fn new(files: impl Files + 'static, base: &Path, search: bool, overrides: Vec<Arc<Layer>>) -> Self {
        Self { files: Box::new(files), base: base.to_owned(), search, overrides, folders: Mutex::default() }
    }

    /// The settings for what stands in a folder, given by its absolute path.
    #[must_use]
    pub fn settings(&self, folder: &Path) -> Arc<Settings> {
        self.folder(folder).settings
    }

    /// Whether a file, by its name, is a configuration of ours and nothing else.
    #[must_use]
    pub fn is_configuration(path: &Path) -> bool {
        path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known))
    }

    /// The configuration files that counted so far, by path.
    #[must_use]
    pub fn found(&self) -> Vec<Arc<Found>> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<_> = folders.values().filter_map(|folder| folder.found.clone()).collect();
        found.sort_by(|a, b| a.file.path().cmp(b.file.path()));
        found.dedup_by(|a, b| a.file.path() == b.file.path());
        found
    }

    fn folder(&self, folder: &Path) -> Folder {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let mut above = Vec::new();
        let mut nearest = None;
        for folder in folder.ancestors() {
            nearest = folders.get(folder).cloned();
            if nearest.is_some() {
                break;
            }
            above.push(folder);
        }
        // From the outermost unknown folder inwards, so that each folder takes over what counts above it.
        for folder in above.into_iter().rev() {
            let own = if self.search { self.read(folder) } else { None };
            let known = match (own, nearest) {
                (None, Some(nearest)) => nearest,
                (own, _) => self.resolve(own),
            };
            folders.insert(folder.to_owned(), known.clone());
            nearest = Some(known);
        }
        nearest.unwrap_or_else(|| self.resolve(None))
    }

    fn resolve(&self, found: Option<Found>) -> Folder {
        let found = found.map(Arc::new);
        let own = found.iter().map(|found| found.layer.clone());
        let layers = own.chain(self.overrides.iter().cloned()).collect();
        let usable = found.as_ref().is_none_or(|found| found.is_usable());
        Folder { settings: Arc::new(Settings::new(&self.base, layers, usable)), found }
    }

    fn read(&self, folder: &Path) -> Option<Found> {
        NAMES.iter().find_map(|name| self.read_file(folder, name))
    }

    fn read_file(&self, folder: &Path, name: &str) -> Option<Found> {
        let path = folder.join(name);
        let shown = path.strip_prefix(&self.base).unwrap_or(&path);
        match self.files.read(&path) {
            Ok(text) => Found::new(SourceFile::new(shown, text), folder),
            // What is there and cannot be read may not be passed over in silence, unless it is most likely not ours.
            Err(error) if name != PYPROJECT && matches!(self.files.kind(&path), Ok(FileKind::File)) => {
                Found::of(SourceFile::new(shown, ""), super::parse::unreadable(&error))
            }
            Err(_) => None,
        }
    }
}
