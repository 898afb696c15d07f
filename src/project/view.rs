//! A document with the files around it: where the parts of a step stand that are written elsewhere. Knows no rule.

use super::Project;
use crate::document::Document;
use crate::model::{ComponentSource, FileModel, ParallelStep};
use crate::text::SourceFile;
use std::ops::Deref;
use std::sync::Arc;

/// A document, seen in its project.
#[derive(Clone, Copy)]
pub struct View<'a> {
    document: &'a Document,
    project: &'a Project,
}

impl<'a> View<'a> {
    /// A document of a project.
    #[must_use]
    pub fn new(document: &'a Document, project: &'a Project) -> Self {
        Self { document, project }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// What the document says of parallel jobs.
    #[must_use]
    pub fn model(&self) -> &'a FileModel {
        self.document.model()
    }

    /// The parallel steps of the document: those that are written in it, and the nodes whose component is a parallel one
    /// in a file.
    #[must_use]
    pub fn steps(&self) -> Vec<&'a ParallelStep> {
        let nodes = self.model().uses.iter().filter_map(|made| made.step.as_ref());
        let is_parallel = |node: &&ParallelStep| node.component.as_ref().is_some_and(|it| self.component(it).is_some());
        self.model().steps.iter().chain(nodes.filter(is_parallel)).collect()
    }

    /// The analysed text that all spans are of.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.document.text()
    }

    /// The files around the document.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The component of a node, if it is written in the node or in a local file that parsed (convention 13).
    #[must_use]
    pub fn component(&self, source: &ComponentSource) -> Option<Component<'a>> {
        match source {
            ComponentSource::Written(index) => self.model().steps.get(*index).map(Component::Here),
            ComponentSource::File(path) => {
                let document = self.project.referenced(self.document, path)?;
                let sound = document.faults().is_empty() && document.model().component().is_some();
                sound.then_some(Component::There(document))
            }
            ComponentSource::Unknown => None,
        }
    }
}

/// A node's component, wherever it is written. Derefs to the step.
pub enum Component<'a> {
    /// In the same document.
    Here(&'a ParallelStep),
    /// In another one.
    There(Arc<Document>),
}

impl Component<'_> {
    /// The file it is written in, if that is another one.
    #[must_use]
    pub fn file(&self) -> Option<Arc<SourceFile>> {
        match self {
            Self::Here(_) => None,
            Self::There(document) => Some(Arc::clone(document.code())),
        }
    }
}

impl Deref for Component<'_> {
    type Target = ParallelStep;

    fn deref(&self) -> &ParallelStep {
        match self {
            Self::Here(step) => step,
            Self::There(document) => match document.model().component() {
                Some(step) => step,
                None => unreachable!("`View::component` makes this only of documents that hold a component"),
            },
        }
    }
}
