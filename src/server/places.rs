//! Where things are: bytes of an analysed text on the one side, positions in the editor's documents on the other. The
//! only place that turns one into the other.

use super::documents::{Buffer, Content};
use super::notebook::Cells;
use crate::syntax::notebook::Notebook;
use crate::text::{self, Encoding, SourceFile, Span};
use lsp_types::{Location, Position, Range, Uri};

/// The places of one document.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    shown: Shown<'a>,
    encoding: Encoding,
}

/// How the editor has the document.
#[derive(Clone, Copy)]
enum Shown<'a> {
    /// As the text that is analysed.
    Text(&'a Uri, &'a SourceFile),
    /// As the file of this notebook.
    NotebookFile(&'a Uri, &'a SourceFile, &'a Notebook),
    /// As the cells of this notebook.
    Cells(&'a Cells, &'a Notebook),
    /// Not at all.
    Nowhere,
}

impl<'a> Places<'a> {
    /// The places of a document.
    #[must_use]
    pub fn new(buffer: &'a Buffer, encoding: Encoding) -> Self {
        let notebook = buffer.document().and_then(|document| document.as_notebook());
        let shown = match (&buffer.content, notebook) {
            (Content::Text(text), None) => Shown::Text(&buffer.uri, &text.source),
            (Content::File(source), None) => Shown::Text(&buffer.uri, source),
            (Content::Text(text), Some(notebook)) => Shown::NotebookFile(&buffer.uri, &text.source, notebook),
            (Content::File(source), Some(notebook)) => Shown::NotebookFile(&buffer.uri, source, notebook),
            (Content::Cells(cells), Some(notebook)) => Shown::Cells(cells, notebook),
            (Content::Cells(_), None) => Shown::Nowhere,
        };
        Self { shown, encoding }
    }

    /// The place of a span of the analysed text. What reaches over the end of a cell ends with it.
    #[must_use]
    pub fn location(&self, span: Span) -> Option<Location> {
        match self.shown {
            Shown::Text(uri, source) => Some(Location::new(uri.clone(), range(source, span, self.encoding))),
            Shown::NotebookFile(uri, source, notebook) => {
                Some(Location::new(uri.clone(), range(source, notebook.raw_span(span)?, self.encoding)))
            }
            Shown::Cells(cells, notebook) => {
                let code = notebook.cell_at(span.start)?;
                let text = &cells.numbered(code.number)?.text;
                let local = |offset: usize| offset.clamp(code.span.start, code.span.end) - code.span.start;
                let span = Span::new(local(span.start), local(span.end));
                Some(Location::new(text.uri.clone(), range(&text.source, span, self.encoding)))
            }
            Shown::Nowhere => None,
        }
    }

    /// The place of a span of the file itself, for what is wrong with the file around a notebook's cells.
    #[must_use]
    pub fn location_in_file(&self, span: Span) -> Option<Location> {
        match self.shown {
            Shown::Text(uri, source) | Shown::NotebookFile(uri, source, _) => {
                Some(Location::new(uri.clone(), range(source, span, self.encoding)))
            }
            Shown::Cells(..) | Shown::Nowhere => None,
        }
    }

    /// The byte of the analysed text at a place in the document or cell of this name. In the file of a notebook there is
    /// none: nobody works there.
    #[must_use]
    pub fn offset(&self, uri: &Uri, position: Position) -> Option<usize> {
        match self.shown {
            Shown::Text(_, source) => Some(offset(source, position, self.encoding)),
            Shown::Cells(cells, notebook) => {
                let (number, cell) = cells.find(uri)?;
                let code = notebook.cells.iter().find(|code| code.number == number)?;
                Some(code.span.start + offset(&cell.text.source, position, self.encoding))
            }
            Shown::NotebookFile(..) | Shown::Nowhere => None,
        }
    }
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

/// The byte at a place in a text; what lies outside the text is at its edge.
#[must_use]
pub fn offset(source: &SourceFile, place: Position, encoding: Encoding) -> usize {
    let place = text::Position { line: place.line as usize, column: place.character as usize };
    source.lines().offset(source.text(), place, encoding)
}
