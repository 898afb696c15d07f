//! PJ001 `standalone-parallel-job`: A parallel job stands alone instead of being a step of a pipeline.

use super::wrap;
use crate::model::FileModel;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A parallel job stands alone instead of being a step of a pipeline.
    ///
    /// - **Fires when** a YAML file has top-level `type: parallel` and is a job, not a component (convention 7); or Python passes to `<client>.jobs.create_or_update(...)` a name that is only ever bound to `parallel_run_function(...)`, to a call of its result, or to `ParallelJob(...)`.
    /// - **Silent on** parallel components; objects that pass through a `@pipeline` function; dynamic arguments.
    /// - **Why** `load_job` stops with `Unsupported job type: parallel.` and no line; in Python the object converts to a job whose REST form is `None`. One API page says a parallel step can be submitted alone; the schema reference and the SDK say it cannot.
    /// - **Fix** YAML: wrap the step in a `type: pipeline` job with one node, unsafe. Python: none.
    ///
    /// Invalid:
    ///
    /// ```yaml file
    /// $schema: https://azuremlschemas.azureedge.net/latest/parallelJob.schema.json
    /// type: parallel
    /// compute: azureml:cpu-cluster
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// input_data: ${{inputs.data}}
    /// mini_batch_size: "10"
    /// mini_batch_error_threshold: 5
    /// retry_settings:
    ///   timeout: 600
    /// task:
    ///   type: run_function
    ///   code: ./src
    ///   entry_script: score.py
    ///   environment: azureml:score-env:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml pipeline
    /// display_name: score files
    /// ```
    PJ001 "standalone-parallel-job" Error, on: [Component, SdkV2], sdk: Poor, costs: false, fix: Unsafe, file: check
}

fn check<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    for step in model.steps.iter().filter(|step| step.standalone) {
        let message = message!("a parallel job does not run alone; the SDK stops with \"Unsupported job type: parallel.\"");
        let help = message!("make it a node of a `type: pipeline` job");
        let edits = wrap::in_pipeline(cx.text(), step);
        cx.report(step.anchor, message).help(help).fix_unsafe(message!("Wrap it in a pipeline job"), edits);
    }
    for submission in &model.submissions {
        let message = message!("a parallel job does not run alone; what is submitted here has no form the service knows");
        let help = message!("call the step in a `@pipeline` function and submit the pipeline");
        cx.report(submission.span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const JOB: &str = "
        # scores images
        $schema: https://azuremlschemas.azureedge.net/latest/parallelJob.schema.json
        type: parallel
        ^^^^^^^^^^^^^^ PJ001
        display_name: score
        compute: azureml:cpu-cluster
        inputs:
          data:
            type: uri_folder
            path: azureml:images:1
        # split
        input_data: ${{inputs.data}}
        mini_batch_size: \"10\"
        mini_batch_error_threshold: 5
        retry_settings:
          timeout: 600
        task:
          type: run_function
          code: ./src
          entry_script: score.py
          environment: azureml:score-env:1
        ";

    #[test]
    fn a_job_in_a_file() {
        check("yaml file", JOB);
    }

    #[test]
    fn is_wrapped() {
        insta::assert_snapshot!(fix_of("PJ001", "yaml file", JOB));
    }

    #[test]
    fn a_submitted_step() {
        check(
            "python v2 after",
            "
            client.jobs.create_or_update(score)
                                         ^^^^^ PJ001
            client.jobs.create_or_update(score(data=x), experiment_name=\"e\")
                                         ^^^^^^^^^^^^^ PJ001
            client.jobs.create_or_update(pipeline)
            ",
        );
    }
}
