//! PJ722 `arguments-not-a-list`: `arguments` of the step is not a list and is dropped.

use crate::model::{Data, ParallelStep, words};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `arguments` of the step is not a list and is dropped.
    ///
    /// - **Fires when** `arguments=` is a string or tuple literal, or a name bound once to one.
    /// - **Silent on** lists, `None`, dynamic values.
    /// - **Why** Measured: only a list is added to the driver's command line. A string or tuple passes all checks and vanishes; the script runs on its defaults.
    /// - **Fix** a tuple: make it a list; a string: split it as a shell would; safe.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// arguments="--limit 5"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// arguments=["--limit", "5"]
    /// ```
    PJ722 "arguments-not-a-list" Error, on: [SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let (key, kind) = (violation.info.key, violation.value.data.kind());
        if violation.value.text().is_none() && !matches!(violation.value.data, Data::Tuple(_)) {
            let message = message!("`{key}` is {kind}, not a list; `ParallelRunStep` raises an error", key = key, kind = kind);
            cx.report(violation.value.used_at(), message).help(message!("write a list, an item for each word"));
        }
    }
    for given in step.given(Field::ProgramArguments) {
        let value = given.value();
        let list = match &value.data {
            Data::Tuple(_) => as_list(cx.rewrite().source(value)).map(Literal::Raw),
            Data::Text(text) => split(text.as_str()),
            Data::Template(_) => None,
            _ => continue,
        };
        let message = message!("`arguments` is {kind}, which `ParallelRunStep` drops without a word; the script runs on its defaults", kind = value.data.kind());
        let edits = list.and_then(|list| cx.rewrite().set_value(value, &list));
        cx.report(value.used_at(), message).help(message!("write a list, an item for each word")).fix_safe(message!("Make it a list"), edits);
    }
}

/// A tuple in the brackets of a list.
fn as_list(tuple: &str) -> Option<String> {
    let items = tuple.strip_prefix('(')?.strip_suffix(')')?;
    Some(format!("[{items}]"))
}

/// The words of a command line. Escapes and quotes that do not close are left to its author.
fn split(text: &str) -> Option<Literal> {
    let odd = |quote: char| text.matches(quote).count() % 2 == 1;
    if text.contains(['\\', '$']) || odd('"') || odd('\'') {
        return None;
    }
    Some(Literal::List(words(text).into_iter().map(|word| Literal::Text(word.text)).collect()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("python v1 step", "arguments='--limit 5',\n          ^^^^^^^^^^^ PJ722");
        check("python v1 step", "arguments=('--limit', limit),\n          ^^^^^^^^^^^^^^^^^^ PJ722");
        check("python v1 step", "arguments=f'--limit {limit}',\n          ^^^^^^^^^^^^^^^^^^ PJ722");
        check("python v1 after", "words = '--a 1'\nstep2 = ParallelRunStep('a', config, [data], scores, arguments=words)\n                                                               ^^^^^ PJ722");
    }

    #[test]
    fn silent() {
        for value in ["['--limit', '5']", "None", "words", "[]"] {
            check("python v1 step", &format!("arguments={value}"));
        }
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ722", "python v1 step", &format!("arguments={value}"));
        let to = |from: &str, to: &str| format!("safe\n-    arguments={from},\n+    arguments={to},\n");
        assert_eq!(fix("\"--a 1 --b 'x y'\""), to("\"--a 1 --b 'x y'\"", "[\"--a\", \"1\", \"--b\", \"x y\"]"));
        assert_eq!(fix("(\"--a\", limit)"), to("(\"--a\", limit)", "[\"--a\", limit]"));
        assert_eq!(fix("\"--a '1\""), "none");
        assert_eq!(fix("f\"--a {limit}\""), "none");
    }
}
