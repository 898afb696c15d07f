//! What one file says about parallel jobs. Knows no spelling.

use super::{ComponentSource, Direction, Entry, Mapping, ParallelStep, Pipeline, Value};
use crate::tables::Surface;
use crate::text::Span;

/// Everything of ours in one file.
#[derive(Clone, Debug, Default)]
pub struct FileModel {
    /// The parallel steps in the order of the text.
    pub steps: Vec<ParallelStep>,
    /// The YAML pipelines that hold some of them.
    pub pipelines: Vec<Pipeline>,
    /// Calls of steps or loaded components, in Python.
    pub uses: Vec<ComponentUse>,
    /// The paths given to `load_component`, in Python.
    pub loaded: Vec<Value>,
    /// Objects given to `<client>.jobs.create_or_update(...)`, in Python.
    pub submissions: Vec<Submission>,
    /// Attributes assigned to ports of nodes, in Python: `node.inputs.data.mode = "direct"`.
    pub port_assignments: Vec<PortAssignment>,
    /// What `from … import` brings into the file from SDK v2: the full dotted name, and the name in the file.
    pub imported: Vec<(String, String)>,
    /// The first statement that does so.
    pub first_import: Option<Span>,
    /// The whole of a YAML document that holds something of ours.
    pub root: Option<Value>,
    /// Calls with positional arguments of what takes keywords only, in Python.
    pub positional_arguments: Vec<PositionalArgument>,
    /// The calls of `Input` of SDK v2, each an object, in a file that holds something of ours.
    pub input_objects: Vec<Value>,
    /// Parameters of pipeline functions given to the constructor of a step, in Python.
    pub pipeline_parameters: Vec<PipelineParameter>,
    /// Objects of SDK v1 given to calls of SDK v2.
    pub v1_objects: Vec<V1Object>,
    /// Imports of parallel classes from the withdrawn package.
    pub withdrawn_imports: Vec<WithdrawnImport>,
    /// The calls of SDK v1 and of what they make, each an object, in a file with a step of SDK v1.
    pub v1_calls: Vec<Value>,
    /// What is assigned to attributes of objects that such calls made.
    pub v1_assignments: Vec<ObjectAssignment>,
    /// The texts of such a file, docstrings aside.
    pub v1_texts: Vec<Value>,
}

impl FileModel {
    /// The parallel component that the file as a whole is.
    #[must_use]
    pub fn component(&self) -> Option<&ParallelStep> {
        self.steps.first().filter(|step| step.surface == Surface::Component && self.pipelines.is_empty())
    }

    /// What the file calls a class of SDK v2, `Input` for instance, if it imports it by name.
    #[must_use]
    pub fn local_name(&self, class: &str) -> Option<&str> {
        let named = |qualified: &str| qualified.rsplit('.').next() == Some(class);
        self.imported.iter().find(|(qualified, _)| named(qualified)).map(|(_, local)| local.as_str())
    }

    /// The step of this file that a component is.
    #[must_use]
    pub fn written(&self, component: &ComponentSource) -> Option<&ParallelStep> {
        match component {
            ComponentSource::Written(index) => self.steps.get(*index),
            ComponentSource::File(_) | ComponentSource::Unknown => None,
        }
    }

    /// Whether there is nothing of ours in the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty() && !self.is_certain()
    }

    /// Whether something in the file is certainly ours: a component that is loaded may be of another kind.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !(self.steps.is_empty()
            && self.pipelines.is_empty()
            && self.withdrawn_imports.is_empty()
            && self.v1_objects.is_empty()
            && self.positional_arguments.is_empty())
    }
}

/// A call that makes a node of a step or component: `node = score(data=…)`.
#[derive(Clone, Debug)]
pub struct ComponentUse {
    /// What is called.
    pub component: ComponentSource,
    /// The bytes of the callee.
    pub callee: Span,
    /// Its keyword arguments.
    pub arguments: Mapping,
    /// Its first positional argument.
    pub positional: Option<Span>,
    /// Ports read from the result, `node.outputs.scores`: the side, the name and where it is written.
    pub port_reads: Vec<(Direction, String, Span)>,
    /// The node that it makes, if it certainly makes just one: a statement of its own in the body of a pipeline function.
    pub node: Option<NamedNode>,
    /// What is assigned to the name of what it makes.
    pub names: Vec<Value>,
    /// Where the component stands in a file, the node as a step that is only what is assigned to it. Whether it is a
    /// parallel one, the file tells.
    pub step: Option<ParallelStep>,
}

/// A node that a statement in the body of a pipeline function assigns to a variable.
#[derive(Clone, Debug)]
pub struct NamedNode {
    /// The pipeline function: where its body starts.
    pub function: usize,
    /// The variable.
    pub variable: String,
    /// Where the variable stands.
    pub span: Span,
    /// The statement.
    pub statement: Span,
}

/// A positional argument of a call of the SDK that takes keywords only.
#[derive(Clone, Debug)]
pub struct PositionalArgument {
    /// What is called.
    pub callee: Span,
    /// The first positional argument.
    pub span: Span,
}

/// A parameter of a pipeline function that is given, unchanged, to the constructor of a step.
#[derive(Clone, Debug)]
pub struct PipelineParameter {
    /// The keyword of the constructor.
    pub key: String,
    /// The parameter where it is given.
    pub span: Span,
    /// Where it is declared.
    pub declared: Span,
}

/// An object of SDK v1 that is given to a call of SDK v2.
#[derive(Clone, Debug)]
pub struct V1Object {
    /// The qualified name of what makes it: `azureml.core.Environment`.
    pub class: String,
    /// The object where it is given.
    pub span: Span,
    /// What is called, as written.
    pub callee: Span,
}

/// A step, or a node made of one, that is submitted as a job of its own.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The argument's bytes.
    pub span: Span,
}

/// An attribute assigned to a port of a node.
#[derive(Clone, Debug)]
pub struct PortAssignment {
    /// What the node is made of; unknown where the node is not certain.
    pub component: ComponentSource,
    /// The side of the port.
    pub direction: Direction,
    /// The port's name.
    pub port: String,
    /// Where the name stands, with its quotes if it is a subscript.
    pub port_span: Span,
    /// The attribute and what is assigned to it; the span is the statement's.
    pub entry: Entry,
}

/// A statement that imports parallel classes from the withdrawn package.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawnImport {
    /// The package's name.
    pub package: Span,
    /// Whether it imports other names too.
    pub others: bool,
}

/// An attribute assigned to an object that a call made: `environment.docker.base_image = "…"`.
#[derive(Clone, Debug)]
pub struct ObjectAssignment {
    /// The bytes of the call.
    pub object: Span,
    /// The way to the attribute, with points: `docker.base_image`.
    pub path: String,
    /// What is assigned; `None` for `del`, `+=` and unpacking.
    pub value: Option<Value>,
}
