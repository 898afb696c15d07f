//! PJ231 `unused-output`: An output is declared, but nothing writes to it.

use super::undefined_output::only_uri_file;
use super::usage::unused;
use crate::model::{Direction, ParallelStep};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// An output is declared, but nothing writes to it.
    ///
    /// - **Fires when** the name of an output of a component, inline node or `parallel_run_function` occurs in no expression of `append_row_to` or elsewhere under `task`.
    /// - **Silent on** open `outputs`; dynamic `program_arguments`; component nodes; steps without `task`.
    /// - **Why** Neither the driver nor the script knows where it is, so it stays empty. Every published component with the unknown key `output_data` has such an output.
    /// - **Fix** none. If `append_row_to` is absent and the output is the only `uri_file`, the message proposes it.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   log:
    ///     type: uri_folder
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   log:
    ///     type: uri_folder
    /// task:
    ///   program_arguments: --log ${{outputs.log}}
    /// ```
    PJ231 "unused-output" Warning, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let file = if step.mentions(Field::AppendRowTo) { None } else { only_uri_file(step.outputs()) };
    for port in unused(step, Direction::Output, cx) {
        let name = port.name();
        let message = message!("nothing writes to the output `{name}`, so it stays empty", name = name);
        let help = if file.as_deref() == Some(name) {
            message!("add `append_row_to: ${{outputs.{name}}}` to the task", name = name)
        } else {
            message!("pass it with `program_arguments: --{name} ${{outputs.{name}}}`, or remove it", name = name)
        };
        cx.report(port.entry.key_span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    const LOG: &str = "outputs:\n  log:\n  ^^^ PJ231\n    type: uri_folder\n";

    #[test]
    fn draws_the_name() {
        check("yaml component", LOG);
        check("yaml inline", LOG);
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\"), \"log\": Output(type=\"uri_folder\")}\n                                            ^^^^^ PJ231");
        let log = LOG.replace("  ^^^ PJ231\n", "");
        check("yaml component", &format!("{log}task:\n  program_arguments: --log ${{{{outputs.log}}}}"));
        check("yaml component", &format!("{log}task:\n  append_row_to: ${{{{outputs.score}}}}\n                            ^^^^^ PJ202"));
    }

    #[test]
    fn proposes_the_rows() {
        assert!(messages_of("yaml component minus=task.append_row_to", "").contains("add `append_row_to: ${{outputs.scores}}`"));
    }
}
