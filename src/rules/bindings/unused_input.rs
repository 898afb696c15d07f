//! PJ230 `unused-input`: An input is declared, but nothing uses it.

use super::usage::unused;
use crate::model::{ComponentSource, Direction, ParallelStep};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// An input is declared, but nothing uses it.
    ///
    /// - **Fires when** the name of an input of a component, inline node or `parallel_run_function` occurs in no expression of `input_data` or `task`.
    /// - **Silent on** open `inputs`; dynamic `program_arguments`; component nodes; steps without `task` (PJ040) or without `input_data` (PJ045); parameters used in Python by `<node>.inputs.<name>`.
    /// - **Why** A v2 script learns where an input is only through its arguments. The data is still mounted or copied on every node. Often the argument was lost with a misspelled key.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   model:
    ///     type: uri_folder
    ///     path: azureml:model:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   model:
    ///     type: uri_folder
    ///     path: azureml:model:1
    /// task:
    ///   program_arguments: --model ${{inputs.model}}
    /// ```
    PJ230 "unused-input" Warning, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    if !step.mentions(Field::InputData) {
        return;
    }
    for port in unused(step, Direction::Input, cx) {
        let name = port.name();
        if is_read(step, name, cx) {
            continue;
        }
        let message = message!("nothing uses the input `{name}`; the script never learns where it is", name = name);
        let help = message!("pass it with `program_arguments: --{name} ${{inputs.{name}}}`, or remove it", name = name);
        cx.report(port.entry.key_span, message).help(help);
    }
}

/// Python: whether the file reads `<node>.inputs.<name>` of a node made of the step.
fn is_read(step: &ParallelStep, name: &str, cx: &Context) -> bool {
    let model = cx.model();
    let is_ours = |index: usize| model.steps.get(index).is_some_and(|other| std::ptr::eq(other, step));
    let uses = model.uses.iter().filter(|call| matches!(call.component, ComponentSource::Written(index) if is_ours(index)));
    uses.flat_map(|call| &call.port_reads).any(|(direction, port, _)| *direction == Direction::Input && port == name)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const MODEL: &str = "inputs:\n  model:\n  ^^^^^ PJ230\n    type: uri_folder\n";

    #[test]
    fn draws_the_name() {
        check("yaml component", MODEL);
        check("yaml inline", &format!("{MODEL}    path: azureml:m:1"));
        check("yaml inline", &format!("{MODEL}    path: azureml:m:1\ntask:\n  program_arguments: --data ${{{{inputs.data}}}}"));
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\"), \"model\": Input(type=\"uri_folder\")}\n                                          ^^^^^^^ PJ230");
    }

    #[test]
    fn is_silent_where_it_may_be_used() {
        let model = MODEL.replace("  ^^^^^ PJ230\n", "");
        check("yaml component", &format!("{model}task:\n  program_arguments: --m ${{{{inputs.model.path}}}}"));
        check("yaml component", &format!("{model}task:\n  program_arguments: --m ${{{{inputs.mode}}}}\n                                   ^^^^ PJ201"));
        check("yaml component", &format!("{model}task:\n  program_arguments: --m ${{inputs.model}}\n                         ^^^^^^^^^^^^^^^ PJ207"));
        check("python v2 after", "import sys\nother = parallel_run_function(name=\"other\", inputs={\"d\": Input(type=\"uri_folder\"), \"m\": Input(type=\"uri_folder\")}, input_data=\"${{inputs.d}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, retry_settings={\"timeout\": 5}, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", program_arguments=sys.argv[1]))");
    }
}
