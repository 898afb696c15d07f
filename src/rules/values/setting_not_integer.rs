//! PJ115 `setting-not-integer`: A whole-number setting has another kind of value.

use crate::diagnostic::Applicability;
use crate::message::Message;
use crate::model::{Data, ParallelStep};
use crate::rules::{Context, Violation};
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// A whole-number setting has another kind of value.
    ///
    /// - **Fires when** `error_threshold, mini_batch_error_threshold, max_concurrency_per_instance, instance_count, max_instance_count, timeout, max_retries` or their v1 counterparts are: a word that is no integer; a fraction; a Boolean; in v2 Python a string (not for `timeout`, `max_retries`, nor assigned to a node, where `"5"` is converted), in v1 a string or `None` where v1 refuses it.
    /// - **Silent on** in YAML a quoted integer (`"5"` is converted); `max_retries="2"` in a mapping; expressions where the field takes them (else PJ215); `PipelineParameter` (PJ708); dynamic values; a text that is to be replaced (`<count>`).
    /// - **Why** YAML: words and Booleans are refused, but `1.5` becomes 1 silently. v2 Python: strings and fractions raise, `True` passes as 1, and `instance_count="2"` or `1.5` is sent as it is. v1: thresholds raise, `process_count_per_node=1.5` passes, `node_count="2"` passes.
    /// - **Fix** a string or float that is a whole number: write the integer, safe. A fraction: round down (what the SDK does), unsafe. `60s`, `5m`, `1h` on a timeout: seconds, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   timeout: 1.5
    /// ```
    ///
    /// ```python v2
    /// error_threshold="5"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// error_threshold=5
    /// ```
    PJ115 "setting-not-integer" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let value = violation.value;
        let source = cx.rewrite().source(value).lines().next().unwrap_or_default();
        let meant = meant(&violation);
        let edits = meant.and_then(|(number, _)| cx.rewrite().set_value(value, &Literal::Integer(number)));
        let help = match meant {
            Some((number, _)) => message!("write `{number}`", number = number),
            None => message!("write a whole number"),
        };
        let message = consequence(step, &violation, source);
        let sure = meant.map_or(Applicability::Unsafe, |(_, sure)| sure);
        let title = message!("Write `{number}`", number = meant.map_or(0, |(number, _)| number));
        cx.report(value.span, message).help(help).fix(sure, title, edits);
    }
}

fn consequence(step: &ParallelStep, violation: &Violation, source: &str) -> Message {
    let field = violation.info.key;
    match outcome(step, violation) {
        Outcome::Cut(whole) => message!(
            "`{field}` is {source}; the SDK cuts it to {whole} without a word",
            field = field,
            source = source,
            whole = whole,
        ),
        Outcome::Counted(number) => message!(
            "`{field}` is {source}; Python counts it as {number}, and so does the SDK",
            field = field,
            source = source,
            number = number,
        ),
        Outcome::Raised => message!(
            "`{field}` is {source}, not a whole number; the SDK raises an error when this line runs",
            field = field,
            source = source,
        ),
        Outcome::Refused => {
            message!("`{field}` is {source}, not a whole number; the SDK refuses it", field = field, source = source)
        }
        Outcome::Sent => message!(
            "`{field}` is {source}, not a whole number; the SDK sends it as it is",
            field = field,
            source = source,
        ),
    }
}

/// What the SDK makes of a value that is no whole number (measured).
enum Outcome {
    /// The fraction is dropped.
    Cut(f64),
    /// A Boolean is a number in Python.
    Counted(u8),
    /// The call or the constructor raises.
    Raised,
    /// The file does not load, or the job is not sent.
    Refused,
    /// Nobody looks.
    Sent,
}

