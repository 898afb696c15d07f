//! PJ101 `mini-batch-size-type`: `mini_batch_size` is not a string.

use crate::message::Message;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// `mini_batch_size` is not a string.
    ///
    /// - **Fires when** YAML: the scalar resolves to a number, Boolean or date (also `1_000`, `1:30`). v2 Python: a number or Boolean literal as keyword; a fraction or Boolean assigned to `<node>.mini_batch_size`. v1: a float or Boolean; with the `azureml.contrib` import also an integer.
    /// - **Silent on** null (PJ031); integers in v1; whole numbers assigned to a node of v2 (measured: sent as just that number); dynamic values.
    /// - **Why** The schema takes strings only: "Not a valid string." in YAML; `TypeError: expected string or bytes-like object` in v2 Python, where v1 took integers. A fraction or Boolean assigned to a node raises a bare `ValueError` when the pipeline is validated.
    /// - **Fix** quote the number as written (`10` → `"10"`); a float with no fraction loses it; a Boolean, date or fraction: no fix (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: 10
    /// ```
    ///
    /// ```python v2
    /// mini_batch_size=10
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    PJ101 "mini-batch-size-type" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        // A number assigned to a node is sent as just that number, which is what the constructor makes of a text.
        let sent = step.surface == Surface::SdkV2 && is_assigned(step, violation.value);
        if !(sent && violation.value.int().is_some()) {
            report(step, violation.value, cx);
        }
    }
    // The withdrawn package takes text only, its successor whole numbers too.
    let numbers = step.given(Field::MiniBatchSize).filter(|given| step.contrib && given.value().int().is_some());
    numbers.for_each(|given| report(step, given.value(), cx));
}

fn report(step: &ParallelStep, value: &Value, cx: &mut Context) {
    let text = text_of(value, cx.rewrite().source(value), step.is_python());
    let edits = text.as_ref().and_then(|text| cx.rewrite().set_value(value, &Literal::text(text)));
    let help = match &text {
        Some(text) => message!("write `\"{text}\"`", text = text),
        None => message!("write how many files a mini-batch has, `\"10\"`, or for a table its size, `\"1mb\"`"),
    };
    let finding = cx.report(value.span, consequence(step, value)).help(help);
    finding.fix_safe(message!("Quote the number"), edits);
}

fn consequence(step: &ParallelStep, value: &Value) -> Message {
    let kind = value.data.kind();
    match step.surface {
        Surface::SdkV1 if matches!(value.data, Data::Bool(_)) => {
            message!("`mini_batch_size` is a Boolean, which `ParallelRunConfig` counts as 0 or 1")
        }
        Surface::SdkV1 if step.contrib => {
            message!("`mini_batch_size` is {kind}; the withdrawn `azureml.contrib` takes text only", kind = kind)
        }
        Surface::SdkV1 => message!(
            "`mini_batch_size` is a fractional number; `ParallelRunConfig` raises `ValueError` for all but whole numbers and text"
        ),
        Surface::SdkV2 if is_assigned(step, value) => message!(
            "`mini_batch_size` is {kind}; it is sent as it is, and the pipeline's validation raises a bare `ValueError`",
            kind = kind,
        ),
        Surface::SdkV2 => message!(
            "`mini_batch_size` is {kind}; the SDK takes text only and raises a `TypeError` that does not name it",
            kind = kind,
        ),
        _ => message!("`mini_batch_size` is {kind}; the SDK takes text only: \"Not a valid string.\"", kind = kind),
    }
}

/// Whether a value is assigned to the step after it was made.
fn is_assigned(step: &ParallelStep, value: &Value) -> bool {
    step.assigned.iter().any(|(_, entry)| std::ptr::eq(&entry.value, value))
}

