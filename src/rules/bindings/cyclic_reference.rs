//! PJ212 `cyclic-reference`: Nodes wait for each other's outputs.

use super::fault::span_of;
use super::names::Names;
use crate::model::{Job, Mapping, Pipeline, Value, scan};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// Nodes wait for each other's outputs.
    ///
    /// - **Fires when** following `${{parent.jobs.<job>.outputs.…}}` from a parallel node leads back to it, directly or through other nodes.
    /// - **Silent on** references to jobs that do not exist (PJ211).
    /// - **Why** Measured: even a node that takes its own output passes.
    /// - **Fix** none. The finding lists the path.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: ${{parent.jobs.score.outputs.scores}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ212 "cyclic-reference" Error, on: [Pipeline], sdk: No, costs: false, fix: None, pipeline: check_pipeline
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    let edges: Vec<Vec<Edge>> = pipeline.jobs.iter().map(|job| edges(job, pipeline, cx)).collect();
    let mut told: Vec<Vec<usize>> = Vec::new();
    for (start, _) in pipeline.jobs.iter().enumerate().filter(|(_, job)| job.step.is_some()) {
        let Some(cycle) = cycle(start, &edges) else { continue };
        let mut members: Vec<usize> = cycle.iter().map(|edge| edge.to).collect();
        members.sort_unstable();
        if !told.contains(&members) {
            report(start, &cycle, pipeline, cx);
            told.push(members);
        }
    }
}

fn report(start: usize, cycle: &[&Edge], pipeline: &Pipeline, cx: &mut Context) {
    let Some((first, rest)) = cycle.split_first() else { return };
    let name = |index: usize| pipeline.jobs.get(index).map_or("", Job::name);
    let path = std::iter::once(start).chain(cycle.iter().map(|edge| edge.to)).map(name).collect::<Vec<_>>().join(" → ");
    let message = message!("`{name}` waits for its own output ({path}), so it never starts", name = name(start), path = path);
    let help = message!("take the data from another node or from an input of the pipeline");
    let mut finding = cx.report(first.span, message).help(help);
    for edge in rest {
        finding = finding.related(edge.span, message!("this waits for `{name}`", name = name(edge.to)));
    }
}

/// A job's need for an output of another.
struct Edge {
    to: usize,
    span: Span,
}

fn edges(job: &Job, pipeline: &Pipeline, cx: &Context) -> Vec<Edge> {
    let inputs = job.body().and_then(|body| body.get(Field::Inputs.name())).and_then(|entry| entry.value.mapping());
    let values = inputs.into_iter().flat_map(Mapping::effective).flat_map(|input| texts(&input.value));
    let of_value = |value| references(value).into_iter().filter_map(|(name, output, span)| {
        let to = pipeline.jobs.iter().position(|job| job.name() == name)?;
        Names::of_job(&pipeline.jobs[to], cx).has(&output).then_some(Edge { to, span })
    });
    values.flat_map(of_value).collect()
}

/// The texts of an input: itself, or its attributes.
fn texts(input: &Value) -> Vec<&Value> {
    match input.mapping() {
        Some(attributes) => attributes.effective().map(|entry| &entry.value).collect(),
        None => vec![input],
    }
}

/// Job and output of each `parent.jobs.<job>.outputs.<name>` in a text.
fn references(value: &Value) -> Vec<(String, String, Span)> {
    let Some(text) = value.text().map(|text| text.as_str()) else { return Vec::new() };
    let reference = |expression: &crate::model::Expression| {
        let rest = expression.body(text).strip_prefix("parent.jobs.")?;
        let (job, rest) = rest.split_once('.')?;
        let output = rest.strip_prefix("outputs.")?;
        Some((job.to_owned(), output.to_owned(), span_of(value, expression.range.clone())))
    };
    scan(text).expressions.iter().filter_map(reference).collect()
}

/// The shortest way from a job back to itself.
fn cycle(start: usize, edges: &[Vec<Edge>]) -> Option<Vec<&Edge>> {
    let mut reached: Vec<Option<(usize, &Edge)>> = vec![None; edges.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(from) = queue.pop_front() {
        for edge in &edges[from] {
            if reached[edge.to].is_some() {
                continue;
            }
            reached[edge.to] = Some((from, edge));
            if edge.to == start {
                return Some(way_back(start, &reached));
            }
            queue.push_back(edge.to);
        }
    }
    None
}

fn way_back<'e>(start: usize, reached: &[Option<(usize, &'e Edge)>]) -> Vec<&'e Edge> {
    let mut way = Vec::new();
    let mut at = start;
    while let Some((from, edge)) = reached[at].filter(|_| way.len() < reached.len()) {
        way.push(edge);
        at = from;
        if at == start {
            break;
        }
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    fn pipeline(score: &str, prepare: &str) -> String {
        format!("type: pipeline\nsettings:\n  default_compute: azureml:c\njobs:\n  prepare:\n    type: command\n    component: azureml:prepare:1\n    inputs:\n      raw: {prepare}\n  score:\n    type: parallel\n    component: azureml:score_files:1\n    inputs:\n      data:\n        type: uri_folder\n        path: {score}")
    }

    #[test]
    fn draws_the_first_reference() {
        check("yaml file", &pipeline("${{parent.jobs.score.outputs.scores}}\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ212", "azureml:a:1"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.outputs.x}}\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ212", "${{parent.jobs.score.outputs.scores}}"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.outputs.x}}", "${{parent.jobs.prepare.outputs.y}}"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.outputs.x}}", "azureml:a:1"));
    }

    #[test]
    fn names_the_way() {
        let block = pipeline("${{parent.jobs.prepare.outputs.x}}", "${{parent.jobs.score.outputs.scores}}");
        assert!(messages_of("yaml file", &block).contains("(score → prepare → score)"));
    }
}