fn outcome(step: &ParallelStep, violation: &Violation) -> Outcome {
    let assigned = step.assigned.iter().any(|(_, entry)| std::ptr::eq(&entry.value, violation.value));
    let field = violation.info.field;
    match (&violation.value.data, step.surface) {
        (Data::Bool(truth), Surface::SdkV1 | Surface::SdkV2) => Outcome::Counted(u8::from(*truth)),
        (_, Surface::SdkV1) => outcome_of_v1(violation),
        (_, Surface::SdkV2) if field == Field::InstanceCount || field == Field::MaxInstanceCount => {
            let is_number = violation.value.text().is_none_or(|text| text.as_str().trim().parse::<i64>().is_ok());
            if is_number { Outcome::Sent } else { Outcome::Refused }
        }
        (_, Surface::SdkV2) if violation.info.place == Place::Step && !assigned => Outcome::Raised,
        (Data::Float(number), _) if number.is_finite() => Outcome::Cut(number.trunc()),
        _ => Outcome::Refused,
    }
}

/// SDK v1 looks at the thresholds; the other settings it compares with a number, which a text cannot be.
fn outcome_of_v1(violation: &Violation) -> Outcome {
    match violation.info.field {
        Field::ErrorThreshold | Field::MiniBatchErrorThreshold => Outcome::Raised,
        Field::InstanceCount => Outcome::Sent,
        _ if violation.value.text().is_some() => Outcome::Raised,
        _ => Outcome::Sent,
    }
}

/// The whole number that must have been meant, and how sure that is.
fn meant(violation: &Violation) -> Option<(i128, Applicability)> {
    match &violation.value.data {
        Data::Float(number) => whole(*number),
        Data::Text(_) => {
            let text = violation.value.known_text()?.trim();
            let plain = text.parse().ok().map(|number| (number, Applicability::Safe));
            let seconds = || seconds(text).filter(|_| violation.info.field == Field::Timeout);
            plain.or_else(|| decimal(text)).or_else(|| seconds().map(|number| (number, Applicability::Unsafe)))
        }
        _ => None,
    }
}

fn decimal(text: &str) -> Option<(i128, Applicability)> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    whole(text.parse().ok().filter(|_| plain)?)
}

/// A number without its fraction, as the SDK cuts it.
fn whole(number: f64) -> Option<(i128, Applicability)> {
    let sure = if number.fract() == 0.0 { Applicability::Safe } else { Applicability::Unsafe };
    #[allow(clippy::cast_possible_truncation, reason = "it lies in the range of whole numbers that a double keeps")]
    (number.abs() < 1e15).then_some((number.trunc() as i128, sure))
}

