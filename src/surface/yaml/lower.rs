//! YAML documents to the model.

use super::convert::Converter;
use super::recognize::{self, Kind, Role};
use crate::model::{ComponentSource, Data, Entry, FileModel, Job, Mapping, ParallelStep, Pipeline, Value};
use crate::syntax::yaml::{NodeRef, Tree};
use crate::tables::{Field, Surface};
use crate::text::Span;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// What a YAML file says about parallel jobs; nothing for a file that is not ours.
#[must_use]
pub fn lower(text: &str, tree: &Tree) -> FileModel {
    let mut lowering = Lowering { converter: Converter::new(text, tree), model: FileModel::default() };
    for document in lowering.converter.documents().collect::<Vec<_>>() {
        if let Some(kind) = recognize::kind(document) {
            lowering.document(document, kind);
        }
    }
    lowering.model
}

struct Lowering<'t> {
    converter: Converter<'t>,
    model: FileModel,
}

impl<'t> Lowering<'t> {
    fn document(&mut self, root: NodeRef<'t>, kind: Kind) {
        let value = self.converter.value(root);
        if let Data::Mapping(body) = &value.data {
            match kind {
                Kind::Component => _ = self.component(body),
                Kind::StandaloneJob => self.standalone(body),
                Kind::Pipeline => self.pipeline(root, body, false),
                Kind::V1Config => self.v1_config(body),
                Kind::V1Pipeline => self.v1_pipeline(root, body),
            }
        }
        self.model.root.get_or_insert(value);
    }

    /// Adds a component and answers its index.
    fn component(&mut self, body: &Arc<Mapping>) -> usize {
        let name = body.get(Field::Name.name()).and_then(|entry| entry.value.known_text()).unwrap_or("component");
        let step = step(Surface::Component, name, body, anchor(body));
        self.add(step)
    }

    fn standalone(&mut self, body: &Arc<Mapping>) {
        let step = step(Surface::Inline, "job", body, anchor(body));
        self.add(ParallelStep { standalone: true, ..step });
    }

    /// Adds a pipeline with its nodes; a nested one is a component whatever its keys say.
    fn pipeline(&mut self, root: NodeRef<'t>, body: &Arc<Mapping>, nested: bool) {
        let role = if nested { Some(Role::Component) } else { recognize::role(root) };
        let is_component = role.map_or_else(|| declares_inputs(root), |role| role == Role::Component);
        let is_surely_job = role == Some(Role::Job) && recognize::is_surely_pipeline(root);
        let index = self.model.pipelines.len();
        let anchor = anchor(body);
        let pipeline = Pipeline { is_component, is_surely_job, anchor, body: Arc::clone(body), jobs: Vec::new() };
        self.model.pipelines.push(pipeline);
        let Some(jobs) = body.get(Field::Jobs.name()).map(|entry| entry.value.clone()) else { return };
        let sure = recognize::is_surely_pipeline(root) || is_component;
        let entries = jobs.mapping().map(|jobs| jobs.entries.clone()).unwrap_or_default();
        let nodes = root.get(Field::Jobs.name()).into_iter().flat_map(NodeRef::entries);
        let nodes: HashMap<_, _> = nodes.map(|node| ((node.entry().span, node.key().place()), node)).collect();
        for entry in entries {
            let node = nodes.get(&(entry.span, entry.key_span));
            let step = node.and_then(|node| self.node(node.value(), &entry, index, sure));
            let unclear = node.is_some_and(|node| recognize::is_misspelled_node(node.value(), sure));
            let component = unclear.then(|| component_file(entry.value.mapping()?)).flatten();
            self.model.pipelines[index].jobs.push(Job { entry, step, component });
        }
    }

