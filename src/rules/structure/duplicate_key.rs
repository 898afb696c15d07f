//! PJ030 `duplicate-key`: A mapping has the same key twice.

use super::walk::{each_value, each_value_of};
use crate::model::{Entry, FileModel, Layout, Mapping, Origin};
use crate::rules::Context;
use crate::text::Span;
use crate::{message, rule};
use std::collections::HashMap;

rule! {
    /// A mapping has the same key twice.
    ///
    /// - **Fires when** two keys of one YAML mapping are equal after resolution, anywhere in a file of ours; or a dictionary display given to a parallel call has equal literal keys.
    /// - **Silent on** a key that also comes by `<<` (overriding is what merging is for); several `<<` keys; `dict(...)` calls (a syntax error in Python already).
    /// - **Why** PyYAML keeps the last one and says nothing; Python does the same. Two nodes of the same name silently become one.
    /// - **Fix** none: which of the two was meant is unknown. The finding marks the later key and points to the first.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_error_threshold: 5
    /// mini_batch_error_threshold: -1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_error_threshold: 5
    /// ```
    PJ030 "duplicate-key" Error, on: [Component, Inline, Node, Pipeline, SdkV2, SdkV1], sdk: No, costs: true, fix: None, file: check
}

fn check<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    let mut mappings: Vec<&Mapping> = Vec::new();
    if let Some(root) = &model.root {
        each_value(root, &mut |value| mappings.extend(value.mapping()));
    } else {
        for step in &model.steps {
            mappings.push(&step.body);
            mappings.extend(step.config.as_deref());
            each_value_of(step, &mut |value| mappings.extend(value.mapping()));
        }
    }
    for mapping in mappings {
        judge(mapping, cx);
    }
}

fn judge(mapping: &Mapping, cx: &mut Context) {
    let unique = mapping.effective().count() == mapping.entries.len();
    if unique || mapping.layout == Layout::Attributes {
        return;
    }
    let of_call = matches!(mapping.layout, Layout::Call | Layout::DictCall);
    let mut seen: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for later in mapping.entries.iter().filter(|entry| entry.origin == Origin::Written) {
        let earlier = seen.entry(&later.key).or_default();
        earlier.push(later);
        let same = |entry: &&&Entry| is_same_type(cx.text(), entry.key_span, later.key_span, &later.key);
        let Some(first) = earlier[..earlier.len() - 1].iter().find(same) else { continue };
        let message = match of_call {
            true => message!("`{key}` is given twice, which is a syntax error in Python", key = later.key),
            false => message!("`{key}` is given twice; only the last one counts, and nobody says so", key = later.key),
        };
        let finding = cx.report(later.key_span, message).help(message!("delete the one that is not meant"));
        finding.related(first.key_span, message!("`{key}` stands here first", key = later.key));
    }
}

/// Whether two keys of equal text are equal values: `1` and `"1"` are not.
fn is_same_type(text: &str, one: Span, other: Span, key: &str) -> bool {
    let quoted = |span: Span| span.slice(text).ends_with(['"', '\'']);
    let word = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let constant = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(&key.to_ascii_lowercase().as_str());
    quoted(one) == quoted(other) || (word && !constant)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_later_key() {
        check("yaml inline", "mini_batch_error_threshold: 5\nmini_batch_error_threshold: -1\n^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ030");
        check("yaml component", "tags: {a: b, 'a': c}\n             ^^^ PJ030");
        check("yaml component", "tags: {1: b, '1': c}");
        check("python v2", "retry_settings={\"timeout\": 600, \"timeout\": 60}\n                                ^^^^^^^^^ PJ030");
        check("python v2", "logging_level=\"INFO\", logging_level=\"DEBUG\"\n                      ^^^^^^^^^^^^^ PJ030");
        check("python v1 config", "environment_variables={\"A\": \"1\", \"A\": \"2\"}\n                                 ^^^ PJ030");
    }

    #[test]
    fn silent_on_merges() {
        check("yaml component minus=retry_settings", "x-a: &a {timeout: 5, max_retries: 1}\nx-b: &b {timeout: 6}\nretry_settings:\n  <<: [*a, *b]\n  timeout: 600");
        check("yaml component minus=retry_settings", "x-a: &a {timeout: 5}\nretry_settings:\n  <<: *a\n  timeout: 600");
    }

    #[test]
    fn has_no_fix() {
        assert_eq!(fix_of("PJ030", "yaml component", "tags: {a: b, a: c}"), "none");
    }
}
