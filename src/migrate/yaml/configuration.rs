//! A `parallel_run_config` file: the settings of a step that is made elsewhere. It becomes a component with a place for
//! what the step is given.

use super::section::{Section, term};
use super::{comments, environment, note};
use crate::document::Document;
use crate::message;
use crate::migrate::settings::{self, Settings, Speller, component_name};
use crate::migrate::{About, Found, Kind, Note, Plan, Weight};
use crate::model::{
    ArgumentDraft, Data, Datum, Entry, Mapping, ParallelStep, PortDraft, PortOrigin, StepDraft, Term, Value,
};
use crate::tables::{self, Field, Place, Surface};
use std::cell::RefCell;
use std::sync::Arc;

/// What a configuration says, wherever it is written.
pub(super) struct Configuration {
    pub settings: Settings,
    /// Whether the rows that the script returns are collected in a file.
    pub appends: bool,
    /// The name of that file.
    pub file_name: Option<String>,
    /// The share of mini-batches that may fail.
    pub failed_percent: Option<Term>,
}

impl Configuration {
    /// Reads the mapping under `parallel_run_config`; `text` is that of its file.
    pub(super) fn read(mapping: &Mapping, text: &str) -> Self {
        let config =
            Arc::new(Mapping { entries: Section::of(mapping).entries().cloned().collect(), ..mapping.clone() });
        let body = Arc::new(Mapping { entries: Vec::new(), ..mapping.clone() });
        let step = ParallelStep {
            config: Some(Arc::clone(&config)),
            ..ParallelStep::new(Surface::V1Yaml, mapping.span, mapping.span, body)
        };
        let speller = Speaking { text, key: environment_key(Section::of(&config)), notes: RefCell::default() };
        let mut settings = settings::settings(&step, &speller);
        settings.notes.extend(speller.notes.take());
        let word = step.value(Field::OutputAction).and_then(Value::known_text).unwrap_or_default();
        Self {
            settings,
            appends: !word.eq_ignore_ascii_case("summary_only"),
            file_name: step.value(Field::AppendRowFileName).and_then(Value::known_text).map(str::to_owned),
            failed_percent: step.value(Field::AllowedFailedPercent).map(|value| term(value, text)),
        }
    }

    /// Whether what is split is a table: the size of a mini-batch has a unit, which files have not.
    pub(super) fn splits_table(&self) -> bool {
        let size = self.settings.get(Field::MiniBatchSize).and_then(Term::known).map(Datum::to_text);
        size.is_some_and(|size| size.ends_with(|c: char| !c.is_ascii_digit()))
    }

    /// Writes out the size of a mini-batch that v1 takes where none is given; v2 sends 0.
    pub(super) fn set_batch_size(&mut self) {
        if self.settings.get(Field::MiniBatchSize).or(self.settings.get(Field::PartitionKeys)).is_none() {
            self.settings.set(Field::MiniBatchSize, Term::text("10"));
        }
    }

    /// The percentage that may fail, which has no field, as arguments.
    pub(super) fn failed_percent(&self) -> impl Iterator<Item = ArgumentDraft> {
        let flag = Term::text(format!("--{}", Field::AllowedFailedPercent.name()));
        self.failed_percent.iter().flat_map(move |percent| [flag.clone(), percent.clone()]).map(ArgumentDraft::Word)
    }
}

/// The key by which the environment is given; older files name it in other ways.
fn environment_key(config: Section) -> String {
    let keys = ["environment", "environment_dir_path", "environment_name"];
    keys.into_iter().find(|key| config.entry(key).is_some()).unwrap_or_default().to_owned()
}

/// What `ParallelRunConfig.load_yaml` reads of a file: the arguments that it makes the configuration with. Keys that it
/// does not know are not there for it.
pub(in crate::migrate) struct Arguments {
    pub mapping: Mapping,
    /// The key of the file by which the environment is given.
    environment: String,
}

