//! PJ514 `model-loaded-in-run`: `run` loads a model that is the same for every mini-batch.

use crate::rules::Context;
use crate::script::{Doing, Origin, Script, Stage};
use crate::{message, rule};

rule! {
    /// `run` loads a model that is the same for every mini-batch.
    ///
    /// - **Fires when** in `run`: `joblib.load`, `pickle.load`, `torch.load`, `onnxruntime.InferenceSession`, `tensorflow.keras.models.load_model`, `mlflow.<flavor>.load_model`, `<Class>.from_pretrained`, `spacy.load`, `xgboost`/`lightgbm` `Booster(model_file=…)`, where the path consists of literals and of names that `run` does not bind.
    /// - **Silent on** paths that hold a parameter or local of `run` (one model per mini-batch); calls under a test whether a global is `None`; functions with `lru_cache`.
    /// - **Why** Documented: `init` is for loading. Here it costs a load per mini-batch, at full compute price.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// import joblib
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     model = joblib.load("model.pkl")
    ///     return list(model.predict(mini_batch))
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// import joblib
    ///
    ///
    /// def init():
    ///     global model
    ///     model = joblib.load("model.pkl")
    ///
    ///
    /// def run(mini_batch):
    ///     return list(model.predict(mini_batch))
    /// ```
    PJ514 "model-loaded-in-run" Warning, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some((run, _)) = script.function(Stage::Run) else { return };
    // What runs under a condition may run once, when a global is still `None`.
    for doing in script.calls_in(run).filter(|doing| loads_model(doing) && !doing.is_conditional()) {
        let Some(call) = script.module().call(doing.site.id).filter(|call| !call.open) else { continue };
        let given = !call.layout.items.is_empty();
        if given && call.layout.items.iter().all(|item| script.origin(*item, Some(run)) == Origin::Fixed) {
            let callee = call.callee_span.slice(cx.text());
            let message = message!("`{callee}` loads the same model again for every mini-batch, at full compute price", callee = callee);
            cx.report(doing.site.span, message)
                .help(message!("load it once per process, in `init`, into a variable declared `global`"));
        }
    }
}

fn loads_model(doing: &Doing) -> bool {
    const LOADERS: [&str; 10] = [
        "joblib.load",
        "pickle.load",
        "torch.load",
        "onnxruntime.InferenceSession",
        "tensorflow.keras.models.load_model",
        "keras.models.load_model",
        "spacy.load",
        "xgboost.Booster",
        "lightgbm.Booster",
        "sklearn.externals.joblib.load",
    ];
    doing.called().is_some_and(|name| {
        let flavour = name.starts_with("mlflow.") && name.ends_with(".load_model");
        LOADERS.contains(&name) || flavour || name.ends_with(".from_pretrained")
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        let before = "import os\nimport joblib\nimport mlflow\nfrom transformers import AutoModel\n\n\ndef init():\n    global folder\n    folder = os.getenv('AZUREML_MODEL_DIR')\n";
        check("python script", &format!("{before}\n\ndef run(mini_batch):\n{body}\n    return mini_batch\n"));
    }

    #[test]
    fn marks_the_call() {
        check_body("    joblib.load('a.pkl')\n    ^^^^^^^^^^^^^^^^^^^^ PJ514");
        check_body("    joblib.load(os.path.join(folder, 'a.pkl'))\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ514");
        check_body("    mlflow.sklearn.load_model(folder)\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ514");
        check_body("    AutoModel.from_pretrained('bert')\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ514");
    }

    #[test]
    fn silent_where_it_may_differ() {
        check_body("    for path in mini_batch:\n        joblib.load(path)");
        check_body("    global model\n    if model is None:\n        model = joblib.load('a.pkl')");
        check_body("    name = mini_batch.name[0]\n    joblib.load(f'{name}.pkl')");
        check_body("    with open('a.pkl', 'rb') as file:\n        joblib.load(file)");
        check_body("    other.load('a.pkl')");
    }
}
