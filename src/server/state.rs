//! The one place that changes: what is open, what changed when, what was found, and what the client shows. Held under a
//! lock for moments only; who works takes a [`Snapshot`].

use super::changes::{Changes, Tick};
use super::client::Client;
use super::configuration::{Good, OpenTexts, Workspace};
use super::documents::{Buffer, Content};
use super::files::Shelf;
use super::index::{Entry, Index};
use super::open::Open;
use super::snapshot::{Checked, Earlier, Snapshot};
use crate::config::{Configuration, Layer};
use crate::tables::Locale;
use lsp_types::{ClientCapabilities, Uri};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The session.
pub struct State {
    /// The client's abilities.
    pub client: Client,
    /// The language of messages where the settings ask for none.
    pub locale: Locale,
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// What counts above every configuration file, lowest first.
    pub overrides: Vec<Arc<Layer>>,
    /// Whether the folders are to be looked through again.
    pub rescan: bool,
    workspace: Arc<Workspace>,
    good: Good,
    open: Arc<Open>,
    shelf: Arc<Shelf>,
    index: Index,
    /// Files of which is to be found out anew what they have to do with parallel jobs.
    unindexed: BTreeSet<PathBuf>,
    changes: Changes,
    checked: HashMap<PathBuf, Arc<Checked>>,
    /// What the client shows.
    shown: HashMap<PathBuf, Arc<Checked>>,
}

