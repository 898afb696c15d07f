//! Drafts of steps and pipelines as YAML: a component file for each step, a pipeline job around their nodes. What a
//! component cannot take, bindings and what belongs to a node, stands at the node. Which key stands where, and in which
//! order, is told by the table; knows nothing of what the drafts were made of.

use super::order;
use crate::model::{
    ArgumentDraft, Datum, Direction, PARALLEL, ParameterDraft, PipelineDraft, PortDraft, PortOrigin, StepDraft, Term,
    holder, shell_word,
};
use crate::tables::{self, Field, Place, Surface};
use serde_json::{Map, Number, Value as Json};

/// Where the schemas stand that tell an editor what a file is.
const SCHEMAS: &str = "https://azuremlschemas.azureedge.net/latest";

/// A component file of a step.
#[must_use]
pub fn component(step: &StepDraft) -> Json {
    let mut body = Body::new(Surface::Component);
    body.put(Field::Schema, format!("{SCHEMAS}/parallelComponent.schema.json"));
    body.put(Field::Type, PARALLEL);
    body.put(Field::Name, step.name.as_str());
    for direction in [Direction::Input, Direction::Output] {
        let ports = step.ports(direction).iter().map(|port| (port.name.clone(), declared(port, direction)));
        body.put_entries(direction.field(), ports.collect());
    }
    body.put_all(Field::InputData, step.split.as_deref().map(|name| own(Direction::Input, name)));
    for (field, term) in &step.settings {
        body.put_all(*field, said(*field, term));
    }
    body.put(Field::TaskType, "run_function");
    body.put_all(Field::ProgramArguments, arguments(step));
    body.put_all(Field::AppendRowTo, step.append_row_to.as_deref().map(|name| own(Direction::Output, name)));
    body.finish()
}

/// A pipeline job with a node for each of its steps; `file_of` tells the file of a step's component.
#[must_use]
pub fn pipeline(pipeline: &PipelineDraft, steps: &[StepDraft], file_of: &dyn Fn(usize) -> String) -> Json {
    let mut body = Body::new(Surface::Pipeline);
    body.put(Field::Schema, format!("{SCHEMAS}/pipelineJob.schema.json"));
    body.put(Field::Type, "pipeline");
    body.put(Field::DisplayName, pipeline.name.as_str());
    body.put_all(
        Field::ExperimentName,
        pipeline.experiment.as_ref().and_then(|term| said(Field::ExperimentName, term)),
    );
    for (field, term) in &pipeline.settings {
        body.put_all(*field, said(*field, term));
    }
    body.put_entries(
        Field::Inputs,
        pipeline.parameters.iter().map(|given| parameter(given, pipeline, steps)).collect(),
    );
    let members = pipeline.steps.iter().filter_map(|index| Some((*index, steps.get(*index)?)));
    let node_of = |(index, step): (usize, &StepDraft)| (step.name.clone(), node(step, steps, &file_of(index)));
    body.put_entries(Field::Jobs, members.map(node_of).collect());
    body.finish()
}

/// A node that runs the component in a file.
fn node(step: &StepDraft, steps: &[StepDraft], file: &str) -> Json {
    let mut body = Body::new(Surface::Node);
    body.put(Field::Type, PARALLEL);
    body.put(Field::Component, file);
    body.put_entries(Field::Inputs, step.inputs.iter().map(|port| (port.name.clone(), fed(port, steps))).collect());
    body.put_entries(Field::Outputs, step.outputs.iter().map(|port| (port.name.clone(), placed(port))).collect());
    for (field, term) in step.settings.iter().filter(|(field, _)| stands_at_node(step, *field)) {
        let bound = match term {
            Term::Parameter(name) => Some(Json::from(of_parent(name))),
            _ => said(*field, term),
        };
        body.put_all(*field, bound);
    }
    body.finish()
}

/// Whether a setting stands at the node: a component does not take it, or a binding of it or, since a node's mapping
/// takes the place of all of the component's, of another one in the same mapping.
fn stands_at_node(step: &StepDraft, field: Field) -> bool {
    let Some((place, _)) = tables::homes(Surface::Component, field).first() else { return true };
    let bound = |(other, term): &(Field, Term)| {
        let home = tables::homes(Surface::Component, *other).first();
        matches!(term, Term::Parameter(_))
            && (*other == field || (*place != Place::Step && home.is_some_and(|(at, _)| at == place)))
    };
    step.settings.iter().any(bound)
}

