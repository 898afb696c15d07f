//! Which YAML mappings are parallel components, jobs, nodes, or files of SDK v1 (conventions 7 and 8 of the catalogue).
//! Looks at few keys and converts nothing, so that foreign files cost nothing.

use crate::model::{PARALLEL, is_node_type, means_parallel};
use crate::syntax::yaml::NodeRef;
use crate::tables::{self, Field, Place, Surface};

/// What a YAML document is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A parallel component.
    Component,
    /// A parallel job that stands alone.
    StandaloneJob,
    /// A pipeline, job or component, with something parallel in it.
    Pipeline,
    /// A saved `ParallelRunConfig`.
    V1Config,
    /// A pipeline of SDK v1 with a `ParallelRunStep`.
    V1Pipeline,
}

/// What a document is, if it is ours.
pub(super) fn kind(root: NodeRef) -> Option<Kind> {
    root.as_mapping()?;
    if is_parallel(root) {
        return is_ours(root).then(|| match role(root) {
            Some(Role::Job) => Kind::StandaloneJob,
            Some(Role::Component) | None => Kind::Component,
        });
    }
    if holds_parallel_node(root, 0) {
        return Some(Kind::Pipeline);
    }
    if is_meant_component(root) {
        return Some(Kind::Component);
    }
    if root.get("parallel_run_config").is_some_and(|config| config.as_mapping().is_some()) {
        return Some(Kind::V1Config);
    }
    let steps = root.get("pipeline")?.get("steps")?;
    steps.entries().any(|entry| is_v1_step(entry.value())).then_some(Kind::V1Pipeline)
}

/// Whether a file says by its schema that it is a parallel component, and by no `type` that it is something else.
fn is_meant_component(root: NodeRef) -> bool {
    let meant = schema(root).is_some_and(|url| url.to_ascii_lowercase().ends_with("parallelcomponent.schema.json"));
    meant && !text(root, "type").is_some_and(is_node_type)
}

/// Whether an entry of a v1 pipeline's `steps` is a parallel one.
pub(super) fn is_v1_step(step: NodeRef) -> bool {
    match step.entry("type") {
        Some(_) => text(step, "type").is_some_and(|word| word.eq_ignore_ascii_case("ParallelRunStep")),
        None => step.get("parallel_run_step").is_some_and(|inner| inner.as_mapping().is_some()),
    }
}

/// Whether an entry of a pipeline's `jobs` is a parallel node. `sure` says that the pipeline is certainly one of Azure
/// Machine Learning; where it is not, the node itself must show it.
pub(super) fn is_parallel_node(node: NodeRef, sure: bool) -> bool {
    if node.as_mapping().is_none() {
        return false;
    }
    if node.get("type").is_some() {
        return is_parallel(node) && (sure || is_ours(node));
    }
    let has = |key| node.entry(key).is_some();
    let meant = (!has("component") && has("task")) || (has("input_data") && has("mini_batch_size"));
    sure && meant
}

/// Whether a node's `type` is meant to be `parallel`, but is not: it looks like it, or is no type at all in a node that
/// is a parallel one by its other keys, or by its component, which is for the rules to see.
pub(super) fn is_misspelled_node(node: NodeRef, sure: bool) -> bool {
    let Some(kind) = node.get("type") else { return false };
    match kind.as_str() {
        Some(word) if is_node_type(word) => false,
        Some(word) if means_parallel(word) => sure || is_ours(node),
        _ => sure && (is_telling(node) || node.entry("component").is_some()),
    }
}

/// Whether a pipeline says that it is one of Azure Machine Learning.
pub(super) fn is_surely_pipeline(root: NodeRef) -> bool {
    let schema = schema(root).is_some_and(|url| url.to_ascii_lowercase().contains("azureml"));
    schema || text(root, "type").is_some_and(|word| word.eq_ignore_ascii_case("pipeline"))
}

