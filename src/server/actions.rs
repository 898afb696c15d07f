//! What the editor can do about findings: code actions. Where the client asks again for the edits of the one that is
//! chosen, only a promise is sent at first.

use super::documents::{Buffer, Content};
use super::migration::Part;
use super::places::{Places, range};
use super::snapshot::{Checked, Snapshot};
use crate::check::Report;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::line_edits;
use crate::message;
use crate::syntax::notebook;
use crate::text::{Edit, SourceFile};
use crate::{fix, suppress};
use lsp_types::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// All safe fixes of a document.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.parlint");

/// An action without its edits: what is to be done, at which version of the text that it was asked for.
#[derive(Debug, Serialize, Deserialize)]
pub struct Promise {
    /// The document or cell.
    pub uri: Uri,
    version: Option<i32>,
    deed: Deed,
}

/// What is to be done; findings by their place among those of the document.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Deed {
    Fix(usize),
    Ignore(usize),
    FixAll,
    Migrate,
    Rewrite(Part),
}

/// Edits by document or cell.
pub(super) type ByText = BTreeMap<Uri, Vec<TextEdit>>;

impl Snapshot {
    /// What can be done about the findings in a range of a document or cell, and about all of it.
    #[must_use]
    pub fn actions(&self, checked: &Checked, params: &CodeActionParams) -> Vec<CodeAction> {
        let places = Places::new(&checked.buffer, self.client.encoding);
        let uri = &params.text_document.uri;
        let (start, end) = (places.offset(uri, params.range.start), places.offset(uri, params.range.end));
        let (Some(start), Some(end)) = (start, end) else { return Vec::new() };
        let only = params.context.only.as_deref();
        let mut actions = Vec::new();
        let here = checked.found.iter().enumerate();
        for (index, found) in here.filter(|(_, found)| found.span.start <= end && start <= found.span.end) {
            if wants(only, &CodeActionKind::QUICKFIX) {
                actions.extend(self.about(checked, uri, index, found));
            }
        }
        // Who has to be told the edits at once is told of these only on demand: they take a while.
        let on_demand = || only.is_some() || self.client.resolves;
        let fixable = || {
            checked
                .found
                .iter()
                .any(|found| found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe))
        };
        if wants(only, &FIX_ALL) && on_demand() && fixable() {
            let words = self.words(&checked.buffer.path);
            let title = words.say(&message!("Apply all safe fixes"));
            let action = CodeAction { title, kind: Some(FIX_ALL), ..CodeAction::default() };
            actions.extend(self.promise(checked, uri, Deed::FixAll, action));
        }
        actions.extend(self.migrations(checked, uri, start, only));
        actions
    }

    /// What can be done about one finding.
    fn about(&self, checked: &Checked, uri: &Uri, index: usize, found: &Diagnostic) -> Vec<CodeAction> {
        let words = self.words(&checked.buffer.path);
        let places = Places::new(&checked.buffer, self.client.encoding);
        let diagnostics = self.diagnostic(found, places, words).map(|(_, diagnostic)| vec![diagnostic]);
        let action = |title| CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostics.clone(),
            ..CodeAction::default()
        };
        let fix = found.fix.as_ref().filter(|fix| fix.applicability != Applicability::Display);
        let fix = fix.and_then(|fix| {
            let is_preferred = Some(fix.applicability == Applicability::Safe);
            let action = CodeAction { is_preferred, ..action(words.say(&fix.title)) };
            self.promise(checked, uri, Deed::Fix(index), action)
        });
        let document = checked.buffer.document();
        let can_ignore = suppress::is_suppressible(found.rule) && document.is_some_and(|it| it.faults().is_empty());
        let ignore = can_ignore.then(|| action(words.say(&message!("Ignore {code} here", code = found.rule.code))));
        let ignore = ignore.and_then(|action| self.promise(checked, uri, Deed::Ignore(index), action));
        fix.into_iter().chain(ignore).collect()
    }

    fn promise(&self, checked: &Checked, uri: &Uri, deed: Deed, action: CodeAction) -> Option<CodeAction> {
        self.offer(checked, uri, deed, action, || self.edit(checked, deed))
    }

    /// The action with the promise of its edits, or with them.
    pub(super) fn offer(
        &self,
        checked: &Checked,
        uri: &Uri,
        deed: Deed,
        action: CodeAction,
        edit: impl FnOnce() -> Option<WorkspaceEdit>,
    ) -> Option<CodeAction> {
        if !self.client.resolves {
            return Some(CodeAction { edit: Some(edit()?), ..action });
        }
        let promise = Promise { uri: uri.clone(), version: checked.buffer.version_of(uri), deed };
        Some(CodeAction { data: serde_json::to_value(promise).ok(), ..action })
    }

    /// The edits that were promised; `None` if the text has moved on.
    #[must_use]
    pub fn keep_promise(&self, checked: &Checked, promise: &Promise) -> Option<WorkspaceEdit> {
        let same = checked.buffer.version_of(&promise.uri) == promise.version;
        same.then(|| self.edit(checked, promise.deed)).flatten()
    }

    fn edit(&self, checked: &Checked, deed: Deed) -> Option<WorkspaceEdit> {
        let edits = match deed {
            Deed::Fix(index) => self.by_text(&checked.buffer, &checked.found.get(index)?.fix.as_ref()?.edits),
            Deed::Ignore(index) => {
                let found = checked.found.get(index)?;
                let report = Report { diagnostics: vec![found.clone()], ..Report::default() };
                let reason = self.words(&checked.buffer.path).say(&message!("TODO: give the reason"));
                let edits = suppress::add(checked.buffer.document()?, &report, &reason)?;
                self.by_text(&checked.buffer, &edits.iter().cloned().collect::<Vec<_>>())
            }
            Deed::FixAll => self.fixed(checked).map(|text| self.by_line(&checked.buffer, &text)),
            Deed::Migrate => return self.migrated(checked, Part::Document, false),
            Deed::Rewrite(part) => return self.migrated(checked, part, true),
        };
        Some(self.workspace_edit(&checked.buffer, edits?, |_, edit| OneOf::Left(edit)))
    }

    /// Edits of the analysed text, in the texts that the editor has.
    fn by_text(&self, buffer: &Buffer, edits: &[Edit]) -> Option<ByText> {
        let places = Places::new(buffer, self.client.encoding);
        let mut by_text = ByText::new();
        for Edit { span, replacement } in edits {
            let Location { uri, range } = places.location(*span)?;
            by_text.entry(uri).or_default().push(TextEdit::new(range, replacement.clone()));
        }
        Some(by_text)
    }

    /// The analysed text after the fix loop of the command line.
    fn fixed(&self, checked: &Checked) -> Option<String> {
        let scene = self.scene(&checked.buffer)?;
        let path = &checked.buffer.path;
        let settings = self.workspace.settings(path);
        let rules = settings.rules_for(path);
        Some(fix::fix(scene.document().clone(), scene.view().project(), &rules, Applicability::Safe).text)
    }

    /// What differs in the texts that the editor has where the analysed text is to be this one.
    pub(super) fn by_line(&self, buffer: &Buffer, after: &str) -> ByText {
        let edits = |source: &SourceFile, after: &str| self.text_edits(source, after);
        match &buffer.content {
            Content::Text(text) => ByText::from([(text.uri.clone(), edits(&text.source, after))]),
            Content::File(source) => ByText::from([(buffer.uri.clone(), edits(source, after))]),
            Content::Cells(cells) => {
                let (after, _) = notebook::parse(after);
                let codes = after.cells.iter().filter_map(|code| Some((&cells.numbered(code.number)?.text, code)));
                let changed = codes.filter(|(text, code)| text.source.text() != code.text);
                changed.map(|(text, code)| (text.uri.clone(), edits(&text.source, &code.text))).collect()
            }
        }
    }

    fn text_edits(&self, source: &SourceFile, after: &str) -> Vec<TextEdit> {
        let edit = |Edit { span, replacement }| TextEdit::new(range(source, span, self.client.encoding), replacement);
        line_edits(source.text(), after).into_iter().map(edit).collect()
    }

    /// Edits of an open document's texts, for just the versions that they were made for where the client knows such.
    pub(super) fn workspace_edit(
        &self,
        buffer: &Buffer,
        edits: ByText,
        mut label: impl FnMut(&Uri, TextEdit) -> OneOf<TextEdit, AnnotatedTextEdit>,
    ) -> WorkspaceEdit {
        if !self.client.versioned_edits {
            let changes: HashMap<_, _> = edits.into_iter().collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let of_text = |(uri, edits): (Uri, Vec<TextEdit>)| {
            let edits = edits.into_iter().map(|edit| label(&uri, edit)).collect();
            let version = buffer.version_of(&uri);
            TextDocumentEdit { text_document: OptionalVersionedTextDocumentIdentifier { version, uri }, edits }
        };
        let changes = DocumentChanges::Edits(edits.into_iter().map(of_text).collect());
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}

/// Whether actions of a kind are wanted: `source` wants all that begin with it.
pub(super) fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let covers = |wanted: &CodeActionKind| {
        kind.as_str().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(|wanted| wanted.as_str().is_empty() || covers(wanted)))
}
