//! Where things are: bytes of an analysed text on the one side, positions in the editor's documents on the other. The
//! only place that turns one into the other.

use super::documents::{Buffer, Content, offset};
use crate::document::Document;
use crate::syntax::notebook::Notebook;
use crate::text::{Encoding, SourceFile, Span};
use lsp_types::{Location, Position, Range, Uri};

/// The places of one document.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    document: &'a Document,
    shown: Shown<'a>,
    encoding: Encoding,
}

/// How the editor has the document.
#[derive(Clone, Copy)]
enum Shown<'a> {
    /// As one text, which for a notebook is that of its file.
    Text(&'a Uri),
    /// As the cells of this buffer.
    Cells(&'a Buffer),
}

impl<'a> Places<'a> {
    /// The places of an open document.
    #[must_use]
    pub fn new(document: &'a Document, buffer: &'a Buffer, encoding: Encoding) -> Self {
        let shown = match &buffer.content {
            Content::Text(_) => Shown::Text(&buffer.uri),
            Content::Cells(_) => Shown::Cells(buffer),
        };
        Self { document, shown, encoding }
    }

    /// The place of a span of the analysed text. What reaches over the end of a cell ends with it.
    #[must_use]
    pub fn location(&self, span: Span) -> Option<Location> {
        match (self.shown, self.document.as_notebook()) {
            (Shown::Cells(buffer), Some(notebook)) => in_cell(buffer, notebook, span, self.encoding),
            (Shown::Text(uri), Some(notebook)) => {
                let raw = notebook.raw_span(span)?;
                Some(Location::new(uri.clone(), range(self.document.file(), raw, self.encoding)))
            }
            (Shown::Text(uri), None) => {
                Some(Location::new(uri.clone(), range(self.document.file(), span, self.encoding)))
            }
            (Shown::Cells(_), None) => None,
        }
    }

    /// The place of a span of the file's own text, for what is wrong with the file around a notebook's cells.
    #[must_use]
    pub fn location_in_file(&self, span: Span) -> Option<Location> {
        match self.shown {
            Shown::Text(uri) => Some(Location::new(uri.clone(), range(self.document.file(), span, self.encoding))),
            Shown::Cells(_) => None,
        }
    }

    /// The byte of the analysed text at a place in the document or cell of this name.
    #[must_use]
    pub fn offset(&self, uri: &Uri, position: Position) -> Option<usize> {
        match (self.shown, self.document.as_notebook()) {
            (Shown::Text(_), None) => Some(offset(self.document.file(), position, self.encoding)),
            (Shown::Cells(buffer), Some(notebook)) => {
                let Content::Cells(cells) = &buffer.content else { return None };
                let number = cells.number_of(uri)?;
                let cell = notebook.cells.iter().find(|cell| cell.number == number)?;
                Some(cell.span.start + offset(&cells.numbered(number)?.text.source, position, self.encoding))
            }
            _ => None,
        }
    }
}

fn in_cell(buffer: &Buffer, notebook: &Notebook, span: Span, encoding: Encoding) -> Option<Location> {
    let Content::Cells(cells) = &buffer.content else { return None };
    let code = notebook.cell_at(span.start)?;
    let text = &cells.numbered(code.number)?.text;
    let local = |offset: usize| offset.clamp(code.span.start, code.span.end) - code.span.start;
    let span = Span::new(local(span.start), local(span.end));
    Some(Location::new(text.uri.clone(), range(&text.source, span, encoding)))
}

/// The place of a span in a text.
#[must_use]
pub fn range(source: &SourceFile, span: Span, encoding: Encoding) -> Range {
    Range::new(position(source, span.start, encoding), position(source, span.end, encoding))
}

fn position(source: &SourceFile, offset: usize, encoding: Encoding) -> Position {
    let position = source.lines().position(source.text(), offset, encoding);
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position::new(number(position.line), number(position.column))
}
