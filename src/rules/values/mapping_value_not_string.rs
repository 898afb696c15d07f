//! PJ135 `mapping-value-not-string`: A value of `environment_variables`, `tags` or `properties` is not a string.

use crate::model::{Data, Mapping, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::rules::shared::component::{is_written_in_node, unread_of};
use crate::surface::rewrite::Literal;
use crate::tables::{self, Effect, Field, Kind, Place, Surface};
use crate::{message, rule};

rule! {
    /// A value of `environment_variables`, `tags` or `properties` is not a string.
    ///
    /// - **Fires when** an entry of `environment_variables` on a node, of `tags` in a component or pipeline, or of `properties` on a node resolves to a number, Boolean or date, or, of variables and in a component, to null.
    /// - **Silent on** Python (numbers are converted); `tags` of nodes; `resources.properties`; expressions.
    /// - **Why** "Not a valid string." as a nested dump. `yes`, `on` and `1e3`-like words depend on YAML 1.1 rules.
    /// - **Fix** quote the text as written; null: none (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// environment_variables:
    ///   BATCH: 10
    ///   VERBOSE: yes
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// environment_variables:
    ///   BATCH: "10"
    ///   VERBOSE: "yes"
    /// ```
    PJ135 "mapping-value-not-string" Error, on: [Component, Inline, Node, Pipeline], sdk: Poor, costs: false, fix: Safe, step: check, pipeline: check_pipeline
}

fn check(step: &ParallelStep, cx: &mut Context) {
    // The labels of a component that is written in a node are not read.
    if !is_written_in_node(step, cx) {
        check_body(step.surface, &step.body, &[], step.surface != Surface::Component, cx);
    }
}

fn check_pipeline(pipeline: &Pipeline, cx: &mut Context) {
    check_body(Surface::Pipeline, &pipeline.body, unread_of(pipeline), !pipeline.is_component, cx);
}

/// Looks at the mappings of texts among the keys of a body that are read. Labels of a job may be null, a component's not.
fn check_body(surface: Surface, body: &Mapping, unread: &[&str], is_job: bool, cx: &mut Context) {
    let texts = tables::keys(surface, Place::Step).filter(|info| info.kind == Kind::Texts && !unread.contains(&info.key));
    let ours = texts.filter(|info| info.effect == Effect::Takes && info.rule("items/type") == Some(RULE.code));
    for info in ours {
        let Some(entries) = body.get(info.key).and_then(|entry| entry.value.mapping()) else { continue };
        let takes_null = info.field != Field::EnvironmentVariables && is_job;
        check_entries(info.key, entries, takes_null, cx);
    }
}

fn check_entries(field: &str, entries: &Mapping, takes_null: bool, cx: &mut Context) {
    for entry in entries.effective() {
        let value = &entry.value;
        if value.is_null() && takes_null {
            continue;
        }
        if !matches!(value.data, Data::Int(_) | Data::Float(_) | Data::Bool(_) | Data::Date | Data::Null) {
            continue;
        }
        if value.is_null() {
            let message = message!("`{key}` of `{field}` has no value; the SDK refuses it", key = entry.key, field = field);
            let help = message!("write a text, `\"\"` for an empty one, or delete the key");
            cx.report(entry.key_span, message).help(help);
            continue;
        }
        let source = cx.rewrite().source(value);
        let message = message!(
            "`{key}` of `{field}` is {kind}, not text; the SDK refuses it: \"Not a valid string.\"",
            key = entry.key,
            field = field,
            kind = value.data.kind(),
        );
        let edits = cx.rewrite().set_value(value, &Literal::text(source));
        let help = message!("write `\"{source}\"`", source = source);
        cx.report(value.span, message).help(help).fix_safe(message!("Quote the value"), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_value() {
        let block = "
            environment_variables:
              BATCH: 10
                     ^^ PJ135
              VERBOSE: yes
                       ^^^ PJ135
              DAY: 2024-01-01
                   ^^^^^^^^^^ PJ135
              RATE: 0.5
                    ^^^ PJ135
              EMPTY:
              ^^^^^ PJ135
              NAME: text
            ";
        check("yaml inline", block);
        check("yaml node", block);
        check("yaml component", "tags: {year: 2024}\n             ^^^^ PJ135");
        check("yaml pipeline", "tags: {year: 2024}\n             ^^^^ PJ135");
        check("yaml node", "properties: {year: 2024}\n                   ^^^^ PJ135");
    }

    #[test]
    fn silent() {
        check("yaml node", "tags: {year: 2024}");
        check("yaml node", "environment_variables: {LIMIT: '${{parent.inputs.limit}}'}\n                                                 ^^^^^ PJ210");
        check("yaml inline", "resources:\n  properties: {a: 1}");
        check("python v2", "environment_variables={'A': 1}");
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ135", "yaml inline", &format!("environment_variables:\n  A: {value}"));
        assert_eq!(fix("10"), "safe\n-      A: 10\n+      A: \"10\"\n");
        assert_eq!(fix("yes # no"), "safe\n-      A: yes # no\n+      A: \"yes\" # no\n");
        assert_eq!(fix("0010"), "safe\n-      A: 0010\n+      A: \"0010\"\n");
        assert_eq!(fix("~"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "environment_variables: {BATCH: 10}"), @r#"PJ135 `BATCH` of `environment_variables` is a number, not text; the SDK refuses it: "Not a valid string." | write `"10"`"#);
        insta::assert_snapshot!(messages_of("yaml inline", "environment_variables: {EMPTY: }"), @r#"PJ135 `EMPTY` of `environment_variables` has no value; the SDK refuses it | write a text, `""` for an empty one, or delete the key"#);
    }
}
