//! A v1 step as a draft of v2: its settings by the mapping, its data as ports, its arguments as one text. Decides whether
//! it can be carried over; writes nothing.

use super::data::{self, DataUse};
use super::loaded::{self, Loaded};
use super::program::Program;
use super::speller::Here;
use crate::message;
use crate::message::Message;
use crate::migrate::settings::{self, Settings, Speller, component_name};
use crate::migrate::{Note, Weight};
use crate::model::{
    ArgumentDraft, Datum, Direction, Object, ParallelStep, PortDraft, PortOrigin, StepDraft, Term, Value,
};
use crate::rules::dataset::Kind;
use crate::rules::{output_action, parameter};
use crate::surface::rewrite::is_identifier;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Span;
use std::sync::Arc;

/// A step that can be carried over.
pub(super) struct Planned {
    /// What it becomes.
    pub draft: StepDraft,
    /// What is to be said of it.
    pub notes: Vec<Note>,
    /// The data of its inputs and outputs, each with the name of the port.
    pub data: Vec<(Direction, String, DataUse)>,
    /// The pipeline parameters that it takes: the object of each.
    pub parameters: Vec<(String, Object)>,
}

/// Plans a step; else why it has to stay as it is.
pub(super) fn plan(program: &Program, step: &ParallelStep, here: &Here) -> Result<Planned, Vec<Note>> {
    let step = &with_configuration(program, step, here.loaded.as_ref());
    let blocking = obstacles(program, step);
    if !blocking.is_empty() {
        return Err(blocking);
    }
    let mut settings = settings::settings(step, here);
    if let Some(hidden) = here.hidden.take().first() {
        return Err(vec![obstacle(
            Field::ParallelRunConfig.name(),
            *hidden,
            message!("the configuration is made in a function, of values that show only there"),
            message!("make the `ParallelRunConfig` beside its step, then migrate again"),
        )]);
    }
    let mut notes = std::mem::take(&mut settings.notes);
    let mut ports = Ports { program, here, draft: StepDraft::default(), data: Vec::new(), notes: Vec::new() };
    ports.inputs(step, &settings)?;
    ports.output(step)?;
    ports.arguments(step)?;
    ports.implicit(step);
    ports.failed_percent(step);
    notes.append(&mut ports.notes);
    let Ports { mut draft, data, .. } = ports;
    draft.name = match settings.get(Field::Name).and_then(Term::known) {
        Some(Datum::Text(name)) => name.clone(),
        _ => {
            notes.extend(step.value(Field::Name).map(name_at_run_time));
            component_name(&step.name)
        }
    };
    settings.terms.retain(|(field, _)| *field != Field::Name);
    display_name(program, step, &draft.name, &mut settings);
    batch_size(step, &data, &mut settings);
    notes.extend(contrib(program, step, &mut settings));
    draft.settings = settings.terms;
    notes.extend(here.loaded.as_ref().map(Loaded::note));
    Ok(Planned { draft, notes, data, parameters: here.parameters.take() })
}

/// A step with the configuration that a function of the file makes for it, or that a file holds.
fn with_configuration(program: &Program, step: &ParallelStep, loaded: Option<&Loaded>) -> ParallelStep {
    let made = configuration_call(program, step);
    let found = made.and_then(|made| program.model.steps.iter().find(|other| other.span == made));
    let mut whole = match found {
        Some(other) => ParallelStep {
            config: other.config.clone(),
            assigned: other.assigned.clone(),
            contrib: step.contrib || other.contrib,
            ..step.clone()
        },
        None => step.clone(),
    };
    if let Some(loaded) = loaded {
        whole.config = Some(Arc::clone(&loaded.arguments));
    }
    whole
}

/// The call that makes the configuration of a step, where that is not known by itself: in the step, or in a function.
fn configuration_call(program: &Program, step: &ParallelStep) -> Option<Span> {
    let given = step.body.get(Field::ParallelRunConfig.name()).filter(|_| step.config.is_none())?.value.span;
    Some(program.returned(given).unwrap_or(given))
}

/// The file that holds the configuration of a step, if it is there.
pub(super) fn loaded(program: &Program, step: &ParallelStep) -> Option<Loaded> {
    loaded::at(program, configuration_call(program, step)?)
}

/// A note that keeps a step from being carried over.
fn obstacle(subject: &str, span: Span, why: Message, advice: Message) -> Note {
    Note { subject: subject.to_owned(), span, weight: Weight::Left, why, advice }
}

