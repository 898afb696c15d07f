//! YAML files that steps refer to and that are no jobs: environments, conda specifications, tables. Knows no rule.

use super::written::{self, normalize};
use crate::model::Value;
use crate::surface;
use crate::syntax::yaml;
use crate::text::SourceFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A YAML file, understood.
#[derive(Debug)]
pub struct DataFile {
    /// Its name and text.
    pub file: Arc<SourceFile>,
    /// What it says.
    pub root: Value,
}

impl DataFile {
    /// Understands a file, if all of it can be read.
    pub(super) fn parse(file: Arc<SourceFile>) -> Option<Self> {
        let tree = yaml::parse(file.text());
        let root = surface::yaml::root(file.text(), &tree).filter(|_| tree.errors.is_empty())?;
        Some(Self { file, root })
    }

    /// Where a path leads that it writes.
    #[must_use]
    pub fn resolve(&self, written: &str) -> PathBuf {
        let folder = self.file.path().parent().unwrap_or(Path::new(""));
        normalize(&folder.join(written::path(written)))
    }
}
