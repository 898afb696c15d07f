//! PJ831 `published-pipeline`: A published pipeline has no direct successor.

use crate::model::{FileModel, Object, Value};
use crate::rules::Context;
use super::calls;
use crate::{message, rule};

rule! {
    /// A published pipeline has no direct successor.
    ///
    /// - **Fires when** in a file with a v1 parallel step: `<pipeline>.publish(…)`, `PublishedPipeline`, `PipelineEndpoint`, `Schedule.create(…)`.
    /// - **Silent on** other uses of these names.
    /// - **Why** v2 serves pipelines through a batch endpoint with a pipeline component deployment; identifiers and REST addresses of callers change.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 after
    /// from azureml.pipeline.core import Pipeline
    ///
    /// published = Pipeline(workspace=ws, steps=[step]).publish(name="scoring")
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 after
    /// from azureml.pipeline.core import Pipeline
    ///
    /// pipeline = Pipeline(workspace=ws, steps=[step])
    /// ```
    PJ831 "published-pipeline" Warning, on: [SdkV1], sdk: No, costs: false, fix: None, file: check
}

fn check(model: &FileModel, cx: &mut Context) {
    for call in model.v1_calls.iter().filter_map(Value::object).filter(|call| publishes(call)) {
        let message = message!("v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place");
        let help = message!("plan for the callers: identifiers and REST addresses change");
        cx.report(calls::anchor(call, cx.text()), message).help(help);
    }
}

/// Whether a call publishes a pipeline, or is the first of a chain that uses a published one.
pub(crate) fn publishes(call: &Object) -> bool {
    let words = || call.class.rsplit('.');
    let made = |class: &str| words().any(|word| word == class) && call.receiver.is_none();
    let is = |class: &str, method: &str| words().next() == Some(method) && words().nth(1) == Some(class);
    is("Pipeline", "publish") || is("Schedule", "create") || made("PublishedPipeline") || made("PipelineEndpoint")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_on_what_is_published() {
        let found = |block: &str| {
            let imports = "from azureml.pipeline.core import Pipeline, PipelineEndpoint, PublishedPipeline, Schedule";
            count("PJ831", "python v1 after", &format!("{imports}\n{block}"))
        };
        assert_eq!(found("p = Pipeline(ws, [step])\np.publish(name='a').disable()"), 1);
        assert_eq!(found("PipelineEndpoint.get(ws, name='a').submit('b')"), 1);
        assert_eq!(found("PublishedPipeline.get(ws, 'a')"), 1);
        assert_eq!(found("Schedule.create(ws, 'a')"), 1);
        assert_eq!(found("p = Pipeline(ws, [step])\nbook.publish()\nSchedule.get(ws, 'a')"), 0);
    }
}