/// The pipeline that a node holds: its own `jobs`, or those of the component written in it.
pub(super) fn nested<'t>(node: NodeRef<'t>) -> Option<NodeRef<'t>> {
    let inside = node.get("component").filter(|component| component.as_mapping().is_some()).unwrap_or(node);
    inside.get("jobs").and(Some(inside))
}

/// Pipelines nest a few levels at most.
const MAX_NESTING: usize = 8;

fn holds_parallel_node(pipeline: NodeRef, depth: usize) -> bool {
    let sure = depth > 0 || is_surely_pipeline(pipeline);
    let Some(jobs) = pipeline.get("jobs") else { return false };
    jobs.entries().any(|entry| {
        let node = entry.value();
        is_parallel_node(node, sure)
            || is_misspelled_node(node, sure)
            || (depth < MAX_NESTING && nested(node).is_some_and(|inner| holds_parallel_node(inner, depth + 1)))
    })
}

fn is_parallel(node: NodeRef) -> bool {
    text(node, "type").is_some_and(|word| word.eq_ignore_ascii_case(PARALLEL))
}

/// The fields that no other system's `type: parallel` has.
const TELLING: [Field; 8] = [
    Field::Task,
    Field::InputData,
    Field::MiniBatchSize,
    Field::MiniBatchErrorThreshold,
    Field::MaxConcurrencyPerInstance,
    Field::PartitionKeys,
    Field::RetrySettings,
    Field::ErrorThreshold,
];

/// Whether a mapping says by its schema or its keys that it is a parallel job's: other systems have `type: parallel` too.
fn is_ours(node: NodeRef) -> bool {
    if schema(node).is_some_and(|url| url.to_ascii_lowercase().contains("azureml")) {
        return true;
    }
    is_telling(node) || node.entry("component").is_some()
}

/// Whether a mapping has a key that only a parallel step has.
fn is_telling(node: NodeRef) -> bool {
    let surfaces = [Surface::Node, Surface::Component];
    let field = |key: &str| surfaces.iter().find_map(|surface| tables::lookup(*surface, Place::Step, key));
    node.entries().filter_map(|entry| field(entry.name()?)).any(|info| TELLING.contains(&info.field))
}

/// What a file is for: to be run, or to be used by nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Job,
    Component,
}

/// Whether a file is a job or a component, if its schema or its keys say so (convention 7).
pub(super) fn role(root: NodeRef) -> Option<Role> {
    let schema = schema(root).unwrap_or_default().to_ascii_lowercase();
    let has = |field: Field| root.entry(field.name()).is_some();
    let job_fields = [Field::Compute, Field::ExperimentName, Field::Services, Field::Settings];
    if schema.ends_with("component.schema.json") || schema.ends_with("component.json") {
        return Some(Role::Component);
    }
    if has(Field::Name) && (has(Field::Version) || has(Field::IsDeterministic)) {
        return Some(Role::Component);
    }
    let says_job = schema.ends_with("job.schema.json") || job_fields.into_iter().any(has);
    (says_job || root.get(Field::Inputs.name()).is_some_and(has_job_input)).then_some(Role::Job)
}

/// Whether an input is given a value, which only a job's is.
fn has_job_input(inputs: NodeRef) -> bool {
    inputs.entries().any(|entry| {
        let input = entry.value();
        let has = |field: Field| input.get(key_of_input(field)).is_some();
        input.as_scalar().is_some() || has(Field::InputPath) || has(Field::InputValue)
    })
}

/// The schema that a file names.
fn schema<'t>(root: NodeRef<'t>) -> Option<&'t str> {
    text(root, tables::entry(Surface::Component, Place::Step, Field::Schema)?.key)
}

/// What a job input calls a field.
fn key_of_input(field: Field) -> &'static str {
    tables::entry(Surface::Inline, Place::Input, field).map_or(field.name(), |info| info.key)
}

fn text<'t>(node: NodeRef<'t>, key: &str) -> Option<&'t str> {
    node.get(key)?.as_str()
}
