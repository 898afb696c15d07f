//! PJ002 `node-type-misspelled`: A node's `type` looks like `parallel` but is no type the SDK knows.

use crate::model::{PARALLEL, Pipeline, means_parallel};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A node's `type` looks like `parallel` but is no type the SDK knows.
    ///
    /// - **Fires when** a node has a `type` outside `command, import, sweep, parallel, pipeline, automl, spark, data_transfer` that is near `parallel` or starts with `parallel` followed by `_`, `-`, `run`, `step` or `job`.
    /// - **Silent on** other unknown types; `parallel_for`, `do_while`, `if_else` (private preview); `type: Parallel` in any case, which the SDK accepts.
    /// - **Why** The SDK refuses the node and lists the known types; without the right type nothing else in the node can be checked.
    /// - **Fix** replace the value by `parallel` (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// type: parallel_run
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// type: parallel
    /// ```
    PJ002 "node-type-misspelled" Error, on: [Pipeline], sdk: Yes, costs: false, fix: Safe, pipeline: check_pipeline
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for job in pipeline.jobs.iter().filter(|job| job.step.is_none()) {
        let Some(entry) = job.body().and_then(|body| body.get(Field::Type.name())) else { continue };
        let Some(word) = entry.value.known_text().filter(|word| means_parallel(word)) else { continue };
        let message = message!("there is no type `{word}`; the SDK refuses the node `{node}`", word = word, node = job.name());
        let edits = cx.rewrite().set_value(&entry.value, &Literal::text(PARALLEL));
        let help = message!("write `type: {parallel}`", parallel = PARALLEL);
        cx.report(entry.value.span, message).help(help).fix_safe(message!("Write `{parallel}`", parallel = PARALLEL), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_word() {
        for word in ["paralel", "parallel_run", "parallelRunStep", "parallel-job"] {
            check("yaml inline", &format!("type: {word}\n      {} PJ002", "^".repeat(word.len())));
        }
        for word in ["Parallel", "parallel_for", "docker", "${{parent.inputs.type}}"] {
            check("yaml inline", &format!("type: {word}"));
        }
    }

    #[test]
    fn writes_the_word() {
        let fix = fix_of("PJ002", "yaml inline", "type: 'paralel' # x");
        assert_eq!(fix, "safe\n-    type: 'paralel' # x\n+    type: 'parallel' # x\n");
    }
}
