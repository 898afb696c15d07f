//! The migration to SDK v2 as code actions: of a file at once, and of a step or a file with what is to be said of each
//! change. Knows plans, not how they are made.

use super::actions::{Deed, wants};
use super::places::Places;
use super::snapshot::{Checked, Scene, Snapshot};
use super::uri;
use crate::document::Language;
use crate::message;
use crate::message::Message;
use crate::migrate::{self, Found, Kind, Note, Outcome, Plan, Weight};
use crate::model::ParallelStep;
use lsp_types::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A document of SDK v1 carried over to v2, at once.
pub const MIGRATE: CodeActionKind = CodeActionKind::new("source.migrate.parlint");

/// A step or a document of SDK v1 carried over to v2, each change with its label.
pub const REWRITE: CodeActionKind = CodeActionKind::new("refactor.rewrite.parlint.migrate");

/// What is migrated.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Part {
    /// All of the document.
    Document,
    /// The step at a byte of the analysed text.
    Step(usize),
}

impl Snapshot {
    /// What can be migrated, at a byte of a document and all of it.
    pub(super) fn migrations(
        &self,
        checked: &Checked,
        uri: &Uri,
        at: usize,
        only: Option<&[CodeActionKind]>,
    ) -> Vec<CodeAction> {
        // A plan takes a while: it is made for who asks for such actions or stands in a step, not wherever the cursor goes.
        let asked = |kind: &CodeActionKind| only.is_some() && wants(only, kind);
        let Some(scene) = self.scene(&checked.buffer) else { return Vec::new() };
        let on_demand = only.is_some() || self.client.resolves;
        let step = migrate::step_at(scene.document(), at).filter(|_| on_demand && wants(only, &REWRITE));
        if !asked(&MIGRATE) && !asked(&REWRITE) && step.is_none() {
            return Vec::new();
        }
        let whole = plan(&scene, Part::Document).unwrap_or_default();
        let offer =
            |deed, plan: &Plan, kind, title| self.offer_migration(checked, uri, deed, plan, action(kind, title));
        let say = |message: &Message| scene.words.say(message);
        let mut actions = Vec::new();
        if asked(&MIGRATE) {
            actions.extend(offer(Deed::Migrate, &whole, MIGRATE, say(&message!("Migrate to SDK v2"))));
        }
        let Some(step) = step else {
            let deed = Deed::Rewrite(Part::Document);
            let title = say(&message!("Migrate this file to SDK v2"));
            actions.extend(asked(&REWRITE).then(|| offer(deed, &whole, REWRITE, title)).flatten());
            return actions;
        };
        let part = plan(&scene, Part::Step(at));
        let found = found(part.as_ref().unwrap_or(&whole), step);
        let title = |with: Option<&Plan>| say(&title(found.map_or(&step.name, |found| &found.name), with));
        if let Some(obstacle) = found.filter(|found| found.left).and_then(|found| found.notes.first()) {
            let left = action(REWRITE, title(Some(&Plan::default())));
            let reason = say(&said(obstacle));
            let disabled = Some(CodeActionDisabled { reason });
            actions.extend(self.client.shows_disabled.then_some(CodeAction { disabled, ..left }));
            return actions;
        }
        if let Some(part) = &part {
            actions.extend(offer(Deed::Rewrite(Part::Step(at)), part, REWRITE, title(Some(part))));
        }
        let of_file = if part.is_some() { say(&message!("Migrate this file to SDK v2")) } else { title(None) };
        actions.extend(offer(Deed::Rewrite(Part::Document), &whole, REWRITE, of_file));
        actions
    }

    fn offer_migration(
        &self,
        checked: &Checked,
        uri: &Uri,
        deed: Deed,
        plan: &Plan,
        action: CodeAction,
    ) -> Option<CodeAction> {
        let rewrites = matches!(deed, Deed::Rewrite(_));
        if rewrites && plan.outcome() == Some(Outcome::Left) {
            return None;
        }
        let edit = self.migration(checked, plan, rewrites)?;
        self.offer(checked, uri, deed, action, || Some(edit))
    }

    /// The edits of a migration, with labels if they are wanted.
    pub(super) fn migrated(&self, checked: &Checked, part: Part, labelled: bool) -> Option<WorkspaceEdit> {
        let plan = plan(&self.scene(&checked.buffer)?, part)?;
        self.migration(checked, &plan, labelled)
    }

    fn migration(&self, checked: &Checked, plan: &Plan, labelled: bool) -> Option<WorkspaceEdit> {
        let document = checked.buffer.document()?;
        if document.language() == Language::Yaml {
            return self.new_files(checked, plan);
        }
        let edits = self.by_line(&checked.buffer, &plan.apply(document).ok()?);
        if edits.values().all(Vec::is_empty) {
            return None;
        }
        if !(labelled && self.client.annotates) {
            return Some(self.workspace_edit(&checked.buffer, edits, |_, edit| OneOf::Left(edit)));
        }
        let mut labels = Labels {
            plan,
            words: self.words(&checked.buffer.path),
            places: Places::new(&checked.buffer, self.client.encoding),
            used: HashMap::new(),
        };
        let edit = self.workspace_edit(&checked.buffer, edits, |uri, edit| OneOf::Right(labels.label(uri, edit)));
        Some(WorkspaceEdit { change_annotations: Some(labels.used), ..edit })
    }

