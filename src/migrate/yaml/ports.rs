//! What a step of a v1 pipeline is given and writes, and its arguments, which name both. Knows the keys of v1's pipeline
//! files for data.

use super::configuration::Configuration;
use super::note;
use super::section::{Section, term};
use crate::message;
use crate::message::Message;
use crate::migrate::{Note, Weight};
use crate::model::{ArgumentDraft, Direction, Entry, PortDraft, PortOrigin, StepDraft, Term, Value};
use std::collections::HashMap;

/// What inputs of steps may name.
pub(super) struct Sources<'a> {
    references: Option<Section<'a>>,
    parameters: Option<Section<'a>>,
    /// What steps write, by the name of the destination: the step among the drafts, unless it is of another kind, and its
    /// output.
    outputs: HashMap<String, (Option<usize>, String)>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(pipeline: Section<'a>) -> Self {
        let references = pipeline.section("data_references");
        Self { references, parameters: pipeline.section("parameters"), outputs: HashMap::new() }
    }

    /// Takes note of what a step writes.
    pub(super) fn add_outputs(&mut self, step: Section, index: Option<usize>) {
        for (entry, output) in step.section("outputs").into_iter().flat_map(Section::sections) {
            if let Some(destination) = output.text("destination") {
                self.outputs.insert(destination, (index, entry.key.clone()));
            }
        }
    }
}

/// A place in a datastore.
pub(super) fn place(section: Section) -> Option<String> {
    let path = section.text("path_on_datastore")?;
    Some(format!("azureml://datastores/{}/paths/{}", section.text("datastore")?, path.trim_start_matches('/')))
}

/// The ports and arguments of a step.
pub(super) struct Ports<'a> {
    pub draft: StepDraft,
    pub notes: Vec<Note>,
    sources: &'a Sources<'a>,
    tables: bool,
}

impl<'a> Ports<'a> {
    /// Reads them; else what keeps the step from being carried over.
    pub(super) fn read(
        step: Section<'a>,
        entry: &Entry,
        read: &Configuration,
        sources: &'a Sources<'a>,
        text: &str,
    ) -> Result<Self, Box<Note>> {
        let mut ports = Self { draft: StepDraft::default(), notes: Vec::new(), sources, tables: read.splits_table() };
        ports.split(step, entry)?;
        for (entry, input) in step.section("side_inputs").into_iter().flat_map(Section::sections) {
            ports.input(entry, input, false);
        }
        ports.output(step, read);
        ports.arguments(step.value("arguments"), text);
        ports.implicit(step, read);
        ports.draft.arguments.extend(read.failed_percent());
        Ok(ports)
    }

    fn split(&mut self, step: Section, entry: &Entry) -> Result<(), Box<Note>> {
        let inputs = step.section("inputs");
        let given: Vec<_> = inputs.into_iter().flat_map(Section::sections).collect();
        let span = step.entry("inputs").map_or(entry.key_span, |entry| entry.key_span);
        let obstacle = |why, advice| Err(Box::new(note(Weight::Left, "inputs", span, why, advice)));
        match given.as_slice() {
            [(entry, input)] => {
                self.input(entry, *input, true);
                self.draft.split = Some(entry.key.clone());
                Ok(())
            }
            [] => obstacle(message!("the step has no input to split"), message!("give it one, then migrate again")),
            _ => obstacle(
                message!("v1 splits several inputs, a step of v2 splits one"),
                message!(
                    "merge the data into one folder or table, or make one step for each input, then migrate again"
                ),
            ),
        }
    }

    fn input(&mut self, entry: &Entry, input: Section, split: bool) {
        let source = input.text("source").unwrap_or_default();
        let download = input.text("bind_mode").or(input.text("type")).is_some_and(|mode| mode == "download");
        let mut port = PortDraft {
            name: entry.key.clone(),
            kind: "uri_folder".to_owned(),
            // The inputs that are split are mounted whatever is asked for.
            mode: Some(if download && !split { "download" } else { "ro_mount" }.to_owned()),
            path: None,
            registered: None,
            origin: PortOrigin::Path,
        };
        if let Err(why) = self.trace(&source, &mut port) {
            let advice = message!("give the input at the node, by hand");
            self.notes.push(note(Weight::Left, &entry.key, entry.key_span, why, advice));
        }
        if split && self.tables {
            port.kind = "mltable".to_owned();
            port.mode = Some("direct".to_owned());
        }
        self.draft.inputs.push(port);
    }