/// Where a setting of a step stands in its component's file; at its node where that is not so.
#[must_use]
pub fn path_in_component(field: Field) -> Option<Vec<String>> {
    path(Surface::Component, field)
}

/// Where a setting stands in a node.
#[must_use]
pub fn path_in_node(field: Field) -> Option<Vec<String>> {
    path(Surface::Node, field)
}

fn path(surface: Surface, field: Field) -> Option<Vec<String>> {
    let &(place, key) = tables::homes(surface, field).first()?;
    let mut keys = vec![key.to_owned()];
    let mut place = place;
    while let Some((outer, field)) = holder(place) {
        keys.insert(0, tables::entry(surface, outer, field)?.key.to_owned());
        place = outer;
    }
    Some(keys)
}

/// A port as a component declares it.
fn declared(port: &PortDraft, direction: Direction) -> Json {
    let mut attributes = Attributes::new(Surface::Component, direction);
    attributes.put(Field::InputType, Field::OutputType, Json::from(port.kind.as_str()));
    attributes.put_all(Field::InputMode, Field::OutputMode, port.mode.as_deref().map(Json::from));
    attributes.finish()
}

/// What a node gives to an input.
fn fed(port: &PortDraft, steps: &[StepDraft]) -> Json {
    let source = match &port.origin {
        PortOrigin::Path => port.path.as_ref().and_then(|term| said(Field::InputPath, term)),
        PortOrigin::Parameter(name) => Some(Json::from(of_parent(name))),
        PortOrigin::Step { step, output } => {
            steps.get(*step).map(|step| Json::from(format!("${{{{parent.jobs.{}.outputs.{output}}}}}", step.name)))
        }
    };
    let mut attributes = Attributes::new(Surface::Node, Direction::Input);
    attributes.put(Field::InputType, Field::OutputType, Json::from(port.kind.as_str()));
    match (source, &port.mode) {
        (Some(source), None) if port.origin != PortOrigin::Path => return source,
        (source, _) => attributes.put_all(Field::InputPath, Field::OutputPath, source),
    }
    attributes.put_all(Field::InputMode, Field::OutputMode, port.mode.as_deref().map(Json::from));
    attributes.finish()
}

/// Where a node's output goes.
fn placed(port: &PortDraft) -> Json {
    let mut attributes = Attributes::new(Surface::Node, Direction::Output);
    attributes.put(Field::InputType, Field::OutputType, Json::from(port.kind.as_str()));
    attributes.put_all(
        Field::InputPath,
        Field::OutputPath,
        port.path.as_ref().and_then(|term| said(Field::OutputPath, term)),
    );
    attributes.put_all(Field::InputMode, Field::OutputMode, port.mode.as_deref().map(Json::from));
    let name = port.registered.as_ref().and_then(|term| said(Field::OutputName, term));
    attributes.put_all(Field::OutputName, Field::OutputName, name);
    attributes.finish()
}

/// A parameter as an input of the pipeline job: a value, or data where an input of that name takes data.
fn parameter(given: &ParameterDraft, pipeline: &PipelineDraft, steps: &[StepDraft]) -> (String, Json) {
    let value = said(Field::InputValue, &given.default).unwrap_or(Json::Null);
    let members = pipeline.steps.iter().filter_map(|index| steps.get(*index));
    let takes = |port: &&PortDraft| port.origin == PortOrigin::Parameter(given.name.clone()) && is_data(&port.kind);
    let Some(port) = members.flat_map(|step| &step.inputs).find(takes) else { return (given.name.clone(), value) };
    let mut attributes = Attributes::new(Surface::Pipeline, Direction::Input);
    attributes.put(Field::InputType, Field::OutputType, Json::from(port.kind.as_str()));
    attributes.put(Field::InputPath, Field::OutputPath, value);
    (given.name.clone(), attributes.finish())
}

/// Whether a type is that of data, and not of a value.
fn is_data(kind: &str) -> bool {
    !["string", "integer", "number", "boolean"].contains(&kind)
}

/// The program arguments as one text; nothing if there are none, or a word is known at run time only.
fn arguments(step: &StepDraft) -> Option<String> {
    let word = |argument: &ArgumentDraft| match argument {
        ArgumentDraft::Port(direction, name) => Some(own(*direction, name)),
        ArgumentDraft::Word(term) => Some(shell_word(&term.known()?.to_text())),
    };
    let words: Vec<String> = step.arguments.iter().map(word).collect::<Option<_>>()?;
    (!words.is_empty()).then(|| words.join(" "))
}

