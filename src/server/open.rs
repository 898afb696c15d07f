//! Which documents are open.

use super::documents::{Buffer, Content};
use super::uri;
use lsp_types::Uri;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open documents at one moment.
#[derive(Clone, Debug, Default)]
pub struct Open {
    buffers: BTreeMap<PathBuf, Arc<Buffer>>,
    /// The paths of the notebooks that cells belong to.
    cells: HashMap<Uri, PathBuf>,
}

impl Open {
    /// The document at a path.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<&Arc<Buffer>> {
        self.buffers.get(path)
    }

    /// The document of this name, or the notebook with the cell of this name.
    #[must_use]
    pub fn find(&self, uri: &Uri) -> Option<&Arc<Buffer>> {
        match self.cells.get(uri) {
            Some(notebook) => self.at(notebook),
            None => self.at(&uri::path(uri)),
        }
    }

    /// All documents, by path.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Buffer>> {
        self.buffers.values()
    }

    /// Puts a document in the place of the one at its path; tells whether there was one.
    pub fn put(&mut self, buffer: Buffer) -> bool {
        self.cells.retain(|_, notebook| *notebook != buffer.path);
        if let Content::Cells(cells) = &buffer.content {
            self.cells.extend(cells.iter().map(|cell| (cell.text.uri.clone(), buffer.path.clone())));
        }
        self.buffers.insert(buffer.path.clone(), Arc::new(buffer)).is_some()
    }

    /// Forgets a document.
    pub fn remove(&mut self, uri: &Uri) -> Option<Arc<Buffer>> {
        let path = uri::path(uri);
        self.cells.retain(|_, notebook| *notebook != path);
        self.buffers.remove(&path)
    }
}
