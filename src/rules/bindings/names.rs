//! The names that expressions can refer to: ports of a step, of its component, of the pipeline, of other jobs. A list
//! that may hold more than is written is open, and everything is in it.

use crate::model::{ComponentUse, Data, Direction, Entry, Frame, Job, Mapping, ParallelStep, Pipeline, Port};
use crate::project::{Component, View};
use crate::tables::{Field, Surface};
use crate::text::{SourceFile, Span, nearest};
use std::sync::Arc;

/// The names of the ports of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// There may be more than is known.
    Open,
    /// Just these.
    Known(Vec<String>),
}

impl Names {
    /// The names that expressions of a step's task refer to: those of its component where that is another.
    pub(super) fn of_step(step: &ParallelStep, direction: Direction, view: &View) -> Self {
        match component_of(step, view) {
            Some(Some(component)) => Self::written(&component, direction),
            Some(None) => Self::Open,
            None => Self::written(step, direction),
        }
    }

    /// The names written on a step itself.
    pub(super) fn written(step: &ParallelStep, direction: Direction) -> Self {
        if step.ports_open(direction) {
            return Self::Open;
        }
        Self::Known(step.ports(direction).map(|port| port.name().to_owned()).collect())
    }

    /// The names of a pipeline's ports.
    pub(super) fn of_pipeline(pipeline: Frame, direction: Direction) -> Self {
        if pipeline.is_open() { Self::Open } else { Self::in_entry(pipeline.get(direction.word())) }
    }

    /// The names of a pipeline's jobs.
    pub(super) fn of_jobs(pipeline: &Pipeline) -> Self {
        Self::under(&pipeline.body, Field::Jobs.name())
    }

    /// The names of a job's outputs, if the job is written in full in the file or its component can be read.
    pub(super) fn of_job(job: &Job, view: &View) -> Self {
        if let Some(step) = job.step.and_then(|index| view.model().steps.get(index)) {
            return Self::of_step(step, Direction::Output, view);
        }
        let Some(body) = job.body() else { return Self::Open };
        let outputs = Direction::Output.word();
        match body.get(Field::Component.name()).map(|entry| &entry.value.data) {
            Some(Data::Mapping(component)) => Self::under(component, outputs),
            Some(_) => Self::Open,
            None if declares_all(body) => Self::under(body, outputs),
            None => Self::Open,
        }
    }

    /// The keys of the mapping under a key; none if nothing is there.
    fn under(body: &Mapping, key: &str) -> Self {
        if body.open { Self::Open } else { Self::in_entry(body.get(key)) }
    }

    /// The keys of the mapping that is the value of an entry; none if nothing is there.
    fn in_entry(entry: Option<&Entry>) -> Self {
        match entry.map(|entry| &entry.value.data) {
            None | Some(Data::Null) => Self::Known(Vec::new()),
            Some(Data::Mapping(ports)) if !ports.open => {
                Self::Known(ports.effective().map(|entry| entry.key.clone()).collect())
            }
            Some(_) => Self::Open,
        }
    }

    /// The names, if they are all known.
    pub(super) fn known(&self) -> &[String] {
        match self {
            Self::Open => &[],
            Self::Known(names) => names,
        }
    }

    /// Whether the words after a scope name one of these: all of them or, as names may hold dots, a leading part. A part
    /// of a longer name, such as a group of inputs, counts too.
    pub(super) fn has(&self, words: &str) -> bool {
        let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('.'));
        let fits = |name: &String| name == words || begins(words, name) || (!words.is_empty() && begins(name, words));
        *self == Self::Open || self.known().iter().any(fits)
    }

    /// Whether a port of exactly this name may be here.
    pub(super) fn is_exactly(&self, name: &str) -> bool {
        *self == Self::Open || self.known().iter().any(|known| known == name)
    }

    /// The words with the name in them put right, if one of these is near.
    pub(super) fn nearest(&self, words: &str) -> Option<String> {
        let near = |word| nearest(word, self.known().iter().map(String::as_str)).map(str::to_owned);
        let (first, rest) = words.find('.').map_or((words, ""), |dot| words.split_at(dot));
        near(words).or_else(|| near(first).map(|name| name + rest))
    }

    /// The names in a row, for a message.
    pub(super) fn list(&self) -> String {
        self.known().iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}

/// The input that a keyword of a call in Python stands for. The function that is made of a file does not look at the case.
pub(super) fn of_keyword<'c>(keyword: &str, component: &'c Component) -> Option<Port<'c>> {
    let lower = keyword.to_lowercase();
    let other = || component.inputs().find(|port| port.name().to_lowercase() == lower);
    component.port(Direction::Input, keyword).or_else(|| other().filter(|_| !component.is_python()))
}

/// The name that differs from this one in case only.
pub(super) fn in_other_case<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    names.iter().map(String::as_str).find(|other| *other != name && other.to_lowercase() == lower)
}

/// Node types whose outputs are all written on the node.
const DECLARING: [&str; 3] = ["command", "spark", "pipeline"];

/// Whether a job of another kind than ours writes down every output it has.
fn declares_all(body: &Mapping) -> bool {
    match body.get(Field::Type.name()) {
        Some(entry) => entry.value.known_text().is_some_and(|word| DECLARING.contains(&word.to_lowercase().as_str())),
        None => DECLARING.iter().any(|word| body.has(word)),
    }
}

/// The component that a step uses: `None` if it is a step of its own, `Some(None)` if the component cannot be read.
pub(super) fn component_of<'a>(step: &ParallelStep, view: &View<'a>) -> Option<Option<Component<'a>>> {
    match (&step.component, step.surface) {
        (Some(source), _) => Some(view.component(source)),
        (None, Surface::SdkV2) if step.uses_component() => Some(None),
        (None, _) => None,
    }
}

/// Where the component that a step uses declares its ports of one side, if it is written elsewhere.
pub(super) fn declaration(
    step: &ParallelStep,
    direction: Direction,
    view: &View,
) -> Option<(Option<Arc<SourceFile>>, Span)> {
    Some(holder(&component_of(step, view)??, direction))
}

/// Where a component declares its ports of one side.
pub(super) fn holder(component: &Component, direction: Direction) -> (Option<Arc<SourceFile>>, Span) {
    let holder = component.get(direction.field()).map(|given| given.entry.key_span);
    (component.file(), holder.unwrap_or(component.anchor))
}

/// Where a port's type is declared.
pub(super) fn type_span(port: &Port) -> Span {
    port.attribute("type").map_or(port.entry.key_span, |entry| entry.span)
}

/// What a call in Python makes a node of, if that is written in full in this file or a readable one.
pub(super) fn used<'a>(call: &ComponentUse, view: &View<'a>) -> Option<Component<'a>> {
    view.component(&call.component).filter(|component| !(component.is_python() && component.uses_component()))
}
