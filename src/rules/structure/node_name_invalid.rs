//! PJ007 `node-name-invalid`: A key of `jobs:`, or the name that Python gives to a node, is not a valid node name.

use super::walk::{each_value, rename_everywhere};
use crate::model::{Data, FileModel, Job, Pipeline, Value, scan};
use crate::rules::{Context, names};
use crate::{message, rule};
use std::collections::HashSet;
use std::ops::Range;

rule! {
    /// A key of `jobs:`, or the name that Python gives to a node, is not a valid node name.
    ///
    /// - **Fires when** the key of a parallel node, or of any node that a parallel node refers to, does not match `^[a-z_][a-z0-9_]*$`. Python: what is assigned to `<node>.name` is no text, or does not match in lower case.
    /// - **Silent on** Python keywords (`class`, `import` load); nodes unrelated to a parallel node; in Python capitals, which the SDK makes small, and `None`.
    /// - **Why** The load fails with a message that shows a literal `{name}` instead of the name. Python: what is no text raises `AttributeError` at that line, a wrong text "Invalid node name found" when the pipeline function runs.
    /// - **Fix** lower-case and replace other characters by `_`, in the key and in every `${{parent.jobs.…}}` of the file; unsafe, because tools outside may use the name.
    ///
    /// Invalid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// jobs:
    ///   Score-Files:
    ///     type: parallel
    ///     compute: azureml:cpu-cluster
    ///     component: azureml:score_files:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// jobs:
    ///   score_files:
    ///     type: parallel
    ///     compute: azureml:cpu-cluster
    ///     component: azureml:score_files:1
    /// ```
    PJ007 "node-name-invalid" Error, on: [Pipeline, SdkV2], sdk: Poor, costs: false, fix: Unsafe, pipeline: check_pipeline, file: check_file
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    let invalid = |job: &&Job| !names::is_node_name(job.name());
    if !pipeline.jobs.iter().any(|job| invalid(&job)) {
        return;
    }
    let referred = referred(pipeline);
    for job in pipeline.jobs.iter().filter(invalid) {
        if job.step.is_some() || referred.contains(job.name()) {
            report(pipeline, job, cx);
        }
    }
}

/// Python: what is assigned to the names of nodes.
fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for made in &file.uses {
        if cx.component(&made.component).is_some() {
            made.names.iter().for_each(|value| assigned(value, made.node.is_some(), cx));
        }
    }
}

/// Judges a name. What is no text is wrong at once, a text where the node certainly is one of a pipeline.
fn assigned(value: &Value, in_pipeline: bool, cx: &mut Context) {
    let text = match &value.data {
        Data::Text(text) => text.as_str(),
        Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::List(_) | Data::Tuple(_) | Data::Mapping(_) => {
            let message = message!("{kind} is no name for a node; this line raises `AttributeError`", kind = value.data.kind());
            cx.report(value.span, message).help(message!("write lower-case letters, digits and `_`"));
            return;
        }
        _ => return,
    };
    if !in_pipeline || text.is_empty() || names::is_node_name(&text.to_lowercase()) {
        return;
    }
    let message = message!("`{node}` is no name for a node; the pipeline function raises when it runs", node = text);
    let finding = cx.report(value.span, message);
    match names::node_name(text) {
        Some(name) => finding.help(message!("write lower-case letters, digits and `_`: `{name}`", name = name)),
        None => finding.help(message!("write lower-case letters, digits and `_`")),
    };
}

fn report<'a>(pipeline: &'a Pipeline, job: &'a Job, cx: &mut Context<'a>) {
    let message = message!(
        "`{node}` is no name for a node; the SDK refuses it, with a message that says `{name}` in place of the name",
        node = job.name(),
    );
    let name = names::node_name(job.name()).filter(|name| pipeline.job(name).is_none());
    let edits = name.as_ref().and_then(|name| {
        let mut values = Vec::new();
        pipeline.body.entries.iter().for_each(|entry| each_value(&entry.value, &mut |value| values.push(value)));
        rename_everywhere(cx, &job.entry, name, &values, |body| job_named(body).filter(|range| body[range.clone()] == *job.name()))
    });
    let finding = cx.report(job.entry.key_span, message);
    match name {
        Some(name) => {
            let help = message!("write lower-case letters, digits and `_`: `{name}`", name = name);
            finding.help(help).fix_unsafe(super::rename::title(&name), edits)
        }
        None => finding.help(message!("write lower-case letters, digits and `_`")),
    };
}

/// The names of the nodes that parallel nodes refer to.
fn referred(pipeline: &Pipeline) -> HashSet<String> {
    let mut found = HashSet::new();
    for job in pipeline.jobs.iter().filter(|job| job.step.is_some()) {
        each_value(&job.entry.value, &mut |value| {
            let Some(text) = value.text_with_holes() else { return };
            let bodies = scan(text.as_str()).expressions.into_iter().map(|expression| expression.body(text.as_str()).to_owned());
            found.extend(bodies.filter_map(|body| Some(body[job_named(&body)?].to_owned())));
        });
    }
    found
}

/// The node's name in the inside of an expression, `parent.jobs.<name>.outputs.<port>`.
fn job_named(body: &str) -> Option<Range<usize>> {
    const HEAD: &str = "parent.jobs.";
    let rest = body.strip_prefix(HEAD)?;
    let end = rest.find(".outputs.").or_else(|| rest.find('.')).unwrap_or(rest.len());
    Some(HEAD.len()..HEAD.len() + end)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const PIPELINE: &str = "
        type: pipeline
        settings: {default_compute: azureml:cpu-cluster}
        jobs:
          Prep-1:
          ^^^^^^ PJ007
            type: command
            component: azureml:prep:1
          other-one:
            type: command
            component: azureml:prep:1
            inputs:
              a: ${{parent.jobs.Prep-1.outputs.x}}
          score:
            type: parallel
            component: azureml:score_files:1
            inputs:
              data: ${{parent.jobs.Prep-1.outputs.x}}
        ";

    #[test]
    fn draws_the_key() {
        check("yaml file", PIPELINE);
        check("yaml file", &PIPELINE.replace("Prep-1:\n          ^^^^^^ PJ007", "class:").replace("Prep-1", "class"));
        check("yaml file", "type: pipeline\njobs:\n  Score:\n  ^^^^^ PJ007\n    type: parallel\n    compute: c\n    component: azureml:x:1");
    }

    #[test]
    fn python_names_nodes() {
        let check_names = |body: &str| {
            let function = format!("@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    node = score(data=images)\n    {body}");
            check("python v2 after", &function);
        };
        check_names("node.name = 'score-all'\n                ^^^^^^^^^^^ PJ007");
        check_names("node.name = '1st'\n                ^^^^^ PJ007");
        check_names("node.name = '${{parent.inputs.images}}'\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ007");
        check_names("node.name = 5\n                ^ PJ007");
        for name in ["'Score_All'", "'class'", "''", "None", "images", "f'score-{images}'"] {
            check_names(&format!("node.name = {name}"));
        }
        check("python v2 after", "other.name = 'a-b'\nnode = score(data=x)\nnode.name = 'a-b'");
    }

    #[test]
    fn renames_everywhere() {
        insta::assert_snapshot!(fix_of("PJ007", "yaml file", PIPELINE), @r"
        unsafe
        -  Prep-1:
        +  prep_1:
        -      a: ${{parent.jobs.Prep-1.outputs.x}}
        +      a: ${{parent.jobs.prep_1.outputs.x}}
        -      data: ${{parent.jobs.Prep-1.outputs.x}}
        +      data: ${{parent.jobs.prep_1.outputs.x}}
        ");
    }
}
