//! PJ003 `node-type-missing`: A node with a parallel task has no `type`.

use crate::model::{PARALLEL, Pipeline};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// A node with a parallel task has no `type`.
    ///
    /// - **Fires when** a node has neither `type` nor `component`, but has `task`, or both `input_data` and `mini_batch_size`.
    /// - **Silent on** component nodes; nodes whose `type` comes by merge key.
    /// - **Why** It loads: the SDK tries its node schemas in turn and the parallel one happens to fit. A wrong key elsewhere in the node then yields errors about other node types.
    /// - **Fix** insert `type: parallel` as the first key (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=type
    /// mini_batch_size: "10"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// type: parallel
    /// ```
    PJ003 "node-type-missing" Warning, on: [Pipeline], sdk: No, costs: false, fix: Safe, pipeline: check_pipeline
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    let steps = &cx.model().steps;
    for job in &pipeline.jobs {
        let inline = job.step.and_then(|index| steps.get(index)).is_some_and(|step| step.surface == Surface::Inline);
        let Some(body) = job.body().filter(|body| inline && !body.open && !body.has(Field::Type.name())) else { continue };
        let message = message!(
            "the node `{node}` has no type; the SDK guesses it, and a wrong key gives errors about other kinds of node",
            node = job.name(),
        );
        let edits = cx.rewrite().insert_first(body, Field::Type.name(), &Literal::text(PARALLEL));
        let help = message!("add `type: {parallel}`", parallel = PARALLEL);
        let title = message!("Add `type: {parallel}`", parallel = PARALLEL);
        cx.report(job.entry.key_span, message).help(help).fix_safe(title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const NODE: &str = "
        type: pipeline
        jobs:
          score:
          ^^^^^ PJ003
            compute: azureml:cpu-cluster
            inputs:
              data: {type: uri_folder, path: azureml:images:1}
            input_data: ${{inputs.data}}
            mini_batch_size: '10'
            mini_batch_error_threshold: 1
            retry_settings: {timeout: 60}
            task:
              type: run_function
              code: ./src
              entry_script: score.py
              environment: azureml:score-env:1
        ";

    #[test]
    fn draws_the_node() {
        check("yaml file", NODE);
        check("yaml inline", "type: parallel");
        let merged = NODE.replace("  score:\n", "  score:\n            <<: *base\n").replace("          ^^^^^ PJ003\n", "");
        check("yaml file", &merged.replace("        jobs:", "        x-base: &base\n          type: parallel\n        jobs:"));
    }

    #[test]
    fn inserts_the_type_first() {
        assert_eq!(fix_of("PJ003", "yaml file", NODE), "safe\n+    type: parallel\n");
    }
}