fn unnamed_file(value: &Value) -> Note {
    obstacle(
        Field::AppendRowFileName.name(),
        value.used_at(),
        message!("without a destination the system names the file of the rows in v2"),
        message!("give the output a `path` that ends in the name if readers count on it"),
    )
}

fn name_at_run_time(value: &Value) -> Note {
    obstacle(
        Field::Name.name(),
        value.used_at(),
        message!("the name shows at run time only, and a component has one name; it is the display name now"),
        message!("give each step of a pipeline a name of its own: lower case, digits and `_`"),
    )
}

fn obstacles(program: &Program, step: &ParallelStep) -> Vec<Note> {
    let mut found = Vec::new();
    let key = Field::ParallelRunConfig.name();
    let source = step.body.get(key).map_or("", |entry| entry.value.span.slice(program.text));
    match &step.config {
        None => found.push(obstacle(
            if source.contains("load_yaml") { "load_yaml" } else { key },
            step.body.get(key).map_or(step.anchor, |entry| entry.span),
            message!("the configuration is made where parlint cannot follow it"),
            message!(
                "make the `ParallelRunConfig` in this file and give it to the step by its name, then migrate again"
            ),
        )),
        Some(config) if config.open => found.push(obstacle(
            splat(config.span.slice(program.text)).unwrap_or("ParallelRunConfig"),
            config.span,
            message!("its arguments are spread from a value that parlint does not follow"),
            message!("write the arguments out, then migrate again"),
        )),
        Some(_) => {}
    }
    if step.open || step.body.open {
        found.push(obstacle(
            "ParallelRunStep",
            step.anchor,
            message!("its arguments are spread from a value that parlint does not follow"),
            message!("write the arguments out, then migrate again"),
        ));
    }
    found
}

/// The mapping that is spread over the arguments of a call: `**settings`.
fn splat(call: &str) -> Option<&str> {
    let rest = &call[call.find("**")?..];
    let end = rest[2..].find(|c: char| !(c.is_alphanumeric() || "_.".contains(c))).map_or(rest.len(), |end| end + 2);
    Some(&rest[..end])
}

/// Arguments of the withdrawn package: tags are carried over, and the others have no successor.
fn contrib(program: &Program, step: &ParallelStep, settings: &mut Settings) -> Vec<Note> {
    let mut found = Vec::new();
    for place in [Place::Config, Place::Step].into_iter().filter(|_| step.contrib) {
        let Some(block) = step.block(place) else { continue };
        for entry in &block.entries {
            let withdrawn = tables::lookup(step.surface, place, &entry.key).is_some_and(|info| info.contrib);
            match withdrawn.then(|| advice(&entry.key)) {
                None => {}
                Some(None) => settings.set(Field::Tags, super::spell::term(program, &entry.value)),
                Some(Some(advice)) => found.push(obstacle(
                    &entry.key,
                    entry.span,
                    message!(
                        "`{source}` has no successor in v2 and is left out",
                        source = entry.span.slice(program.text)
                    ),
                    advice,
                )),
            }
        }
    }
    found
}

/// What to do for an argument of the withdrawn package; nothing for one that v2 has.
fn advice(key: &str) -> Option<Message> {
    Some(match key {
        "tags" => return None,
        "models" => message!("make the model an input, and pass it to the script as an argument"),
        "input_format" => message!("see that the type of the input is right: it tells files from tables now"),
        "add_parallel_run_step_dependencies" => {
            message!("see that the environment has the packages that the script needs: v2 adds none")
        }
        _ => message!("write it into `tags` if somebody looks for it: v2 sends no properties of a parallel step"),
    })
}

/// Keeps the name as it was for people, where a component cannot have it.
fn display_name(program: &Program, step: &ParallelStep, name: &str, settings: &mut Settings) {
    let Some(value) = step.value(Field::Name) else { return };
    if Datum::of(value) != Some(Datum::Text(name.to_owned())) {
        settings.set(Field::DisplayName, super::spell::term(program, value));
    }
}