    /// What YAML becomes: components beside it, and the pipeline in its place. Nothing that is in the way is overwritten.
    fn new_files(&self, checked: &Checked, plan: &Plan) -> Option<WorkspaceEdit> {
        let document = checked.buffer.document().filter(|_| self.client.creates_files)?;
        let mut operations = Vec::new();
        for file in plan.files(document, document.path().parent()?) {
            if file.path == document.path() {
                let edits = self.by_line(&checked.buffer, &file.text);
                let own = self.workspace_edit(&checked.buffer, edits, |_, edit| OneOf::Left(edit));
                let Some(DocumentChanges::Edits(own)) = own.document_changes else { continue };
                operations.extend(own.into_iter().map(DocumentChangeOperation::Edit));
                continue;
            }
            if let Some(there) = self.at(&file.path) {
                if there.source().text() == file.text {
                    continue;
                }
                return None;
            }
            operations.extend(created(uri::of(&file.path)?, file.text));
        }
        let changes = DocumentChanges::Operations(operations);
        Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }
}

/// What an action does to a file that is not there yet.
fn created(uri: Uri, text: String) -> [DocumentChangeOperation; 2] {
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let edits = vec![OneOf::Left(TextEdit::new(Range::default(), text))];
    let edit = TextDocumentEdit { text_document, edits };
    [DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)]
}

fn action(kind: CodeActionKind, title: String) -> CodeAction {
    CodeAction { title, kind: Some(kind), ..CodeAction::default() }
}

/// What the migration of a part is; `None` if it cannot be migrated by itself.
fn plan(scene: &Scene, part: Part) -> Option<Plan> {
    match part {
        Part::Document => Some(migrate::plan(scene.document(), scene.view().project())),
        Part::Step(at) => migrate::plan_step(scene.document(), scene.view().project(), at),
    }
}

/// What a plan says of a step.
fn found<'p>(plan: &'p Plan, step: &ParallelStep) -> Option<&'p Found> {
    let is_step = |found: &&Found| matches!(found.kind, Kind::Step | Kind::Configuration);
    plan.found.iter().filter(is_step).find(|found| found.span == step.span)
}

/// The title of the migration of a step: alone, with its pipeline, or with the whole file.
fn title(name: &str, part: Option<&Plan>) -> Message {
    match part {
        None => message!("Migrate the step `{name}` to SDK v2, with the rest of this file", name = name),
        Some(part) if part.pipelines.is_empty() => message!("Migrate the step `{name}` to SDK v2", name = name),
        Some(_) => message!("Migrate the step `{name}` to SDK v2, with its pipeline", name = name),
    }
}

/// A note in one sentence.
fn said(note: &Note) -> Message {
    message!("`{name}`: {why}; {advice}", name = note.subject, why = &note.why, advice = &note.advice)
}

/// What is said of the changes of a plan.
struct Labels<'a> {
    plan: &'a Plan,
    words: crate::locale::Words,
    places: Places<'a>,
    used: HashMap<ChangeAnnotationIdentifier, ChangeAnnotation>,
}

impl Labels<'_> {
    fn label(&mut self, uri: &Uri, edit: TextEdit) -> AnnotatedTextEdit {
        let note = self.note(uri, &edit);
        let (annotation_id, annotation) = match note {
            Some((index, note)) => (format!("note-{index}"), self.annotation(note)),
            None => ("sdk-v2".to_owned(), self.plain()),
        };
        self.used.entry(annotation_id.clone()).or_insert(annotation);
        AnnotatedTextEdit { text_edit: edit, annotation_id }
    }

    fn plain(&self) -> ChangeAnnotation {
        let label = self.words.say(&message!("Written for SDK v2"));
        ChangeAnnotation { label, needs_confirmation: Some(false), description: None }
    }

    fn annotation(&self, note: &Note) -> ChangeAnnotation {
        let subject = &note.subject;
        let label = match note.weight {
            Weight::Told => message!("Carried over: `{name}`", name = subject),
            Weight::Changed => message!("The meaning could change: `{name}`", name = subject),
            Weight::Left => message!("Left to you: `{name}`", name = subject),
        };
        ChangeAnnotation {
            label: self.words.say(&label),
            needs_confirmation: Some(note.weight == Weight::Changed),
            description: Some(self.words.say(&said(note))),
        }
    }

    /// The note about a change: one about code that goes or, else, one of which it writes the comment.
    fn note(&self, uri: &Uri, edit: &TextEdit) -> Option<(usize, &Note)> {
        let start = self.places.offset(uri, edit.range.start)?;
        let end = self.places.offset(uri, edit.range.end)?;
        let notes = || self.plan.notes().enumerate();
        let changes = |note: &Note| note.weight != Weight::Left && note.span.start < end && start < note.span.end;
        notes().find(|(_, note)| changes(note)).or_else(|| {
            notes().find(|(_, note)| note.weight == Weight::Left && edit.new_text.contains(&note.comment()))
        })
    }
}