    /// Where the data of an input comes from; else why that cannot be said.
    fn trace(&self, source: &str, port: &mut PortDraft) -> Result<(), Message> {
        if let Some(reference) = self.sources.references.and_then(|all| all.section(source)) {
            return trace_reference(reference, port);
        }
        if self.sources.parameters.is_some_and(|all| all.entry(source).is_some()) {
            port.origin = PortOrigin::Parameter(source.to_owned());
            return Ok(());
        }
        match self.sources.outputs.get(source) {
            Some((Some(step), output)) => {
                port.origin = PortOrigin::Step { step: *step, output: output.clone() };
                Ok(())
            }
            _ => Err(message!("no parallel step of the pipeline writes `{source}`", source = source)),
        }
    }

    fn output(&mut self, step: Section, read: &Configuration) {
        // v1 takes the first one only.
        let Some((entry, output)) = step.section("outputs").and_then(|outputs| outputs.sections().next()) else {
            return;
        };
        let upload = output.text("bind_mode").or(output.text("type")).is_some_and(|mode| mode == "upload");
        self.draft.outputs.push(PortDraft {
            name: entry.key.clone(),
            kind: if read.appends { "uri_file" } else { "uri_folder" }.to_owned(),
            mode: upload.then(|| "upload".to_owned()),
            path: None,
            registered: None,
            origin: PortOrigin::Path,
        });
        self.draft.append_row_to = read.appends.then(|| entry.key.clone());
        let file = read.file_name.as_ref().filter(|_| read.appends);
        self.notes.extend(file.map(|name| {
            note(
                Weight::Changed,
                "append_row_file_name",
                entry.key_span,
                message!("the system names the file of rows, no longer `{name}`", name = name.as_str()),
                message!("give the output a `path` that ends with the name if others read it"),
            )
        }));
        self.notes.extend(output.entry("datastore").map(|store| {
            note(
                Weight::Changed,
                "datastore",
                store.span,
                message!("the output goes to the default datastore, since v1 chose the path itself"),
                message!("give the output a `path` in the datastore"),
            )
        }));
    }

    fn arguments(&mut self, value: Option<&Value>, text: &str) {
        for item in value.and_then(Value::items).into_iter().flatten() {
            let word = item.text().and_then(|word| self.port_named(word.as_str()));
            self.draft.arguments.push(word.unwrap_or_else(|| ArgumentDraft::Word(term(item, text))));
        }
    }

    /// The port that an argument names: `input:<name>`, `side_input:<name>`, `output:<name>`.
    fn port_named(&self, word: &str) -> Option<ArgumentDraft> {
        let (kind, name) = word.split_once(':')?;
        let direction = match kind {
            "input" | "side_input" => Direction::Input,
            "output" => Direction::Output,
            _ => return None,
        };
        let known = self.draft.ports(direction).iter().any(|port| port.name == name);
        known.then(|| ArgumentDraft::Port(direction, name.to_owned()))
    }

    /// What v1 hands to the script without being asked: side inputs, and the output where no rows are collected.
    fn implicit(&mut self, step: Section, read: &Configuration) {
        for (entry, _) in step.section("side_inputs").into_iter().flat_map(Section::sections) {
            self.hand_over(entry, Direction::Input, &entry.key);
        }
        let outputs = step.section("outputs").filter(|_| !read.appends);
        if let Some((entry, _)) = outputs.and_then(|outputs| outputs.sections().next()) {
            self.hand_over(entry, Direction::Output, "output_dir");
        }
    }

    fn hand_over(&mut self, entry: &Entry, direction: Direction, flag: &str) {
        let port = ArgumentDraft::Port(direction, entry.key.clone());
        if self.draft.arguments.contains(&port) {
            return;
        }
        let flag = format!("--{flag}");
        self.notes.push(note(
            Weight::Left,
            &entry.key,
            entry.key_span,
            message!(
                "the script of v1 finds `{name}` by itself; in v2 the new argument `{flag}` hands it over",
                name = entry.key.as_str(),
                flag = flag.as_str()
            ),
            message!("read this argument in the entry script"),
        ));
        self.draft.arguments.extend([ArgumentDraft::Word(Term::text(flag)), port]);
    }
}

/// What a data reference names.
fn trace_reference(reference: Section, port: &mut PortDraft) -> Result<(), Message> {
    if let Some(name) = reference.text("dataset_name") {
        // v1 takes datasets of files only here, and its file datasets are `mltable` to v2.
        let mode = if port.mode.as_deref() == Some("download") { "eval_download" } else { "eval_mount" };
        port.kind = "mltable".to_owned();
        port.mode = Some(mode.to_owned());
        port.path = Some(Term::text(format!("azureml:{name}@latest")));
        return Ok(());
    }
    if let Some(path) = place(reference) {
        port.path = Some(Term::text(path));
        return Ok(());
    }
    match reference.text("dataset_id") {
        Some(_) => Err(message!("the dataset is named by its id, which v2 does not know")),
        None => Err(message!("tables of a database are no data of v2")),
    }
}
