//! PJ816 `side-inputs-move`: A side input is not passed as an argument.

use crate::model::{Data, Object, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// A side input is not passed as an argument.
    ///
    /// - **Fires when** an item of `side_inputs` does not stand in the step's `arguments` as well.
    /// - **Silent on** unknown arguments; items that do stand there (they become `--flag ${{inputs.<name>}}`).
    /// - **Why** v1 makes side inputs known by name (`Run.get_context().input_datasets`, environment variables); v2 by arguments only.
    /// - **Fix** none here: the v2 step gets an input and `--<name> ${{inputs.<name>}}`, which the script must read.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// side_inputs=[Dataset.get_by_name(ws, "labels").as_named_input("labels")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[data]
    /// ```
    PJ816 "side-inputs-move" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let arguments = dataset::items(step, Field::ProgramArguments);
    let unknown = match step.value(Field::ProgramArguments) {
        Some(value) => value.items().is_none(),
        None => step.is_open(Place::Step),
    };
    for item in dataset::items(step, Field::SideInputs) {
        // An argument that only run time knows may be any of them.
        let known = |argument: &Value| !matches!(argument.data, Data::Dynamic | Data::Malformed);
        if unknown || !arguments.iter().all(known) || arguments.iter().any(|argument| hands_on(argument, item)) {
            continue;
        }
        if matches!(item.data, Data::Dynamic | Data::Malformed) {
            continue;
        }
        let message = message!("v1 makes this side input known to the script by its name; v2 does so by an argument only");
        let help = message!("in v2, make it an input and pass it: `--<name> ${{inputs.<name>}}`; the script must read it");
        cx.report(item.used_at(), message).help(help);
    }
}

/// Whether an argument is an object, or made of it: `labels.as_mount()`.
fn hands_on(argument: &Value, item: &Value) -> bool {
    let receivers = argument.object().into_iter().flat_map(Object::chain).filter_map(|object| object.receiver.as_deref());
    std::iter::once(argument).chain(receivers).any(|value| value.span == item.span)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    const LABELS: &str = "Dataset.get_by_name(ws, \"labels\").as_named_input(\"labels\")";

    fn found(side_inputs: &str, arguments: &str) -> usize {
        let step = format!("labels = {LABELS}\nParallelRunStep('s', config, [data], scores, side_inputs=[{side_inputs}]{arguments})");
        count("PJ816", "python v1 after", &step)
    }

    #[test]
    fn fires_on_what_is_not_handed_on() {
        assert_eq!(found("labels", ""), 1);
        assert_eq!(found("labels", ", arguments=['--a', '1']"), 1);
        assert_eq!(found(LABELS, ", arguments=['--labels', labels]"), 1);
    }

    #[test]
    fn silent() {
        assert_eq!(found("labels", ", arguments=['--labels', labels]"), 0);
        assert_eq!(found("labels", ", arguments=['--labels', labels.as_mount()]"), 0);
        assert_eq!(found("labels", ", arguments=more"), 0);
        assert_eq!(found("labels", ", arguments=['--labels', other]"), 0);
        assert_eq!(found("labels", ", **more"), 0);
        assert_eq!(found("other", ""), 0);
    }
}
