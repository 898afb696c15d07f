//! PJ710 `inputs-not-a-list`: `inputs` or `side_inputs` of the step is not a list, or `inputs` is empty.

use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `inputs` or `side_inputs` of the step is not a list, or `inputs` is empty.
    ///
    /// - **Fires when** `inputs=` is a tuple, a call or name of a known input kind instead of a list, or an empty list; `side_inputs=` is not a list.
    /// - **Silent on** `--rank_mini_batch_count` above 0 in the arguments; dynamic values.
    /// - **Why** `TypeError: object of type 'DatasetConsumptionConfig' has no len()`, or an `AssertionError`.
    /// - **Fix** a single object: wrap it; a tuple: make it a list; safe. Empty: none.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=data
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[data]
    /// ```
    PJ710 "inputs-not-a-list" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let key = violation.info.key;
        if violation.keyword == "minItems" {
            empty(step, violation.value, cx);
            continue;
        }
        // An empty text is no side input at all.
        if violation.info.field == Field::SideInputs && violation.value.is_empty_text() {
            continue;
        }
        let message = message!("`{key}` is {kind}, not a list; `ParallelRunStep` raises an error", key = key, kind = violation.value.data.kind());
        cx.report(violation.value.used_at(), message).help(message!("write a list of inputs"));
    }
    for field in [Field::Inputs, Field::SideInputs] {
        for given in step.given(field) {
            not_a_list(&given.entry.key, given.value(), cx);
        }
    }
}

fn empty(step: &ParallelStep, value: &Value, cx: &mut Context) {
    // Only lists of nothing but text are known not to ask for mini-batches without data.
    let may_rank = |argument: &Value| argument.known_text().is_none_or(|text| text.starts_with(RANKED));
    let known = step.value(Field::ProgramArguments).is_none_or(|value| value.items().is_some());
    if !known || step.is_open(Place::Step) || dataset::items(step, Field::ProgramArguments).iter().any(may_rank) {
        return;
    }
    let message = message!("`inputs` is empty; `ParallelRunStep` raises `AssertionError`");
    cx.report(value.used_at(), message).help(message!("name the dataset that is split into mini-batches"));
}

/// The flag of the driver that makes mini-batches without data.
const RANKED: &str = "--rank_mini_batch_count";

/// A tuple, or a single input. What another call makes may be a list.
fn not_a_list(key: &str, value: &Value, cx: &mut Context) {
    let source = value.span.slice(cx.text());
    let list = match &value.data {
        Data::Tuple(_) => {
            let items = source.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            items.filter(|items| !items.trim().is_empty()).map(|items| format!("[{items}]"))
        }
        Data::Object(_) if dataset::form(value).is_some() => {
            Some(format!("[{}]", value.used_at().slice(cx.text())))
        }
        _ => return,
    };
    let message = message!("`{key}` is {kind}, not a list; `ParallelRunStep` raises an error", key = key, kind = value.data.kind());
    let edits = match (value.editable, value.through_name) {
        (_, Some(name)) if !matches!(value.data, Data::Tuple(_)) => list.map(|list| vec![Edit::replace(name, list)]),
        (true, _) => list.and_then(|list| cx.rewrite().set_value(value, &Literal::Raw(list))),
        _ => None,
    };
    cx.report(value.used_at(), message).help(message!("write a list")).fix_safe(message!("Make it a list"), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("python v1 step", "inputs=data,\n       ^^^^ PJ710");
        check("python v1 step", "inputs=(data,),\n       ^^^^^^^ PJ710");
        check("python v1 step", "inputs=[],\n       ^^ PJ710");
        check("python v1 step", "inputs='images',\n       ^^^^^^^^ PJ710");
        check("python v1 step", "side_inputs=data,\n            ^^^^ PJ710");
    }

    #[test]
    fn silent() {
        check("python v1 step", "inputs=[],\narguments=['--rank_mini_batch_count', '4']");
        check("python v1 step", "inputs=[],\narguments=more");
        check("python v1 step", "inputs=[],\narguments=['--a', flag]");
        check("python v1 step", "inputs=datasets");
        check("python v1 step", "inputs=Dataset.get_all(ws)");
        check("python v1 step", "side_inputs=[]");
        check("python v1 step", "side_inputs=None");
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ710", "python v1 step", &format!("inputs={value}"));
        assert_eq!(fix("data"), "safe\n-    inputs=data,\n+    inputs=[data],\n");
        assert_eq!(fix("(data,)"), "safe\n-    inputs=(data,),\n+    inputs=[data,],\n");
        let made = "Dataset.get_by_name(ws, 'a').as_named_input('a')";
        assert_eq!(fix(made), format!("safe\n-    inputs={made},\n+    inputs=[{made}],\n"));
        assert_eq!(fix("[]"), "none");
        assert_eq!(fix("'a'"), "none");
    }
}
