//! What the migration of a file writes: the file itself, or others beside it or in a folder. Nothing that is in the way is
//! overwritten unless that is asked for, and of what belongs together all is written or nothing.

use crate::cli::arguments::{Form, Migrate};
use crate::cli::screen::Screen;
use crate::cli::write;
use crate::document::{Document, Language};
use crate::fix;
use crate::message;
use crate::message::Message;
use crate::migrate::Plan;
use std::io;
use std::path::{Path, PathBuf};

/// Where the migration is written to.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// The working directory.
    pub base: &'a Path,
    pub options: &'a Migrate,
}

/// A file and what it is to say.
pub(super) struct Change {
    pub path: PathBuf,
    /// What it says now, if it is there.
    before: Option<String>,
    text: String,
    /// Whether it is the file of v1 itself.
    own: bool,
}

impl Change {
    /// Whether a file comes into being.
    pub(super) fn is_new(&self) -> bool {
        self.before.is_none()
    }
}

impl Target<'_> {
    /// Whether anything is written at all.
    pub(super) fn writes(&self) -> bool {
        self.options.write || self.options.output.is_some()
    }

    /// Whether what is made of a document is YAML.
    pub(super) fn is_yaml(&self, document: &Document) -> bool {
        self.options.to == Form::Yaml || document.language() == Language::Yaml
    }

    /// What is to be written for a document; `None` if its edits do not fit.
    pub(super) fn changes(&self, document: &Document, plan: &Plan) -> Option<Vec<Change>> {
        let yaml = self.is_yaml(document);
        let files = match yaml {
            true => {
                let folder = self.place(document.path()).parent().map(Path::to_owned).unwrap_or_default();
                plan.files(document, &folder).into_iter().map(|file| (file.path, file.text)).collect()
            }
            false => vec![(self.place(document.path()), plan.apply(document).ok()?)],
        };
        let text = document.file().text();
        let change = |(path, new): (PathBuf, String)| {
            let own = path == document.path();
            let before = if own { Some(text.to_owned()) } else { std::fs::read_to_string(&path).ok() };
            let changes = before.as_ref() != Some(&new) && (own || yaml || new != text);
            changes.then_some(Change { path, before, text: new, own })
        };
        Some(files.into_iter().filter_map(change).collect())
    }

    /// Where what is made of a file goes.
    fn place(&self, path: &Path) -> PathBuf {
        let Some(folder) = &self.options.output else { return path.to_owned() };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let below = absolute.strip_prefix(self.base).ok().map(Path::to_owned);
        folder.join(below.or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default())
    }
}

/// Writes what belongs together, or shows what would be written.
pub(super) fn deliver(changes: &[Change], target: Target, screen: Screen) -> Result<(), Message> {
    if !target.writes() {
        let before = |change: &Change| change.before.clone().unwrap_or_default();
        return changes
            .iter()
            .try_for_each(|change| screen.print(&fix::diff(&change.path, &before(change), &change.text)));
    }
    let in_the_way = changes.iter().find(|change| !change.own && (change.before.is_some() || change.path.exists()));
    match in_the_way {
        Some(change) if !target.options.force => Err(message!(
            "{path} is there already and says something else; nothing is written. Move it, or overwrite it with --force",
            path = change.path.display()
        )),
        _ => changes.iter().try_for_each(|change| replace(&change.path, &change.text)),
    }
}

/// Writes a file, whether it is there or not.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Message> {
    let written: io::Result<()> = if path.exists() { write::write(path, text) } else { write::create(path, text) };
    written.map_err(|error| {
        message!("{path} cannot be written: {error}; it is as it was", path = path.display(), error = error)
    })
}
