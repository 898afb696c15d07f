//! The new code of a file: steps, pipeline functions, runs, what variables stand for. Decides nothing.

use super::changes::Changes;
use super::definition::Definition;
use super::names::Names;
use super::pipeline::{self, PlannedPipeline, Wire};
use super::program::Program;
use super::run::{Run, RunKind};
use super::step::Planned;
use crate::model::{Datum, Direction, Mapping, PortDraft, PortOrigin, StepDraft, Term, Value};
use crate::surface::python::render::Style;
use crate::surface::rewrite::is_identifier;
use crate::syntax::python::Home;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Span;

/// Writes new code into a file.
pub(super) struct Writer<'p, 'd> {
    pub program: &'p Program<'d>,
    pub names: &'p Names<'p, 'd>,
    pub definitions: &'p [Definition],
    /// What the client is called.
    pub client: String,
}

impl Writer<'_, '_> {
    fn with<T>(&self, write: impl FnOnce(&Style) -> T) -> T {
        let local = |name: &'static str| self.names.local(name);
        let comment = |_: Field| None;
        write(&Style { quote: self.program.quote, unit: self.program.unit(), local: &local, comment: &comment })
    }

    fn say(&self, term: &Term) -> String {
        self.with(|style| style.term(term))
    }

    /// The call of a step. What a pipeline gives it, is not written here.
    pub(super) fn step(
        &self,
        call: Span,
        planned: &Planned,
        in_pipeline: bool,
        shared_compute: bool,
        changes: &mut Changes,
    ) {
        let mut draft = planned.draft.clone();
        for (field, term) in &mut draft.settings {
            if let Term::Parameter(name) = term {
                *term = self.default(planned, name, *field);
            }
        }
        if shared_compute {
            draft.settings.retain(|(field, _)| *field != Field::Compute);
        }
        if in_pipeline {
            draft.inputs.iter_mut().for_each(|port| port.path = None);
        }
        let lines = self.with(|style| style.step(&draft));
        changes.replace(self.program, call, &lines);
    }

    /// The default of a parameter in the form that a setting takes.
    fn default(&self, planned: &Planned, name: &str, field: Field) -> Term {
        let object = planned.parameters.iter().find(|(known, _)| known == name).map(|(_, object)| object);
        let term = object.and_then(|object| pipeline::default(self.program, object));
        let term = term.unwrap_or(Term::text(""));
        if field == Field::MiniBatchSize { pipeline::as_text(&term) } else { term }
    }

    /// A pipeline function above the call of `Pipeline`, and the call of that function in its place.
    pub(super) fn pipeline(
        &self,
        planned: &PlannedPipeline,
        steps: &[(Span, Option<Planned>)],
        values: &[(String, String)],
        compute: Option<&Term>,
        changes: &mut Changes,
    ) {
        let Some(site) = self.program.site(planned.call) else { return };
        let target =
            site.target.as_ref().map_or("pipeline", |target| target.text.rsplit('.').next().unwrap_or("pipeline"));
        let name = self.free_name(&format!("{target}_function"));
        let mut lines = self.decorator(planned, compute);
        let unit = self.program.unit();
        let parameters = self.parameters(planned, steps);
        let signature = planned
            .inputs
            .iter()
            .map(|(name, _)| name.clone())
            .chain(parameters.iter().map(|(name, default)| format!("{name}={default}")));
        lines.push(format!("def {name}({}):", signature.collect::<Vec<_>>().join(", ")));
        lines.extend(self.body(planned, steps).into_iter().map(|line| format!("{unit}{line}")));
        let gaps = if self.program.indentation(site.statement.start).is_empty() { 2 } else { 1 };
        lines.extend(std::iter::repeat_n(String::new(), gaps));
        changes.above(site.statement.start, lines);
        let arguments =
            planned.inputs.iter().map(|(name, data)| format!("{name}={}", self.input(planned, steps, name, data)));
        let arguments = arguments.chain(values.iter().map(|(name, value)| format!("{name}={value}")));
        changes.replace(self.program, planned.call, &[format!("{name}({})", arguments.collect::<Vec<_>>().join(", "))]);
    }

    fn decorator(&self, planned: &PlannedPipeline, compute: Option<&Term>) -> Vec<String> {
        let mut arguments = Vec::new();
        arguments.extend(planned.description.as_ref().map(|term| format!("description={}", self.say(term))));
        arguments.extend(compute.map(|term| format!("default_compute={}", self.say(term))));
        vec![format!("@{}.pipeline({})", self.names.local("dsl"), arguments.join(", "))]
    }

