//! What stands where a path of a step leads, as far as that is certain. Knows no rule.

use crate::document::Language;
use crate::message;
use crate::message::Message;
use crate::model::{FileModel, ParallelStep, Value, holds_expression};
use crate::project::{FileKind, View, is_relative};
use crate::rules::Context;
use crate::tables::{Field, Surface};
use std::path::{Path, PathBuf};

/// What stands where a path leads.
#[derive(Debug)]
pub(super) enum Standing {
    /// Certainly nothing, at none of these places.
    Missing(Vec<PathBuf>),
    /// A file and no folder.
    File,
    /// Folders; more than one where the path may count from several.
    Folders(Vec<PathBuf>),
    /// No local path, or what is there cannot be told.
    Unknown,
}

/// Whether a document certainly has a parallel step: what a program loads may be of another kind.
pub(super) fn is_ours(model: &FileModel, cx: &Context) -> bool {
    model.is_certain() || !cx.steps().is_empty()
}

/// What a program loads as components, with the paths; nothing of a program that may have no parallel step.
pub(super) fn loaded<'m>(model: &'m FileModel, cx: &Context) -> impl Iterator<Item = (&'m Value, &'m str)> + use<'m> {
    let ours = is_ours(model, cx);
    let loaded = model.loaded.iter().filter(move |_| ours);
    loaded.filter_map(|value| Some((value, value.known_text()?)))
}

impl Standing {
    /// Looks where a path leads that is written in a document.
    pub fn of(written: &str, view: View) -> Self {
        if is_relative(written) { Self::look(written, view) } else { Self::Unknown }
    }

    /// Looks where a path leads that is a setting of a step.
    pub fn of_setting(written: &str, step: &ParallelStep, view: View) -> Self {
        if is_local(written, step) { Self::look(written, view) } else { Self::Unknown }
    }

    fn look(written: &str, view: View) -> Self {
        let project = view.project();
        let places = view.places(written);
        let standing = |kind: FileKind| places.iter().filter(move |place| project.kind(place) == Some(kind));
        let folders: Vec<PathBuf> = standing(FileKind::Folder).cloned().collect();
        if !folders.is_empty() {
            return Self::Folders(folders);
        }
        if standing(FileKind::File).next().is_some() {
            return Self::File;
        }
        let missing = places.iter().all(|place| is_missing(place, view));
        if missing { Self::Missing(places) } else { Self::Unknown }
    }
}

/// Whether a setting is certainly a path that counts from a folder of the project. SDK v1 knows no expressions: it looks
/// for a file of that name.
pub(super) fn is_local(written: &str, step: &ParallelStep) -> bool {
    is_relative(written) || (step.surface == Surface::SdkV1 && holds_expression(written))
}

/// Whether certainly nothing stands at a path, nor is made there before it is used.
pub(super) fn is_missing(path: &Path, view: View) -> bool {
    let project = view.project();
    project.is_missing(path) && !project.is_git_ignored(path) && !makes_files(view)
}

/// Words of Python and of shells that make files, or change the folder that paths count from.
const MAKERS: [&str; 25] = [
    "%%writefile",
    "mkdir",
    "makedirs",
    "copytree",
    "copyfile",
    "copy2(",
    "copy(",
    "download(",
    "urlretrieve",
    "curl ",
    "wget ",
    "extractall",
    "unpack_archive",
    "unzip",
    "git clone",
    ".write",
    "open(",
    "save(",
    "dump(",
    "to_csv",
    "touch(",
    "rename(",
    "move(",
    "chdir",
    "%cd",
];

/// Whether a document may make files itself before it uses them: a notebook that writes its scripts does.
fn makes_files(view: View) -> bool {
    let makes = |word: &&str| view.document().file().text().contains(word);
    view.language() != Language::Yaml && MAKERS.iter().any(makes)
}

/// The one value of a field that is text known in full.
pub(super) fn only_text(step: &ParallelStep, field: Field) -> Option<(&Value, &str)> {
    let mut given = step.given(field);
    let value = given.next().filter(|_| given.next().is_none())?.entry;
    Some((&value.value, step.known_text(&value.value)?))
}

/// That nothing stands at a path, which places were looked at above all, and what comes of it.
pub(super) fn absent(path: &str, places: &[PathBuf], consequence: Message) -> Message {
    let tried: Vec<String> = places.iter().take(2).map(|place| format!("`{}`", place.display())).collect();
    let tried = tried.join(", ");
    message!(
        "`{path}` does not exist: nothing stands at {tried}; {consequence}",
        path = path,
        tried = tried,
        consequence = consequence
    )
}
