//! The code folder of a step and the entry script in it, looked for as the driver imports it. Knows no rule.

use super::standing::{Standing, is_local, is_missing, only_text};
use crate::model::{ParallelStep, Value};
use crate::project::{FileKind, Project, View, leaves, normalize, spellings};
use crate::tables::{Field, Surface};
use std::path::{Path, PathBuf};

/// A step's entry script and the folders that its `code` may lead to.
pub(super) struct Code<'s> {
    /// `code` as written.
    pub code: &'s str,
    /// The value of `entry_script`.
    pub script: &'s Value,
    /// Its text.
    pub name: &'s str,
    /// The folders: one, or several where the path may count from several.
    pub folders: Vec<PathBuf>,
}

impl<'s> Code<'s> {
    /// The code of a step whose `code` leads to a folder that is there, and whose `entry_script` may be in it.
    pub fn of(step: &'s ParallelStep, view: View) -> Option<Self> {
        let (_, code) = only_text(step, Field::Code)?;
        let (script, name) = only_text(step, Field::EntryScript)?;
        // SDK v1 strips both, and joins them whatever they are.
        let trimmed = if step.surface == Surface::SdkV1 { (code.trim(), name.trim()) } else { (code, name) };
        let name = trimmed.1;
        if !is_local(name, step) || (step.surface != Surface::SdkV1 && leaves(&as_path(name))) {
            return None;
        }
        let Standing::Folders(folders) = Standing::of_setting(trimmed.0, step, view) else { return None };
        Some(Self { code: trimmed.0, script, name, folders })
    }

    /// The script in each folder that has it: the path below the folder, and the folder.
    pub fn found<'c>(&'c self, project: &'c Project) -> impl Iterator<Item = (PathBuf, &'c Path)> {
        let files = |folder: &'c Path| spellings(self.name).into_iter().map(move |file| (as_path(&file), folder));
        let all = self.folders.iter().flat_map(move |folder| files(folder));
        all.filter(|(file, folder)| project.kind(&normalize(&folder.join(file))) == Some(FileKind::File))
    }

    /// Whether the script is certainly in none of the folders. A folder that is empty waits to be filled: a submodule
    /// that was not fetched. Of one with too many names nothing is said.
    pub fn lacks_script(&self, view: View) -> bool {
        let project = view.project();
        let absent = |folder: &PathBuf| {
            let written = normalize(&folder.join(as_path(self.name)));
            let absent = is_missing(&written, view) || project.kind(&written) == Some(FileKind::Folder);
            absent && !project.list(folder).is_empty()
        };
        self.folders.iter().all(absent) && self.found(project).next().is_none()
    }
}

/// The path that a text writes, on whatever system.
pub(super) fn as_path(text: &str) -> PathBuf {
    normalize(Path::new(&text.replace('\\', "/")))
}
