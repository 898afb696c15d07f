//! Files and folders that a path can lead to. Knows which field wants what; not how folders are read.

use super::Around;
use super::item::{Completion, CompletionKind, Insert};
use crate::ide::spot::Setting;
use crate::project::{FileKind, View};
use crate::tables::{Field, Kind};
use std::path::{Path, PathBuf};

/// What a path may lead to.
#[derive(Clone, Copy)]
enum Wanted {
    Folder,
    /// A file with one of these extensions.
    File(&'static [&'static str]),
    Any,
}

const YAML: &[&str] = &["yml", "yaml"];

/// What fits as the rest of a path of which `typed` was typed.
pub(super) fn complete(setting: &Setting, typed: &str, view: &View, around: &Around) -> Vec<Completion> {
    let Some(wanted) = wanted(setting) else { return Vec::new() };
    let base = match setting.info.map(|info| info.field) {
        Some(Field::EntryScript) => code_of(setting),
        _ => String::new(),
    };
    list(&base, typed, wanted, view, around)
}

/// The same for the path of a component that Python loads.
pub(super) fn component(typed: &str, view: &View, around: &Around) -> Vec<Completion> {
    list("", typed, Wanted::File(YAML), view, around)
}

fn wanted(setting: &Setting) -> Option<Wanted> {
    let info = setting.info?;
    Some(match info.field {
        Field::Code | Field::BuildPath => Wanted::Folder,
        Field::EntryScript => Wanted::File(&["py"]),
        Field::Component | Field::CondaFile | Field::Environment => Wanted::File(YAML),
        Field::InputPath if info.kind == Kind::Path => Wanted::Any,
        _ => return None,
    })
}

/// The folder that the path of an entry script counts from.
fn code_of(setting: &Setting) -> String {
    let code = setting.owner.step().and_then(|step| step.value(Field::Code)?.known_text());
    code.map_or(String::new(), |code| format!("{}/", code.trim_end_matches('/')))
}

fn list(base: &str, typed: &str, wanted: Wanted, view: &View, around: &Around) -> Vec<Completion> {
    let local = typed.strip_prefix("file:").unwrap_or(typed);
    if local.contains(':') || local.starts_with(['/', '$']) {
        return Vec::new();
    }
    let (folder, name) = local.rfind('/').map_or(("", local), |slash| local.split_at(slash + 1));
    let folder = if base.is_empty() && folder.is_empty() { PathBuf::from("./") } else { Path::new(base).join(folder) };
    let Some(written) = folder.to_str() else { return Vec::new() };
    let found = view.project().list(&view.project().resolve(view.document(), written));
    let fits = |(name, kind): &(String, FileKind)| !name.starts_with('.') && wanted.fits(name, *kind);
    found.into_iter().filter(fits).map(|(found, kind)| item(&found, kind, name, wanted, around)).collect()
}

impl Wanted {
    fn fits(self, name: &str, kind: FileKind) -> bool {
        match (self, kind) {
            (_, FileKind::Folder) | (Self::Any, _) => true,
            (Self::Folder, FileKind::File) => false,
            (Self::File(extensions), FileKind::File) => {
                name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
            }
        }
    }
}

/// Whether a character may be part of the name of a file that is written here.
fn is_of_name(c: char) -> bool {
    !c.is_whitespace() && !"\"'/,{}[]()#".contains(c)
}

fn item(found: &str, kind: FileKind, typed: &str, wanted: Wanted, around: &Around) -> Completion {
    let goes_on = kind == FileKind::Folder && !matches!(wanted, Wanted::Folder);
    let kind = if kind == FileKind::Folder { CompletionKind::Folder } else { CompletionKind::File };
    let insert = if goes_on { format!("{found}/") } else { found.to_owned() };
    let span = around.replaced_while(typed, is_of_name);
    Completion { insert: Insert::Plain(insert), ..Completion::plain(span, found, kind) }
}
