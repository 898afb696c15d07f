//! What a parallel step is, free of how it is spelt: values with spans, mappings, steps, ports, pipelines, expressions.
//! Knows the field table; knows neither YAML nor Python, no rule and no other file.

mod arguments;
mod draft;
mod expression;
mod file;
mod flag;
mod instance;
mod mini_batch_size;
mod pipeline;
mod port;
mod same;
mod step;
mod strays;
mod value;

pub use arguments::{ArgumentWord, Word, shell_word, words};
pub use draft::{ArgumentDraft, Datum, ParameterDraft, PipelineDraft, PortDraft, PortOrigin, StepDraft, Term};
pub use expression::{
    Correction, Expression, Flaw, Malformed, Scan, correction, holds_expression, is_scope, is_single_expression, scan,
};
pub use file::{
    ComponentUse, FileModel, NamedNode, ObjectAssignment, PipelineParameter, PortAssignment, PositionalArgument,
    Submission, V1Object, WithdrawnImport,
};
pub use flag::{Flag, FlagValue, flags};
pub use instance::{assigned_instance, assigned_value_at, instance, pipeline_instance, pipeline_value_at, value_at};
pub use mini_batch_size::{MiniBatchSize, Unit};
pub use pipeline::{Frame, Job, PARALLEL, Pipeline, is_node_type, means_parallel};
pub use port::{Direction, Port, PortType};
pub use step::{ComponentSource, Given, ParallelStep, holder};
pub use strays::Strays;
pub use value::{Data, Entry, Layout, Mapping, Object, Origin, Value};