impl Arguments {
    /// Reads a file; nothing if it holds no configuration.
    pub(in crate::migrate) fn of(file: &Document) -> Option<Self> {
        let root = file.model().root.as_ref().and_then(Value::mapping).filter(|_| file.faults().is_empty())?;
        let config = Section::of(root).section(Field::ParallelRunConfig.name())?;
        let environment = environment_key(config);
        let argument = |entry: &Entry| {
            let field = tables::lookup(Surface::V1Yaml, Place::Config, &entry.key)?.field;
            let key = tables::entry(Surface::SdkV1, Place::Config, field)?.key;
            let counts = field != Field::Environment || entry.key == environment;
            counts.then(|| Entry { key: key.to_owned(), ..entry.clone() })
        };
        let entries = config.entries().filter_map(argument).collect();
        Some(Self { mapping: Mapping { span: root.span, entries, open: false, layout: root.layout }, environment })
    }

    /// What the environment becomes.
    pub(in crate::migrate) fn environment(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        environment::term(value, &self.environment, notes)
    }
}

/// How the values of a configuration are said in v2.
struct Speaking<'a> {
    text: &'a str,
    key: String,
    notes: RefCell<Vec<Note>>,
}

impl Speller for Speaking<'_> {
    fn term(&self, value: &Value) -> Term {
        term(value, self.text)
    }

    fn text(&self, value: &Value) -> Term {
        match Datum::of(value) {
            Some(datum) => Term::text(datum.to_text()),
            None => self.term(value),
        }
    }

    fn parameter(&self, _: &Value) -> Option<String> {
        None
    }

    fn environment(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        environment::term(value, &self.key, notes)
    }

    fn compute(&self, value: &Value, _: &mut Vec<Note>) -> Option<Term> {
        Some(self.term(value))
    }
}

/// What the migration of a configuration's file is.
pub(super) fn plan(document: &Document) -> Plan {
    let root = document.model().root.as_ref().and_then(Value::mapping);
    let Some(holder) = root.and_then(|root| root.get(Field::ParallelRunConfig.name())) else { return Plan::default() };
    let Data::Mapping(mapping) = &holder.value.data else { return Plan::default() };
    let mut read = Configuration::read(mapping, document.text());
    let name = document.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("component").to_owned();
    let step = component(&mut read, component_name(&name));
    let mut notes = std::mem::take(&mut read.settings.notes);
    notes.extend(homeless(mapping, holder));
    let found = Found { kind: Kind::Configuration, name, span: holder.key_span, notes, left: false };
    let comments = comments::of_configuration(document, holder, About::Component(0), 0);
    Plan { found: vec![found], steps: vec![step], comments, ..Plan::default() }
}

/// A component with the settings of a configuration.
fn component(read: &mut Configuration, name: String) -> StepDraft {
    let (kind, mode) = if read.splits_table() { ("mltable", "direct") } else { ("uri_folder", "ro_mount") };
    read.set_batch_size();
    let port = |name: &str, kind: &str, mode: Option<&str>| PortDraft {
        name: name.to_owned(),
        kind: kind.to_owned(),
        mode: mode.map(str::to_owned),
        path: None,
        registered: None,
        origin: PortOrigin::Path,
    };
    StepDraft {
        name,
        settings: std::mem::take(&mut read.settings.terms),
        inputs: vec![port("data", kind, Some(mode))],
        outputs: vec![port("result", if read.appends { "uri_file" } else { "uri_folder" }, None)],
        split: Some("data".to_owned()),
        append_row_to: read.appends.then(|| "result".to_owned()),
        arguments: read.failed_percent().collect(),
    }
}

/// What a configuration leaves open, and what it says that a component cannot.
fn homeless(config: &Mapping, holder: &Entry) -> Vec<Note> {
    let config = Section::of(config);
    let mut found = vec![note(
        Weight::Changed,
        "inputs",
        holder.key_span,
        message!("the configuration does not say what is split; the component takes it as `data`"),
        message!("set `type` and `mode` of `data` to those of your data, and give it at the node"),
    )];
    for key in ["compute_target_name", "environment_variables"] {
        found.extend(config.entry(key).map(|entry| {
            note(
                Weight::Left,
                key,
                entry.span,
                message!("a component of v2 does not take it"),
                message!("write it at the node that uses the component"),
            )
        }));
    }
    found.extend(config.entry("append_row_file_name").map(|entry| {
        note(
            Weight::Left,
            &entry.key,
            entry.span,
            message!("the file of an output is named by its `path`, which stands at the node"),
            message!("end the `path` of the output with this name"),
        )
    }));
    found
}