/// Writes out the default of v1, which v2 does not share.
fn batch_size(step: &ParallelStep, data: &[(Direction, String, DataUse)], settings: &mut Settings) {
    if settings.get(Field::MiniBatchSize).is_some() || settings.get(Field::PartitionKeys).is_some() {
        return;
    }
    let table =
        data.iter().any(|(direction, _, data)| *direction == Direction::Input && data.kind == Some(Kind::Table));
    let _ = step;
    settings.set(Field::MiniBatchSize, Term::text(if table { "1mb" } else { "10" }));
}

/// The ports of a step while they are put together.
struct Ports<'p, 'd> {
    program: &'p Program<'d>,
    here: &'p Here<'p, 'd>,
    draft: StepDraft,
    data: Vec<(Direction, String, DataUse)>,
    notes: Vec<Note>,
}

impl Ports<'_, '_> {
    fn inputs(&mut self, step: &ParallelStep, settings: &Settings) -> Result<(), Vec<Note>> {
        let Some(value) = step.value(Field::Inputs) else { return Ok(()) };
        let items = value.items().map(<[Value]>::to_vec).unwrap_or_else(|| vec![value.clone()]);
        if items.len() > 1 {
            return Err(vec![obstacle(
                "inputs",
                value.used_at(),
                message!("v1 splits several inputs, a step of v2 splits one"),
                message!(
                    "merge the data into one folder or table, or make one step for each input, then migrate again"
                ),
            )]);
        }
        if let Some(item) = items.first() {
            let name = self.input(item, "inputs", settings)?;
            self.draft.split = Some(name);
        }
        let sides = step.value(Field::SideInputs).and_then(Value::items).map(<[Value]>::to_vec).unwrap_or_default();
        for side in &sides {
            self.input(side, "side_inputs", settings)?;
        }
        Ok(())
    }

    /// Adds an input; answers its name.
    fn input(&mut self, value: &Value, subject: &str, settings: &Settings) -> Result<String, Vec<Note>> {
        let found = self.read(value, subject)?;
        if let Some((_, known, _)) =
            self.data.iter().find(|(direction, _, data)| *direction == Direction::Input && data.made == found.made)
        {
            return Ok(known.clone());
        }
        let name =
            self.port_name(found.name.as_deref(), value, if subject == "inputs" { "input_data" } else { "side_input" });
        let kind = found.kind.or_else(|| kind_by_size(settings));
        let (word, mode) = match (kind, found.registered, found.download) {
            (Some(Kind::Table), _, _) => ("mltable", "direct"),
            // v1 wants data that is split by keys to be direct, whatever it is.
            (None, true, false) if settings.get(Field::PartitionKeys).is_some() => ("mltable", "direct"),
            (_, true, true) => ("mltable", "eval_download"),
            (_, true, false) => ("mltable", "eval_mount"),
            (_, false, true) => ("uri_folder", "download"),
            (_, false, false) => ("uri_folder", "ro_mount"),
        };
        self.draft.inputs.push(PortDraft {
            name: name.clone(),
            kind: word.to_owned(),
            mode: Some(mode.to_owned()),
            path: found.path.clone(),
            registered: None,
            origin: PortOrigin::Path,
        });
        self.data.push((Direction::Input, name.clone(), found));
        Ok(name)
    }

    fn read(&self, value: &Value, subject: &str) -> Result<DataUse, Vec<Note>> {
        data::input(self.program, value).map_err(|why| {
            let advice = message!("make an `Input` of it by hand");
            vec![obstacle(subject, value.used_at(), why, advice)]
        })
    }

    /// A name for a port: that of v1, that of the variable, or a plain one.
    fn port_name(&self, name: Option<&str>, value: &Value, plain: &str) -> String {
        let variable = value.through_name.map(|span| span.slice(self.program.text));
        let wanted = name.or(variable).unwrap_or(plain);
        let letter = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
        let wanted: String = wanted.chars().map(letter).collect();
        let wanted = if is_identifier(&wanted) { wanted } else { format!("n{wanted}") };
        let taken = |name: &str| self.data.iter().any(|(_, known, _)| known == name);
        let mut free = wanted.clone();
        let mut number = 2;
        while taken(&free) {
            free = format!("{wanted}_{number}");
            number += 1;
        }
        free
    }

