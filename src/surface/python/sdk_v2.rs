//! `parallel_run_function` of SDK v2, the calls of what it makes, and what is assigned to both.

use super::names::{self, LOAD_COMPONENT, PARALLEL_JOB, PARALLEL_RUN_FUNCTION};
use super::{calls, convert};
use crate::model::{
    ComponentSource, ComponentUse, Direction, Entry, FileModel, Origin, ParallelStep, PortAssignment, Submission, Value,
};
use crate::syntax::python::{AttributeAssignment, CallId, CallSite, Callee, Module};
use crate::tables::{Field, Place, Surface};
use std::collections::HashMap;
use std::sync::Arc;

/// Adds what a file says by SDK v2.
pub(super) fn lower(text: &str, module: &Module, model: &mut FileModel) {
    let imports = module.imports().iter().filter(|import| import.from && import.top_level);
    let ours = imports.filter(|import| names::is_v2(&import.qualified));
    let ours: Vec<_> = ours.collect();
    model.first_import = ours.first().map(|import| import.statement);
    model.imported = ours.into_iter().map(|import| (import.qualified.clone(), import.local.clone())).collect();
    let mut lowering =
        Lowering { text, module, model, components: HashMap::new(), alone: Vec::new(), submissions: Vec::new() };
    for site in module.calls().filter(|site| !site.type_checking) {
        lowering.call(&site);
    }
    // What is submitted may be made inside the call that submits it.
    std::mem::take(&mut lowering.submissions).iter().for_each(|site| lowering.submission(site));
    module.attribute_assignments().for_each(|assignment| lowering.assignment(&assignment));
    lowering.reads();
    calls::settle(module, model);
    if !model.is_empty() {
        model.input_objects = calls::inputs(module);
    }
}

struct Lowering<'m> {
    text: &'m str,
    module: &'m Module,
    model: &'m mut FileModel,
    /// The steps and loaded components, and the nodes made of them, by the calls that made them.
    components: HashMap<CallId, Made>,
    /// Calls of `ParallelJob`.
    alone: Vec<CallId>,
    /// Calls of `<client>.jobs.create_or_update`.
    submissions: Vec<CallSite>,
}

/// What a call made.
#[derive(Clone)]
enum Made {
    Component(ComponentSource),
    /// A use, by its index.
    Node(usize),
}