    /// The values that a pipeline takes, each with its default.
    fn parameters(&self, planned: &PlannedPipeline, steps: &[(Span, Option<Planned>)]) -> Vec<(String, String)> {
        let default = |name: &str| {
            let step = planned.steps.iter().filter_map(|index| steps[*index].1.as_ref());
            let used = step.filter_map(|step| {
                let field = step.draft.settings.iter().find(|(_, term)| *term == Term::Parameter(name.to_owned()))?.0;
                Some(self.default(step, name, field))
            });
            used.into_iter().next()
        };
        let one = |(name, object): &(String, crate::model::Object)| {
            let term = default(name).or_else(|| pipeline::default(self.program, object)).unwrap_or(Term::text(""));
            (name.clone(), self.say(&term))
        };
        planned.parameters.iter().map(one).collect()
    }

    /// The nodes, and what is set on them.
    fn body(&self, planned: &PlannedPipeline, steps: &[(Span, Option<Planned>)]) -> Vec<String> {
        let mut lines = Vec::new();
        let nodes: Vec<(usize, String)> =
            planned.steps.iter().map(|index| (*index, self.node(*index, steps))).collect();
        for (index, node) in &nodes {
            let Some(step) = &steps[*index].1 else { continue };
            let wired = planned.wires.iter().filter(|(of, _, _)| of == index).map(|(_, port, wire)| match wire {
                Wire::Parameter(name) => format!("{port}={name}"),
                Wire::Node(from, output) => {
                    let from = nodes.iter().find(|(known, _)| known == from).map_or("", |(_, name)| name);
                    format!("{port}={from}.outputs.{output}")
                }
            });
            let values = step.draft.inputs.iter().filter_map(|port| match &port.origin {
                PortOrigin::Parameter(name) => Some(format!("{}={name}", port.name)),
                PortOrigin::Path | PortOrigin::Step { .. } => None,
            });
            let arguments: Vec<String> = wired.chain(values).collect();
            lines.push(format!("{node} = {}({})", self.holder(steps[*index].0), arguments.join(", ")));
            lines.extend(attributes(&step.draft).map(|(path, name)| format!("{node}.{path} = {name}")));
        }
        lines
    }

    /// What holds a step at its pipeline: its variable, or what stands there itself.
    fn holder(&self, call: Span) -> String {
        let target = self.program.site(call).and_then(|site| site.target.as_ref());
        target.map_or_else(|| call.slice(self.program.text).to_owned(), |target| target.text.clone())
    }

    /// What a node is called: as the step, unless that is the variable of the step itself.
    fn node(&self, index: usize, steps: &[(Span, Option<Planned>)]) -> String {
        let name = steps[index].1.as_ref().map_or("step", |step| &step.draft.name);
        let taken = |name: &str| self.program.names().any(|found| found.name == name);
        if taken(name) { self.free_name(&format!("{name}_node")) } else { name.to_owned() }
    }

    fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.program.names().any(|found| found.name == name);
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }

    /// The data that a pipeline is given.
    fn input(
        &self,
        planned: &PlannedPipeline,
        steps: &[(Span, Option<Planned>)],
        name: &str,
        data: &super::data::DataUse,
    ) -> String {
        if let Some(variable) = self.variable(data.used, planned.call) {
            return variable;
        }
        self.with(|style| style.port(Direction::Input, &port(planned, steps, name, data)))
    }

    /// The variable that will stand for what a call makes, where the code at `place` sees it.
    fn variable(&self, call: Span, place: Span) -> Option<String> {
        let found = self.definitions.iter().find(|definition| definition.call == call && definition.free)?;
        let function = self.program.site(place).and_then(|site| site.function);
        let visible = match found.variable.home {
            Home::Function(home) => Some(home) == function,
            Home::Module => found.statement.end <= place.start || function.is_some(),
            Home::Nowhere | Home::Inner => false,
        };
        visible.then(|| found.variable.name.clone())
    }

    /// What the variable of data becomes, if new code names it.
    pub(super) fn data(&self, planned: &PlannedPipeline, steps: &[(Span, Option<Planned>)], changes: &mut Changes) {
        for (name, data) in &planned.inputs {
            if self.variable(data.used, planned.call).is_some() && !changes.takes(data.used) {
                let text = self.with(|style| style.port(Direction::Input, &port(planned, steps, name, data)));
                changes.replace(self.program, data.used, &[text]);
            }
        }
    }

    /// A call about a run.
    pub(super) fn run(&self, run: &Run, changes: &mut Changes) {
        match &run.kind {
            RunKind::Submit { written, experiment, settings, .. } => {
                let inner = changes.taken(*written).unwrap_or_else(|| written.slice(self.program.text).to_owned());
                let job = if settings.is_empty() { inner } else { self.set(run, &inner, settings, changes) };
                let name = experiment.map(|value| format!(", experiment_name={}", self.program.source(value)));
                let text = format!("{}.jobs.create_or_update({job}{})", self.client, name.unwrap_or_default());
                changes.replace(self.program, run.call, &[text]);
            }
            RunKind::Wait { run: written, submitted } => {
                let inner = changes.taken(*submitted).filter(|_| written == submitted);
                let inner = inner.unwrap_or_else(|| written.slice(self.program.text).to_owned());
                changes.replace(self.program, run.call, &[format!("{}.jobs.stream({inner}.name)", self.client)]);
            }
        }
    }

    /// Sets settings of the job above a submission; answers what is submitted.
    fn set(&self, run: &Run, job: &str, settings: &[(Field, &Value)], changes: &mut Changes) -> String {
        let statement = self.program.statement_at(run.call);
        let mut lines = Vec::new();
        let name = match is_identifier(job) {
            true => job.to_owned(),
            false => {
                let name = self.free_name("pipeline_job");
                lines.push(format!("{name} = {job}"));
                name
            }
        };
        lines.extend(settings.iter().map(|(field, value)| {
            format!("{name}.{}.{} = {}", Field::Settings.name(), field.name(), self.program.source(value))
        }));
        changes.above(statement.start, lines);
        name
    }

    /// What is passed to the parameters of a pipeline at its submission.
    pub(super) fn values(&self, planned: &PlannedPipeline, runs: &[Run]) -> Vec<(String, String)> {
        let submitted = runs.iter().filter_map(|run| match &run.kind {
            RunKind::Submit { pipeline, parameters, .. } if *pipeline == planned.call => Some(*parameters),
            RunKind::Submit { .. } | RunKind::Wait { .. } => None,
        });
        let mapping = submitted.flatten().filter_map(Value::mapping).filter(|mapping| !mapping.open);
        let entries = mapping.flat_map(Mapping::effective);
        entries.map(|entry| (entry.key.clone(), self.program.source(&entry.value).to_owned())).collect()
    }

    /// The client in place of a workspace.
    pub(super) fn workspace(&self, call: &crate::model::Object) -> String {
        let credential = format!("{}()", self.names.local("DefaultAzureCredential"));
        let client = self.names.local("MLClient");
        let say = |value: &Value| self.program.source(value).to_owned();
        if call.name() == "from_config" {
            let path =
                call.argument("path", 0).filter(|path| !path.is_null()).map(|path| format!(", path={}", say(path)));
            return format!("{client}.from_config(credential={credential}{})", path.unwrap_or_default());
        }
        let (subscription, group, name) = if call.name() == "get" { (2, 3, 0) } else { (0, 1, 2) };
        let workspace = call.argument("workspace_name", name).or_else(|| call.argument("name", name));
        let parts = [
            ("subscription_id", call.argument("subscription_id", subscription)),
            ("resource_group_name", call.argument("resource_group", group)),
            ("workspace_name", workspace),
        ];
        let parts: String =
            parts.into_iter().filter_map(|(key, value)| Some(format!(", {key}={}", say(value?)))).collect();
        format!("{client}({credential}{parts})")
    }
}

/// The attributes of a node that parameters of the pipeline set.
fn attributes(draft: &StepDraft) -> impl Iterator<Item = (String, &String)> {
    draft.settings.iter().filter_map(|(field, term)| {
        let Term::Parameter(name) = term else { return None };
        let path = match field {
            Field::InstanceCount => format!("{}.{}", Field::Resources.name(), field.name()),
            Field::Timeout | Field::MaxRetries => format!("{}.{}", Field::RetrySettings.name(), field.name()),
            field => {
                tables::entry(Surface::SdkV2, Place::Attribute, *field).map_or(field.name(), |info| info.key).to_owned()
            }
        };
        Some((path, name))
    })
}

/// The input of a pipeline: as the first step that takes it declares it.
fn port(
    planned: &PlannedPipeline,
    steps: &[(Span, Option<Planned>)],
    name: &str,
    data: &super::data::DataUse,
) -> PortDraft {
    let wired = planned.wires.iter().find(|(_, _, wire)| *wire == Wire::Parameter(name.to_owned()));
    let declared = wired.and_then(|(index, port, _)| {
        steps[*index].1.as_ref()?.draft.inputs.iter().find(|known| known.name == *port).cloned()
    });
    let plain = PortDraft {
        name: name.to_owned(),
        kind: "uri_folder".to_owned(),
        mode: None,
        path: None,
        registered: None,
        origin: PortOrigin::Path,
    };
    PortDraft { path: data.path.clone(), ..declared.unwrap_or(plain) }
}

/// Whether a setting is the same everywhere.
pub(super) fn shared(terms: &[Option<&Term>]) -> Option<Term> {
    let first = (*terms.first()?)?;
    terms.iter().all(|term| *term == Some(first)).then(|| first.clone())
}

/// A datum that is text, whatever it was.
pub(super) fn text_of(term: &Term) -> Option<String> {
    term.known().map(Datum::to_text)
}
