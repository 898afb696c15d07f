//! PJ112 `logging-level-value`: `logging_level` is not `DEBUG`, `INFO` or `WARNING`.

use crate::diagnostic::Applicability;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// `logging_level` is not `DEBUG`, `INFO` or `WARNING`.
    ///
    /// - **Fires when** the value is anything but exactly one of these; in Python as keyword or assigned to the node.
    /// - **Silent on** whole expressions on nodes; v1, which takes anything (the migration normalizes it); dynamic values.
    /// - **Why** The check is case-sensitive, whatever the documentation string says. In Python a wrong word is accepted when the object is built and raises when it is validated.
    /// - **Fix** other case, `WARN`: safe. `ERROR`, `CRITICAL`, `FATAL`, `NOTSET`: `WARNING` (`DEBUG` for the last), unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// logging_level: debug
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// logging_level: DEBUG
    /// ```
    PJ112 "logging-level-value" Error, on: [Component, Inline, Node, SdkV2], sdk: Poor, costs: false, fix: Mixed, step: check
}

/// Levels of Python's `logging` that Azure ML does not take, with what comes next to them.
const OTHERS: [(&str, &str, Applicability); 5] = [
    ("WARN", "WARNING", Applicability::Safe),
    ("ERROR", "WARNING", Applicability::Unsafe),
    ("CRITICAL", "WARNING", Applicability::Unsafe),
    ("FATAL", "WARNING", Applicability::Unsafe),
    ("NOTSET", "DEBUG", Applicability::Unsafe),
];

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step).filter(|it| !(step.is_python() && it.value.is_empty_text())) {
        let words = &violation.info.values;
        let listed = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let source = cx.rewrite().source(violation.value);
        let message = match step.is_python() {
            true => message!("`logging_level` is {source}; the node is built, and then fails when it is validated", source = source),
            false => message!("`logging_level` is `{source}`; the SDK refuses all but its three words in capitals", source = source),
        };
        let meant = violation.value.known_text().and_then(|text| meant(text.trim(), words));
        let help = match meant {
            Some((word, _)) => message!("write `{word}`; there are {listed}", word = word, listed = listed),
            None => message!("write one of {listed}", listed = listed),
        };
        let edits = meant.and_then(|(word, _)| cx.rewrite().set_value(violation.value, &Literal::text(word)));
        let sure = meant.map_or(Applicability::Unsafe, |(_, sure)| sure);
        let title = message!("Write `{word}`", word = meant.map_or("", |(word, _)| word));
        cx.report(violation.value.span, message).help(help).fix(sure, title, edits);
    }
}

fn meant(text: &str, words: &[&'static str]) -> Option<(&'static str, Applicability)> {
    let text = text.to_ascii_uppercase();
    let same = words.iter().find(|word| **word == text).map(|word| (*word, Applicability::Safe));
    same.or_else(|| OTHERS.into_iter().find(|(other, ..)| *other == text).map(|(_, word, sure)| (word, sure)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_word() {
        check("yaml component", "logging_level: debug\n               ^^^^^ PJ112");
        check("yaml inline", "logging_level: 'WARN'\n               ^^^^^^ PJ112");
        check("yaml node", "logging_level: 10\n               ^^ PJ112");
        check("python v2", "logging_level='Info',\n              ^^^^^^ PJ112");
        check("python v2 after", "score.logging_level = 'ERROR'\n                      ^^^^^^^ PJ112");
    }

    #[test]
    fn silent() {
        for word in ["DEBUG", "INFO", "WARNING"] {
            check("yaml component", &format!("logging_level: {word}"));
        }
        check("yaml node", "logging_level: ${{parent.inputs.level}}\n                                ^^^^^ PJ210");
        check("python v2", "logging_level=level");
        check("python v1 config", "logging_level='debug'");
    }

    #[test]
    fn fixes() {
        let fix = |word: &str| fix_of("PJ112", "yaml inline", &format!("logging_level: {word}"));
        assert_eq!(fix("debug"), "safe\n-    logging_level: debug\n+    logging_level: DEBUG\n");
        assert_eq!(fix("Warn"), "safe\n-    logging_level: Warn\n+    logging_level: WARNING\n");
        assert_eq!(fix("ERROR"), "unsafe\n-    logging_level: ERROR\n+    logging_level: WARNING\n");
        assert_eq!(fix("NOTSET"), "unsafe\n-    logging_level: NOTSET\n+    logging_level: DEBUG\n");
        assert_eq!(fix("verbose"), "none");
        assert_eq!(fix("10"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "logging_level: debug"), @"PJ112 `logging_level` is `debug`; the SDK refuses all but its three words in capitals | write `DEBUG`; there are `DEBUG`, `INFO`, `WARNING`");
        insta::assert_snapshot!(messages_of("python v2", "logging_level='verbose'"), @"PJ112 `logging_level` is 'verbose'; the node is built, and then fails when it is validated | write one of `DEBUG`, `INFO`, `WARNING`");
    }
}
