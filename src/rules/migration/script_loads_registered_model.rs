//! PJ841 `script-loads-registered-model`: The entry script of a v2 step fetches a registered model by v1 calls.

use super::script::report;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::script::Script;
use crate::{message, rule};

rule! {
    /// The entry script of a v2 step fetches a registered model by v1 calls.
    ///
    /// - **Fires when** a script named by a v2 step calls `Model.get_model_path(…)` or `Model(<workspace>, …)` of `azureml.core`.
    /// - **Silent on** scripts that only v1 steps name; `mlflow`; calls under `try`.
    /// - **Why** Works only with `azureml-core` in the environment and a v1 workspace context. In v2 the model is an input (`custom_model`, `mlflow_model`) and arrives as a path.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python path=src/score.py
    /// from azureml.core.model import Model
    ///
    ///
    /// def init():
    ///     global path
    ///     path = Model.get_model_path("resnet")
    ///
    ///
    /// def run(mini_batch):
    ///     return [path for _ in mini_batch]
    /// ```
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ841 "script-loads-registered-model" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: false, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    report(step, cx, Script::registered_models, || {
        (
            message!("the entry script fetches a registered model by SDK v1: that works only with `azureml-core` in the environment and a workspace of v1 around it"),
            message!("give the model as an input of type `custom_model` or `mlflow_model`, and pass its path as an argument"),
            message!("the script fetches it here"),
        )
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(init: &str) -> String {
        format!("import mlflow\nfrom azureml.core.model import Model\n\n\ndef init():\n    global model\n    {init}\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n")
    }

    const FETCHES: &str = "model = Model.get_model_path('a')";

    #[test]
    fn marks_the_script() {
        for init in [FETCHES, "model = Model(workspace, name='a').download()"] {
            check_among(&[("src/score.py", &script(init))], "yaml inline", "task:\n  entry_script: score.py\n                ^^^^^^^^ PJ841");
        }
        check_among(&[("src/score.py", &script(FETCHES))], "python v2 task", "entry_script=\"score.py\",\n             ^^^^^^^^^^ PJ841");
    }

    #[test]
    fn silent() {
        check_among(&[("src/score.py", &script("model = mlflow.pyfunc.load_model('models:/a/1')"))], "yaml inline", "");
        check_among(&[("src/score.py", &script("try:\n        model = Model.get_model_path('a')\n    except ValueError:\n        model = None"))], "yaml inline", "");
        check_among(&[("src/score.py", &script(FETCHES).replace("azureml.core.model", "ours"))], "yaml inline", "");
        check_among(&[("src/score.py", &script(FETCHES))], "yaml node", "");
    }

    #[test]
    fn says_what_to_do() {
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script(FETCHES))], "yaml inline", ""), @"PJ841 the entry script fetches a registered model by SDK v1: that works only with `azureml-core` in the environment and a workspace of v1 around it | give the model as an input of type `custom_model` or `mlflow_model`, and pass its path as an argument");
    }
}
