//! PJ137 `identity-type`: `identity` has an unknown type or is not a mapping.

use crate::diagnostic::Applicability;
use crate::model::{Data, Entry, ParallelStep, Pipeline, Value};
use crate::rules::{Context, Violation};
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// `identity` has an unknown type or is not a mapping.
    ///
    /// - **Fires when** `identity` is a string, or a mapping without `type`, or with a `type` other than `managed, managed_identity, user_identity, aml_token`, each also in upper case or as CamelCase (`UserIdentity`, `AMLToken`).
    /// - **Silent on** components (PJ025); objects of the SDK and dynamic values.
    /// - **Why** A wrong type raises while validating, uncollected and without a place, and lists only two of the allowed words; a plain string on an inline node passes and is sent; a pipeline job is refused with either. One page names `ManagedIdentity` and `AmlToken` of a REST preview; the SDK takes `ManagedIdentityConfiguration`, `AmlTokenConfiguration`, `UserIdentityConfiguration` or a dictionary.
    /// - **Fix** string of a known word: `{type: <word>}`, safe. `amltoken` → `aml_token`, `user` → `user_identity`, `msi`, `system_assigned` → `managed`: unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// identity:
    ///   type: system_assigned
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// identity:
    ///   type: managed
    /// ```
    PJ137 "identity-type" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: Mixed, step: check, pipeline: check_pipeline
}

/// Words that are no type, with the type that they must mean.
const OTHERS: [(&str, &str); 4] =
    [("amltoken", "aml_token"), ("user", "user_identity"), ("msi", "managed"), ("system_assigned", "managed")];

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = tables::entry(step.surface, Place::Identity, Field::IdentityType).map_or(&[][..], |info| &info.values);
    for violation in cx.violations(step) {
        match violation.info.field {
            Field::Identity => not_a_mapping(&violation, words, cx),
            _ if is_known(violation.value, words) => {}
            _ => wrong_word(violation.value, words, cx),
        }
    }
    for given in step.given(Field::Identity) {
        let Data::Mapping(mapping) = &given.value().data else { continue };
        // An empty dictionary is the same as nothing.
        if step.is_python() && mapping.entries.is_empty() {
            continue;
        }
        if !mapping.open && !mapping.has("type") && !step.given(Field::IdentityType).any(|given| given.mapping.is_none()) {
            typeless(given.entry, words, cx);
        }
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    let info = tables::entry(Surface::Pipeline, Place::Identity, Field::IdentityType);
    let words = info.map_or(&[][..], |info| &info.values);
    for violation in cx.violations_around(pipeline) {
        let value = violation.value;
        match violation.info.field {
            Field::Identity => {
                let message = message!("`identity` is {kind}, not a mapping; the SDK refuses it", kind = value.data.kind());
                let help = message!("write a mapping with `type`: {words}", words = listed(words));
                cx.report(value.span, message).help(help);
            }
            _ if is_known(value, words) => {}
            _ => wrong_word(value, words, cx),
        }
    }
    let Some(entry) = pipeline.body.get(Field::Identity.name()).filter(|_| pipeline.is_surely_job) else { return };
    if entry.value.mapping().is_some_and(|identity| !identity.open && !identity.has("type")) {
        typeless(entry, words, cx);
    }
}

fn typeless(identity: &Entry, words: &[&str], cx: &mut Context) {
    let message = message!("`identity` has no `type`; nothing says whose identity the job has");
    cx.report(identity.key_span, message).help(message!("add `type`: {words}", words = listed(words)));
}

fn not_a_mapping(violation: &Violation, words: &[&str], cx: &mut Context) {
    let value = violation.value;
    let known = value.known_text().filter(|_| is_known(value, words));
    let edits = known.and_then(|word| {
        let mapping = Literal::mapping([("type", Literal::text(word))]);
        cx.rewrite().set_value(value, &mapping)
    });
    let message = message!(
        "`identity` is {kind}, not a mapping; on a node it passes every check and is sent as it is",
        kind = value.data.kind(),
    );
    let help = message!("write a mapping with `type`: {words}", words = listed(words));
    cx.report(value.span, message).help(help).fix_safe(message!("Make it a mapping with `type`"), edits);
}