impl Lowering<'_> {
    fn call(&mut self, site: &CallSite) {
        if let Callee::Made(made) = site.callee {
            return self.use_of(site, made);
        }
        if site.callee_span.slice(self.text).ends_with(".jobs.create_or_update") {
            return self.submissions.push(site.clone());
        }
        let Some(name) = names::sdk_name(self.module, site).filter(|name| names::is_v2(name)) else { return };
        calls::of_sdk(self.module, site, &name, self.model);
        match names::last(&name) {
            PARALLEL_RUN_FUNCTION => self.step(site),
            LOAD_COMPONENT => self.loaded(site),
            PARALLEL_JOB => self.alone.push(site.id),
            _ => {}
        }
    }

    fn step(&mut self, site: &CallSite) {
        let Some(call) = self.module.call(site.id) else { return };
        let body = convert::arguments(self.module, &call, std::iter::empty());
        let name = site.target.as_ref().map_or(PARALLEL_RUN_FUNCTION, |target| &target.text).to_owned();
        self.components.insert(site.id, Made::Component(ComponentSource::Written(self.model.steps.len())));
        self.model.steps.push(ParallelStep {
            name,
            open: site.broken,
            ..ParallelStep::new(Surface::SdkV2, site.callee_span, site.span, Arc::new(body))
        });
    }

    fn loaded(&mut self, site: &CallSite) {
        let Some(call) = self.module.call(site.id) else { return };
        let source = call.keyword("source").map(|entry| &entry.value).or(call.positional.first());
        self.model.loaded.extend(source.map(|value| convert::value(self.module, value)));
        let path = source.and_then(|value| value.as_str()).filter(|_| !call.open);
        let source = path.map_or(ComponentSource::Unknown, |path| ComponentSource::File(path.to_owned()));
        self.components.insert(site.id, Made::Component(source));
    }

    fn use_of(&mut self, site: &CallSite, made: CallId) {
        let Some(Made::Component(component)) = self.components.get(&made).cloned() else { return };
        let Some(call) = self.module.call(site.id) else { return };
        self.components.insert(site.id, Made::Node(self.model.uses.len()));
        calls::of_component(self.module, &call, &component, self.model);
        self.model.uses.push(ComponentUse {
            component,
            callee: site.callee_span,
            arguments: convert::arguments(self.module, &call, std::iter::empty()),
            positional: call.positional.len(),
            port_reads: Vec::new(),
            node: calls::node(self.text, self.module, site),
        });
    }

    fn submission(&mut self, site: &CallSite) {
        let Some(call) = self.module.call(site.id) else { return };
        let Some(argument) = call.positional.first().or(call.keyword("job").map(|entry| &entry.value)) else { return };
        let Some(made) = convert::made_by(argument) else { return };
        let of_step = self.step_of(made).is_some();
        if of_step || self.alone.contains(&made) {
            self.model.submissions.push(Submission { span: argument.used_at() });
        }
    }

    /// The step that a call made, or that a node is made of, by its index.
    fn step_of(&self, call: CallId) -> Option<usize> {
        let component = match self.components.get(&call)? {
            Made::Component(component) => component,
            Made::Node(index) => &self.model.uses.get(*index)?.component,
        };
        match component {
            ComponentSource::Written(index) => Some(*index),
            ComponentSource::File(_) | ComponentSource::Unknown => None,
        }
    }

    fn assignment(&mut self, assignment: &AttributeAssignment) {
        let step = assignment.object.and_then(|call| self.step_of(call));
        let texts: Vec<&str> = assignment.path.iter().map(|segment| segment.text.as_str()).collect();
        let Some(last) = assignment.path.last() else { return };
        let Some(value) = assignment.value.map(|node| convert::value(self.module, &self.module.value(node))) else {
            return self.changed(step);
        };
        let entry = Entry {
            key: last.text.clone(),
            key_span: last.span,
            span: assignment.statement,
            value,
            origin: Origin::Assigned,
            editable: true,
        };
        if let [.., side, port, _] = assignment.path.as_slice()
            && let Some(direction) = Direction::of_word(&side.text)
        {
            let (port, port_span) = (port.text.clone(), port.span);
            return self.model.port_assignments.push(PortAssignment { step, direction, port, port_span, entry });
        }
        if let [.., side, port] = *texts.as_slice()
            && Direction::of_word(side) == Some(Direction::Input)
        {
            return self.input_given(assignment.object, Entry { key: port.to_owned(), ..entry });
        }
        if texts == [Field::Name.name()] {
            self.named(assignment.object, &entry.value);
        }
        let place = match *texts.as_slice() {
            [_] => Some(Place::Attribute),
            [holder, _] => [Place::RetrySettings, Place::Resources].into_iter().find(|place| place.name() == holder),
            _ => None,
        };
        if let (Some(step), Some(place)) = (step.and_then(|index| self.model.steps.get_mut(index)), place) {
            step.assigned.push((place, entry));
        }
    }

    /// `node.name = …`
    fn named(&mut self, object: Option<CallId>, value: &Value) {
        let Some(Made::Node(index)) = object.and_then(|call| self.components.get(&call)) else { return };
        if let Some(node) = self.model.uses.get_mut(*index).and_then(|made| made.node.as_mut()) {
            node.names.push(value.clone());
        }
    }

    /// `node.inputs.data = …` gives what a keyword of the call would. Where the node is not certain, it may be any.
    fn input_given(&mut self, object: Option<CallId>, entry: Entry) {
        match object.and_then(|call| self.components.get(&call)) {
            Some(Made::Node(index)) => {
                if let Some(node) = self.model.uses.get_mut(*index) {
                    node.arguments.entries.push(entry);
                }
            }
            Some(Made::Component(_)) => {}
            None => self.model.uses.iter_mut().for_each(|node| node.arguments.open = true),
        }
    }

    /// `del`, `+=` and unpacking: what the step is afterwards is not known.
    fn changed(&mut self, step: Option<usize>) {
        if let Some(step) = step.and_then(|index| self.model.steps.get_mut(index)) {
            step.open = true;
        }
    }

    /// Notes which ports of nodes are read.
    fn reads(&mut self) {
        for read in self.module.attribute_reads() {
            let Some(Made::Node(index)) = self.components.get(&read.object) else { continue };
            let [side, port, ..] = read.path.as_slice() else { continue };
            let (Some(direction), Some(node)) = (Direction::of_word(&side.text), self.model.uses.get_mut(*index))
            else {
                continue;
            };
            node.port_reads.push((direction, port.text.clone(), port.span));
        }
    }
}
