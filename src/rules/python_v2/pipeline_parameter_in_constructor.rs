//! PJ409 `pipeline-parameter-in-constructor`: A parameter of the pipeline function is passed to the constructor of a step.

use crate::model::FileModel;
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A parameter of the pipeline function is passed to the constructor of a step.
    ///
    /// - **Fires when** inside a `@pipeline` function, `parallel_run_function(…)` gets a parameter of that function, unchanged, as `mini_batch_size, instance_count, instance_type, error_threshold, mini_batch_error_threshold, max_concurrency_per_instance, logging_level, input_data` or `partition_keys`.
    /// - **Silent on** `compute`, values inside `retry_settings` and `environment_variables` (these work); parameters listed in the decorator's `non_pipeline_inputs`; values computed from other names.
    /// - **Why** The parameter is a placeholder object there. Most fail on its type, `instance_count` at validation, `partition_keys` with "not supported for operation bool()".
    /// - **Fix** none: build the step outside, or set the attribute on the node (`node.mini_batch_size = size`).
    ///
    /// Invalid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images, size: str = "10"):
    ///     step = parallel_run_function(component=score.component, mini_batch_size=size)
    ///     node = step(data=images)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images, size: str = "10"):
    ///     node = score(data=images)
    ///     node.mini_batch_size = size
    /// ```
    PJ409 "pipeline-parameter-in-constructor" Error, on: [SdkV2], sdk: Late, costs: false, fix: None, file: check_file
}

/// What the constructor needs the value of.
const NEEDED: [Field; 9] = [
    Field::MiniBatchSize,
    Field::InstanceCount,
    Field::InstanceType,
    Field::ErrorThreshold,
    Field::MiniBatchErrorThreshold,
    Field::MaxConcurrencyPerInstance,
    Field::LoggingLevel,
    Field::InputData,
    Field::PartitionKeys,
];

fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for parameter in file.pipeline_parameters.iter().filter(|it| NEEDED.iter().any(|field| field.name() == it.key)) {
        let name = parameter.declared.slice(cx.text());
        let message = message!(
            "`{name}` is a parameter of the pipeline, here only a placeholder; `{key}` needs its value, so the pipeline does not get built",
            name = name,
            key = parameter.key,
        );
        let help = message!(
            "build the step outside of the pipeline function and set the attribute on the node: `node.{key} = {name}`",
            key = parameter.key,
            name = name,
        );
        cx.report(parameter.span, message).help(help).related(parameter.declared, message!("the parameter"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn after(decorator: &str, arguments: &str) -> String {
        format!("@dsl.pipeline({decorator})\ndef scoring(images, size: str = \"10\"):\n    step = parallel_run_function(component=score.component, {arguments})\n    node = step(data=images)\n")
    }

    #[test]
    fn draws_the_argument() {
        let marked = after("", "mini_batch_size=size").replace("=size)\n", "=size)\n                                                                            ^^^^ PJ409\n");
        check("python v2 after", &marked);
    }

    #[test]
    fn silent() {
        check("python v2 after", &after("", "compute=size"));
        check("python v2 after", &after("", "environment_variables={\"A\": size}"));
        check("python v2 after", &after("", "mini_batch_size=str(size) + \"kb\""));
        check("python v2 after", &after("non_pipeline_inputs=[\"size\"]", "mini_batch_size=size"));
        check("python v2 after", &after("non_pipeline_inputs=names", "mini_batch_size=size"));
        check("python v2 after", &after("", "mini_batch_size=size").replace("@dsl.pipeline()\n", ""));
    }
}
