//! All that an answer is made from, as it was when it was asked for: it never changes, whatever is typed meanwhile.

use super::changes::Tick;
use super::client::Client;
use super::configuration::Workspace;
use super::diagnostics::ByUri;
use super::documents::{Buffer, Open};
use super::files::{Around, Asked, Shelf};
use super::places::Places;
use crate::check::{Failure, Report, check};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::locale::Words;
use crate::project::{Project, View};
use crate::tables::Locale;
use std::collections::BTreeSet;
use std::path::PathBuf;
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
}

/// A document with what is around it.
pub struct Scene {
    /// The document.
    pub document: Arc<Document>,
    /// The files around it.
    pub project: Project,
    /// The language of the reader.
    pub words: Words,
    /// The client's abilities.
    pub client: Client,
    buffer: Arc<Buffer>,
}

/// What was found in an open document.
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
}

impl Snapshot {
    /// An open document and what is around it; `None` if parlint does not read such documents.
    #[must_use]
    pub fn scene(&self, buffer: &Arc<Buffer>) -> Option<Scene> {
        self.scene_noting(buffer, Asked::default())
    }

    fn scene_noting(&self, buffer: &Arc<Buffer>, asked: Asked) -> Option<Scene> {
        let document = buffer.document()?;
        let root = self.workspace.root_of(&buffer.path);
        let base = root.or_else(|| buffer.path.parent().filter(|folder| folder.is_absolute())).map(PathBuf::from);
        let around = Around { open: Arc::clone(&self.open), shelf: Arc::clone(&self.shelf), base, asked };
        let locale = self.workspace.settings(&buffer.path).locale().unwrap_or(self.locale);
        let (words, buffer) = (Words::new(locale), Arc::clone(buffer));
        Some(Scene { document, project: Project::new(around), words, buffer, client: self.client })
    }

    /// Checks an open document.
    #[must_use]
    pub fn check(&self, buffer: &Arc<Buffer>) -> Checked {
        let asked = Asked::default();
        let scene = self.scene_noting(buffer, asked.clone());
        let report = scene.as_ref().map(|scene| self.report(scene)).unwrap_or_default();
        let Report { diagnostics: found, failures, .. } = report;
        let mut shown = scene.map(|scene| self.show(&scene, &found)).unwrap_or_default();
        for uri in buffer.uris() {
            shown.entry(uri.clone()).or_default();
        }
        Checked { buffer: Arc::clone(buffer), tick: self.tick, asked: asked.paths(), found, shown, failures }
    }

    fn report(&self, scene: &Scene) -> Report {
        let path = &scene.buffer.path;
        let settings = self.workspace.settings(path);
        // As on the command line: nothing is said under a configuration that cannot be used, nor of what is excluded.
        if !settings.is_usable() || settings.excludes_file(path) {
            return Report::default();
        }
        check(&scene.document, &scene.project, &settings.rules_for(path))
    }
}

impl Checked {
    /// What is said of a document that could not be checked.
    #[must_use]
    pub fn nothing(buffer: Arc<Buffer>, tick: Tick) -> Self {
        let shown = buffer.uris().map(|uri| (uri.clone(), Vec::new())).collect();
        Self { buffer, tick, asked: BTreeSet::new(), found: Vec::new(), shown, failures: Vec::new() }
    }
}

impl Scene {
    /// The document in its project.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.document, &self.project)
    }

    /// The way between bytes and places of the editor.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places::new(&self.document, &self.buffer, self.client.encoding)
    }
}
