//! The same step in every spelling gives the same model: fields and ports compared by what they are, without spans.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use parlint::document::{Document, Language};
use parlint::model::{Data, Direction, ParallelStep, Value};
use parlint::tables::{Field, Surface};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// What a step says, one line a field.
fn said(step: &ParallelStep) -> BTreeMap<String, String> {
    // What only one spelling has, or what holds the other fields.
    let skipped =
        [Field::Type, Field::TaskType, Field::Schema, Field::Name, Field::Version, Field::Task, Field::Resources];
    let ports = [Field::Inputs, Field::Outputs];
    let fields = Field::ALL.iter().filter(|field| !skipped.contains(field) && !ports.contains(field));
    let mut all: BTreeMap<String, String> =
        fields.filter_map(|field| Some((field.name().to_owned(), shown(step.value(*field)?)))).collect();
    for direction in [Direction::Input, Direction::Output] {
        for port in step.ports(direction) {
            let kind = port.type_word().unwrap_or_default();
            let mode = port.mode_word().unwrap_or_default();
            all.insert(format!("{} {}", direction.word(), port.name()), format!("{kind} {mode}"));
        }
    }
    all
}

fn shown(value: &Value) -> String {
    match &value.data {
        Data::Text(text) => text.as_str().to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::List(items) => items.iter().map(|item| shown(item) + ",").collect(),
        data => match value.mapping() {
            Some(mapping) => mapping.effective().fold(String::new(), |mut text, entry| {
                let _ = write!(text, "{}={};", entry.key, shown(&entry.value));
                text
            }),
            None => data.kind().english(),
        },
    }
}

fn step(path: &str, text: &str, surface: Surface) -> ParallelStep {
    let language = Language::of(Path::new(path)).unwrap();
    let document = Document::new(Path::new(path), text.to_owned(), language);
    assert!(document.faults().is_empty(), "{text}\n{:?}", document.faults());
    let steps = &document.model().steps;
    steps.iter().find(|step| step.surface == surface).unwrap_or_else(|| panic!("no {surface:?} in\n{text}")).clone()
}

fn indent(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// `keys` are YAML keys of a step, `keywords` those of `parallel_run_function`, `task` and `run` their tasks'.
#[track_caller]
fn check(keys: &str, task: &str, keywords: &str, run: &str) {
    let yaml = format!("{keys}\ntask:\n  type: run_function\n{}", indent(task, 2));
    let inline = format!("type: pipeline\njobs:\n  score:\n    type: parallel\n{}", indent(&yaml, 4));
    let component = format!("type: parallel\nname: score\nversion: '1'\n{yaml}");
    let imports = "from azure.ai.ml import Input, Output\nfrom azure.ai.ml.entities import Environment\nfrom azure.ai.ml.parallel import parallel_run_function, RunFunction\n";
    let direct = format!("{imports}score = parallel_run_function({keywords}, task=RunFunction({run}))\n");
    let named = format!(
        "{imports}SETTINGS = 1\ntask = RunFunction({run})\nscore = parallel_run_function({keywords}, task=task)\n"
    );
    let cell = serde_json::json!({"cell_type": "code", "metadata": {}, "outputs": [], "source": [format!("%pip list\n{direct}")]});
    let notebook = serde_json::json!({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).to_string();
    let expected = said(&step("job.yml", &inline, Surface::Inline));
    assert!(!expected.is_empty());
    assert_eq!(said(&step("job.py", &direct, Surface::SdkV2)), expected, "\n{inline}\n{direct}");
    assert_eq!(said(&step("job.py", &named, Surface::SdkV2)), expected, "\n{inline}\n{named}");
    assert_eq!(said(&step("job.ipynb", &notebook, Surface::SdkV2)), expected, "\n{inline}\n{notebook}");
    // A component writes its ports in words of its own; everything else is the same.
    let settings =
        |all: BTreeMap<String, String>| all.into_iter().filter(|(key, _)| !key.contains(' ')).collect::<Vec<_>>();
    assert_eq!(settings(said(&step("score.yml", &component, Surface::Component))), settings(expected), "\n{component}");
}

#[test]
fn the_same_step_in_every_spelling() {
    check("mini_batch_size: '10'", "code: ./src", "mini_batch_size='10'", "code='./src'");
    check(
        "error_threshold: 5\nmini_batch_error_threshold: -1\nmax_concurrency_per_instance: 2",
        "entry_script: score.py",
        "error_threshold=5, mini_batch_error_threshold=-1, max_concurrency_per_instance=2",
        "entry_script=\"score.py\"",
    );
    check(
        "retry_settings:\n  timeout: 60\n  max_retries: 2",
        "environment: azureml:e:1",
        "retry_settings=dict(timeout=60, max_retries=2)",
        "environment='azureml:e:1'",
    );
    check(
        "resources: {instance_count: 4}\nlogging_level: DEBUG",
        "program_arguments: >-\n  --a 1\n  --b ${{inputs.data}}",
        "instance_count=4, logging_level='DEBUG'",
        "program_arguments='--a 1 ' + '--b ${{inputs.data}}'",
    );
    check(
        "inputs:\n  data: {type: uri_folder, path: azureml:d:1, mode: ro_mount}\noutputs:\n  out: {type: uri_file}\ninput_data: ${{inputs.data}}",
        "append_row_to: ${{outputs.out}}",
        "inputs={'data': Input(type='uri_folder', path='azureml:d:1', mode='ro_mount')}, outputs=dict(out=Output(type='uri_file')), input_data='${{inputs.data}}'",
        "append_row_to='${{outputs.out}}'",
    );
    check(
        "partition_keys:\n- store\n- brand",
        "environment:\n  image: i\n  conda_file: c.yml",
        "partition_keys=['store', 'brand']",
        "environment=Environment(image='i', conda_file='c.yml')",
    );
}
