//! PJ301 `program-arguments-type`: `program_arguments` is not a string.

use crate::model::{Data, ParallelStep, Value, shell_word};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// `program_arguments` is not a string.
    ///
    /// - **Fires when** YAML: a list, mapping, number or Boolean. Python: a list, tuple or number literal in `RunFunction(program_arguments=…)`, or a name bound once to one.
    /// - **Silent on** null (PJ031); v1, where a list is right (PJ722); dynamic values.
    /// - **Why** YAML refuses it. Python turns it into its printed form: `["--a", "1"]` is sent as the text `['--a', '1']`, and the script gets no argument that it knows.
    /// - **Fix** a list or tuple of literals: join with blanks, quoting items as a POSIX shell would; expressions stay as they are; safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v2 task
    /// program_arguments=["--limit", "5"]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 task
    /// program_arguments="--limit 5"
    /// ```
    PJ301 "program-arguments-type" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let (value, field) = (violation.value, violation.info.key);
        let kind = value.data.kind();
        let message = match step.is_python() {
            true => message!(
                "`{field}` is {kind}; the SDK sends what Python prints of it, and the script gets no argument that it knows",
                field = field,
                kind = kind,
            ),
            false => message!("`{field}` is {kind}; the SDK refuses everything but a text", field = field, kind = kind),
        };
        let edits = joined(value, cx).and_then(|text| cx.rewrite().set_value(value, &Literal::text(text)));
        let help = message!("write the command line as one text, `--limit 5`");
        cx.report(value.span, message).help(help).fix_safe(message!("Join the items"), edits);
    }
}

/// The items in a row, if all of them are literals.
fn joined(value: &Value, cx: &Context) -> Option<String> {
    let words: Option<Vec<String>> = value.items()?.iter().map(|item| word(item, cx)).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(" "))
}

fn word(item: &Value, cx: &Context) -> Option<String> {
    match &item.data {
        Data::Text(text) => Some(shell_word(text.as_str())),
        Data::Int(_) | Data::Float(_) | Data::Bool(_) => Some(cx.rewrite().source(item).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("python v2 task", "program_arguments=[\"--limit\", \"5\"]\n                  ^^^^^^^^^^^^^^^^ PJ301");
        check("python v2 task", "program_arguments=(\"--limit\", 5)\n                  ^^^^^^^^^^^^^^ PJ301");
        check("python v2 task", "program_arguments=5\n                  ^ PJ301");
        check("yaml inline", "task:\n  program_arguments: [--limit, 5]\n                     ^^^^^^^^^^^^ PJ301");
        check("yaml component", "task:\n  program_arguments: {limit: 5}\n                     ^^^^^^^^^^ PJ301");
        check("yaml component", "task:\n  program_arguments: 5\n                     ^ PJ301");
    }

    #[test]
    fn silent() {
        check("python v2 task", "program_arguments=build()");
        check("python v2 task", "program_arguments=None");
        check("python v2 task", "program_arguments=\"--limit 5\"");
        check("python v1 step", "arguments=[\"--limit\", 5]");
    }

    #[test]
    fn joins() {
        let fixed = |value| fix_of("PJ301", "python v2 task", &format!("program_arguments={value}"));
        assert_eq!(fixed("[\"--limit\", 5]"), "safe\n-        program_arguments=[\"--limit\", 5],\n+        program_arguments=\"--limit 5\",\n");
        assert_eq!(
            fixed("[\"--in\", \"${{ inputs.data }}/x\", \"a b\"]"),
            "safe\n-        program_arguments=[\"--in\", \"${{ inputs.data }}/x\", \"a b\"],\n+        program_arguments=\"--in ${{ inputs.data }}/x 'a b'\",\n",
        );
        assert_eq!(fixed("[\"--limit\", limit]"), "none");
        assert_eq!(fixed("5"), "none");
        assert_eq!(
            fix_of("PJ301", "yaml inline", "task:\n  program_arguments: [--limit, 5]"),
            "safe\n-      program_arguments: [--limit, 5]\n+      program_arguments: --limit 5\n",
        );
    }
}
