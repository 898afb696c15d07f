//! A v1 pipeline in YAML: its parameters, its parallel steps with the configurations that they name, and the steps of
//! other kinds, which are for a person.

use super::configuration::Configuration;
use super::ports::{Ports, Sources};
use super::section::{Section, term};
use super::{comments, note};
use crate::document::Document;
use crate::message;
use crate::migrate::settings::component_name;
use crate::migrate::{About, Comment, Found, Kind, Note, Plan, Weight};
use crate::model::{Datum, Entry, Mapping, ParameterDraft, PipelineDraft, StepDraft, Term};
use crate::project::Project;
use crate::tables::Field;
use std::sync::Arc;

/// What the migration of a pipeline's file is.
pub(super) fn plan(document: &Document, project: &Project, section: Section) -> Plan {
    let Some(steps) = section.entry("steps").and_then(|entry| entry.value.mapping()) else { return Plan::default() };
    let mut sources = Sources::of(section);
    let mut ours = 0;
    for (_, step) in Section::of(steps).sections() {
        sources.add_outputs(step, is_parallel(step).then_some(ours));
        ours += usize::from(is_parallel(step));
    }
    let mut reader = Reader { document, project, plan: Plan::default(), carried: Vec::new(), sources };
    for (entry, step) in Section::of(steps).sections() {
        reader.step(entry, step);
    }
    reader.pipeline(section);
    let mut plan = reader.plan;
    plan.comments.extend(comments::of_pipeline(document, steps, &reader.carried));
    plan
}

fn is_parallel(step: Section) -> bool {
    match step.entry("type") {
        Some(_) => step.text("type").is_some_and(|kind| kind.eq_ignore_ascii_case("ParallelRunStep")),
        None => step.section(NESTED).is_some(),
    }
}

/// What holds the name and the reuse of a step in older files, which have no `type`.
const NESTED: &str = "parallel_run_step";

/// Reads the steps one after the other.
struct Reader<'a> {
    document: &'a Document,
    project: &'a Project,
    plan: Plan,
    /// The entries of the steps that were carried over.
    carried: Vec<&'a Entry>,
    sources: Sources<'a>,
}

impl<'a> Reader<'a> {
    fn step(&mut self, entry: &'a Entry, section: Section<'a>) {
        if !is_parallel(section) {
            return self.other(entry, section);
        }
        let (notes, left) = match self.draft(entry, section) {
            Ok((draft, notes, comments)) => {
                self.plan.comments.extend(comments);
                self.plan.steps.push(draft);
                self.carried.push(entry);
                (notes, false)
            }
            Err(obstacle) => (vec![*obstacle], true),
        };
        let (name, span) = (entry.key.clone(), entry.key_span);
        self.plan.found.push(Found { kind: Kind::Step, name, span, notes, left });
    }

    fn other(&mut self, entry: &Entry, section: Section) {
        let kind = section.text("type").unwrap_or_else(|| "step".to_owned());
        let why = message!("parlint migrates parallel steps only, and this is a `{kind}`", kind = kind);
        let advice = message!("write it as a node of the new pipeline, by hand");
        let notes = vec![note(Weight::Left, &entry.key, entry.key_span, why, advice)];
        let (name, span) = (entry.key.clone(), entry.key_span);
        self.plan.found.push(Found { kind: Kind::Other, name, span, notes, left: true });
    }

    /// The step as a draft; else what keeps it from being carried over.
    fn draft(&self, entry: &Entry, section: Section<'a>) -> Result<(StepDraft, Vec<Note>, Vec<Comment>), Box<Note>> {
        let (mut read, comments) = self.configuration(entry, section)?;
        let mut notes: Vec<Note> = std::mem::take(&mut read.settings.notes);
        let place = section.entry(Field::ParallelRunConfig.name()).map_or(entry.key_span, |entry| entry.span);
        notes.iter_mut().for_each(|note| note.span = place);
        read.set_batch_size();
        let ports = Ports::read(section, entry, &read, &self.sources, self.document.text())?;
        notes.extend(ports.notes);
        let own = section.section(NESTED).filter(|_| section.entry("type").is_none()).unwrap_or(section);
        let name = own.text("name").unwrap_or_else(|| entry.key.clone());
        let component = component_name(&name);
        if component != name {
            read.settings.set(Field::DisplayName, Term::text(name));
        }
        let reuse = own.value("allow_reuse").map(|value| term(value, self.document.text()));
        if let Some(reuse) = reuse {
            read.settings.set(Field::IsDeterministic, reuse);
        }
        Ok((StepDraft { name: component, settings: read.settings.terms, ..ports.draft }, notes, comments))
    }

