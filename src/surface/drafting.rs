//! Random drafts for the properties of both languages: what is rendered and read again is what was drafted.

use crate::model::{
    ArgumentDraft, Datum, Direction, ParameterDraft, PipelineDraft, PortDraft, PortOrigin, StepDraft, Term,
};
use crate::tables::Field;
use proptest::prelude::*;

/// Settings that a component takes.
pub(super) const OWN: [Field; 13] = [
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

/// The argument that a word of a command line is.
pub(super) fn argument(word: &str) -> ArgumentDraft {
    own(word)
        .map_or_else(|| ArgumentDraft::Word(Term::text(word)), |(direction, name)| ArgumentDraft::Port(direction, name))
}

/// The port of the step itself that a binding names.
pub(super) fn own(text: &str) -> Option<(Direction, String)> {
    let (side, name) = text.strip_prefix("${{")?.strip_suffix("}}")?.split_once('.')?;
    Some((Direction::of_word(side)?, name.to_owned()))
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

pub(super) fn steps() -> impl Strategy<Value = Vec<StepDraft>> {
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

pub(super) fn job(steps: usize) -> impl Strategy<Value = PipelineDraft> {
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
