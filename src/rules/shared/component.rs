//! What a node takes from its component: what stands there is judged there, not a second time at the node. Knows no rule.

use crate::model::{ParallelStep, Pipeline};
use crate::project::{Component, View};
use crate::tables::{Field, Surface};

/// Whether the task of a step, its script and its arguments included, is its component's. A `task` of its own takes the
/// place of the component's whole one (measured).
pub(in crate::rules) fn has_task(step: &ParallelStep) -> bool {
    step.uses_component() && !step.mentions(Field::Task)
}

/// Whether a step is a component that is written in a node.
pub(in crate::rules) fn is_written_in_node(step: &ParallelStep, view: &View) -> bool {
    let has_file = || view.model().component().is_some_and(|component| std::ptr::eq(component, step));
    step.surface == Surface::Component && !has_file()
}

/// What the SDK does not read of a component that is written in a node.
pub(in crate::rules) const UNREAD_IN_NODE: [&str; 2] = [Field::Name.name(), Field::Version.name()];

/// What the SDK does not read of a pipeline: nothing of a job, and of what may be a component all that only jobs have.
pub(in crate::rules) fn unread_of(pipeline: &Pipeline) -> &'static [&'static str] {
    if pipeline.is_surely_job { &[] } else { &OF_JOBS }
}

/// What only a pipeline job has.
const OF_JOBS: [&str; 5] = [
    Field::ExperimentName.name(),
    Field::Properties.name(),
    Field::Compute.name(),
    Field::Identity.name(),
    Field::Settings.name(),
];

/// What the component of a step, if it has its task, answers in its own file.
pub(in crate::rules) fn ask<T>(
    step: &ParallelStep,
    view: &View,
    question: impl Fn(&ParallelStep, &View) -> Option<T>,
) -> Option<T> {
    if !has_task(step) {
        return None;
    }
    match view.component(step.component.as_ref()?)? {
        Component::Here(component) => question(component, view),
        Component::There(document) => question(document.model().component()?, &View::new(&document, view.project())),
    }
}
