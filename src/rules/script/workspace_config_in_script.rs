//! PJ516 `workspace-config-in-script`: The script looks for a workspace configuration file.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::syntax::python::Guard;
use crate::{message, rule};
use std::path::Path;

rule! {
    /// The script looks for a workspace configuration file.
    ///
    /// - **Fires when** `Workspace.from_config(…)` or `MLClient.from_config(…)` without a `path` is called at module level, in `init`, in `run`, or in a function of the file that these call.
    /// - **Silent on** a `config.json` in the script's folder, in one above it, or in `.azureml` of one of these; calls under a condition such as `if __name__ == "__main__":`, in a `try` or in a `with`.
    /// - **Why** On the node there is no such file: "config.json, could not be found" (issue thread). v1 code takes the workspace from `Run.get_context().experiment.workspace`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// from azureml.core import Workspace
    ///
    ///
    /// def init():
    ///     global workspace
    ///     workspace = Workspace.from_config()
    ///
    ///
    /// def run(mini_batch):
    ///     return [workspace.name for _ in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// from azureml.core import Run
    ///
    ///
    /// def init():
    ///     global workspace
    ///     workspace = Run.get_context().experiment.workspace
    ///
    ///
    /// def run(mini_batch):
    ///     return [workspace.name for _ in mini_batch]
    /// ```
    PJ516 "workspace-config-in-script" Warning, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    for doing in script.calls_from(&[Stage::Init, Stage::Run]) {
        let Some(v1) = doing.called().and_then(is_v1) else { continue };
        let tried = doing.guards.iter().any(|guard| !matches!(guard, Guard::Condition(_)));
        let Some(call) = script.module().call(doing.site.id).filter(|call| !call.open && !tried) else { continue };
        // `MLClient.from_config(credential, *, path=…)`, `Workspace.from_config(path=…)`
        let given = call.keyword("path").is_some() || v1 && !call.positional.is_empty();
        if given || doing.is_conditional() || has_configuration(cx) {
            continue;
        }
        let message = message!("on the node there is no `config.json`: this fails in every process");
        let help = if v1 {
            message!("take the workspace from `Run.get_context().experiment.workspace`")
        } else {
            message!("pass what the script needs as inputs and options, or name the workspace in `MLClient(…)`")
        };
        cx.report(doing.site.span, message).help(help);
    }
}

/// Whether a function that looks for a configuration file is SDK v1's; `None` for any other function.
fn is_v1(callee: &str) -> Option<bool> {
    match callee {
        "azureml.core.Workspace.from_config" | "azureml.core.workspace.Workspace.from_config" => Some(true),
        "azure.ai.ml.MLClient.from_config" => Some(false),
        _ => None,
    }
}

/// Whether a configuration goes with the code, which is the script's folder or one above it.
fn has_configuration(cx: &Context) -> bool {
    let folders = cx.document().path().ancestors().skip(1);
    let files = |folder: &Path| ["config.json", ".azureml/config.json"].map(|file| folder.join(file));
    folders.flat_map(files).any(|file| cx.project().kind(&file).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_init(init: &str) {
        let imports = "from azure.ai.ml import MLClient\nfrom azureml.core import Workspace\n";
        check("python script", &format!("{imports}\n\ndef init():\n{init}\n\n\ndef run(mini_batch):\n    return mini_batch\n"));
    }

    #[test]
    fn marks_the_call() {
        check_init("    Workspace.from_config()\n    ^^^^^^^^^^^^^^^^^^^^^^^ PJ516");
        check_init("    MLClient.from_config(key)\n    ^^^^^^^^^^^^^^^^^^^^^^^^^ PJ516");
    }

    #[test]
    fn silent_where_it_may_be_found() {
        check_init("    Workspace.from_config('here.json')");
        check_init("    Workspace.from_config(path=x)");
        check_init("    MLClient.from_config(key, path='here.json')");
        check_init("    try:\n        Workspace.from_config()\n    except Exception:\n        pass");
        check_init("    if local:\n        Workspace.from_config()");
        check_init("    pass\n\n\nif __name__ == '__main__':\n    Workspace.from_config()");
    }
}
