//! All that an answer is made from, as it was when it was asked for: it never changes, whatever is typed meanwhile.

use super::changes::Tick;
use super::client::Client;
use super::configuration::Workspace;
use super::diagnostics::ByUri;
use super::documents::Buffer;
use super::files::{Around, Asked, Shelf, Stamps, is_unchanged};
use super::index::{Entry, Index};
use super::open::Open;
use super::places::Places;
use crate::check::{Before, Failure, Memory, Report, check_again};
use crate::config::Configuration;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Language};
use crate::locale::Words;
use crate::project::{Project, View};
use crate::tables::Locale;
use crate::walk::prefilter;
use crate::walk::read::{self, Outcome};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The session at one moment.
#[derive(Clone)]
pub struct Snapshot {
    /// The moment.
    pub tick: Tick,
    /// The client's abilities.
    pub client: Client,
    /// The language of messages where the settings ask for none.
    pub locale: Locale,
    /// The open documents.
    pub open: Arc<Open>,
    /// The documents on the disk.
    pub shelf: Arc<Shelf>,
    /// The settings.
    pub workspace: Arc<Workspace>,
    /// Which files have to do with parallel jobs.
    pub index: Index,
}

/// A document with what is around it.
pub struct Scene {
    /// The language of the reader.
    pub words: Words,
    /// The client's abilities.
    pub client: Client,
    document: Arc<Document>,
    project: Project,
    buffer: Arc<Buffer>,
}

/// What was found in a document.
#[derive(Debug)]
pub struct Checked {
    /// The document, at the version that was checked.
    pub buffer: Arc<Buffer>,
    /// When.
    pub tick: Tick,
    /// What the answer depends on beside the document.
    pub asked: BTreeSet<PathBuf>,
    /// What was found, sorted by place.
    pub found: Vec<Diagnostic>,
    /// The same as the client shows it.
    pub shown: ByUri,
    /// The rules that failed.
    pub failures: Vec<Failure>,
    /// What the next check of the document need not ask again.
    pub memory: Memory,
    /// What the rules asked for, and how much of that they asked for at once; more has come since.
    pub stamps: Stamps,
    asked_at_once: usize,
}

impl Snapshot {
    /// The language of the reader of a file.
    #[must_use]
    pub fn words(&self, path: &Path) -> Words {
        Words::new(self.workspace.settings(path).locale().unwrap_or(self.locale))
    }

