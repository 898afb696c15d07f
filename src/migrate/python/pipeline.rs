//! A v1 pipeline as a function of v2 that wires its steps by their data. Knows the pipeline calls of SDK v1.

use super::data::DataUse;
use super::program::Program;
use super::step::Planned;
use crate::model::{Datum, Direction, Object, Term, Value};
use crate::text::Span;

/// A pipeline that can be carried over.
pub(super) struct PlannedPipeline {
    /// The call of `Pipeline`.
    pub call: Span,
    /// Its steps in the order of their data: index among the planned ones.
    pub steps: Vec<usize>,
    /// What data the pipeline is given: name of the parameter, and the first use of it.
    pub inputs: Vec<(String, DataUse)>,
    /// Where each input of each step comes from: step, port, origin.
    pub wires: Vec<(usize, String, Wire)>,
    /// The values that it is given: name and the parameter's object.
    pub parameters: Vec<(String, Object)>,
    /// The description.
    pub description: Option<Term>,
    /// Where the steps stand in it that are not made beside it.
    pub written: Vec<(usize, Span)>,
    /// The variables of the steps, which no parameter may hide.
    variables: Vec<String>,
}

/// Where an input of a node comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wire {
    /// From a parameter of the pipeline.
    Parameter(String),
    /// From an output of another node.
    Node(usize, String),
}

/// Why a pipeline stays as it is.
pub(super) enum Obstacle {
    /// One of its steps stays.
    Step,
    /// Its steps show at run time only.
    Dynamic,
    /// It has something else than parallel steps: what, each once.
    Other(Vec<String>),
}

/// The call of `Pipeline` that an object is.
pub(super) fn is_pipeline(object: &Object) -> bool {
    object.name() == "Pipeline" && object.class.contains("pipeline.core")
}

/// Plans a pipeline; else why it has to stay as it is.
pub(super) fn plan(
    program: &Program,
    call: Span,
    object: &Object,
    steps: &[(Span, Option<Planned>)],
) -> Result<PlannedPipeline, Obstacle> {
    let listed = object.argument("steps", 1).ok_or(Obstacle::Dynamic)?;
    let (mut chosen, mut written) = (Vec::new(), Vec::new());
    gather(program, listed, steps, &mut chosen, &mut written).map_err(|obstacle| match others(listed, steps) {
        kinds if kinds.is_empty() => obstacle,
        kinds => Obstacle::Other(kinds),
    })?;
    let mut made = PlannedPipeline {
        call,
        steps: Vec::new(),
        inputs: Vec::new(),
        wires: Vec::new(),
        parameters: Vec::new(),
        description: object.argument("description", 3).map(|value| super::spell::term(program, value)),
        written,
        variables: Vec::new(),
    };
    with_producers(&mut chosen, steps);
    let holders = chosen.iter().filter_map(|index| program.site(steps[*index].0)?.target.clone());
    made.variables = holders.map(|target| target.text).collect();
    for step in in_order(&chosen, steps) {
        made.add(step, steps);
    }
    Ok(made)
}

/// The planned steps that a list names.
fn gather(
    program: &Program,
    value: &Value,
    steps: &[(Span, Option<Planned>)],
    chosen: &mut Vec<usize>,
    written: &mut Vec<(usize, Span)>,
) -> Result<(), Obstacle> {
    if let Some(items) = value.items() {
        return items.iter().try_for_each(|item| gather(program, item, steps, chosen, written));
    }
    // Its order is lost, which `beside` says.
    if let Some(listed) = value.object().filter(|object| object.name() == "StepSequence") {
        return listed.argument("steps", 0).map_or(Ok(()), |listed| gather(program, listed, steps, chosen, written));
    }
    let made = program.returned(value.span);
    match steps.iter().position(|(span, _)| *span == value.span || Some(*span) == made) {
        Some(index) if steps[index].1.is_some() => {
            if !chosen.contains(&index) {
                chosen.push(index);
                written.push((index, value.used_at()));
            }
            Ok(())
        }
        Some(_) => Err(Obstacle::Step),
        None => match value.object() {
            Some(other) => Err(Obstacle::Other(vec![other.name().to_owned()])),
            None => Err(Obstacle::Dynamic),
        },
    }
}

