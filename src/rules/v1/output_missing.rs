//! PJ704 `output-missing`: The step has no single output to append to.

use crate::model::{Data, ParallelStep};
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// The step has no single output to append to.
    ///
    /// - **Fires when** `ParallelRunStep` has no `output`, or `None`, and its configuration (a name bound once in the file) is not `summary_only`; or `output` is a list, tuple or string.
    /// - **Silent on** configurations that cannot be read; open calls.
    /// - **Why** "Please specify output parameter." or "Unexpected output type".
    /// - **Fix** a list or tuple of one: take the item out, safe, offered with the finding. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v1 step minus=output
    /// name="score"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// output=OutputFileDatasetConfig(name="scores")
    /// ```
    PJ704 "output-missing" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(given) = step.get(Field::Outputs) else { return absent(step, cx) };
    let value = given.value();
    let single = match &value.data {
        Data::List(items) | Data::Tuple(items) => items.first().filter(|_| items.len() == 1),
        Data::Text(_) | Data::Template(_) => None,
        _ => return,
    };
    let kind = value.data.kind();
    let message = message!("`output` is {kind}; `ParallelRunStep` raises \"Unexpected output type\"", kind = kind);
    let item = single.map(|item| item.used_at().slice(cx.text()).to_owned());
    let edits = item.filter(|_| value.through_name.is_none());
    let edits = edits.and_then(|source| cx.rewrite().set_value(value, &Literal::Raw(source)));
    let help = message!("give the one output object itself");
    cx.report(value.used_at(), message).help(help).fix_safe(message!("Take the output itself"), edits);
}

fn absent(step: &ParallelStep, cx: &mut Context) {
    let given = step.probable(Field::Outputs).any(|entry| !entry.value.is_null());
    if given || step.is_open(Place::Step) || !output_action::is(step, output_action::APPEND_ROW) {
        return;
    }
    let written = step.probable(Field::Outputs).last().map_or(step.anchor, |entry| entry.value.used_at());
    let message = message!("the step appends rows but has no `output`; `ParallelRunStep` raises \"Please specify output parameter\"");
    let help = message!("add `output=OutputFileDatasetConfig(…)`, or set `output_action` to `summary_only`");
    cx.report(written, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_step_or_the_value() {
        let without = "other = ParallelRunStep(name='a', parallel_run_config=config, inputs=[data])";
        check("python v1 after", &format!("{without}\n        ^^^^^^^^^^^^^^^ PJ704"));
        check("python v1 step", "output=None,\n       ^^^^ PJ704");
        check("python v1 step", "output=[OutputFileDatasetConfig('a')],\n       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ704");
        check("python v1 step", "output='scores',\n       ^^^^^^^^ PJ704");
    }

    #[test]
    fn silent() {
        check("python v1 step minus=output", "**more");
        check("python v1 step minus=output", "parallel_run_config=ParallelRunConfig.load_yaml(ws, 'a.yml')");
        check("python v1 step", "output=scores");
        let summary = "config.output_action = 'summary_only'\nother = ParallelRunStep(name='a', parallel_run_config=config, inputs=[data])";
        check("python v1 after", summary);
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ704", "python v1 step", &format!("output={value}"));
        let out = "safe\n-    output=[OutputFileDatasetConfig(\"a\")],\n+    output=OutputFileDatasetConfig(\"a\"),\n";
        assert_eq!(fix("[OutputFileDatasetConfig(\"a\")]"), out);
        assert_eq!(fix("(scores,)"), "safe\n-    output=(scores,),\n+    output=scores,\n");
        assert_eq!(fix("[a, b]"), "none");
    }
}