    /// The configuration that a step names, and the comments of its file.
    fn configuration(&self, entry: &Entry, section: Section) -> Result<(Configuration, Vec<Comment>), Box<Note>> {
        let key = Field::ParallelRunConfig.name();
        let span = section.entry(key).map_or(entry.key_span, |entry| entry.span);
        let path = section.text(key).unwrap_or_default();
        let missing = || {
            let why = message!("its configuration `{path}` is not there", path = path);
            let advice = message!("put the file where the step names it, then migrate again");
            Box::new(note(Weight::Left, key, span, why, advice))
        };
        let file: Arc<Document> = self.project.referenced(self.document, &path).ok_or_else(missing)?;
        let root = file.model().root.as_ref().and_then(|root| root.mapping());
        let holder = root.and_then(|root| root.get(key)).filter(|_| file.faults().is_empty()).ok_or_else(missing)?;
        let config: &Mapping = holder.value.mapping().ok_or_else(missing)?;
        let index = self.plan.steps.len();
        let comments = comments::of_configuration(&file, holder, About::Component(index), index);
        Ok((Configuration::read(config, file.text()), comments))
    }

    /// The pipeline around the steps, if all that are parallel could be carried over.
    fn pipeline(&mut self, section: Section) {
        let left = self.plan.found.iter().any(|found| found.kind == Kind::Step && found.left);
        let (parameters, notes) = parameters(section);
        let stem = self.document.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("pipeline");
        if !left {
            let compute = section.text("default_compute").map(|name| (Field::DefaultCompute, Term::text(name)));
            let description = section.text("description").or_else(|| section.text("name"));
            let description = description.map(|text| (Field::Description, Term::text(text)));
            self.plan.pipelines.push(PipelineDraft {
                name: stem.to_owned(),
                steps: (0..self.plan.steps.len()).collect(),
                parameters,
                settings: description.into_iter().chain(compute).collect(),
                experiment: None,
            });
            self.plan.replaces = self.plan.found.iter().all(|found| !found.left);
        }
        let span = self.document.model().root.as_ref().and_then(|root| Some(root.mapping()?.get("pipeline")?.key_span));
        let found = Found { kind: Kind::Pipeline, name: stem.to_owned(), span: span.unwrap_or_default(), notes, left };
        self.plan.found.insert(0, found);
    }
}

/// The parameters of a pipeline that have a value; the others are noted.
fn parameters(section: Section) -> (Vec<ParameterDraft>, Vec<Note>) {
    let (mut found, mut notes) = (Vec::new(), Vec::new());
    let given = section.section("parameters");
    for (entry, parameter) in given.into_iter().flat_map(Section::sections) {
        match default(parameter) {
            Some((kind, default)) => {
                let default = Term::Known(default);
                found.push(ParameterDraft { name: entry.key.clone(), kind: kind.to_owned(), default });
            }
            None => notes.push(note(
                Weight::Left,
                &entry.key,
                entry.key_span,
                message!("the parameter has no default, and an input of a pipeline job of v2 needs a value"),
                message!("write it under `inputs` with a value"),
            )),
        }
    }
    (found, notes)
}

/// The type and the default of a parameter; v1 has one for every type but text and paths.
fn default(parameter: Section) -> Option<(&'static str, Datum)> {
    let given = parameter.value("default");
    let known = given.and_then(Datum::of);
    match parameter.text("type")?.as_str() {
        "string" => Some(("string", Datum::Text(known?.to_text()))),
        "int" => Some(("integer", known.unwrap_or(Datum::Int(0)))),
        "float" => Some(("number", known.unwrap_or(Datum::Float(0.0)))),
        "bool" => Some(("boolean", known.unwrap_or(Datum::Bool(false)))),
        "datapath" => Some(("string", Datum::Text(super::ports::place(parameter.section("default")?)?))),
        _ => None,
    }
}