    /// Lowers one entry of `jobs`; answers the step's index if it is a parallel node.
    fn node(&mut self, node: NodeRef<'t>, entry: &Entry, pipeline: usize, sure: bool) -> Option<usize> {
        let Data::Mapping(body) = &entry.value.data else { return None };
        if recognize::is_parallel_node(node, sure) {
            let component = self.component_of(body);
            let surface = if component.is_some() { Surface::Node } else { Surface::Inline };
            let step = step(surface, &entry.key, body, entry.key_span);
            return Some(self.add(ParallelStep { pipeline: Some(pipeline), component, ..step }));
        }
        if let Some(inner) = recognize::nested(node) {
            let written = body.get(Field::Component.name()).filter(|entry| entry.value.mapping().is_some());
            let value = written.map_or(&entry.value, |entry| &entry.value);
            if let Data::Mapping(inner_body) = &value.data {
                self.pipeline(inner, inner_body, true);
            }
        }
        None
    }

    fn component_of(&mut self, body: &Arc<Mapping>) -> Option<ComponentSource> {
        let value = &body.get(Field::Component.name())?.value;
        Some(match &value.data {
            Data::Mapping(component) => ComponentSource::Written(self.component(component)),
            _ => component_file(body).unwrap_or(ComponentSource::Unknown),
        })
    }

    fn v1_config(&mut self, body: &Arc<Mapping>) {
        let Some(entry) = body.get(V1_CONFIG) else { return };
        let Data::Mapping(config) = &entry.value.data else { return };
        let step = step(Surface::V1Yaml, V1_CONFIG, body, entry.key_span);
        self.add(ParallelStep { config: Some(Arc::clone(config)), ..step });
    }

    fn v1_pipeline(&mut self, root: NodeRef<'t>, body: &Arc<Mapping>) {
        let steps =
            |value: &Value| value.mapping().and_then(|inner| inner.get("steps")).map(|entry| entry.value.clone());
        let Some(steps) = body.get("pipeline").and_then(|entry| steps(&entry.value)) else { return };
        let nodes: Vec<_> = root.get("pipeline").and_then(|pipeline| pipeline.get("steps")).into_iter().collect();
        let parallel = |entry: &&Entry| {
            let mut nodes = nodes.iter().flat_map(|steps| steps.entries());
            nodes.any(|node| node.key().place() == entry.key_span && recognize::is_v1_step(node.value()))
        };
        for entry in steps.mapping().into_iter().flat_map(|steps| &steps.entries).filter(parallel) {
            if let Data::Mapping(body) = &entry.value.data {
                self.add(step(Surface::V1Yaml, &entry.key, body, entry.key_span));
            }
        }
    }

    fn add(&mut self, step: ParallelStep) -> usize {
        self.model.steps.push(step);
        self.model.steps.len() - 1
    }
}

/// The key of a saved `ParallelRunConfig`.
const V1_CONFIG: &str = Field::ParallelRunConfig.name();

fn step(surface: Surface, name: &str, body: &Arc<Mapping>, anchor: Span) -> ParallelStep {
    ParallelStep { name: name.to_owned(), ..ParallelStep::new(surface, anchor, body.span, Arc::clone(body)) }
}

/// What findings about a whole file underline: its `type`, or its first key.
fn anchor(body: &Mapping) -> Span {
    let entry = body.get(Field::Type.name()).or(body.entries.first());
    entry.map_or(body.span, |entry| if entry.value.mapping().is_some() { entry.key_span } else { entry.span })
}

/// Whether a pipeline has inputs, which one that says nothing else of itself only declares: it is a component.
fn declares_inputs(root: NodeRef) -> bool {
    root.get(Field::Inputs.name()).is_some_and(|inputs| inputs.entries().next().is_some())
}

/// The component of a node, if that is a local file.
fn component_file(body: &Mapping) -> Option<ComponentSource> {
    let written = body.get(Field::Component.name())?.value.known_text()?;
    local_path(written).map(ComponentSource::File)
}

/// The path of a component that is written as a local file.
fn local_path(written: &str) -> Option<String> {
    if let Some(path) = written.strip_prefix("file:") {
        return Some(path.to_owned());
    }
    let extension = Path::new(written).extension()?.to_str()?.to_ascii_lowercase();
    let local = !written.contains("://") && !written.starts_with("azureml:");
    (local && ["yml", "yaml"].contains(&extension.as_str())).then(|| written.to_owned())
}
