//! PJ502 `entry-function-parameters`: An entry function has the wrong parameters.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::syntax::python::{Function, Parameter, ParameterKind};
use crate::{message, rule};

rule! {
    /// An entry function has the wrong parameters.
    ///
    /// - **Fires when** `run` cannot be called with one positional argument nor with two (none at all, three or more required, a required keyword-only one); `init` or `shutdown` has a required parameter.
    /// - **Silent on** `*args`, `**kwargs`, defaults; decorated functions; names bound otherwise than by `def`.
    /// - **Why** Documented: `init` and `shutdown` are called without arguments, `run` with the mini-batch, and with a context object if it takes a second parameter, whatever its name.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init(config):
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch, context):
    ///     return mini_batch
    /// ```
    PJ502 "entry-function-parameters" Error, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    for stage in Stage::ALL {
        let Some((_, function)) = script.function(stage) else { continue };
        if stage == Stage::Run {
            check_run(function, cx);
        } else if let Some(parameter) = required(function).next() {
            let message = message!(
                "the driver calls `{function}` without arguments: `{parameter}` is missing, in every process",
                function = stage.name(),
                parameter = parameter.name
            );
            let help = message!("take no parameter, or give it a default; read options with `argparse`");
            cx.report(parameter.span, message).help(help);
        }
    }
}

fn check_run(function: &Function, cx: &mut Context) {
    let named_only = |parameter: &&Parameter| parameter.kind == ParameterKind::KeywordOnly;
    let help = message!("write `run(mini_batch)` or `run(mini_batch, context)`");
    if let Some(parameter) = required(function).find(named_only) {
        let message = message!(
            "the driver gives `run` no argument by name: `{parameter}` is missing, for every mini-batch",
            parameter = parameter.name
        );
        cx.report(parameter.span, message).help(help);
    } else if let Some(parameter) = required(function).nth(2) {
        let message = message!(
            "the driver gives `run` a mini-batch and at most a context: `{parameter}` is missing, for every mini-batch",
            parameter = parameter.name
        );
        cx.report(parameter.span, message).help(help);
    } else if !takes_any(function) {
        let message = message!("the driver gives `run` the mini-batch, which it does not take: every mini-batch fails");
        cx.report(function.parameters_span, message).help(help);
    }
}

/// The parameters that a call has to give.
fn required(function: &Function) -> impl Iterator<Item = &Parameter> {
    let variable = |kind| matches!(kind, ParameterKind::VarPositional | ParameterKind::VarKeyword);
    function.parameters.iter().filter(move |parameter| parameter.default.is_none() && !variable(parameter.kind))
}

fn takes_any(function: &Function) -> bool {
    let by_name = |kind| matches!(kind, ParameterKind::KeywordOnly | ParameterKind::VarKeyword);
    function.parameters.iter().any(|parameter| !by_name(parameter.kind))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    /// A script that is one by its import, with these headers of `init` and `run`.
    fn check_headers(init: &str, run: &str) {
        check(
            "python script",
            &format!("import azureml_user.parallel_run\n\n\ndef init{init}\n    pass\n\n\ndef run{run}\n    return []\n"),
        );
    }

    #[test]
    fn marks_the_parameter() {
        check_headers("(config):\n         ^^^^^^ PJ502", "(mini_batch):");
        check_headers("(a=1, *, config: str):\n                 ^^^^^^^^^^^ PJ502", "(mini_batch):");
        check_headers("():", "():\n       ^^ PJ502");
        check_headers("():", "(**options):\n       ^^^^^^^^^^^ PJ502");
        check_headers("():", "(mini_batch, context, model):\n                             ^^^^^ PJ502");
        check_headers("():", "(mini_batch, *, model):\n                       ^^^^^ PJ502");
    }

    #[test]
    fn silent_on_what_can_be_called() {
        check_headers("(config=None):", "(mini_batch):");
        check_headers("(*args, **kwargs):", "(mini_batch, context):");
        check_headers("():", "(*args):");
        check_headers("():", "(files, context, model=None):");
        check("python script", "@wrap\ndef init(config):\n    pass\n\n\ndef run(mini_batch):\n    return mini_batch\n");
    }
}