/// What of a step YAML cannot say, since only Python knows it: settings, then words of the arguments and paths of ports.
#[must_use]
pub fn unsaid(step: &StepDraft) -> Vec<Field> {
    let unknown = |term: &Term| !matches!(term, Term::Parameter(_)) && term.known().is_none();
    let mut fields: Vec<Field> =
        step.settings.iter().filter(|(_, term)| unknown(term)).map(|(field, _)| *field).collect();
    let word = |argument: &ArgumentDraft| matches!(argument, ArgumentDraft::Word(term) if term.known().is_none());
    fields.extend(step.arguments.iter().any(word).then_some(Field::ProgramArguments));
    let port = |port: &PortDraft| port.path.iter().chain(&port.registered).any(unknown);
    fields.extend(step.inputs.iter().any(port).then_some(Field::Inputs));
    fields.extend(step.outputs.iter().any(port).then_some(Field::Outputs));
    fields
}

/// A value as YAML says it, if it is known.
fn said(field: Field, term: &Term) -> Option<Json> {
    let value = json(term.known()?)?;
    let reference = matches!(field, Field::Environment | Field::Compute | Field::DefaultCompute);
    match value {
        Json::String(text) if reference => Some(Json::String(referenced(text))),
        value => Some(value),
    }
}

/// A name of something registered, as YAML wants it: Python takes it without `azureml:` too.
fn referenced(name: String) -> String {
    let whole = name.contains("azureml:") || ["local", "serverless"].contains(&name.as_str());
    if whole { name } else { format!("azureml:{name}") }
}

fn json(datum: &Datum) -> Option<Json> {
    Some(match datum {
        Datum::Bool(truth) => Json::Bool(*truth),
        Datum::Int(number) => Json::Number(Number::from_i128(*number)?),
        Datum::Float(number) => Json::Number(Number::from_f64(*number)?),
        Datum::Text(text) => Json::String(text.clone()),
        Datum::List(items) => Json::Array(items.iter().map(json).collect::<Option<_>>()?),
        Datum::Mapping(entries) => {
            let entry = |(key, value): &(String, Datum)| Some((key.clone(), json(value)?));
            Json::Object(entries.iter().map(entry).collect::<Option<_>>()?)
        }
    })
}

/// How a task names one of its ports.
fn own(direction: Direction, name: &str) -> String {
    format!("${{{{{}.{name}}}}}", direction.word())
}

/// How a node names a parameter of the pipeline.
fn of_parent(name: &str) -> String {
    format!("${{{{parent.inputs.{name}}}}}")
}

/// The keys of a component, node or pipeline, put where the table has them.
struct Body {
    surface: Surface,
    entries: Map<String, Json>,
}

impl Body {
    fn new(surface: Surface) -> Self {
        Self { surface, entries: Map::new() }
    }

    /// Puts a value where its field stands; nowhere if the surface does not take it.
    fn put(&mut self, field: Field, value: impl Into<Json>) {
        let Some(path) = path(self.surface, field) else { return };
        let Some((key, outer)) = path.split_last() else { return };
        let mut block = &mut self.entries;
        for name in outer {
            let inner = block.entry(name.as_str()).or_insert_with(|| Json::Object(Map::new()));
            let Json::Object(inner) = inner else { return };
            block = inner;
        }
        block.insert(key.clone(), value.into());
    }

    fn put_all(&mut self, field: Field, value: Option<impl Into<Json>>) {
        if let Some(value) = value {
            self.put(field, value);
        }
    }

    fn put_entries(&mut self, field: Field, entries: Map<String, Json>) {
        if !entries.is_empty() {
            self.put(field, Json::Object(entries));
        }
    }

    fn finish(self) -> Json {
        Json::Object(order::ordered(self.entries, self.surface, Place::Step))
    }
}

/// The attributes of an input or output.
struct Attributes {
    surface: Surface,
    direction: Direction,
    entries: Map<String, Json>,
}

impl Attributes {
    fn new(surface: Surface, direction: Direction) -> Self {
        Self { surface, direction, entries: Map::new() }
    }

    /// Puts the value of the attribute that is one field of an input and another of an output.
    fn put(&mut self, input: Field, output: Field, value: Json) {
        let field = if self.direction == Direction::Input { input } else { output };
        if let Some(info) = tables::entry(self.surface, self.direction.place(), field) {
            self.entries.insert(info.key.to_owned(), value);
        }
    }

    fn put_all(&mut self, input: Field, output: Field, value: Option<Json>) {
        if let Some(value) = value {
            self.put(input, output, value);
        }
    }

    fn finish(self) -> Json {
        Json::Object(self.entries)
    }
}
