//! `parallel_run_function` of SDK v2, the calls of what it makes, and what is assigned to both.

use super::names::{self, LOAD_COMPONENT, PARALLEL_JOB, PARALLEL_RUN_FUNCTION};
use super::{calls, convert};
use crate::model::{
    ComponentSource, ComponentUse, Direction, Entry, FileModel, Layout, Mapping, Origin, ParallelStep, PortAssignment,
    Submission, Value,
};
use crate::syntax::python::{self, AttributeAssignment, CallId, CallSite, Callee, Module};
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
            step: step_of_file(site, &component),
            component,
            callee: site.callee_span,
            arguments: convert::arguments(self.module, &call, std::iter::empty()),
            positional: call.positional.first().map(python::Value::used_at),
            port_reads: Vec::new(),
            node: calls::node(self.text, self.module, site),
            names: Vec::new(),
        });
    }

    fn submission(&mut self, site: &CallSite) {
        let Some(call) = self.module.call(site.id) else { return };
        let Some(argument) = call.positional.first().or(call.keyword("job").map(|entry| &entry.value)) else { return };
        let Some(made) = convert::made_by(argument) else { return };
        let of_step = self.components.get(&made).is_some_and(|made| self.model.written(self.component(made)).is_some());
        if of_step || self.alone.contains(&made) {
            self.model.submissions.push(Submission { span: argument.used_at() });
        }
    }

    /// The component that a call made, or that a node is made of.
    fn component<'a>(&'a self, made: &'a Made) -> &'a ComponentSource {
        match made {
            Made::Component(component) => component,
            Made::Node(index) => self.model.uses.get(*index).map_or(&ComponentSource::Unknown, |made| &made.component),
        }
    }

    /// The step that an assignment to what a call made changes.
    fn changed_step(&mut self, call: CallId) -> Option<&mut ParallelStep> {
        let made = self.components.get(&call)?;
        match (self.component(made).clone(), made) {
            (ComponentSource::Written(index), _) => self.model.steps.get_mut(index),
            (ComponentSource::File(_), Made::Node(index)) => self.model.uses.get_mut(*index)?.step.as_mut(),
            // What a component from a file is changed to is not followed.
            (ComponentSource::File(_), Made::Component(_)) | (ComponentSource::Unknown, _) => None,
        }
    }

    fn assignment(&mut self, assignment: &AttributeAssignment) {
        let texts: Vec<&str> = assignment.path.iter().map(|segment| segment.text.as_str()).collect();
        let Some(last) = assignment.path.last() else { return };
        let Some(value) = assignment.value.map(|node| convert::value(self.module, &self.module.value(node))) else {
            return self.changed(assignment.object);
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
            let made = assignment.object.and_then(|call| self.components.get(&call));
            let component = made.map_or(ComponentSource::Unknown, |made| self.component(made).clone());
            let (port, port_span) = (port.text.clone(), port.span);
            return self.model.port_assignments.push(PortAssignment { component, direction, port, port_span, entry });
        }
        if let [.., side, _] = *texts.as_slice()
            && let Some(direction) = Direction::of_word(side)
        {
            return self.port_given(assignment.object, direction, entry);
        }
        if texts == [Field::Name.name()] {
            self.named(assignment.object, &entry.value);
        }
        let place = match *texts.as_slice() {
            [_] => Some(Place::Attribute),
            [holder, _] => [Place::RetrySettings, Place::Resources].into_iter().find(|place| place.name() == holder),
            _ => None,
        };
        if let (Some(step), Some(place)) = (assignment.object.and_then(|call| self.changed_step(call)), place) {
            step.assigned.push((place, entry));
        }
    }

    /// `node.name = …`
    fn named(&mut self, object: Option<CallId>, value: &Value) {
        let Some(Made::Node(index)) = object.and_then(|call| self.components.get(&call)) else { return };
        if let Some(made) = self.model.uses.get_mut(*index) {
            made.names.push(value.clone());
        }
    }

    /// `node.inputs.data = …` gives what a keyword of the call would; where the node is not certain, it may be any.
    /// `node.outputs.scores = …` asks for the port as if it were read.
    fn port_given(&mut self, object: Option<CallId>, direction: Direction, entry: Entry) {
        let node = match object.and_then(|call| self.components.get(&call)) {
            Some(Made::Node(index)) => self.model.uses.get_mut(*index),
            Some(Made::Component(_)) => None,
            None if direction == Direction::Input => {
                return self.model.uses.iter_mut().for_each(|node| node.arguments.open = true);
            }
            None => None,
        };
        let Some(node) = node else { return };
        match direction {
            Direction::Input => node.arguments.entries.push(entry),
            Direction::Output => node.port_reads.push((direction, entry.key, entry.key_span)),
        }
    }

    /// `del`, `+=` and unpacking: what the step is afterwards is not known.
    fn changed(&mut self, object: Option<CallId>) {
        if let Some(step) = object.and_then(|call| self.changed_step(call)) {
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

/// A node whose component stands in a file, as a step that says nothing but what will be assigned to it.
fn step_of_file(site: &CallSite, component: &ComponentSource) -> Option<ParallelStep> {
    let ComponentSource::File(_) = component else { return None };
    let nothing = Mapping { span: site.span, entries: Vec::new(), open: true, layout: Layout::Call };
    Some(ParallelStep {
        name: site.target.as_ref().map(|target| target.text.clone()).unwrap_or_default(),
        component: Some(component.clone()),
        open: true,
        ..ParallelStep::new(Surface::SdkV2, site.callee_span, site.span, Arc::new(nothing))
    })
}
