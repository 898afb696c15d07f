//! Which settings count for which file: each file under the folder of the workspace that it is in, and there under its
//! nearest configuration. While a configuration cannot be used, what it last said when it could counts on.

use crate::config::{Configuration, Found, Layer, Settings};
use crate::diagnostic::Diagnostic;
use crate::project::{Disk, FileKind, Files};
use crate::text::SourceFile;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The texts of open configurations, by path.
pub type OpenTexts = HashMap<PathBuf, Arc<SourceFile>>;

/// What configurations said when they last could be used, by path.
#[derive(Clone, Debug, Default)]
pub struct Good(Arc<Mutex<HashMap<PathBuf, String>>>);

impl Good {
    /// The text that counts of a configuration that has this one.
    fn of(&self, path: &Path, text: String) -> String {
        let mut good = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if understand(path, &text).is_none_or(|found| found.is_usable()) {
            good.insert(path.to_owned(), text.clone());
            return text;
        }
        good.get(path).cloned().unwrap_or(text)
    }
}

fn understand(path: &Path, text: &str) -> Option<Found> {
    Found::new(SourceFile::new(path, text), path.parent()?)
}

/// The files in which settings are looked for.
#[derive(Clone)]
struct Source {
    open: Arc<OpenTexts>,
    good: Good,
}

impl Source {
    /// The text of a configuration as it is.
    fn text(&self, path: &Path) -> io::Result<String> {
        self.open.get(path).map_or_else(|| Disk.read(path), |source| Ok(source.text().to_owned()))
    }
}

impl Files for Source {
    fn read(&self, path: &Path) -> io::Result<String> {
        self.text(path).map(|text| self.good.of(path, text))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.open.contains_key(path) { Ok(FileKind::File) } else { Disk.kind(path) }
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        Disk.list(folder, limit)
    }
}

/// The settings of a workspace.
pub struct Workspace {
    /// Its folders, the deepest first, each with its settings.
    roots: Vec<(PathBuf, Arc<Configuration>)>,
    /// The settings of files outside.
    outside: Configuration,
    source: Source,
}

impl Workspace {
    /// A workspace of these folders. `overrides` count above every file.
    #[must_use]
    pub fn new(roots: &[PathBuf], overrides: &[Arc<Layer>], open: OpenTexts, good: &Good) -> Self {
        let source = Source { open: Arc::new(open), good: good.clone() };
        let configuration = |base: &Path| Configuration::new(source.clone(), base, true, overrides.to_vec());
        let mut roots: Vec<_> = roots.iter().map(|root| (root.clone(), Arc::new(configuration(root)))).collect();
        roots.sort_by_key(|(root, _)| std::cmp::Reverse(root.components().count()));
        Self { roots, outside: configuration(Path::new("")), source }
    }

    /// Its folders with their settings.
    pub fn roots(&self) -> impl Iterator<Item = (&Path, &Arc<Configuration>)> {
        self.roots.iter().map(|(root, configuration)| (root.as_path(), configuration))
    }

    /// The folder of the workspace that a path is in.
    #[must_use]
    pub fn root_of(&self, path: &Path) -> Option<&Path> {
        self.roots().map(|(root, _)| root).find(|root| path.starts_with(root))
    }

    /// The settings for a file. One that is nowhere is under the settings of the first folder.
    #[must_use]
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        let inside = self.roots.iter().find(|(root, _)| path.starts_with(root));
        match (inside, path.parent().filter(|_| path.is_absolute())) {
            (Some((_, configuration)), Some(folder)) => configuration.settings(folder),
            (None, Some(folder)) => self.outside.settings(folder),
            (_, None) => match self.roots.last() {
                Some((root, configuration)) => configuration.settings(root),
                None => Arc::new(Settings::new(Path::new(""), Vec::new(), true)),
            },
        }
    }

    /// What is wrong with a configuration.
    #[must_use]
    pub fn problems(&self, source: &SourceFile) -> Vec<Diagnostic> {
        let path = source.path();
        let found = understand(path, source.text());
        found.map(|found| found.findings(&self.settings(path).rules_for(path))).unwrap_or_default()
    }

    /// The paths of the configurations that counted so far.
    #[must_use]
    pub fn found(&self) -> Vec<PathBuf> {
        let of_roots = self.roots.iter().flat_map(|(root, configuration)| {
            configuration.found().into_iter().map(|found| root.join(found.file.path()))
        });
        let outside = self.outside.found().into_iter().map(|found| found.file.path().to_owned());
        let mut paths: Vec<_> = of_roots.chain(outside).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// A configuration as it is.
    #[must_use]
    pub fn read(&self, path: &Path) -> Option<SourceFile> {
        self.source.text(path).ok().map(|text| SourceFile::new(path, text))
    }
}
