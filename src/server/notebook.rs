//! A notebook as the editor has it: its cells, each a text of its own. Written out as the file that they would be saved
//! as, so that a notebook in the editor and one on the disk mean the same.

use super::documents::Text;
use crate::text::Encoding;
use lsp_types::*;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Code or prose.
    pub kind: NotebookCellKind,
    /// What it says.
    pub text: Arc<Text>,
}

/// The cells of a notebook at one of its versions.
#[derive(Clone, Debug)]
pub struct Cells {
    cells: Vec<Cell>,
}

impl Cells {
    /// The cells of a notebook that was opened. A cell without a text is left as an empty one, so that all keep their
    /// numbers.
    #[must_use]
    pub fn new(notebook: NotebookDocument, texts: Vec<TextDocumentItem>) -> Self {
        let mut texts = by_uri(texts);
        let cells = notebook.cells.into_iter().map(|cell| take(cell, &mut texts)).collect();
        Self { cells }
    }

    /// The notebook after a change.
    #[must_use]
    pub fn changed(&self, change: NotebookDocumentCellChange, encoding: Encoding) -> Self {
        let mut cells = self.cells.clone();
        if let Some(structure) = change.structure {
            replace(&mut cells, structure);
        }
        for cell in change.data.unwrap_or_default() {
            cells
                .iter_mut()
                .filter(|known| known.text.uri == cell.document)
                .for_each(|known| known.kind = cell.kind.clone());
        }
        for content in change.text_content.unwrap_or_default() {
            let NotebookDocumentChangeTextContent { document, changes } = content;
            if let Some(cell) = cells.iter_mut().find(|cell| cell.text.uri == document.uri) {
                cell.text = Arc::new(cell.text.changed(document.version, changes, encoding));
            }
        }
        Self { cells }
    }

    /// The cells in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter()
    }

    /// The cell of this number, counted from 1.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<&Cell> {
        self.cells.get(number.checked_sub(1)?)
    }

    /// The cell of this name, with its number, counted from 1.
    #[must_use]
    pub fn find(&self, uri: &Uri) -> Option<(usize, &Cell)> {
        let numbered = self.cells.iter().enumerate().map(|(index, cell)| (index + 1, cell));
        numbered.into_iter().find(|(_, cell)| cell.text.uri == *uri)
    }

    /// The file that the notebook would be saved as, as far as parlint reads it.
    #[must_use]
    pub fn file(&self) -> String {
        let cells: Vec<_> = self.cells.iter().map(Cell::json).collect();
        json!({ "cells": cells, "metadata": {}, "nbformat": 4 }).to_string()
    }
}

impl Cell {
    fn json(&self) -> Value {
        let is_code = self.kind == NotebookCellKind::CODE;
        json!({
            "cell_type": if is_code { "code" } else { "markdown" },
            "metadata": { "vscode": { "languageId": self.text.language } },
            "source": if is_code { self.text.source.text() } else { "" },
        })
    }
}

fn by_uri(texts: Vec<TextDocumentItem>) -> HashMap<Uri, TextDocumentItem> {
    texts.into_iter().map(|text| (text.uri.clone(), text)).collect()
}

fn take(cell: NotebookCell, texts: &mut HashMap<Uri, TextDocumentItem>) -> Cell {
    let text = texts.remove(&cell.document);
    let missing = || TextDocumentItem::new(cell.document.clone(), String::new(), 0, String::new());
    Cell { kind: cell.kind, text: Arc::new(Text::new(text.unwrap_or_else(missing))) }
}

/// Cells come, go and move: those that move go and come again, without their texts.
fn replace(cells: &mut Vec<Cell>, structure: NotebookDocumentCellChangeStructure) {
    let NotebookCellArrayChange { start, delete_count, cells: added } = structure.array;
    let start = (start as usize).min(cells.len());
    let end = start.saturating_add(delete_count as usize).min(cells.len());
    let mut texts = by_uri(structure.did_open.unwrap_or_default());
    let moved =
        |cells: &[Cell], uri: &Uri| cells.iter().find(|cell| cell.text.uri == *uri).map(|cell| cell.text.clone());
    let added: Vec<_> = added
        .unwrap_or_default()
        .into_iter()
        .map(|cell| match moved(cells, &cell.document).filter(|_| !texts.contains_key(&cell.document)) {
            Some(text) => Cell { kind: cell.kind, text },
            None => take(cell, &mut texts),
        })
        .collect();
    cells.splice(start..end, added);
}
