//! What is rendered and read again is the model that it was made of.

use super::{component, lower, pipeline, write};
use crate::model::{
    ArgumentDraft, Datum, Direction, FileModel, Mapping, ParallelStep, ParameterDraft, PipelineDraft, Port, PortDraft,
    PortOrigin, StepDraft, Term, Value,
};
use crate::syntax::yaml;
use crate::tables::Field;
use proptest::prelude::*;

/// Settings that a component takes.
const OWN: [Field; 13] = [
    Field::Description,
    Field::IsDeterministic,
    Field::MiniBatchSize,
    Field::PartitionKeys,
    Field::MiniBatchErrorThreshold,
    Field::ErrorThreshold,
    Field::MaxConcurrencyPerInstance,
    Field::LoggingLevel,
    Field::Timeout,
    Field::MaxRetries,
    Field::InstanceCount,
    Field::Code,
    Field::EntryScript,
];

fn lowered(text: &str) -> FileModel {
    let tree = yaml::parse(text);
    assert!(tree.errors.is_empty(), "{text}");
    lower(text, &tree)
}

/// The steps and the pipeline that files say: a component each, and the pipeline around their nodes.
fn read(components: &[String], text: &str) -> (Vec<StepDraft>, PipelineDraft) {
    let job = lowered(text);
    let nodes: Vec<&ParallelStep> = job.steps.iter().collect();
    let names: Vec<String> = nodes.iter().map(|node| node.name.clone()).collect();
    let steps = components.iter().zip(&nodes).map(|(component, node)| step(&lowered(component).steps[0], node, &names));
    let found = &job.pipelines[0];
    let parameters = found.ports(Direction::Input).map(|port| ParameterDraft {
        name: port.name().to_owned(),
        kind: "integer".to_owned(),
        default: Term::Known(Datum::of(port.value()).unwrap()),
    });
    let entry = |key: &str| found.body.get(key).map(|entry| Term::Known(Datum::of(&entry.value).unwrap()));
    let default = found.settings().and_then(|settings| settings.get("default_compute"));
    let pipeline = PipelineDraft {
        name: found.body.get("display_name").unwrap().value.known_text().unwrap().to_owned(),
        steps: (0..nodes.len()).collect(),
        parameters: parameters.collect(),
        settings: default
            .map(|entry| (Field::DefaultCompute, Term::Known(Datum::of(&entry.value).unwrap())))
            .into_iter()
            .collect(),
        experiment: entry("experiment_name"),
    };
    (steps.collect(), pipeline)
}

/// The step that a component and its node say.
fn step(component: &ParallelStep, node: &ParallelStep, names: &[String]) -> StepDraft {
    let known = |value: &Value| Term::Known(Datum::of(value).unwrap());
    let parameter = |value: &Value| parent(value, "inputs").map(Term::Parameter);
    let mut settings = Vec::new();
    for field in OWN {
        let value = component.value(field).map(known);
        settings.extend(node.value(field).and_then(parameter).or(value).map(|term| (field, term)));
    }
    settings.push((Field::Environment, known(component.value(Field::Environment).unwrap())));
    for field in [Field::Compute, Field::EnvironmentVariables] {
        settings.extend(node.value(field).map(|value| (field, known(value))));
    }
    let port = |port: Port, direction| self::port(component.port(direction, port.name()).unwrap(), port, names);
    let words = component.argument_words().unwrap().into_iter();
    StepDraft {
        name: node.name.clone(),
        settings,
        inputs: node.inputs().map(|found| port(found, Direction::Input)).collect(),
        outputs: node.outputs().map(|found| port(found, Direction::Output)).collect(),
        split: component.split_name().map(str::to_owned),
        append_row_to: component.value(Field::AppendRowTo).map(|value| own(value.text().unwrap().as_str()).unwrap().1),
        arguments: words.map(|word| argument(&word.text)).collect(),
    }
}

fn argument(word: &str) -> ArgumentDraft {
    own(word)
        .map_or_else(|| ArgumentDraft::Word(Term::text(word)), |(direction, name)| ArgumentDraft::Port(direction, name))
}

