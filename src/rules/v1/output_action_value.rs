//! PJ703 `output-action-value`: `output_action` is neither `append_row` nor `summary_only`.

use crate::diagnostic::Applicability;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::text::nearest;
use crate::{message, rule};

rule! {
    /// `output_action` is neither `append_row` nor `summary_only`.
    ///
    /// - **Fires when** a literal that is neither, case ignored.
    /// - **Silent on** dynamic values; `PipelineParameter` (PJ708).
    /// - **Why** `ValueError`; `None` raises a bare `AttributeError`.
    /// - **Fix** near miss (`append_rows`, `summary-only`): safe. `append` → `append_row`, `summary` → `summary_only`: unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// output_action="append"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// output_action="append_row"
    /// ```
    PJ703 "output-action-value" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let value = violation.value;
        let source = cx.rewrite().source(value);
        let words = &violation.info.values;
        let error = if value.text().is_some() { "ValueError" } else { "AttributeError" };
        let message = message!("`output_action` is {source}; `ParallelRunConfig` raises `{error}` when this line runs", source = source, error = error);
        let meant = value.known_text().and_then(|text| meant(text.trim(), words));
        let listed = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let help = message!("write one of {listed}", listed = listed);
        let edits = meant.and_then(|(word, _)| cx.rewrite().set_value(value, &Literal::text(word)));
        let (word, sure) = meant.unwrap_or(("", Applicability::Unsafe));
        cx.report(value.span, message).help(help).fix(sure, message!("Write `{word}`", word = word), edits);
    }
}

/// The word that a text is near to, or the only one that it begins.
fn meant<'a>(text: &str, words: &[&'a str]) -> Option<(&'a str, Applicability)> {
    let near = nearest(text, words.iter().copied()).map(|word| (word, Applicability::Safe));
    let begins = || words.iter().find(|word| word.split('_').next().is_some_and(|first| first.eq_ignore_ascii_case(text)));
    near.or_else(|| begins().map(|word| (*word, Applicability::Unsafe)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_value() {
        check("python v1 config", "output_action='append',\n              ^^^^^^^^ PJ703");
        check("python v1 config", "output_action=None,\n              ^^^^ PJ703");
        check("python v1 after", "config.output_action = 'rows'\n                       ^^^^^^ PJ703");
    }

    #[test]
    fn silent() {
        check("python v1 config", "output_action='Append_Row'");
        check("python v1 config", "output_action=action");
        check("python v1 config", "output_action=PipelineParameter('a', 'b'),\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ708");
    }

    #[test]
    fn fixes() {
        let fix = |word: &str| fix_of("PJ703", "python v1 config", &format!("output_action=\"{word}\""));
        let to = |sure: &str, from: &str, to: &str| format!("{sure}\n-    output_action=\"{from}\",\n+    output_action=\"{to}\",\n");
        assert_eq!(fix("append_rows"), to("safe", "append_rows", "append_row"));
        assert_eq!(fix("summary-only"), to("safe", "summary-only", "summary_only"));
        assert_eq!(fix("append"), to("unsafe", "append", "append_row"));
        assert_eq!(fix("Summary"), to("unsafe", "Summary", "summary_only"));
        assert_eq!(fix("nothing"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("python v1 config", "output_action='rows'"), @"PJ703 `output_action` is 'rows'; `ParallelRunConfig` raises `ValueError` when this line runs | write one of `append_row`, `summary_only`");
    }
}
