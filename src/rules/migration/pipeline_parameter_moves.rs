//! PJ817 `pipeline-parameter-moves`: A `PipelineParameter` becomes a parameter of the pipeline.

use crate::model::{Mapping, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::rules::shared::parameter::{default, parameter};
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// A `PipelineParameter` becomes a parameter of the pipeline.
    ///
    /// - **Fires when** a `PipelineParameter(…)` is used in a `ParallelRunConfig`, in `arguments`, or as dataset of a `DatasetConsumptionConfig`; also with `DataPath` and `DataPathComputeBinding`.
    /// - **Silent on** parameters of other steps.
    /// - **Why** The v2 constructor takes neither a parameter object nor an expression for settings; the node does, inside the pipeline function, and a YAML node takes `${{parent.inputs.<name>}}`. A `DataPath` has no successor: the input's path is the parameter.
    /// - **Fix** none here. In Python, a parameter of the `@pipeline` function with the default sets `<node>.<setting>`; in YAML, an input of the pipeline is bound.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// node_count=PipelineParameter(name="nodes", default_value=2)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// node_count=2
    /// ```
    PJ817 "pipeline-parameter-moves" Info, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let config = step.block(Place::Config).into_iter().flat_map(Mapping::effective).map(|entry| &entry.value);
    let assigned = step.assigned.iter().filter(|(place, _)| *place == Place::Config).map(|(_, entry)| &entry.value);
    for value in config.chain(assigned).filter(|value| parameter(value).is_some()) {
        let message = message!("the v2 constructor takes no parameter object for a setting");
        let help = message!("make it a parameter of the `@pipeline` function and set the node's setting; in YAML, an input of the pipeline, bound as `${{parent.inputs.<name>}}`");
        cx.report(value.used_at(), message).help(help);
    }
    for value in dataset::items(step, Field::ProgramArguments).iter().filter(|value| parameter(value).is_some()) {
        let message = message!("v2 takes no parameter object among the arguments");
        let help = message!("make it an input of the step and pass it: `--<name> ${{inputs.<name>}}`");
        cx.report(value.used_at(), message).help(help);
    }
    for item in [Field::Inputs, Field::SideInputs].into_iter().flat_map(|field| dataset::items(step, field)) {
        let Some(value) = of_data(item) else { continue };
        let path = parameter(value).and_then(|_| default(value)?.object()).is_some_and(|object| object.name() == "DataPath");
        let message = match path {
            true => message!("a `DataPath` has no successor in v2"),
            false => message!("v2 takes no parameter object for data"),
        };
        let help = message!("make the data an input of the pipeline; its path is the parameter");
        cx.report(value.used_at(), message).help(help);
    }
}

/// The parameter that an input's dataset is, or the one of a pair with its binding.
fn of_data(item: &Value) -> Option<&Value> {
    let value = match item.object() {
        Some(object) => object.chain().find(|object| object.name() == dataset::CONSUMPTION)?.argument("dataset", 1)?,
        None => item.items()?.first()?,
    };
    parameter(value).map(|_| value)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    const PARAMETER: &str = "PipelineParameter(name='p', default_value=2)";

    #[test]
    fn fires_on_each_use() {
        assert_eq!(count("PJ817", "python v1 config", &format!("node_count={PARAMETER}")), 1);
        assert_eq!(count("PJ817", "python v1 after", &format!("p = {PARAMETER}\nconfig.run_max_try = p")), 1);
        assert_eq!(count("PJ817", "python v1 step", &format!("arguments=['--a', {PARAMETER}]")), 1);
        let data = "
            from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
            from azureml.data.datapath import DataPath, DataPathComputeBinding
            p = PipelineParameter('p', DataPath(store, 'a'))
            ParallelRunStep('a', config, [DatasetConsumptionConfig('d', p)], scores, side_inputs=[(p, DataPathComputeBinding())])
            ";
        assert_eq!(count("PJ817", "python v1 after", data), 2);
    }

    #[test]
    fn silent() {
        assert_eq!(count("PJ817", "python v1 config", "node_count=count"), 0);
        assert_eq!(count("PJ817", "python v1 after", &format!("PythonScriptStep(arguments=[{PARAMETER}])")), 0);
    }
}
