//! Which settings count for which file: each file under the folder of the workspace that it is in, and there under its
//! nearest configuration.

use crate::config::{Configuration, Layer, Settings};
use crate::project::Disk;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings of a workspace.
pub struct Workspace {
    /// Its folders, the deepest first, each with its settings.
    roots: Vec<(PathBuf, Configuration)>,
    /// The settings of files outside.
    outside: Configuration,
}

impl Workspace {
    /// A workspace of these folders. `overrides` count above every file.
    #[must_use]
    pub fn new(mut roots: Vec<PathBuf>, overrides: &[Arc<Layer>]) -> Self {
        let configuration = |base: &Path| Configuration::new(Disk, base, true, overrides.to_vec());
        roots.sort_by_key(|root| std::cmp::Reverse(root.components().count()));
        roots.dedup();
        let outside = configuration(Path::new(""));
        Self { roots: roots.into_iter().map(|root| (root.clone(), configuration(&root))).collect(), outside }
    }

    /// The folder of the workspace that a path is in.
    #[must_use]
    pub fn root_of(&self, path: &Path) -> Option<&Path> {
        self.roots.iter().map(|(root, _)| root.as_path()).find(|root| path.starts_with(root))
    }

    /// The settings for a file. One that is nowhere is under the first folder's.
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
}