/// The text to write for a number. In YAML only for a plain decimal one: what `010` or `1:30` was meant to be is not known.
fn text_of(value: &Value, source: &str, python: bool) -> Option<String> {
    match value.data {
        Data::Int(number) if number >= 0 => {
            let decimal = number.to_string();
            (python || source.replace('_', "") == decimal).then_some(decimal)
        }
        Data::Float(number) if number.fract() == 0.0 && (0.0..1e15).contains(&number) => {
            (python || !source.contains(':')).then(|| number.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    const SIZE: &str = "mini_batch_size: ";

    fn check_yaml(value: &str) {
        let mark = format!("{}{} PJ101", " ".repeat(SIZE.len()), "^".repeat(value.len()));
        for frame in ["yaml component", "yaml inline", "yaml node"] {
            check(frame, &format!("{SIZE}{value}\n{mark}"));
        }
    }

    #[test]
    fn what_yaml_does_not_read_as_text() {
        ["10", "10.0", "1_000", "1:30", "010", "yes", "2024-01-01", ".inf"].into_iter().for_each(check_yaml);
    }

    #[test]
    fn python() {
        check("python v2", "mini_batch_size=10,\n                ^^ PJ101");
        check("python v2", "mini_batch_size=True,\n                ^^^^ PJ101");
        check("python v2 after", "score.mini_batch_size = 1.5\n                        ^^^ PJ101");
        check("python v1 config", "mini_batch_size=1.5,\n                ^^^ PJ101");
        check("python v1 config", "mini_batch_size=False,\n                ^^^^^ PJ101");
        check("python v1 after", "config.mini_batch_size = 2.0\n                         ^^^ PJ101");
    }

    #[test]
    fn contrib_takes_text_only() {
        let block = "
            from azureml.contrib.pipeline.steps import ParallelRunConfig
            config = ParallelRunConfig(mini_batch_size=10, run_invocation_timeout=60)
            ";
        assert!(messages_of("python file", block).contains("PJ101"));
    }

    #[test]
    fn silent() {
        check("yaml inline", "mini_batch_size: '10'");
        check("yaml node", "mini_batch_size: ${{parent.inputs.size}}\n                                  ^^^^ PJ210");
        check("python v2 after", "score.mini_batch_size = 10");
        check("python v2", "mini_batch_size=size");
        check("python v2", "mini_batch_size=str(10)");
        check("python v1 config", "mini_batch_size=10");
        check("python v1 config", "mini_batch_size=PipelineParameter('size', default_value='10')");
    }

    #[test]
    fn fixes() {
        let yaml = |value: &str| fix_of("PJ101", "yaml inline", &format!("{SIZE}{value}"));
        assert_eq!(yaml("10"), "safe\n-    mini_batch_size: 10\n+    mini_batch_size: \"10\"\n");
        assert_eq!(yaml("1_000"), "safe\n-    mini_batch_size: 1_000\n+    mini_batch_size: \"1000\"\n");
        assert_eq!(yaml("10.0"), "safe\n-    mini_batch_size: 10.0\n+    mini_batch_size: \"10\"\n");
        for value in ["1.5", "010", "1:30", "true", "-1", "&size 10"] {
            assert_eq!(yaml(value), "none", "{value}");
        }
        let python = |value: &str| fix_of("PJ101", "python v2", &format!("mini_batch_size={value}"));
        assert_eq!(python("10"), "safe\n-    mini_batch_size=10,\n+    mini_batch_size=\"10\",\n");
        assert_eq!(python("1e2"), "safe\n-    mini_batch_size=1e2,\n+    mini_batch_size=\"100\",\n");
        assert_eq!(python("True"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "mini_batch_size: 10"), @r#"PJ101 `mini_batch_size` is a number; the SDK takes text only: "Not a valid string." | write `"10"`"#);
        insta::assert_snapshot!(messages_of("python v2", "mini_batch_size=10"), @r#"PJ101 `mini_batch_size` is a number; the SDK takes text only and raises a `TypeError` that does not name it | write `"10"`"#);
        insta::assert_snapshot!(messages_of("python v2 after", "score.mini_batch_size = 1.5"), @r#"PJ101 `mini_batch_size` is a number; it is sent as it is, and the pipeline's validation raises a bare `ValueError` | write how many files a mini-batch has, `"10"`, or for a table its size, `"1mb"`"#);
    }
}
