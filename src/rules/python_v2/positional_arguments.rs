//! PJ402 `positional-arguments`: A keyword-only call has positional arguments.

use crate::model::FileModel;
use crate::rules::Context;
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// A keyword-only call has positional arguments.
    ///
    /// - **Fires when** `parallel_run_function`, `RunFunction`, `ParallelJob`, `Input`, `Output` or the call of a built step, or of a parallel component from a readable file, has a positional argument.
    /// - **Silent on** `*args` that may be empty; other functions.
    /// - **Why** `TypeError` or `ValidationException` when the line runs, which in a pipeline function is late.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v2
    /// task=RunFunction("./src", "score.py", environment="azureml:score-env:1")
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// task=RunFunction(code="./src", entry_script="score.py", environment="azureml:score-env:1", append_row_to="${{outputs.scores}}")
    /// ```
    PJ402 "positional-arguments" Error, on: [SdkV2], sdk: Yes, costs: false, fix: None, file: check_file
}

fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for argument in &file.positional_arguments {
        report(argument.span, argument.callee, "TypeError", cx);
    }
    for made in &file.uses {
        if let Some(first) = made.positional.filter(|_| cx.component(&made.component).is_some()) {
            report(first, made.callee, "ValidationException", cx);
        }
    }
}

fn report(span: Span, callee: Span, error: &str, cx: &mut Context) {
    let message = message!(
        "`{callee}` takes keyword arguments only; this line raises `{error}` when it runs",
        callee = callee.slice(cx.text()),
        error = error,
    );
    cx.report(span, message).help(message!("give every argument by its name"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_the_first_one() {
        check("python v2", "task=RunFunction(\"./src\", \"score.py\", environment=\"azureml:e:1\")\n                 ^^^^^^^ PJ402");
        check("python v2", "outputs={\"scores\": Output(\"uri_file\")}\n                          ^^^^^^^^^^ PJ402");
        check("python v2 after", "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    node = score(images)\n                 ^^^^^^ PJ402");
        check("python v2 after", "parallel_run_function(score)\n                      ^^^^^ PJ402");
    }

    #[test]
    fn silent() {
        check("python v2", "outputs={\"scores\": Output(*rest, type=\"uri_file\")}");
        check("python v2 after", "other(5)\nprint(score)");
        check("python v2 file", "from azure.ai.ml import Input, command\njob = command(inputs={\"a\": Input(\"uri_file\")})");
    }
}
