//! PJ130 `zero-on-node-ignored`: A 0 on a component node is replaced by the component's value.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A 0 on a component node is replaced by the component's value.
    ///
    /// - **Fires when** a component node has `mini_batch_error_threshold: 0`, and its component, readable in the project, gives a value other than 0.
    /// - **Silent on** `error_threshold: 0`, which is kept; components that cannot be read (registered ones); expressions.
    /// - **Why** Measured: the SDK merges with "or", so 0 loses against the component's number. The author wants the first failure to stop the job; it tolerates the component's 5.
    /// - **Fix** none: set 0 in the component.
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// mini_batch_error_threshold: 0
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// mini_batch_error_threshold: 1
    /// ```
    PJ130 "zero-on-node-ignored" Error, on: [Node], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(given) = step.get(Field::MiniBatchErrorThreshold).filter(|given| given.value().number() == Some(0)) else {
        return;
    };
    let Some(component) = step.component.as_ref().and_then(|source| cx.component(source)) else { return };
    let Some(other) = component.get(Field::MiniBatchErrorThreshold) else { return };
    let Some(number) = other.value().number().filter(|number| *number != 0) else { return };
    let key = &given.entry.key;
    let message = match number {
        -1 => message!("this 0 is taken for not given: the component's -1 stays, and every failure is ignored"),
        _ => message!("this 0 is taken for not given: the component's {number} stays, and so many mini-batches may fail", number = number),
    };
    let help = message!("set `{key}: 0` in the component", key = key);
    let place = message!("the component says {number}", number = number);
    cx.report(given.value().span, message).help(help).related_in(component.file(), other.entry.span, place);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_zero() {
        check("yaml node", "mini_batch_error_threshold: 0\n                            ^ PJ130");
        check("yaml node", "mini_batch_error_threshold: '0'\n                            ^^^ PJ130");
    }

    #[test]
    fn silent() {
        check("yaml node", "error_threshold: 0");
        check("yaml node", "mini_batch_error_threshold: 1");
        check("yaml node", "component: azureml:score_files:1\nmini_batch_error_threshold: 0");
        check("yaml node", "component: ./nowhere.yml\n           ^^^^^^^^^^^^^ PJ605\nmini_batch_error_threshold: 0");
        check("yaml node", "mini_batch_error_threshold: ${{parent.inputs.limit}}\n                                             ^^^^^ PJ210");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml node", "mini_batch_error_threshold: 0"), @"PJ130 this 0 is taken for not given: the component's 5 stays, and so many mini-batches may fail | set `mini_batch_error_threshold: 0` in the component");
    }
}
