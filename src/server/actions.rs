//! What the editor can do about findings: code actions.

use super::documents::Buffer;
use super::places::Places;
use super::snapshot::{Checked, Snapshot};
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::locale::Words;
use crate::text::{Edit, Span};
use lsp_types::*;
use std::collections::{BTreeMap, HashMap};

impl Snapshot {
    /// What can be done about the findings in a range of a document or cell.
    #[must_use]
    pub fn actions(&self, checked: &Checked, params: &CodeActionParams) -> Vec<CodeAction> {
        let places = Places::new(&checked.buffer, self.client.encoding);
        let words = self.words(&checked.buffer.path);
        let uri = &params.text_document.uri;
        let (start, end) = (places.offset(uri, params.range.start), places.offset(uri, params.range.end));
        let (Some(start), Some(end)) = (start, end) else { return Vec::new() };
        let asked = Span::new(start, end);
        let here = checked.found.iter().filter(|found| found.span.start <= asked.end && asked.start <= found.span.end);
        here.filter_map(|found| self.fix(&checked.buffer, places, words, found)).collect()
    }

    fn fix(&self, buffer: &Buffer, places: Places, words: Words, found: &Diagnostic) -> Option<CodeAction> {
        let fix = found.fix.as_ref().filter(|fix| fix.applicability != Applicability::Display)?;
        let (_, diagnostic) = self.diagnostic(found, places, words)?;
        Some(CodeAction {
            title: words.say(&fix.title),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic]),
            edit: Some(self.edit(places, buffer, fix)?),
            is_preferred: Some(fix.applicability == Applicability::Safe),
            ..CodeAction::default()
        })
    }

    fn edit(&self, places: Places, buffer: &Buffer, fix: &Fix) -> Option<WorkspaceEdit> {
        let mut edits: BTreeMap<Uri, Vec<TextEdit>> = BTreeMap::new();
        for Edit { span, replacement } in &fix.edits {
            let Location { uri, range } = places.location(*span)?;
            edits.entry(uri).or_default().push(TextEdit::new(range, replacement.clone()));
        }
        Some(self.workspace_edit(buffer, edits))
    }

    /// Edits of an open document's texts, for just the versions that they were made for where the client knows such.
    fn workspace_edit(&self, buffer: &Buffer, edits: BTreeMap<Uri, Vec<TextEdit>>) -> WorkspaceEdit {
        if !self.client.versioned_edits {
            let changes: HashMap<_, _> = edits.into_iter().collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let of_text = |(uri, edits): (Uri, Vec<TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { version: buffer.version_of(&uri), uri },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let changes = DocumentChanges::Edits(edits.into_iter().map(of_text).collect());
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}
