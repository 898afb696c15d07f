//! The documents of the session: those that are open, as they are typed, and files as they are on the disk, with what
//! parlint understands of them. A change makes a new [`Buffer`]; who holds the old one is not disturbed.

use super::notebook::Cells;
use super::places::offset;
use super::uri;
use crate::document::{Document, Language};
use crate::text::{Encoding, SourceFile};
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

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
    pub source: Arc<SourceFile>,
}

impl Text {
    /// A text that was opened.
    #[must_use]
    pub fn new(item: TextDocumentItem) -> Self {
        let source = Arc::new(SourceFile::new(uri::path(&item.uri), item.text));
        Self { uri: item.uri, version: item.version, language: item.language_id, source }
    }

    /// The text after changes; each counts from the text that the one before it left.
    #[must_use]
    pub fn changed(&self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> Self {
        let mut source = Arc::clone(&self.source);
        for change in changes {
            let text = match change.range {
                Some(range) => {
                    let start = offset(&source, range.start, encoding);
                    let end = offset(&source, range.end, encoding).max(start);
                    let text = source.text();
                    [&text[..start], &change.text, &text[end..]].concat()
                }
                None => change.text,
            };
            source = Arc::new(SourceFile::new(self.source.path(), text));
        }
        Self { uri: self.uri.clone(), version, language: self.language.clone(), source }
    }
}

/// What a document consists of.
#[derive(Debug)]
pub enum Content {
    /// One open text.
    Text(Arc<Text>),
    /// The open cells of a notebook.
    Cells(Cells),
    /// A file that is not open.
    File(Arc<SourceFile>),
}

/// A document at one of its versions.
#[derive(Debug)]
pub struct Buffer {
    /// Its name.
    pub uri: Uri,
    /// Its path, see [`uri::path`].
    pub path: PathBuf,
    /// What it consists of.
    pub content: Content,
    document: OnceLock<Option<Arc<Document>>>,
    /// What parlint understood of an earlier version, until this one is understood.
    earlier: Mutex<Option<Arc<Document>>>,
}

impl Buffer {
    /// An open text.
    #[must_use]
    pub fn text(text: Text) -> Self {
        Self::new(text.uri.clone(), Content::Text(Arc::new(text)), OnceLock::new())
    }

    /// An open notebook.
    #[must_use]
    pub fn notebook(uri: Uri, cells: Cells) -> Self {
        Self::new(uri, Content::Cells(cells), OnceLock::new())
    }

    /// A file that is not open, understood.
    #[must_use]
    pub fn saved(document: Arc<Document>) -> Option<Self> {
        let content = Content::File(Arc::clone(document.file()));
        Some(Self::new(uri::of(document.path())?, content, OnceLock::from(Some(document))))
    }

    /// A file that is not open and not in one of our languages.
    #[must_use]
    pub fn file(source: Arc<SourceFile>) -> Option<Self> {
        Some(Self::new(uri::of(source.path())?, Content::File(source), OnceLock::from(None)))
    }

    fn new(uri: Uri, content: Content, document: OnceLock<Option<Arc<Document>>>) -> Self {
        let path = uri::path(&uri);
        Self { uri, path, content, document, earlier: Mutex::default() }
    }

    /// The same, known to come after another version.
    #[must_use]
    pub fn after(self, other: &Self) -> Self {
        let known = other.document.get().cloned().flatten().or_else(|| other.earlier().clone());
        Self { earlier: Mutex::new(known), ..self }
    }

    fn earlier(&self) -> MutexGuard<'_, Option<Arc<Document>>> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it is a file that is not open.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.content, Content::File(_))
    }

    /// The names of the texts that it consists of.
    pub fn uris(&self) -> impl Iterator<Item = &Uri> {
        let (whole, cells) = match &self.content {
            Content::Text(_) | Content::File(_) => (Some(&self.uri), None),
            Content::Cells(cells) => (None, Some(cells)),
        };
        whole.into_iter().chain(cells.into_iter().flat_map(Cells::iter).map(|cell| &cell.text.uri))
    }

    /// The version of one of its texts, counted by the editor; `None` for one that is not open.
    #[must_use]
    pub fn version_of(&self, uri: &Uri) -> Option<i32> {
        match &self.content {
            Content::Text(text) => Some(text.version),
            Content::Cells(cells) => cells.iter().find(|cell| cell.text.uri == *uri).map(|cell| cell.text.version),
            Content::File(_) => None,
        }
    }

    /// The file as it would be if it were saved.
    #[must_use]
    pub fn source(&self) -> Arc<SourceFile> {
        match &self.content {
            Content::Text(text) => Arc::clone(&text.source),
            Content::Cells(cells) => Arc::new(SourceFile::new(&self.path, cells.file())),
            Content::File(source) => Arc::clone(source),
        }
    }

    /// What it is written in, if parlint reads that.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        match &self.content {
            Content::Cells(_) => Some(Language::Notebook),
            Content::File(_) => Language::of(&self.path),
            Content::Text(text) => Language::of(&self.path).or(match text.language.as_str() {
                "yaml" => Some(Language::Yaml),
                "python" => Some(Language::Python),
                _ => None,
            }),
        }
    }

    /// What parlint understands of it; found out when somebody asks for the first time.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Document>> {
        let understand = || {
            let earlier = self.earlier().take();
            Some(Arc::new(Document::again(self.source(), self.language()?, earlier.as_deref())))
        };
        self.document.get_or_init(understand).as_ref()
    }

    /// Whether another buffer is of the same text of the same file, as far as that is certain.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let known = |buffer: &Self| buffer.document.get().cloned().flatten();
        std::ptr::eq(self, other) || known(self).zip(known(other)).is_some_and(|(own, other)| Arc::ptr_eq(&own, &other))
    }
}