/// The port of the step itself that a binding names.
fn own(text: &str) -> Option<(Direction, String)> {
    let (side, name) = text.strip_prefix("${{")?.strip_suffix("}}")?.split_once('.')?;
    Some((Direction::of_word(side)?, name.to_owned()))
}

/// What of the pipeline a binding names.
fn parent(value: &Value, side: &str) -> Option<String> {
    let text = value.text()?.as_str().strip_prefix("${{parent.")?.strip_suffix("}}")?;
    text.strip_prefix(side)?.strip_prefix('.').map(str::to_owned)
}

fn port(declared: Port, given: Port, names: &[String]) -> PortDraft {
    let word = |mapping: Option<&Mapping>, key: &str| Some(mapping?.get(key)?.value.text()?.as_str().to_owned());
    let path = given.attribute("path").map_or(given.value(), |entry| &entry.value);
    let of_step = parent(path, "jobs").and_then(|text| {
        let (step, output) = text.split_once(".outputs.")?;
        Some(PortOrigin::Step { step: names.iter().position(|name| name == step)?, output: output.to_owned() })
    });
    let origin = of_step.or_else(|| parent(path, "inputs").map(PortOrigin::Parameter)).unwrap_or_default();
    PortDraft {
        name: given.name().to_owned(),
        kind: word(declared.attributes(), "type").unwrap(),
        mode: word(given.attributes(), "mode"),
        path: word(given.attributes(), "path").filter(|_| origin == PortOrigin::Path).map(Term::text),
        registered: word(given.attributes(), "name").map(Term::text),
        origin,
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9_./-]{1,8}",
        "\\PC{1,8}",
        Just("yes".to_owned()),
        Just("1:30".to_owned()),
        Just("it's \"a\" b".to_owned())
    ]
    .prop_filter("an expression is no text", |text| {
        !text.contains("{{") && !text.contains("[[") && !text.contains("]]")
    })
}

fn number(field: Field, bindable: bool) -> impl Strategy<Value = Option<(Field, Term)>> {
    let known = (1..1000i128).prop_map(|number| Term::Known(Datum::Int(number)));
    let bound = Just(Term::Parameter("limit".to_owned()));
    let term = if bindable { prop_oneof![known, bound].boxed() } else { known.boxed() };
    proptest::option::of(term.prop_map(move |term| (field, term)))
}

fn text(field: Field) -> impl Strategy<Value = Option<(Field, Term)>> {
    proptest::option::of(word().prop_map(move |text| (field, Term::text(text))))
}

fn settings() -> impl Strategy<Value = Settings> {
    let keys = proptest::collection::vec(word(), 1..3);
    let keys = proptest::option::of(keys.prop_map(|keys| {
        (Field::PartitionKeys, Term::Known(Datum::List(keys.into_iter().map(Datum::Text).collect())))
    }));
    let variables = proptest::option::of(("[A-Z]{1,4}", word()).prop_map(|(name, value)| {
        (Field::EnvironmentVariables, Term::Known(Datum::Mapping(vec![(name, Datum::Text(value))])))
    }));
    let reuse =
        proptest::option::of(any::<bool>().prop_map(|reuse| (Field::IsDeterministic, Term::Known(Datum::Bool(reuse)))));
    let environment = prop_oneof![
        Just(Term::text("azureml:score@latest")),
        word().prop_map(|image| Term::Known(Datum::Mapping(vec![("image".to_owned(), Datum::Text(image))]))),
    ];
    let compute = proptest::option::of(Just((Field::Compute, Term::text("azureml:cpu"))));
    let level = proptest::option::of(Just((Field::LoggingLevel, Term::text("DEBUG"))));
    let first = (text(Field::Description), reuse, text(Field::MiniBatchSize), keys);
    let second = (
        number(Field::MiniBatchErrorThreshold, true),
        number(Field::ErrorThreshold, false),
        number(Field::MaxConcurrencyPerInstance, true),
        level,
    );
    let third = (
        number(Field::Timeout, true),
        number(Field::MaxRetries, true),
        number(Field::InstanceCount, true),
        text(Field::Code),
        text(Field::EntryScript),
    );
    (first, second, third, environment, compute, variables).prop_map(|(a, b, c, environment, compute, variables)| {
        let given = [a.0, a.1, a.2, a.3, b.0, b.1, b.2, b.3, c.0, c.1, c.2, c.3, c.4];
        let environment = Some((Field::Environment, environment));
        given.into_iter().chain([environment, compute, variables]).flatten().collect()
    })
}