/// The kinds of the other steps that a list names.
fn others(listed: &Value, steps: &[(Span, Option<Planned>)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![listed];
    while let Some(value) = open.pop() {
        let sequence = value.object().filter(|object| object.name() == "StepSequence");
        open.extend(sequence.and_then(|object| object.argument("steps", 0)));
        open.extend(value.items().into_iter().flatten().rev());
        let other = value.object().filter(|object| object.name().ends_with("Step"));
        let other = other.filter(|_| !steps.iter().any(|(span, _)| *span == value.span)).map(Object::name);
        found.extend(other.filter(|kind| !found.iter().any(|known| known == kind)).map(str::to_owned));
    }
    found
}

/// The data that a step is given.
fn inputs(step: &Planned) -> impl Iterator<Item = (&String, &DataUse)> {
    step.data.iter().filter(|(direction, _, _)| *direction == Direction::Input).map(|(_, name, data)| (name, data))
}

/// The step that makes some data, and its output.
pub(super) fn producer(data: &DataUse, steps: &[(Span, Option<Planned>)]) -> Option<(usize, String)> {
    steps.iter().enumerate().find_map(|(index, (_, step))| {
        let mut outputs = step.as_ref()?.data.iter().filter(|(direction, _, _)| *direction == Direction::Output);
        outputs.find(|(_, _, made)| made.made == data.made).map(|(_, name, _)| (index, name.clone()))
    })
}

/// Adds the steps whose data the chosen ones need, as v1 does by itself.
fn with_producers(chosen: &mut Vec<usize>, steps: &[(Span, Option<Planned>)]) {
    let mut at = 0;
    while let Some(index) = chosen.get(at).copied() {
        let needed: Vec<usize> = steps[index]
            .1
            .iter()
            .flat_map(|step| inputs(step).filter_map(|(_, data)| producer(data, steps)).map(|(index, _)| index))
            .collect();
        needed.into_iter().for_each(|index| {
            if !chosen.contains(&index) {
                chosen.push(index);
            }
        });
        at += 1;
    }
}

/// The chosen steps, each after those whose data it needs.
fn in_order(chosen: &[usize], steps: &[(Span, Option<Planned>)]) -> Vec<usize> {
    let mut done: Vec<usize> = Vec::new();
    let mut open = chosen.to_vec();
    while !open.is_empty() {
        let ready = |index: &usize| {
            steps[*index]
                .1
                .iter()
                .flat_map(inputs)
                .filter_map(|(_, data)| producer(data, steps))
                .all(|(index, _)| done.contains(&index))
        };
        // A cycle cannot be: an output is made by one step. Should there be one, the order of the list does.
        let next = open.iter().position(ready).unwrap_or(0);
        done.push(open.remove(next));
    }
    done
}

impl PlannedPipeline {
    fn add(&mut self, index: usize, steps: &[(Span, Option<Planned>)]) {
        let Some(step) = &steps[index].1 else { return };
        self.steps.push(index);
        for (port, data) in inputs(step) {
            let wire = match producer(data, steps) {
                Some((node, output)) => Wire::Node(node, output),
                None => Wire::Parameter(self.input(port, data)),
            };
            self.wires.push((index, port.clone(), wire));
        }
        for (name, object) in &step.parameters {
            if !self.parameters.iter().any(|(known, _)| known == name) {
                self.parameters.push((name.clone(), object.clone()));
            }
        }
    }

    /// The parameter for some data; one for each place.
    fn input(&mut self, port: &str, data: &DataUse) -> String {
        let same = |known: &DataUse| known.made == data.made && known.download == data.download;
        if let Some((name, _)) = self.inputs.iter().find(|(_, known)| same(known)) {
            return name.clone();
        }
        let hides = self.variables.iter().any(|variable| variable == port);
        let mut name = if hides { format!("{port}_data") } else { port.to_owned() };
        let mut number = 2;
        while self.inputs.iter().any(|(known, _)| *known == name) {
            name = format!("{port}_{number}");
            number += 1;
        }
        self.inputs.push((name.clone(), data.clone()));
        name
    }
}

/// The default of a pipeline parameter.
pub(super) fn default(program: &Program, parameter: &Object) -> Option<Term> {
    parameter.argument("default_value", 1).map(|value| super::spell::term(program, value))
}

/// A default as text, where v2 wants text.
pub(super) fn as_text(term: &Term) -> Term {
    match term {
        Term::Source { text, known: Some(known) } if !matches!(known, Datum::Text(_)) => {
            let literal = text.parse::<f64>().is_ok();
            let known = known.to_text();
            if literal {
                Term::text(known)
            } else {
                Term::Source { text: format!("str({text})"), known: Some(Datum::Text(known)) }
            }
        }
        term => term.clone(),
    }
}