/// The seconds of `60s`, `5m`, `1h`.
fn seconds(text: &str) -> Option<i128> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "seconds" => 1,
        "m" | "min" | "minutes" => 60,
        "h" | "hours" => 3600,
        _ => return None,
    };
    number.parse::<i128>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn yaml() {
        for frame in ["yaml component", "yaml inline", "yaml node"] {
            check(frame, "error_threshold: five\n                 ^^^^ PJ115");
            check(frame, "mini_batch_error_threshold: 1.5\n                            ^^^ PJ115");
            check(frame, "max_concurrency_per_instance: yes\n                              ^^^ PJ115");
            check(frame, "resources:\n  instance_count: two\n                  ^^^ PJ115");
            check(frame, "resources:\n  max_instance_count: ''\n                      ^^ PJ115");
            check(frame, "retry_settings:\n  timeout: 0.5\n           ^^^ PJ115\n  max_retries: 2024-01-01\n               ^^^^^^^^^^ PJ115");
        }
    }

    #[test]
    fn python() {
        check("python v2", "error_threshold='5',\n                ^^^ PJ115");
        check("python v2", "mini_batch_error_threshold=5.0,\n                           ^^^ PJ115");
        check("python v2", "max_concurrency_per_instance=True,\n                             ^^^^ PJ115");
        check("python v2", "instance_count='2',\n               ^^^ PJ115");
        check("python v2", "retry_settings=dict(timeout='60s', max_retries=2),\n                            ^^^^^ PJ115");
        check("python v2 after", "score.error_threshold = 1.5\n                        ^^^ PJ115");
        check("python v2 after", "score.resources.instance_count = '2'\n                                 ^^^ PJ115");
        check("python v1 config", "error_threshold=None,\n                ^^^^ PJ115");
        check("python v1 config", "error_threshold='10',\n                ^^^^ PJ115");
        check("python v1 config", "process_count_per_node=1.5,\n                       ^^^ PJ115");
        check("python v1 config", "node_count='2',\n           ^^^ PJ115");
        check("python v1 config", "run_invocation_timeout='600',\n                       ^^^^^ PJ115");
        check("python v1 after", "config.run_max_try = '3'\n                     ^^^ PJ115");
    }

    #[test]
    fn silent() {
        check("yaml inline", "error_threshold: '5'\nretry_settings:\n  timeout: ' 600 '");
        check("yaml inline", "error_threshold: 5.0");
        check("yaml inline", "error_threshold: <limit>");
        check("yaml node", "error_threshold: ${{parent.inputs.limit}}\n                                  ^^^^^ PJ210");
        check("python v2", "retry_settings={'timeout': '600', 'max_retries': '2'}");
        check("python v2 after", "score.error_threshold = '5'\nscore.max_concurrency_per_instance = 2.0");
        check("python v2", "error_threshold=limit");
        check("python v1 config", "allowed_failed_count=None,\nnode_count=None,\nrun_invocation_timeout=None,\nrun_max_try=None");
        check("python v1 config", "node_count=PipelineParameter('nodes', default_value='2')");
    }

    #[test]
    fn fixes() {
        let timeout = |value: &str| fix_of("PJ115", "yaml inline", &format!("retry_settings:\n  timeout: {value}"));
        assert_eq!(timeout("1.5"), "unsafe\n-      timeout: 1.5\n+      timeout: 1\n");
        assert_eq!(timeout("5m"), "unsafe\n-      timeout: 5m\n+      timeout: 300\n");
        assert_eq!(timeout("1h"), "unsafe\n-      timeout: 1h\n+      timeout: 3600\n");
        assert_eq!(timeout("60 s"), "unsafe\n-      timeout: 60 s\n+      timeout: 60\n");
        assert_eq!(timeout("'5.0'"), "safe\n-      timeout: '5.0'\n+      timeout: 5\n");
        for value in ["ten", "true", ".inf", "1e3", "''"] {
            assert_eq!(timeout(value), "none", "{value}");
        }
        assert_eq!(fix_of("PJ115", "yaml inline", "error_threshold: 5m"), "none");
        let python = |value: &str| fix_of("PJ115", "python v2", &format!("instance_count={value}"));
        assert_eq!(python("\"2\""), "safe\n-    instance_count=\"2\",\n+    instance_count=2,\n");
        assert_eq!(python("3.0"), "safe\n-    instance_count=3.0,\n+    instance_count=3,\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "retry_settings:\n  timeout: 1.5"), @"PJ115 `timeout` is 1.5; the SDK cuts it to 1 without a word | write `1`");
        insta::assert_snapshot!(messages_of("yaml inline", "error_threshold: five"), @"PJ115 `error_threshold` is five, not a whole number; the SDK refuses it | write a whole number");
        insta::assert_snapshot!(messages_of("python v2", "error_threshold=\"5\""), @r#"PJ115 `error_threshold` is "5", not a whole number; the SDK raises an error when this line runs | write `5`"#);
        insta::assert_snapshot!(messages_of("python v2", "instance_count='2'"), @"PJ115 `instance_count` is '2', not a whole number; the SDK sends it as it is | write `2`");
        insta::assert_snapshot!(messages_of("python v2 after", "score.error_threshold = 1.5"), @"PJ115 `error_threshold` is 1.5; the SDK cuts it to 1 without a word | write `1`");
        insta::assert_snapshot!(messages_of("python v2", "error_threshold=True"), @"PJ115 `error_threshold` is True; Python counts it as 1, and so does the SDK | write a whole number");
        insta::assert_snapshot!(messages_of("python v1 config", "error_threshold=None"), @"PJ115 `error_threshold` is None, not a whole number; the SDK raises an error when this line runs | write a whole number");
    }
}