    fn output(&mut self, step: &ParallelStep) -> Result<(), Vec<Note>> {
        let Some(value) = step.value(Field::Outputs) else { return Ok(()) };
        let Some(object) = data::made(self.program, value) else {
            return Err(vec![obstacle(
                "output",
                value.used_at(),
                message!("what this is shows at run time only"),
                message!("make an `Output` of it by hand"),
            )]);
        };
        let found = self.read(value, "output")?;
        let append = !output_action::is(step, output_action::SUMMARY_ONLY);
        let calls: Vec<&Object> = object.chain().collect();
        let root = calls.last().copied().unwrap_or(object);
        let v1_name = root.argument("name", 0).and_then(Value::known_text);
        let name = self.port_name(v1_name, value, "output");
        let file = step.value(Field::AppendRowFileName).filter(|_| append);
        let argument = |method: &str, keyword: &str, place: usize| {
            calls.iter().find(|call| call.name() == method).and_then(|call| call.argument(keyword, place))
        };
        let upload = calls.iter().any(|call| call.name() == "as_upload");
        let registered =
            argument("register_on_complete", "name", 0).map(|value| super::spell::term(self.program, value));
        let place = destination(self.program, root);
        let wanted = root.argument("destination", 1).filter(|value| !value.is_null());
        if let Some(value) = wanted.filter(|_| place.is_none()) {
            self.notes.push(obstacle(
                "destination",
                value.used_at(),
                message!(
                    "where the output goes shows at run time only; it is left out, and the system chooses the place"
                ),
                message!("give the `Output` a path: `azureml://datastores/<datastore>/paths/<path>`"),
            ));
        }
        let path = place.filter(|_| !self.has_placeholder(root));
        let path = path.map(|path| match (append, file) {
            (true, Some(file)) => path.inside().value(self.program, file).term(self.program),
            (true, None) => path.inside().text("parallel_run_step.txt").term(self.program),
            (false, _) => path.term(self.program),
        });
        if let Some(file) = file.filter(|_| path.is_none()) {
            self.notes.push(Note { weight: Weight::Changed, ..unnamed_file(file) });
        }
        self.draft.outputs.push(PortDraft {
            name: name.clone(),
            kind: if append { "uri_file" } else { "uri_folder" }.to_owned(),
            mode: upload.then(|| "upload".to_owned()),
            path,
            registered,
            origin: PortOrigin::Path,
        });
        self.draft.append_row_to = append.then(|| name.clone());
        self.data.push((Direction::Output, name, found));
        Ok(())
    }

    /// Whether the destination has a placeholder, which v2 spells otherwise; this is noted, and the system chooses the place.
    fn has_placeholder(&mut self, root: &Object) -> bool {
        let path = root.argument("destination", 1).and_then(Value::items).and_then(<[Value]>::last);
        let Some(path) = path.filter(|path| path.known_text().is_some_and(|text| text.contains('{'))) else {
            return false;
        };
        self.notes.push(obstacle(
            "destination",
            path.used_at(),
            message!(
                "v2 does not fill in `{path}`; the system chooses a place of its own for each run",
                path = path.known_text().unwrap_or_default()
            ),
            message!("give the output a `path` if readers count on the place"),
        ));
        true
    }

    fn arguments(&mut self, step: &ParallelStep) -> Result<(), Vec<Note>> {
        let Some(value) = step.value(Field::ProgramArguments) else { return Ok(()) };
        let Some(items) = value.items().map(<[Value]>::to_vec) else {
            return Err(vec![obstacle(
                "arguments",
                value.used_at(),
                message!("the list shows at run time only"),
                message!("write the list out, then migrate again"),
            )]);
        };
        for item in &items {
            let word = self.argument(item)?;
            self.draft.arguments.push(word);
        }
        Ok(())
    }

    fn argument(&mut self, item: &Value) -> Result<ArgumentDraft, Vec<Note>> {
        if let Some(object) = parameter::parameter(item) {
            return Ok(self.value_input(item, object));
        }
        if item.object().is_none() {
            return Ok(ArgumentDraft::Word(self.word(item)));
        }
        let found = self.read(item, "arguments")?;
        let known = self.data.iter().find(|(_, _, data)| data.made == found.made);
        match known {
            Some((direction, name, _)) => Ok(ArgumentDraft::Port(*direction, name.clone())),
            None => Err(vec![obstacle(
                "arguments",
                item.used_at(),
                message!("this is no input, side input or output of the step"),
                message!("make it a side input, then migrate again"),
            )]),
        }
    }

