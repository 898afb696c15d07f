//! Where names live: the step, pipeline or node that declares them, in this document or another. A node of a component
//! has the names of the component. Knows no text.

use crate::document::Document;
use crate::ide::spot::Owner;
use crate::model::{ComponentSource, ComponentUse, Direction, FileModel, Job, ParallelStep, Pipeline, Port};
use crate::project::{View, normalize};
use std::path::PathBuf;
use std::sync::Arc;

/// What declares names.
#[derive(Clone, Debug)]
pub struct Home {
    /// The file, its path made plain.
    pub path: PathBuf,
    /// The file, if it is not the one that was asked about.
    pub document: Option<Arc<Document>>,
    /// What in the file.
    pub which: Which,
}

/// What in a file declares names, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A parallel step.
    Step(usize),
    /// A pipeline.
    Pipeline(usize),
    /// A node of a pipeline that is none of ours.
    Job(usize, usize),
}

impl PartialEq for Home {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.which == other.which
    }
}

impl Home {
    /// Where the names of a step live. A registered component's are known by what its nodes write, each for itself.
    pub fn of_step(step: &ParallelStep, view: &View) -> Option<Self> {
        let of_component = step.component.as_ref().and_then(|source| Self::of_source(source, view));
        of_component.or_else(|| Some(Self::here(view, Which::Step(index(&view.model().steps, step)?))))
    }

    /// Where the names of a component live, if it is written in a file that is known.
    pub fn of_source(source: &ComponentSource, view: &View) -> Option<Self> {
        match source {
            ComponentSource::Written(index) => Some(Self::here(view, Which::Step(*index))),
            ComponentSource::File(written) => {
                let path = view.project().resolve(view.document(), written);
                let document = view.project().document(&path)?;
                document.model().component()?;
                Some(Self { path: normalize(&path), document: Some(document), which: Which::Step(0) })
            }
            ComponentSource::Unknown => None,
        }
    }

    /// Where the names of what a call in Python makes live.
    pub fn of_use(made: &ComponentUse, view: &View) -> Option<Self> {
        Self::of_source(&made.component, view)
    }

    /// Where the names of a pipeline live.
    pub fn of_pipeline(pipeline: &Pipeline, view: &View) -> Option<Self> {
        Some(Self::here(view, Which::Pipeline(index(&view.model().pipelines, pipeline)?)))
    }

    /// Where the names of a node live, be it ours or not.
    pub fn of_job(pipeline: &Pipeline, job: &Job, view: &View) -> Option<Self> {
        match job.step.and_then(|index| view.model().steps.get(index)) {
            Some(step) => Self::of_step(step, view),
            None => {
                let which = Which::Job(index(&view.model().pipelines, pipeline)?, index(&pipeline.jobs, job)?);
                Some(Self::here(view, which))
            }
        }
    }

    /// Where the names that an owner declares, or is given, live.
    pub fn of_owner(owner: &Owner, view: &View) -> Option<Self> {
        match owner {
            Owner::Step(step) => Self::of_step(step, view),
            Owner::Pipeline(pipeline) => Self::of_pipeline(pipeline, view),
            Owner::Job(pipeline, job) => Self::of_job(pipeline, job, view),
        }
    }

    fn here(view: &View, which: Which) -> Self {
        Self { path: normalize(view.document().path()), document: None, which }
    }

    /// The document that it stands in.
    pub fn document<'h>(&'h self, view: &View<'h>) -> &'h Document {
        self.document.as_deref().unwrap_or(view.document())
    }

    /// What it is, as the owner of its ports.
    pub fn owner<'h>(&'h self, view: &View<'h>) -> Option<Owner<'h>> {
        owner(self.document(view).model(), self.which)
    }

    /// The port of this name that it declares.
    pub fn port<'h>(&'h self, view: &View<'h>, direction: Direction, name: &str) -> Option<Port<'h>> {
        ports(&self.owner(view)?, direction).into_iter().find(|port| port.name() == name)
    }
}

fn owner(model: &FileModel, which: Which) -> Option<Owner<'_>> {
    Some(match which {
        Which::Step(index) => Owner::Step(model.steps.get(index)?),
        Which::Pipeline(index) => Owner::Pipeline(model.pipelines.get(index)?),
        Which::Job(pipeline, job) => {
            let pipeline = model.pipelines.get(pipeline)?;
            Owner::Job(pipeline, pipeline.jobs.get(job)?)
        }
    })
}

/// The ports of one side that an owner writes.
pub fn ports<'d>(owner: &Owner<'d>, direction: Direction) -> Vec<Port<'d>> {
    match owner {
        Owner::Step(step) => step.ports(direction).collect(),
        Owner::Pipeline(pipeline) => pipeline.ports(direction).collect(),
        Owner::Job(_, job) => {
            let mapping = job.body().and_then(|body| body.get(direction.word())?.value.mapping());
            let entries = mapping.into_iter().flat_map(|mapping| mapping.effective());
            entries.map(|entry| Port { direction, surface: owner.port_surface(), entry }).collect()
        }
    }
}

/// The place of an element in the list that it is of.
fn index<T>(all: &[T], one: &T) -> Option<usize> {
    all.iter().position(|other| std::ptr::eq(other, one))
}
