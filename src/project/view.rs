//! A document with the files around it: where the parts of a step stand that are written elsewhere. Knows no rule.

use super::{Looks, Project, Watch};
use crate::document::{Document, Language, PythonFile};
use crate::model::{ComponentSource, FileModel, Frame, ParallelStep, Pipeline, PortAssignment};
use crate::text::SourceFile;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

/// A document, seen in its project. Its methods tell the [`Watch`] what they look at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    document: &'a Document,
    project: &'a Project,
    watch: Option<&'a Watch>,
}

impl<'a> View<'a> {
    /// A document of a project.
    #[must_use]
    pub fn new(document: &'a Document, project: &'a Project) -> Self {
        Self { document, project, watch: None }
    }

    /// The same, of which is noted what is looked at.
    #[must_use]
    pub fn watched(self, watch: &'a Watch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    fn look(&self, looks: Looks) {
        self.watch.into_iter().for_each(|watch| watch.add(looks));
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.look(Looks::DOCUMENT);
        self.document
    }

    /// What it is written in, which never changes.
    #[must_use]
    pub fn language(&self) -> Language {
        self.document.language()
    }

    /// What the document says of parallel jobs.
    #[must_use]
    pub fn model(&self) -> &'a FileModel {
        self.document().model()
    }

    /// What the pipeline of a step shows its nodes.
    #[must_use]
    pub fn frame_around(&self, step: &ParallelStep) -> Option<Frame<'a>> {
        let index = step.pipeline?;
        self.look(Looks::FRAME);
        self.document.model().pipelines.get(index).map(Pipeline::frame)
    }

    /// What is assigned to ports of nodes afterwards, in Python.
    #[must_use]
    pub fn port_assignments(&self) -> &'a [PortAssignment] {
        if self.language() == Language::Yaml { &[] } else { &self.model().port_assignments }
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
        self.document().text()
    }

    /// The files around the document.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.look(Looks::PROJECT);
        self.project
    }

    /// Where a path written in the document [may lead](Project::places).
    #[must_use]
    pub fn places(&self, written: &str) -> Vec<PathBuf> {
        self.project().places(self.document, written)
    }

    /// Where a path written in the document [leads](Project::resolve).
    #[must_use]
    pub fn resolve(&self, written: &str) -> PathBuf {
        self.project().resolve(self.document, written)
    }

    /// The path of the file that a step [runs](Project::script_path).
    pub(super) fn script_path(&self, step: &ParallelStep) -> Option<PathBuf> {
        self.project().script_path(self.document, step)
    }

    /// The Python files in the document.
    pub(super) fn python_files(&self) -> &'a [PythonFile] {
        if self.language() == Language::Yaml { &[] } else { self.document().python_files() }
    }

    /// The component of a node, if it is written in the node or in a local file that parsed (convention 13).
    #[must_use]
    pub fn component(&self, source: &ComponentSource) -> Option<Component<'a>> {
        match source {
            ComponentSource::Written(index) => self.model().steps.get(*index).map(Component::Here),
            ComponentSource::File(path) => {
                let document = self.project().referenced(self.document, path)?;
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