    /// A parameter of the pipeline among the arguments is a value input.
    fn value_input(&mut self, item: &Value, object: &Object) -> ArgumentDraft {
        let name = self.here.parameter(item).unwrap_or_default();
        let kind = object.argument("default_value", 1).and_then(Datum::of).map_or("string", |datum| kind_of(&datum));
        if !self.draft.inputs.iter().any(|port| port.name == name) {
            self.draft.inputs.push(PortDraft {
                name: name.clone(),
                kind: kind.to_owned(),
                mode: None,
                path: None,
                registered: None,
                origin: PortOrigin::Parameter(name.clone()),
            });
        }
        ArgumentDraft::Port(Direction::Input, name)
    }

    fn word(&self, item: &Value) -> Term {
        match (Datum::of(item), item.through_name) {
            (Some(datum), None) => Term::Known(datum),
            (Some(datum), Some(_)) => Term::Source { text: self.program.source(item).to_owned(), known: Some(datum) },
            (None, _) => Term::Source { text: self.program.source(item).to_owned(), known: None },
        }
    }

    /// Hands over by arguments what a script of v1 got by itself: side inputs, and the output where no rows are appended.
    fn implicit(&mut self, step: &ParallelStep) {
        let handed = |ports: &Self, direction, name: &str| {
            ports.draft.arguments.contains(&ArgumentDraft::Port(direction, name.to_owned()))
        };
        let sides = self.data.iter().filter(|(direction, name, _)| {
            *direction == Direction::Input
                && self.draft.split.as_deref() != Some(name)
                && !handed(self, *direction, name)
        });
        let sides: Vec<String> = sides.map(|(_, name, _)| name.clone()).collect();
        for name in sides {
            self.hand_over(step, Field::SideInputs, Direction::Input, format!("--{name}"), name);
        }
        let outputs = self.draft.outputs.iter().map(|port| port.name.clone());
        let unwritten =
            outputs.filter(|name| self.draft.append_row_to.is_none() && !handed(self, Direction::Output, name));
        for name in unwritten.collect::<Vec<_>>() {
            self.hand_over(step, Field::Outputs, Direction::Output, "--output_dir".to_owned(), name);
        }
    }

    fn hand_over(&mut self, step: &ParallelStep, field: Field, direction: Direction, flag: String, name: String) {
        let subject = tables::entry(Surface::SdkV1, Place::Step, field).map_or(field.name(), |info| info.key);
        self.notes.push(obstacle(
            subject,
            step.value(field).map_or(step.anchor, Value::used_at),
            message!(
                "the script of v1 finds `{name}` by itself; in v2 the new argument `{flag}` hands it over",
                name = name,
                flag = flag
            ),
            message!("read this argument in the entry script"),
        ));
        self.draft.arguments.push(ArgumentDraft::Word(Term::text(flag)));
        self.draft.arguments.push(ArgumentDraft::Port(direction, name));
    }

    /// A percentage that may fail has no field.
    fn failed_percent(&mut self, step: &ParallelStep) {
        let Some(value) = step.value(Field::AllowedFailedPercent) else { return };
        let flag = format!("--{}", Field::AllowedFailedPercent.name());
        self.draft.arguments.push(ArgumentDraft::Word(Term::text(flag)));
        let word = self.word(value);
        self.draft.arguments.push(ArgumentDraft::Word(word));
    }
}

/// The type of an input that holds a value.
pub(super) fn kind_of(datum: &Datum) -> &'static str {
    match datum {
        Datum::Bool(_) => "boolean",
        Datum::Int(_) => "integer",
        Datum::Float(_) => "number",
        Datum::Text(_) | Datum::List(_) | Datum::Mapping(_) => "string",
    }
}

/// A table where the size of a mini-batch has a unit: files are counted.
fn kind_by_size(settings: &Settings) -> Option<Kind> {
    let Some(Datum::Text(size)) = settings.get(Field::MiniBatchSize).and_then(Term::known) else { return None };
    let unit = size.trim_start_matches(|c: char| c.is_ascii_digit());
    Some(if unit.is_empty() { Kind::Files } else { Kind::Table })
}

/// Where an output goes: the destination of an `OutputFileDatasetConfig`, the datastore of a `PipelineData`.
fn destination(program: &Program, root: &Object) -> Option<super::spell::Pieces> {
    let destination = root.argument("destination", 1).filter(|_| root.name() == crate::rules::dataset::OUTPUT)?;
    let [store, path] = destination.items()? else { return None };
    data::in_datastore(program, Some(store), Some(path))
}
