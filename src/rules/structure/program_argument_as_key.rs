//! PJ021 `program-argument-as-key`: A setting that exists only as a program argument is given as a key.

use super::keys::{FaultyKey, Meaning};
use super::wording;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Argument, Field, Place};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// A setting that exists only as a program argument is given as a key.
    ///
    /// - **Fires when** a key or keyword of the step, of `task`/`RunFunction` or of `retry_settings` is, exactly or nearly, one of `allowed_failed_percent, task_overhead_timeout, progress_update_timeout, first_task_creation_timeout, copy_logs_to_parent, metrics_name_prefix, push_metrics_to_parent, resource_monitor_interval, append_row_dataframe_header`.
    /// - **Silent on** `error_threshold`, which exists as both; names inside `inputs` and `outputs`.
    /// - **Why** These reach the driver only on its command line. As a key they are dropped or sent to where nobody reads them; published notebooks pass `progress_update_timeout=259200` to `parallel_run_function`, and the default stays in force.
    /// - **Fix** append `--<name> <value>` to `program_arguments` (created if absent) and delete the key; a Boolean becomes `True`/`False` (safe).
    ///
    /// Invalid:
    ///
    /// ```python v2
    /// progress_update_timeout=1200
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// program_arguments="--progress_update_timeout 1200"
    /// ```
    PJ021 "program-argument-as-key" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let Meaning::Argument(argument) = key.meaning else { continue };
        let message = wording::argument(step, key.place, &key.entry.key);
        let help = message!("write `{flag}` in `program_arguments`", flag = argument.flag);
        let edits = edits(cx, step, &key, argument);
        let title = message!("Make it the program argument `{flag}`", flag = argument.flag);
        cx.report(key.entry.key_span, message).help(help).fix_safe(title, edits);
    }
}

/// Takes the key away and adds its flag to the program arguments.
fn edits(cx: &Context, step: &ParallelStep, key: &FaultyKey, argument: &Argument) -> Option<Vec<Edit>> {
    let words = format!("{} {}", argument.flag, word(cx, &key.entry.value)?);
    let rewrite = cx.rewrite();
    if let Some(given) = step.get(Field::ProgramArguments) {
        let text = given.value().text_with_holes()?;
        let there = crate::model::words(text.as_str()).iter().any(|word| word.text.split('=').next() == Some(argument.flag));
        let appended = || rewrite.append_argument(given.value(), &words);
        return (!there).then(|| rewrite.all([appended(), rewrite.remove(key.mapping, key.entry)])).flatten();
    }
    if step.mentions(Field::ProgramArguments) {
        return None;
    }
    let name = tables::entry(step.surface, Place::Task, Field::ProgramArguments)?.key;
    if key.place == Place::Task {
        let renamed = rewrite.rename_key(key.entry, name);
        return rewrite.all([renamed, rewrite.set_value(&key.entry.value, &Literal::text(words))]);
    }
    let inserted = rewrite.insert(step.block(Place::Task)?, name, &Literal::text(words));
    rewrite.all([inserted, rewrite.remove(key.mapping, key.entry)])
}

/// The value as a word of a command line.
fn word(cx: &Context, value: &Value) -> Option<String> {
    match &value.data {
        Data::Bool(truth) => Some(if *truth { "True" } else { "False" }.to_owned()),
        Data::Int(number) => Some(number.to_string()),
        Data::Float(_) => Some(cx.rewrite().source(value).trim().to_owned()),
        Data::Text(_) => {
            let text = value.known_text()?;
            let plain = |c: char| c.is_alphanumeric() || "_-./:@".contains(c);
            (!text.is_empty() && text.chars().all(plain)).then(|| text.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("python v2", "progress_update_timeout=1200\n^^^^^^^^^^^^^^^^^^^^^^^ PJ021");
        check("yaml component", "allowed_failed_percent: 5\n^^^^^^^^^^^^^^^^^^^^^^ PJ021");
        check("yaml inline", "task:\n  copy_logs_to_parnt: yes\n  ^^^^^^^^^^^^^^^^^^ PJ021");
        check("yaml inline", "retry_settings:\n  task_overhead_timeout: 5\n  ^^^^^^^^^^^^^^^^^^^^^ PJ021");
        check("yaml node", "error_threshold: 5\ninputs:\n  metrics_name_prefix: a\n  ^^^^^^^^^^^^^^^^^^^ PJ220\n  data:\n    path: azureml:a:1");
    }

    #[test]
    fn becomes_an_argument() {
        insta::assert_snapshot!(fix_of("PJ021", "python v2", "progress_update_timeout=1200"));
        insta::assert_snapshot!(fix_of("PJ021", "yaml inline", "copy_logs_to_parent: yes # x\ntask:\n  program_arguments: --limit 5"));
        insta::assert_snapshot!(fix_of("PJ021", "yaml inline", "task:\n  push_metrics_to_parent: 'True'"));
        assert_eq!(fix_of("PJ021", "yaml node", "progress_update_timeout: 5"), "none");
        assert_eq!(fix_of("PJ021", "yaml inline", "metrics_name_prefix: ${{parent.inputs.p}}"), "none");
        let twice = "progress_update_timeout: 5\ntask:\n  program_arguments: --progress_update_timeout 9";
        assert_eq!(fix_of("PJ021", "yaml inline", twice), "none");
    }
}
