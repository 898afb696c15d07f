//! The one place that changes: what is open, what changed when, what was found, and what the client shows. Held under a
//! lock for moments only; who works takes a [`Snapshot`].

use super::changes::Changes;
use super::client::Client;
use super::configuration::Workspace;
use super::documents::{Buffer, Open};
use super::files::Shelf;
use super::snapshot::{Checked, Snapshot};
use crate::tables::Locale;
use lsp_types::{ClientCapabilities, Uri};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The session.
pub struct State {
    /// The client's abilities.
    pub client: Client,
    /// The language of messages where the settings ask for none.
    pub locale: Locale,
    workspace: Arc<Workspace>,
    open: Arc<Open>,
    shelf: Arc<Shelf>,
    changes: Changes,
    checked: HashMap<PathBuf, Arc<Checked>>,
    /// What the client shows of each open document.
    shown: HashMap<PathBuf, Arc<Checked>>,
}

impl State {
    /// A session that has not begun.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self {
            client: Client::new(&ClientCapabilities::default()),
            locale,
            workspace: Arc::new(Workspace::new(Vec::new(), &[])),
            open: Arc::default(),
            shelf: Arc::default(),
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
        }
    }

    /// The open documents.
    #[must_use]
    pub fn open(&self) -> &Open {
        &self.open
    }

    /// A document was opened or changed.
    pub fn put(&mut self, buffer: Buffer) {
        self.changes.touch(&buffer.path);
        Arc::make_mut(&mut self.open).put(buffer);
    }

    /// A document was closed: what counts is on the disk again.
    pub fn close(&mut self, uri: &Uri) {
        if let Some(buffer) = Arc::make_mut(&mut self.open).remove(uri) {
            self.changes.touch(&buffer.path);
            self.checked.remove(&buffer.path);
        }
    }

    /// What is on the disk at a path changed.
    pub fn touch(&mut self, path: &Path) {
        self.shelf.forget(path);
        self.changes.touch(path);
    }

    /// Other settings count.
    pub fn configure(&mut self, workspace: Workspace) {
        self.workspace = Arc::new(workspace);
        self.changes.touch_everything();
    }

    /// What was found in an open document, if it is still true.
    #[must_use]
    pub fn known(&self, buffer: &Arc<Buffer>) -> Option<Arc<Checked>> {
        self.checked
            .get(&buffer.path)
            .filter(|checked| Arc::ptr_eq(&checked.buffer, buffer) && self.holds(checked))
            .cloned()
    }

    /// Keeps what was found, unless the document has moved on.
    pub fn keep(&mut self, checked: &Arc<Checked>) {
        if self.is_current(&checked.buffer) {
            self.checked.insert(checked.buffer.path.clone(), Arc::clone(checked));
        }
    }

    /// Whether a document is open at just this version.
    #[must_use]
    pub fn is_current(&self, buffer: &Arc<Buffer>) -> bool {
        self.open.at(&buffer.path).is_some_and(|current| Arc::ptr_eq(current, buffer))
    }

    fn holds(&self, checked: &Checked) -> bool {
        !self.changes.concern(&checked.asked, checked.tick)
    }

    /// The client shows this now; the answer is what it showed before.
    pub fn show(&mut self, checked: &Arc<Checked>) -> Option<Arc<Checked>> {
        self.shown.insert(checked.buffer.path.clone(), Arc::clone(checked))
    }

    /// A document that the client still shows something of although it is not open any more.
    pub fn take_closed(&mut self) -> Option<Arc<Checked>> {
        let closed = self.shown.keys().find(|path| self.open.at(path).is_none())?.clone();
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

    /// An open document of which the client shows what was true of this text, but is so no more because something else
    /// changed: it has no reason of its own to ask again.
    #[must_use]
    pub fn overtaken(&self) -> Option<Arc<Checked>> {
        self.shown.values().find(|shown| self.is_current(&shown.buffer) && !self.holds(shown)).cloned()
    }
}
