//! The documents that are open in the editor: their texts as they are typed, and what parlint understands of them. A
//! change makes a new [`Buffer`]; who holds the old one is not disturbed.

use super::notebook::Cells;
use super::uri;
use crate::document::{Document, Language};
use crate::text::{Encoding, Position, SourceFile};
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A text as the editor has it: that of a document, or of one cell.
#[derive(Debug)]
pub struct Text {
    /// Its name.
    pub uri: Uri,
    /// Its version, counted by the editor.
    pub version: i32,
    /// What the editor says it is written in.
    pub language: String,
    /// What it says.
    pub source: SourceFile,
}

impl Text {
    /// A text that was opened.
    #[must_use]
    pub fn new(item: TextDocumentItem) -> Self {
        let source = SourceFile::new(uri::path(&item.uri), item.text);
        Self { uri: item.uri, version: item.version, language: item.language_id, source }
    }

    /// The text after changes; each counts from the text that the one before it left.
    #[must_use]
    pub fn changed(&self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> Self {
        let path = self.source.path();
        let mut source = SourceFile::new(path, self.source.text());
        for change in changes {
            let Some(range) = change.range else {
                source = SourceFile::new(path, change.text);
                continue;
            };
            let start = offset(&source, range.start, encoding);
            let end = offset(&source, range.end, encoding).max(start);
            let text = source.text();
            source = SourceFile::new(path, [&text[..start], &change.text, &text[end..]].concat());
        }
        Self { uri: self.uri.clone(), version, language: self.language.clone(), source }
    }
}

/// The byte at a place; what lies outside the text is at its edge.
#[must_use]
pub fn offset(source: &SourceFile, place: lsp_types::Position, encoding: Encoding) -> usize {
    let place = Position { line: place.line as usize, column: place.character as usize };
    source.lines().offset(source.text(), place, encoding)
}

/// What one open document consists of.
#[derive(Debug)]
pub enum Content {
    /// One text.
    Text(Arc<Text>),
    /// The cells of a notebook.
    Cells(Cells),
}

/// An open document at one of its versions.
#[derive(Debug)]
pub struct Buffer {
    /// Its name.
    pub uri: Uri,
    /// Its path, see [`uri::path`].
    pub path: PathBuf,
    /// What it consists of.
    pub content: Content,
    document: OnceLock<Option<Arc<Document>>>,
}

impl Buffer {
    /// A document.
    #[must_use]
    pub fn new(uri: Uri, content: Content) -> Self {
        let path = uri::path(&uri);
        Self { uri, path, content, document: OnceLock::new() }
    }

    /// The texts that it consists of.
    pub fn texts(&self) -> impl Iterator<Item = &Arc<Text>> {
        let (text, cells) = match &self.content {
            Content::Text(text) => (Some(text), None),
            Content::Cells(cells) => (None, Some(cells)),
        };
        text.into_iter().chain(cells.into_iter().flat_map(Cells::iter).map(|cell| &cell.text))
    }

    /// The names of its texts.
    pub fn uris(&self) -> impl Iterator<Item = &Uri> {
        self.texts().map(|text| &text.uri)
    }

    /// The version of one of its texts, counted by the editor.
    #[must_use]
    pub fn version_of(&self, uri: &Uri) -> Option<i32> {
        self.texts().find(|text| text.uri == *uri).map(|text| text.version)
    }

    /// Its text as the file would have it if it were saved.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.content {
            Content::Text(text) => text.source.text().to_owned(),
            Content::Cells(cells) => cells.file(),
        }
    }

    /// What it is written in, if parlint reads that.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        match &self.content {
            Content::Cells(_) => Some(Language::Notebook),
            Content::Text(text) => Language::of(&self.path).or(match text.language.as_str() {
                "yaml" => Some(Language::Yaml),
                "python" => Some(Language::Python),
                _ => None,
            }),
        }
    }

    /// What parlint understands of it; found out when somebody asks for the first time.
    #[must_use]
    pub fn document(&self) -> Option<Arc<Document>> {
        let understand = || Some(Arc::new(Document::new(&self.path, self.text(), self.language()?)));
        self.document.get_or_init(understand).clone()
    }
}

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

    /// Puts a document in the place of the one at its path, if there is one.
    pub fn put(&mut self, buffer: Buffer) {
        self.cells.retain(|_, notebook| *notebook != buffer.path);
        if let Content::Cells(cells) = &buffer.content {
            self.cells.extend(cells.iter().map(|cell| (cell.text.uri.clone(), buffer.path.clone())));
        }
        self.buffers.insert(buffer.path.clone(), Arc::new(buffer));
    }

    /// Forgets a document.
    pub fn remove(&mut self, uri: &Uri) -> Option<Arc<Buffer>> {
        let path = uri::path(uri);
        self.cells.retain(|_, notebook| *notebook != path);
        self.buffers.remove(&path)
    }
}
