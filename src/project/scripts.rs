//! Entry scripts across files: which file a step runs. Knows no rule.

use super::{Component, Project, View};
use crate::document::{Document, Language};
use crate::model::ParallelStep;
use crate::script::Script;
use crate::tables::Field;
use crate::text::SourceFile;
use std::path::Path;
use std::sync::Arc;

/// The entry script of a step, in the document that holds it.
pub struct EntryScript {
    document: Arc<Document>,
}

impl EntryScript {
    /// What it does.
    #[must_use]
    pub fn script(&self) -> Option<&Script> {
        self.document.script()
    }

    /// The text that its spans are of.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        self.document.code()
    }
}

impl View<'_> {
    /// The entry script of a step, its component's if it has none of its own; only one that parsed (convention 13).
    #[must_use]
    pub fn entry_script(&self, step: &ParallelStep) -> Option<EntryScript> {
        let Some(source) = step.component.as_ref().filter(|_| !step.mentions(Field::Task)) else {
            return self.project().entry_script(self.document(), step);
        };
        match self.component(source)? {
            Component::Here(step) => self.project().entry_script(self.document(), step),
            Component::There(document) => self.project().entry_script(&document, document.model().component()?),
        }
    }
}

impl Project {
    fn entry_script(&self, from: &Document, step: &ParallelStep) -> Option<EntryScript> {
        let text = |field| step.value(field).and_then(|value| value.known_text());
        let path = Path::new(text(Field::Code)?).join(text(Field::EntryScript)?);
        let path = self.resolve(from, path.to_str()?);
        Language::of(&path).filter(|language| *language == Language::Python)?;
        let document = Document::new(&path, self.files.read(&path).ok()?, Language::EntryScript);
        document.faults().is_empty().then(|| EntryScript { document: Arc::new(document) })
    }
}
