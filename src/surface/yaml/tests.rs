//! What is rendered and read again is the model that it was made of.

use super::{component, lower, pipeline, write};
use crate::model::{
    Datum, Direction, FileModel, Mapping, ParallelStep, ParameterDraft, PipelineDraft, Port, PortDraft, PortOrigin,
    StepDraft, Term, Value,
};
use crate::surface::drafting::{OWN, argument, job, own, steps};
use crate::syntax::yaml;
use crate::tables::Field;
use proptest::prelude::*;

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

proptest! {
    #[test]
    fn what_is_read_is_what_was_drafted((steps, draft) in steps().prop_flat_map(|steps| { let count = steps.len(); (Just(steps), job(count)) })) {
        let components: Vec<String> = steps.iter().map(|step| write(&component(step))).collect();
        let text = write(&pipeline(&draft, &steps, &|index| format!("./{index}.component.yml")));
        prop_assert_eq!(read(&components, &text), (steps, draft), "{}\n{}", components.join("\n"), text);
    }
}