impl State {
    /// A session that has not begun.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        let good = Good::default();
        Self {
            client: Client::new(&ClientCapabilities::default()),
            locale,
            roots: Vec::new(),
            overrides: Vec::new(),
            rescan: false,
            workspace: Arc::new(Workspace::new(&[], &[], OpenTexts::new(), &good)),
            good,
            open: Arc::default(),
            shelf: Arc::default(),
            index: Index::default(),
            unindexed: BTreeSet::new(),
            changes: Changes::default(),
            checked: HashMap::new(),
            shown: HashMap::new(),
        }
    }

    /// The session as it is now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            tick: self.changes.now(),
            client: self.client,
            locale: self.locale,
            open: Arc::clone(&self.open),
            shelf: Arc::clone(&self.shelf),
            workspace: Arc::clone(&self.workspace),
            index: self.index.clone(),
        }
    }

    /// The open documents.
    #[must_use]
    pub fn open(&self) -> &Open {
        &self.open
    }

    /// A document was opened or changed.
    pub fn put(&mut self, buffer: Buffer) {
        let path = buffer.path.clone();
        if Arc::make_mut(&mut self.open).put(buffer) {
            self.changes.touch_text(&path);
        } else {
            self.changes.touch_place(&path);
        }
        self.follow(&path);
    }

    /// A document was closed: what counts is on the disk again.
    pub fn close(&mut self, uri: &Uri) {
        if let Some(buffer) = Arc::make_mut(&mut self.open).remove(uri) {
            self.touch(&buffer.path);
        }
    }

    /// What is on the disk at a path changed.
    pub fn touch(&mut self, path: &Path) {
        self.shelf.forget(path);
        if self.open.at(path).is_none() {
            self.changes.touch_place(path);
            self.follow(path);
        }
    }

    /// Whether it is known what a file has to do with parallel jobs, because it is open or was found.
    #[must_use]
    pub fn is_indexed(&self, path: &Path) -> bool {
        self.open.at(path).is_some() || self.index.holds(path)
    }

    /// What follows from a change of a file.
    fn follow(&mut self, path: &Path) {
        if Configuration::is_configuration(path) {
            self.configure();
        }
        if self.is_indexed(path) {
            self.unindexed.insert(path.to_owned());
        }
        let changes = &self.changes;
        let dependent = self.index.iter().filter(|(_, entry)| changes.concern(&entry.asked, entry.tick));
        self.unindexed.extend(dependent.map(|(path, _)| path.clone()));
    }

    /// Other settings may count.
    pub fn configure(&mut self) {
        let open = self.open.iter().filter(|buffer| Configuration::is_configuration(&buffer.path));
        let open = open.filter(|buffer| matches!(buffer.content, Content::Text(_)));
        let open = open.map(|buffer| (buffer.path.clone(), buffer.source())).collect();
        self.workspace = Arc::new(Workspace::new(&self.roots, &self.overrides, open, &self.good));
        self.changes.touch_everything();
        self.rescan = true;
    }

    /// A file of which is to be found out what it has to do with parallel jobs.
    pub fn next_unindexed(&mut self) -> Option<PathBuf> {
        self.unindexed.pop_first()
    }

    /// Takes note of what a file has to do with parallel jobs. What is neither open nor in a folder of the workspace is
    /// no business of ours.
    pub fn index(&mut self, path: &Path, entry: Option<Entry>) {
        let wanted = self.open.at(path).is_some() || self.workspace.root_of(path).is_some();
        let entry = entry.filter(|_| wanted);
        if entry.as_ref().is_some_and(|entry| self.changes.concern(&entry.asked, entry.tick)) {
            self.unindexed.insert(path.to_owned());
        }
        for script in self.index.put(path, entry) {
            self.changes.touch_text(&script);
        }
    }

    /// Forgets the files that are not among those that were found in the folders of the workspace.
    pub fn retain(&mut self, found: impl Fn(&Path) -> bool) {
        let gone = self.index.iter().map(|(path, _)| path).filter(|path| self.open.at(path).is_none());
        let gone: Vec<_> = gone.filter(|path| !found(path)).cloned().collect();
        gone.iter().for_each(|path| self.index(path, None));
    }

    /// What was found in a document, if it is still true.
    #[must_use]
    pub fn known(&self, buffer: &Buffer) -> Option<Arc<Checked>> {
        self.checked.get(&buffer.path).filter(|checked| checked.buffer.is(buffer) && self.holds(checked)).cloned()
    }

    /// What was found before in the document at the path of this one. Who looks at an earlier moment than that has
    /// nothing of it.
    #[must_use]
    pub fn earlier(&self, buffer: &Buffer, tick: Tick) -> Option<Earlier> {
        let checked = self.checked.get(&buffer.path).filter(|checked| checked.tick <= tick)?;
        let asked = checked.stamps.keys().cloned().collect();
        let same_project = !self.changes.concern(&asked, checked.tick);
        Some(Earlier { checked: Arc::clone(checked), same_project })
    }

    /// Keeps what was found.
    pub fn keep(&mut self, checked: &Arc<Checked>) {
        self.checked.insert(checked.buffer.path.clone(), Arc::clone(checked));
    }

    /// Whether a document is what counts: open at just this version, or a file that is not open.
    #[must_use]
    pub fn counts(&self, buffer: &Arc<Buffer>) -> bool {
        self.is_current(buffer) || (buffer.is_file() && self.open.at(&buffer.path).is_none())
    }

    /// Whether a document is open at just this version.
    #[must_use]
    pub fn is_current(&self, buffer: &Arc<Buffer>) -> bool {
        self.open.at(&buffer.path).is_some_and(|current| Arc::ptr_eq(current, buffer))
    }

    fn holds(&self, checked: &Checked) -> bool {
        !self.changes.concern(&checked.asked, checked.tick)
    }

    /// What the client shows of the document at a path.
    #[must_use]
    pub fn shown(&self, path: &Path) -> Option<Arc<Checked>> {
        self.shown.get(path).cloned()
    }

    /// The client shows this now; the answer is what it showed before.
    pub fn show(&mut self, checked: &Arc<Checked>) -> Option<Arc<Checked>> {
        self.shown.insert(checked.buffer.path.clone(), Arc::clone(checked))
    }

    /// A document that the client still shows something of although it is neither open any more nor a file of the
    /// workspace, unless it is among those that are to be shown all the same.
    pub fn take_closed(&mut self, kept: impl Fn(&Path) -> bool) -> Option<Arc<Checked>> {
        let is_gone = |path: &&PathBuf| self.open.at(path).is_none() && !self.is_of_workspace(path) && !kept(path);
        let closed = self.shown.keys().find(is_gone)?.clone();
        self.checked.remove(&closed);
        self.shown.remove(&closed)
    }

    /// An open document of which the client shows what is no longer true, or nothing yet: the one that changed last.
    #[must_use]
    pub fn stale(&self) -> Option<Arc<Buffer>> {
        let stale = self.open.iter().filter(|buffer| {
            let shown = self.shown.get(&buffer.path);
            !shown.is_some_and(|shown| Arc::ptr_eq(&shown.buffer, buffer) && self.holds(shown))
        });
        stale.max_by_key(|buffer| self.changes.last(&buffer.path)).cloned()
    }

    /// A file of the workspace that is not open and has to do with parallel jobs, of which the client shows what is no
    /// longer true, or nothing yet.
    #[must_use]
    pub fn stale_file(&self) -> Option<PathBuf> {
        let is_shown = |path: &Path| {
            let shown = self.shown.get(path);
            shown.is_some_and(|shown| shown.buffer.is_file() && self.holds(shown))
        };
        let files = self.index.paths().filter(|path| self.open.at(path).is_none() && !is_shown(path));
        files.into_iter().find(|path| self.is_of_workspace(path)).cloned()
    }

    /// Whether a file has to do with parallel jobs and is in a folder of the workspace.
    fn is_of_workspace(&self, path: &Path) -> bool {
        (self.index.holds(path) || self.index.names(path)) && self.workspace.root_of(path).is_some()
    }

    /// An open document of which the client shows what was true of this text, but is so no more because something else
    /// changed: it has no reason of its own to ask again.
    #[must_use]
    pub fn overtaken(&self) -> Option<Arc<Checked>> {
        self.shown.values().find(|shown| self.is_current(&shown.buffer) && !self.holds(shown)).cloned()
    }
}