    /// The document at a path, as it is open or on the disk.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<Arc<Buffer>> {
        if let Some(open) = self.open.at(path) {
            return Some(Arc::clone(open));
        }
        Buffer::saved(self.shelf.document(path)?).map(Arc::new)
    }

    /// A document and what is around it; `None` if parlint does not read such documents.
    #[must_use]
    pub fn scene(&self, buffer: &Arc<Buffer>) -> Option<Scene> {
        self.scene_noting(buffer, Asked::default())
    }

    fn scene_noting(&self, buffer: &Arc<Buffer>, asked: Asked) -> Option<Scene> {
        let document = Arc::clone(buffer.document()?);
        let path = &buffer.path;
        let base = self.workspace.root_of(path).or_else(|| path.parent().filter(|folder| folder.is_absolute()));
        let around = Around {
            open: Arc::clone(&self.open),
            shelf: Arc::clone(&self.shelf),
            base: base.map(PathBuf::from),
            asked,
        };
        let project = Project::new(around);
        let settings = self.workspace.settings(path);
        let mut scripts = document.python_files().iter().filter_map(|file| file.path.as_ref()).peekable();
        if scripts.peek().is_some() {
            project.add_entry_scripts_of(&document);
        }
        scripts
            .filter(|path| self.index.names(path) || settings.is_entry_script(path))
            .for_each(|path| project.add_entry_script(path));
        Some(Scene { words: self.words(path), document, project, buffer: Arc::clone(buffer), client: self.client })
    }

    /// Checks a document, of which an earlier version may have been checked.
    #[must_use]
    pub fn check(&self, buffer: &Arc<Buffer>, earlier: Option<Earlier>) -> Checked {
        let earlier = earlier.map(Earlier::beside_the_disk);
        let around = earlier.as_ref().filter(|earlier| earlier.same_project).map(|earlier| &earlier.checked);
        let asked = Asked::of(around.map(|checked| checked.stamps.clone()).unwrap_or_default());
        let report = self.report(buffer, asked.clone(), earlier.as_ref().and_then(Earlier::before));
        let stamps = std::mem::take(&mut *asked.stamps());
        let asked = stamps.keys().chain([&buffer.path]).cloned().collect();
        let asked_at_once = around.map_or(stamps.len(), |checked| checked.asked_at_once);
        let shown = self.show(buffer, &report.diagnostics);
        let Report { diagnostics: found, failures, memory, .. } = report;
        let buffer = Arc::clone(buffer);
        Checked { buffer, tick: self.tick, asked, found, shown, failures, memory, stamps, asked_at_once }
    }

    fn report(&self, buffer: &Arc<Buffer>, asked: Asked, before: Option<Before>) -> Report {
        if Configuration::is_configuration(&buffer.path) {
            return Report { diagnostics: self.workspace.problems(&buffer.source()), ..Report::default() };
        }
        let settings = self.workspace.settings(&buffer.path);
        let is_small = |language: Language| buffer.source().text().len() as u64 <= settings.max_file_size(language);
        let is_read = buffer.language().is_some_and(is_small);
        // As on the command line: nothing is said under a configuration that cannot be used, nor of what is excluded.
        if !is_read || !settings.is_usable() || settings.excludes_file(&buffer.path) {
            return Report::default();
        }
        let Some(scene) = self.scene_noting(buffer, asked) else { return Report::default() };
        check_again(&scene.document, &scene.project, &settings.rules_for(&buffer.path), before)
    }

    /// Whether a document has to do with parallel jobs by itself, or because the settings say so.
    fn is_relevant(&self, document: &Document) -> bool {
        let settings = self.workspace.settings(document.path());
        let mut scripts = document.python_files().iter().filter_map(|file| file.path.as_ref());
        let mut named = || scripts.any(|path| settings.is_entry_script(path));
        settings.is_usable() && (document.is_relevant() || named())
    }

    /// What is known of the document at a path if it has to do with parallel jobs. One on the disk is read under the same
    /// conditions as on the command line.
    #[must_use]
    pub fn entry_at(&self, path: &Path) -> Option<Entry> {
        if let Some(open) = self.open.at(path) {
            return self.entry(open);
        }
        let language = Language::of(path)?;
        let settings = self.workspace.settings(path);
        if !settings.is_usable() || settings.excludes_file(path) {
            return None;
        }
        let Outcome::Bytes(bytes) = read::read(path, settings.max_file_size(language)) else { return None };
        let matters = settings.is_entry_script(path) || prefilter::may_matter(&bytes, language);
        let document = Some(()).filter(|()| matters).and_then(|()| self.shelf.document(path))?;
        self.entry(&Arc::new(Buffer::saved(document)?))
    }

    fn entry(&self, buffer: &Arc<Buffer>) -> Option<Entry> {
        let asked = Asked::default();
        let scene = self.scene_noting(buffer, asked.clone()).filter(|scene| self.is_relevant(&scene.document))?;
        let scripts = scene.project.entry_scripts_of(&scene.document).into_iter().collect();
        Some(Entry { scripts, asked: asked.paths(), tick: self.tick })
    }
}

impl Checked {
    /// What is said of a document that could not be checked.
    #[must_use]
    pub fn nothing(buffer: Arc<Buffer>, tick: Tick) -> Self {
        let shown = buffer.uris().map(|uri| (uri.clone(), Vec::new())).collect();
        let asked = BTreeSet::from([buffer.path.clone()]);
        let (memory, stamps) = (Memory::default(), Stamps::new());
        Self { buffer, tick, asked, found: Vec::new(), shown, failures: Vec::new(), memory, stamps, asked_at_once: 0 }
    }
}

/// An earlier check of a document.
pub struct Earlier {
    /// What was found.
    pub checked: Arc<Checked>,
    /// Whether all that the rules asked of other files would be answered as it was then.
    pub same_project: bool,
}

impl Earlier {
    /// The same, with what the disk says.
    fn beside_the_disk(self) -> Self {
        let Checked { stamps, asked_at_once, .. } = &*self.checked;
        // Who types paths asks for many: from time to time all is asked anew, and those that are gone are forgotten.
        let same_project = self.same_project && stamps.len() <= asked_at_once * 2 + FEW && is_unchanged(stamps);
        Self { same_project, ..self }
    }

    fn before(&self) -> Option<Before<'_>> {
        let Self { checked, same_project } = self;
        Some(Before { document: checked.buffer.document()?, memory: &checked.memory, same_project: *same_project })
    }
}

/// So many paths more than before are not worth asking anew.
const FEW: usize = 64;

impl Scene {
    /// The document.
    #[must_use]
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The document in its project.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.document, &self.project)
    }

    /// The way between bytes and places of the editor.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places::new(&self.buffer, self.client.encoding)
    }
}