type Settings = Vec<(Field, Term)>;

fn steps() -> impl Strategy<Value = Vec<StepDraft>> {
    let arguments = proptest::collection::vec(word(), 0..3);
    let step = (settings(), arguments, word(), any::<bool>(), any::<bool>(), any::<bool>());
    proptest::collection::vec(step, 1..3).prop_map(|steps| {
        let steps = steps.into_iter().enumerate();
        let drafted = |(index, (settings, words, path, table, appends, registers))| StepDraft {
            inputs: vec![
                data(index, table, path),
                port_draft("limit", "integer", PortOrigin::Parameter("limit".to_owned())),
            ],
            outputs: vec![scores(appends, registers)],
            append_row_to: appends.then(|| "scores".to_owned()),
            ..bare(index, settings, words)
        };
        steps.map(drafted).collect()
    })
}

fn bare(index: usize, settings: Settings, words: Vec<String>) -> StepDraft {
    let port = |direction, name: &str| ArgumentDraft::Port(direction, name.to_owned());
    let ports = [port(Direction::Input, "limit"), port(Direction::Output, "scores")];
    StepDraft {
        name: format!("step_{index}"),
        settings,
        split: Some("data".to_owned()),
        arguments: words.into_iter().map(|word| ArgumentDraft::Word(Term::text(word))).chain(ports).collect(),
        ..StepDraft::default()
    }
}

fn port_draft(name: &str, kind: &str, origin: PortOrigin) -> PortDraft {
    PortDraft { name: name.to_owned(), kind: kind.to_owned(), mode: None, path: None, registered: None, origin }
}

/// What is split: data with a path, or the scores of the step before.
fn data(index: usize, table: bool, path: String) -> PortDraft {
    let (kind, mode) = if table { ("mltable", "direct") } else { ("uri_folder", "ro_mount") };
    let before = index.checked_sub(1).map(|step| PortOrigin::Step { step, output: "scores".to_owned() });
    let path = before.is_none().then(|| Term::text(path));
    PortDraft { mode: Some(mode.to_owned()), path, ..port_draft("data", kind, before.unwrap_or_default()) }
}

fn scores(appends: bool, registers: bool) -> PortDraft {
    PortDraft {
        path: Some(Term::text("azureml://datastores/a/paths/b.txt")),
        registered: registers.then(|| Term::text("scores")),
        ..port_draft("scores", if appends { "uri_file" } else { "uri_folder" }, PortOrigin::Path)
    }
}

fn job(steps: usize) -> impl Strategy<Value = PipelineDraft> {
    let compute = proptest::option::of(Just((Field::DefaultCompute, Term::text("azureml:cpu"))));
    (word(), proptest::option::of(word()), compute).prop_map(move |(name, experiment, compute)| PipelineDraft {
        name,
        steps: (0..steps).collect(),
        parameters: vec![ParameterDraft {
            name: "limit".to_owned(),
            kind: "integer".to_owned(),
            default: Term::Known(Datum::Int(5)),
        }],
        settings: compute.into_iter().collect(),
        experiment: experiment.map(Term::text),
    })
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_drafted((steps, draft) in steps().prop_flat_map(|steps| { let count = steps.len(); (Just(steps), job(count)) })) {
        let components: Vec<String> = steps.iter().map(|step| write(&component(step))).collect();
        let text = write(&pipeline(&draft, &steps, &|index| format!("./{index}.component.yml")));
        prop_assert_eq!(read(&components, &text), (steps, draft), "{}\n{}", components.join("\n"), text);
    }
}
