//! The new code of a file: steps, pipeline functions, runs, what variables stand for. Decides nothing.

use super::changes::Changes;
use super::data::DataUse;
use super::definition::Definition;
use super::names::Names;
use super::pipeline::{self, PlannedPipeline, Wire};
use super::program::Program;
use super::run::{Run, RunKind};
use super::step::Planned;
use crate::model::{Direction, Entry, PortDraft, PortOrigin, StepDraft, Term, Value};
use crate::surface::python::render::Style;
use crate::surface::rewrite::is_identifier;
use crate::syntax::python::Home;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Span;

/// The v1 steps by their calls; what each becomes, unless it stays.
pub(super) type Steps = [(Span, Option<Planned>)];

/// Stands for the name of a value that holds all others.
const SPREAD: &str = "**";

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
        steps: &Steps,
        values: &[(String, Term)],
        compute: Option<&Term>,
        changes: &mut Changes,
    ) {
        let Some(site) = self.program.site(planned.call) else { return };
        let name = self.function(planned);
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
        let gaps: usize = if self.program.indentation(site.statement.start).is_empty() { 2 } else { 1 };
        let missing = self.program.gap_above(site.statement.start).map_or(0, |above| gaps.saturating_sub(above));
        lines.splice(0..0, std::iter::repeat_n(String::new(), missing));
        lines.extend(std::iter::repeat_n(String::new(), gaps));
        changes.above(site.statement.start, lines);
        let call = self.call(planned, steps, values);
        changes.replace(self.program, planned.call, &[call]);
    }

    /// What the function of a pipeline is called.
    fn function(&self, planned: &PlannedPipeline) -> String {
        let target = self.program.site(planned.call).and_then(|site| site.target.as_ref());
        let target = target.map_or("pipeline", |target| target.text.rsplit('.').next().unwrap_or("pipeline"));
        self.free_name(&format!("{target}_function"))
    }

    /// The call of a pipeline's function.
    pub(super) fn call(&self, planned: &PlannedPipeline, steps: &Steps, values: &[(String, Term)]) -> String {
        let data = |(name, data): &(String, DataUse)| format!("{name}={}", self.input(planned, steps, name, data));
        let value = |(name, value): &(String, Term)| match name.as_str() {
            SPREAD => format!("{SPREAD}{}", self.say(value)),
            name => format!("{name}={}", self.say(value)),
        };
        let arguments: Vec<String> = planned.inputs.iter().map(data).chain(values.iter().map(value)).collect();
        format!("{}({})", self.function(planned), arguments.join(", "))
    }

    fn decorator(&self, planned: &PlannedPipeline, compute: Option<&Term>) -> Vec<String> {
        let mut arguments = Vec::new();
        arguments.extend(planned.description.as_ref().map(|term| format!("description={}", self.say(term))));
        arguments.extend(compute.map(|term| format!("default_compute={}", self.say(term))));
        vec![format!("@{}.pipeline({})", self.names.local("dsl"), arguments.join(", "))]
    }

    /// The values that a pipeline takes, each with its default.
    fn parameters(&self, planned: &PlannedPipeline, steps: &Steps) -> Vec<(String, String)> {
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
    fn body(&self, planned: &PlannedPipeline, steps: &Steps) -> Vec<String> {
        let mut lines = Vec::new();
        let mut nodes: Vec<(usize, String)> = Vec::new();
        for index in &planned.steps {
            nodes.push((*index, self.node(*index, steps, &nodes)));
        }
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
            lines.push(format!("{node} = {}({})", self.holder(planned, *index, steps[*index].0), arguments.join(", ")));
            lines.extend(attributes(&step.draft).map(|(path, name)| format!("{node}.{path} = {name}")));
        }
        lines
    }

    /// What holds a step at its pipeline: its variable, or what stands there itself.
    fn holder(&self, planned: &PlannedPipeline, index: usize, call: Span) -> String {
        let (site, around) = (self.program.site(call), self.program.site(planned.call));
        let function = around.and_then(|around| around.function);
        let visible = site.filter(|site| site.function.is_none() || site.function == function);
        if let Some(target) = visible.and_then(|site| site.target.as_ref()) {
            return target.text.clone();
        }
        let written = planned.written.iter().find(|(known, _)| *known == index).map_or(call, |(_, span)| *span);
        self.with_client(written)
    }

    /// Code in which the variable of a workspace is that of the client.
    fn with_client(&self, span: Span) -> String {
        let mut text = span.slice(self.program.text).to_owned();
        let workspaces = self.definitions.iter().filter(|definition| {
            definition.object.as_ref().is_some_and(super::workspace::is_workspace) && definition.free
        });
        let mut uses: Vec<Span> = workspaces.flat_map(|definition| self.program.uses(&definition.variable)).collect();
        uses.sort();
        for used in uses.iter().rev().filter(|used| span.contains(**used)) {
            text.replace_range(used.start - span.start..used.end - span.start, &self.client);
        }
        text
    }

    /// What a node is called: as the step, unless that is the variable of the step itself or another node's name.
    fn node(&self, index: usize, steps: &Steps, others: &[(usize, String)]) -> String {
        let name = steps[index].1.as_ref().map_or("step", |step| &step.draft.name);
        let wanted = if self.is_name(name) { format!("{name}_node") } else { name.to_owned() };
        first_free(&wanted, |name| self.is_name(name) || others.iter().any(|(_, other)| other == name))
    }

    fn free_name(&self, wanted: &str) -> String {
        first_free(wanted, |name| self.is_name(name))
    }

    /// Whether the file has such a name.
    fn is_name(&self, name: &str) -> bool {
        self.program.names().any(|found| found.name == name)
    }

    /// The data that a pipeline is given.
    fn input(&self, planned: &PlannedPipeline, steps: &Steps, name: &str, data: &DataUse) -> String {
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
    pub(super) fn data(&self, planned: &PlannedPipeline, steps: &Steps, changes: &mut Changes) {
        for (name, data) in &planned.inputs {
            if self.variable(data.used, planned.call).is_some() && !changes.takes(data.used) {
                let text = self.with(|style| style.port(Direction::Input, &port(planned, steps, name, data)));
                changes.replace(self.program, data.used, &[text]);
            }
        }
    }

    /// A call about a run; `anew` is the job that is submitted if it is not the one that stands there.
    pub(super) fn run(&self, run: &Run, client: &str, anew: Option<String>, changes: &mut Changes) {
        let source = |span: Span| span.slice(self.program.text).to_owned();
        let text = match &run.kind {
            RunKind::Submit(submission) => {
                let there = changes.taken(submission.written);
                let inner = anew.or(there).unwrap_or_else(|| self.with_client(submission.written));
                let job = match submission.settings.is_empty() {
                    true => inner,
                    false => self.set(run, &inner, &submission.settings, changes),
                };
                let say = |key: &str, value: Option<&Value>| {
                    value.map(|value| format!(", {key}={}", self.program.source(value))).unwrap_or_default()
                };
                let name = say("experiment_name", submission.experiment);
                format!("{client}.jobs.create_or_update({job}{name}{})", say("tags", submission.tags))
            }
            RunKind::Ask { of, made, becomes } => {
                let inner = if of == made { changes.taken(*made) } else { None };
                let inner = inner.unwrap_or_else(|| source(*of));
                becomes.replace("{client}", client).replace("{job}", &inner)
            }
        };
        changes.replace(self.program, run.call, &[text]);
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

    /// What is passed to the parameters of a pipeline at a submission, each in the form that its setting takes.
    pub(super) fn values(&self, planned: &PlannedPipeline, steps: &Steps, given: &Value) -> Vec<(String, Term)> {
        let Some(mapping) = given.mapping().filter(|mapping| !mapping.open) else {
            return vec![(SPREAD.to_owned(), super::spell::term(self.program, given))];
        };
        let value = |entry: &Entry| {
            let name = identifier(&entry.key);
            let term = super::spell::term(self.program, &entry.value);
            let term = if self.is_text(planned, steps, &name) { pipeline::as_text(&term) } else { term };
            (name, term)
        };
        mapping.effective().map(value).collect()
    }

    /// Whether a parameter is for a setting that takes text.
    fn is_text(&self, planned: &PlannedPipeline, steps: &Steps, name: &str) -> bool {
        let drafts = planned.steps.iter().filter_map(|index| Some(&steps[*index].1.as_ref()?.draft));
        let wanted = (Field::MiniBatchSize, Term::Parameter(name.to_owned()));
        drafts.into_iter().any(|draft| draft.settings.contains(&wanted))
    }
}

/// A name, with a number if it is taken.
fn first_free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// A name that a parameter of a function may have.
pub(super) fn identifier(name: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '_' };
    let name: String = name.chars().map(letter).collect();
    if is_identifier(&name) { name } else { format!("n{name}") }
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
fn port(planned: &PlannedPipeline, steps: &Steps, name: &str, data: &DataUse) -> PortDraft {
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
