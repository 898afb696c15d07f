//! PJ410 `v1-object-in-v2-call`: An object of SDK v1 is passed to a call of SDK v2.

use crate::message::Message;
use crate::model::FileModel;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An object of SDK v1 is passed to a call of SDK v2.
    ///
    /// - **Fires when** an argument of `parallel_run_function`, `RunFunction`, `Input`, `Output` or of the call of a step is a name bound once to a call that resolves to `azureml.*` (`Environment`, `Dataset`, `PipelineData`, `PipelineParameter`, `OutputFileDatasetConfig`, `ComputeTarget`, `Datastore`), or such a call itself.
    /// - **Silent on** attributes of such objects (`.name`, `.id`); strings built from them.
    /// - **Why** The two SDKs share class names but no objects. A foreign environment passes until validation ("has no attribute 'base_path'").
    /// - **Fix** none; the message names the v2 counterpart.
    ///
    /// Invalid:
    ///
    /// ```python v2 file
    /// from azureml.core import Environment
    /// from azure.ai.ml.parallel import RunFunction
    ///
    /// task = RunFunction(code="./src", entry_script="score.py", environment=Environment(name="score-env"))
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 file
    /// from azure.ai.ml.entities import Environment
    /// from azure.ai.ml.parallel import RunFunction
    ///
    /// task = RunFunction(code="./src", entry_script="score.py", environment=Environment(image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"))
    /// ```
    PJ410 "v1-object-in-v2-call" Error, on: [SdkV2], sdk: Late, costs: false, fix: None, file: check_file
}

fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for object in &file.v1_objects {
        let message = message!(
            "this is `{class}` of SDK v1; `{callee}` of SDK v2 cannot use it, and says so late or unclearly",
            class = object.class,
            callee = object.callee.slice(cx.text()),
        );
        let class = object.class.rsplit('.').next().unwrap_or_default();
        cx.report(object.span, message).help(counterpart(class));
    }
}

/// What SDK v2 has in its place.
fn counterpart(class: &str) -> Message {
    match class {
        "Environment" => message!("take `Environment` from `azure.ai.ml.entities`, or write `azureml:<name>:<version>`"),
        "Dataset" => message!("write `Input(type=…, path=\"azureml:<name>:<version>\")`"),
        "PipelineData" | "OutputFileDatasetConfig" => message!("write `Output(type=…)` from `azure.ai.ml`"),
        "PipelineParameter" => message!("make it a parameter of the pipeline function"),
        "ComputeTarget" => message!("write the name of the compute as text"),
        _ => message!("write a path, `azureml://datastores/<name>/paths/<path>`"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    const IMPORT: &str = "from azureml.core import Dataset, Environment as V1\nfrom azure.ai.ml import Input\nfrom azure.ai.ml.parallel import RunFunction\n";

    #[test]
    fn draws_the_object() {
        check("python v2 file", &format!("{IMPORT}env = V1(name=\"e\")\ntask = RunFunction(code=\"./src\", entry_script=\"score.py\", environment=env)\n                                                                      ^^^ PJ410"));
        check("python v2 file", &format!("{IMPORT}task = RunFunction(environment=V1.get(ws, \"e\"))\n                               ^^^^^^^^^^^^^^^ PJ410"));
        check("python v2 file", &format!("{IMPORT}task = RunFunction()\ni = Input(path=Dataset.get_by_name(ws, \"a\").as_named_input(\"b\"))\n               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ410"));
    }

    #[test]
    fn silent() {
        check("python v2 file", &format!("{IMPORT}env = V1(name=\"e\")\ntask = RunFunction(environment=env.name)"));
        check("python v2 file", &format!("{IMPORT}env = V1(name=\"e\")\ntask = RunFunction(environment=str(env))"));
        check("python v2 file", &format!("{IMPORT}i = Input(path=Dataset.get_by_name(ws, \"a\"))"));
    }

    #[test]
    fn names_the_counterpart() {
        insta::assert_snapshot!(messages_of("python v2 file", &format!("{IMPORT}task = RunFunction(environment=V1(name=\"e\"))")));
    }
}
