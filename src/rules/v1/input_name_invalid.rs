//! PJ714 `input-name-invalid`: The name of an input is not valid or used twice.

use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use super::names;
use crate::{message, rule};

rule! {
    /// The name of an input is not valid or used twice.
    ///
    /// - **Fires when** a literal given to `as_named_input`, `DatasetConsumptionConfig` or `OutputFileDatasetConfig.as_input` does not match `^[A-Za-z_][A-Za-z0-9_]*$`; or two inputs and side inputs of one step, also one that stands in both `side_inputs` and, as another object, in `arguments`, have the same literal name.
    /// - **Silent on** the same object in `side_inputs` and `arguments` (that is how it is meant); dynamic names.
    /// - **Why** "The name can only be alphanumeric characters and underscore"; "[a] is repeated. Input port names must be unique."
    /// - **Fix** replace other characters by `_`, unsafe: the script may use the name. Repeated: none.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.get_by_name(ws, "images").as_named_input("my-images")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.get_by_name(ws, "images").as_named_input("my_images")]
    /// ```
    PJ714 "input-name-invalid" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Unsafe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let inputs = dataset::items(step, Field::Inputs);
    let side_inputs = dataset::items(step, Field::SideInputs);
    let mut seen: Vec<(&str, &Value)> = Vec::new();
    for item in inputs.iter().chain(side_inputs) {
        let Some((name, text)) = named(item) else { continue };
        if !names::is_valid(text) {
            invalid(name, text, cx);
        } else if let Some((_, first)) = seen.iter().find(|(other, _)| *other == text) {
            repeated(item, text, first, cx);
        }
        seen.push((text, item));
    }
    // The same object in both is how a side input is passed; another one of its name is one too many.
    for argument in dataset::items(step, Field::ProgramArguments) {
        let Some((_, text)) = named(argument).filter(|(_, text)| names::is_valid(text)) else { continue };
        let of_name = || side_inputs.iter().filter(|item| named(item).is_some_and(|(_, other)| other == text));
        if of_name().any(|item| item.span == argument.span) {
            continue;
        }
        if let Some(first) = of_name().next() {
            repeated(argument, text, first, cx);
        }
    }
}

fn named(item: &Value) -> Option<(&Value, &str)> {
    let name = dataset::name(item)?;
    Some((name, name.known_text()?))
}

fn invalid(name: &Value, text: &str, cx: &mut Context) {
    let message = message!("`{name}` cannot name an input: \"The name can only be alphanumeric characters and underscore\"", name = text);
    let valid = names::made_valid(text);
    let edits = valid.as_ref().and_then(|valid| cx.rewrite().set_value(name, &Literal::text(valid.as_str())));
    let finding = cx.report(name.span, message).help(message!("write letters, digits and underscores, and no digit in front"));
    finding.fix_unsafe(message!("Write `{name}`", name = valid.unwrap_or_default()), edits);
}

fn repeated(item: &Value, text: &str, first: &Value, cx: &mut Context) {
    let message = message!("two inputs of the step are named `{name}`; `ParallelRunStep` raises \"Input port names must be unique\"", name = text);
    let finding = cx.report(item.used_at(), message).help(message!("give each input a name of its own"));
    finding.related(first.used_at(), message!("the other input"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn input(name: &str) -> String {
        format!("Dataset.get_by_name(ws, 'images').as_named_input('{name}')")
    }

    #[test]
    fn draws_the_name() {
        let margin = " ".repeat("inputs=[Dataset.get_by_name(ws, 'images').as_named_input(".len());
        check("python v1 step", &format!("inputs=[{}],\n{margin}^^^^^^^^^^^ PJ714", input("my-images")));
        check("python v1 step", &format!("inputs=[{}.as_mount()],\n{margin}^^^^ PJ714", input("1a")));
        let margin = " ".repeat("inputs=[data], side_inputs=[OutputFileDatasetConfig('x').as_input(".len());
        check("python v1 step", &format!("inputs=[data], side_inputs=[OutputFileDatasetConfig('x').as_input('a b')],\n{margin}^^^^^ PJ714"));
    }

    #[test]
    fn draws_the_second_of_a_name() {
        let repeated = "
            one = Dataset.get_by_name(ws, 'one').as_named_input('a')
            two = Dataset.get_by_name(ws, 'two').as_named_input('a')
            step2 = ParallelRunStep('a', config, inputs=[one], side_inputs=[two], output=scores)
                                                                            ^^^ PJ714
            step3 = ParallelRunStep('b', config, inputs=[data], side_inputs=[two], arguments=['--a', two.as_mount()], output=scores)
                                                                                                     ^^^^^^^^^^^^^^ PJ714
            step4 = ParallelRunStep('c', config, inputs=[data], side_inputs=[two], arguments=['--a', two], output=scores)
            ";
        check("python v1 after", repeated);
    }

    #[test]
    fn silent() {
        check("python v1 step", "inputs=[Dataset.get_by_name(ws, 'images').as_named_input(name)]");
        check("python v1 step", "inputs=[OutputFileDatasetConfig('my-scores')]");
        check("python v1 step", "inputs=[OutputFileDatasetConfig('x').as_input()]");
    }

    #[test]
    fn fixes() {
        let fix = |name: &str| fix_of("PJ714", "python v1 step", &format!("inputs=[{}]", input(name)));
        let written = |from: &str, to: &str| format!("unsafe\n-    inputs=[{}],\n+    inputs=[{}],\n", input(from), input(to));
        assert_eq!(fix("my-images"), written("my-images", "my_images"));
        assert_eq!(fix("1a"), written("1a", "_1a"));
        assert_eq!(fix("日本"), "none");
    }
}
