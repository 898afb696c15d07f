//! Patterns of paths, with the meaning that `.gitignore` gives them, relative to the folder of the configuration.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Some patterns and the folder that they are relative to.
#[derive(Clone, Debug)]
pub struct Globs {
    folder: PathBuf,
    patterns: Vec<String>,
    matcher: Gitignore,
}

impl Globs {
    /// Compiles patterns.
    ///
    /// # Errors
    /// The place of the first pattern in the list that is none, and why.
    pub fn new(folder: &Path, patterns: Vec<String>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (index, pattern) in patterns.iter().enumerate() {
            builder.add_line(None, pattern).map_err(|error| (index, error.to_string()))?;
        }
        let matcher = builder.build().map_err(|error| (0, error.to_string()))?;
        Ok(Self { folder: folder.to_owned(), patterns, matcher })
    }

    /// The patterns as written.
    #[must_use]
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether a file or folder matches, whatever is above it.
    #[must_use]
    pub fn match_entry(&self, path: &Path, is_folder: bool) -> bool {
        self.inner(path).is_some_and(|path| self.matcher.matched(path, is_folder).is_ignore())
    }

    /// Whether a file or a folder above it matches.
    #[must_use]
    pub fn match_file(&self, path: &Path) -> bool {
        self.inner(path).is_some_and(|path| self.matcher.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// The path as seen from the folder; `None` for paths that are not below it, to which no pattern applies.
    fn inner<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        path.strip_prefix(&self.folder).ok().filter(|inner| !inner.has_root() && !inner.as_os_str().is_empty())
    }
}