fn wrong_word(value: &Value, words: &[&'static str], cx: &mut Context) {
    let text = value.known_text().unwrap_or_default();
    let meant = OTHERS.into_iter().find(|(other, _)| text.eq_ignore_ascii_case(other)).map(|(_, word)| word);
    let edits = meant.and_then(|word| cx.rewrite().set_value(value, &Literal::text(word)));
    let source = cx.rewrite().source(value).trim_matches(['"', '\'']);
    let message = message!("`{source}` is no type of identity; the SDK raises an error that names no place", source = source);
    let help = match meant {
        Some(word) => message!("write `{word}`; there are {words}", word = word, words = listed(words)),
        None => message!("write one of {words}", words = listed(words)),
    };
    let title = message!("Write `{word}`", word = meant.unwrap_or_default());
    cx.report(value.span, message).help(help).fix(Applicability::Unsafe, title, edits);
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a text is one of the words, or one of them in CamelCase.
fn is_known(value: &Value, words: &[&str]) -> bool {
    value.known_text().is_some_and(|text| words.contains(&text.to_ascii_lowercase().as_str()) || words.contains(&snake(text).as_str()))
}

/// `AMLToken` as `aml_token`.
fn snake(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut snake = String::new();
    for (at, c) in chars.iter().enumerate() {
        let after_lower = at > 0 && chars[at - 1].is_ascii_lowercase();
        let starts_word = at > 0 && chars[at - 1].is_ascii_uppercase() && chars.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_uppercase() && (after_lower || starts_word) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_word_or_the_key() {
        for frame in ["yaml inline", "yaml node"] {
            check(frame, "identity:\n  type: system_assigned\n        ^^^^^^^^^^^^^^^ PJ137");
            check(frame, "identity: managed\n          ^^^^^^^ PJ137");
            check(frame, "identity:\n^^^^^^^^ PJ137\n  client_id: abc");
            check(frame, "identity: {type: 5}\n                 ^ PJ137");
        }
        check("yaml pipeline", "identity: managed\n          ^^^^^^^ PJ137");
        check("yaml pipeline", "identity: {type: me}\n                 ^^ PJ137");
        check("yaml pipeline", "identity:\n^^^^^^^^ PJ137\n  client_id: abc");
        check("yaml pipeline", "identity: {type: managed, object_id: abc}");
        check("python v2", "identity='managed',\n         ^^^^^^^^^ PJ137");
        check("python v2", "identity={'type': 'user'},\n                  ^^^^^^ PJ137");
        check("python v2 after", "score.identity = 'managed'\n                 ^^^^^^^^^ PJ137");
    }

    #[test]
    fn silent() {
        for word in ["managed", "MANAGED", "user_identity", "UserIdentity", "AMLToken", "AML_TOKEN", "ManagedIdentity"] {
            check("yaml inline", &format!("identity:\n  type: {word}"));
        }
        check("yaml inline", "identity:");
        check("python v2", "identity=identity");
        check("python v2", "identity={'type': kind}");
        check("python v2", "identity={**kind}");
        check("python v2", "identity={}");
        check("python v2 after", "from azure.ai.ml import UserIdentityConfiguration\nscore.identity = UserIdentityConfiguration()");
    }

    #[test]
    fn fixes() {
        let fix = |block: &str| fix_of("PJ137", "yaml inline", block);
        assert_eq!(fix("identity: managed"), "safe\n-    identity: managed\n+    identity:\n+      type: managed\n");
        assert_eq!(fix("identity: {type: msi}"), "unsafe\n-    identity: {type: msi}\n+    identity: {type: managed}\n");
        assert_eq!(fix("identity: {type: amltoken}"), "unsafe\n-    identity: {type: amltoken}\n+    identity: {type: aml_token}\n");
        assert_eq!(fix("identity: me"), "none");
        assert_eq!(fix("identity: {type: me}"), "none");
        let python = fix_of("PJ137", "python v2", "identity=\"managed\"");
        assert_eq!(python, "safe\n-    identity=\"managed\",\n+    identity={\"type\": \"managed\"},\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "identity: {type: system_assigned}"), @"PJ137 `system_assigned` is no type of identity; the SDK raises an error that names no place | write `managed`; there are `managed`, `managed_identity`, `user_identity`, `aml_token`");
        insta::assert_snapshot!(messages_of("yaml inline", "identity: managed"), @"PJ137 `identity` is a text, not a mapping; on a node it passes every check and is sent as it is | write a mapping with `type`: `managed`, `managed_identity`, `user_identity`, `aml_token`");
        insta::assert_snapshot!(messages_of("yaml inline", "identity: {client_id: a}"), @"PJ137 `identity` has no `type`; nothing says whose identity the job has | add `type`: `managed`, `managed_identity`, `user_identity`, `aml_token`");
    }
}
