//! PJ110 `partition-keys-type`: `partition_keys` is not a list of strings.

use crate::message::Message;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// `partition_keys` is not a list of strings.
    ///
    /// - **Fires when** the value is a string or other scalar, a list with an item that is not a string or is empty, or an empty list where no `mini_batch_size` is given; in v1 also a tuple, or a `PipelineParameter` whose default is not a JSON list of strings.
    /// - **Silent on** null (PJ031); expressions as items on nodes; tuples in v2; dynamic values.
    /// - **Why** YAML refuses strings and non-string items. v2 Python takes anything: `partition_keys="store"` is sent as the JSON text of a *string*, not of a list. v1 raises `ValueError`.
    /// - **Fix** a plain string: wrap it into a list, safe; a tuple of strings in v1: make it a list, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v2 minus=mini_batch_size
    /// partition_keys="store"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 minus=mini_batch_size
    /// partition_keys=["store"]
    /// ```
    PJ110 "partition-keys-type" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let is_item = violation.keyword.starts_with("items/");
        report(step, violation.value, is_item, cx);
    }
    for given in step.given(Field::PartitionKeys) {
        let value = given.value();
        if is_useless(step, value) || is_tuple(step, value) || is_wrong_default(value) {
            report(step, value, false, cx);
        }
    }
}

/// An empty list, where nothing else says what a mini-batch is. A component's node falls back to the component's keys.
fn is_useless(step: &ParallelStep, value: &Value) -> bool {
    let empty = matches!(&value.data, Data::List(items) if items.is_empty());
    empty && step.surface != Surface::Node && !step.body.open && !step.open && !step.mentions(Field::MiniBatchSize)
}

/// SDK v1 insists on a list.
fn is_tuple(step: &ParallelStep, value: &Value) -> bool {
    step.surface == Surface::SdkV1 && matches!(value.data, Data::Tuple(_))
}

/// A `PipelineParameter` must have a list of texts, written as JSON, as its default.
fn is_wrong_default(value: &Value) -> bool {
    let Some(default) = crate::rules::shared::parameter::default(value) else { return false };
    match &default.data {
        Data::Text(text) => serde_json::from_str::<Vec<String>>(text.as_str()).is_err(),
        Data::Dynamic | Data::Malformed | Data::Template(_) | Data::Name(_) | Data::Object(_) => false,
        _ => true,
    }
}

fn report(step: &ParallelStep, value: &Value, is_item: bool, cx: &mut Context) {
    let (title, edits) = fix(step, value, is_item, cx);
    let help = match &value.data {
        Data::Object(_) => message!("write the default as a JSON list of texts: `'[\"store\", \"brand\"]'`"),
        Data::List(_) => message!("name the columns or path parts to group by: `[\"store\", \"brand\"]`"),
        _ if is_item => message!("write the name of a column or path part, as text"),
        _ => message!("write a list of texts: `[\"store\", \"brand\"]`"),
    };
    cx.report(value.span, consequence(step, value, is_item)).help(help).fix_safe(title, edits);
}

fn consequence(step: &ParallelStep, value: &Value, is_item: bool) -> Message {
    let kind = value.data.kind();
    match (&value.data, step.surface) {
        (Data::Object(_), _) => {
            message!("the default of this parameter for `partition_keys` is not a JSON list of texts; SDK v1 raises `ValueError`")
        }
        (Data::List(_), _) if !is_item => {
            message!("`partition_keys` is empty and there is no `mini_batch_size`; nothing says what a mini-batch is")
        }
        (Data::Text(_), _) if is_item => message!("a partition key is empty; it names no column or path part"),
        (_, Surface::SdkV2) if is_item => {
            message!("a partition key is {kind}, not text; the SDK sends it as it is", kind = kind)
        }
        (_, Surface::SdkV2) => {
            message!("`partition_keys` is {kind}, not a list; the SDK sends just that, and no list arrives", kind = kind)
        }
        (_, Surface::SdkV1) => {
            message!("`partition_keys` takes a list of texts, not {kind}; SDK v1 raises `ValueError`", kind = kind)
        }
        _ if is_item => message!("a partition key is {kind}, not text; the SDK refuses it", kind = kind),
        _ => message!("`partition_keys` is {kind}, not a list; the SDK refuses it: \"Not a valid list.\"", kind = kind),
    }
}

/// The list that a single text or a tuple of texts was meant to be.
fn fix(step: &ParallelStep, value: &Value, is_item: bool, cx: &Context) -> (Message, Option<Vec<Edit>>) {
    let title = message!("Make it a list");
    let literal = match &value.data {
        Data::Tuple(items) if step.surface == Surface::SdkV1 => {
            items.iter().map(|item| item.known_text().map(Literal::text)).collect::<Option<_>>().map(Literal::List)
        }
        // Several names in one text are not told apart here.
        Data::Text(text) if !is_item && is_name(text.as_str()) => {
            Some(Literal::List(vec![Literal::text(text.as_str())]))
        }
        _ => None,
    };
    (title, literal.and_then(|literal| cx.rewrite().set_value(value, &literal)))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains([',', ';', ' ', '[', '{', '"', '\n'])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_value_or_the_item() {
        for frame in ["yaml component minus=mini_batch_size", "yaml inline minus=mini_batch_size", "yaml node"] {
            check(frame, "partition_keys: store\n                ^^^^^ PJ110");
            check(frame, "partition_keys: [store, 1, '']\n                        ^ PJ110\n                           ^^ PJ110");
            check(frame, "partition_keys: [store, 2024-01-01]\n                        ^^^^^^^^^^ PJ110");
            check(frame, "partition_keys: 5\n                ^ PJ110");
        }
        check("yaml inline minus=mini_batch_size", "partition_keys: []\n                ^^ PJ110");
        check("yaml inline minus=mini_batch_size", "partition_keys:\n  - store\n  - ~\n    ^ PJ110");
        let v2 = "python v2 minus=mini_batch_size";
        check(v2, "partition_keys='store',\n               ^^^^^^^ PJ110");
        check(v2, "partition_keys=['store', 1, name],\n                         ^ PJ110");
        let v1 = "python v1 config minus=mini_batch_size";
        check(v1, "partition_keys=('store', 'brand'),\n               ^^^^^^^^^^^^^^^^^^ PJ110");
        check(v1, "partition_keys='store',\n               ^^^^^^^ PJ110");
    }

    #[test]
    fn defaults_of_parameters() {
        let check = |default: &str, mark: &str| {
            let block = format!("partition_keys=PipelineParameter('keys', {default}),{mark}");
            check("python v1 config minus=mini_batch_size", &block);
        };
        check("'store'", "\n               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ110");
        check("'[1]'", "\n               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ110");
        check("'[\"store\"]'", "");
        check("keys", "");
    }

    #[test]
    fn silent() {
        check("yaml inline", "partition_keys: []");
        check("yaml node", "partition_keys: ['${{parent.inputs.key}}', store]\n                                   ^^^ PJ210");
        check("yaml node", "partition_keys: []");
        check("python v2 minus=mini_batch_size", "partition_keys=('store', 'brand')");
        check("python v2 minus=mini_batch_size", "partition_keys=keys");
        check("python v2", "partition_keys=None");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ110", "yaml inline minus=mini_batch_size", "partition_keys: store");
        assert_eq!(fixed, "safe\n-    partition_keys: store\n+    partition_keys: [store]\n");
        let fixed = fix_of("PJ110", "python v2 minus=mini_batch_size", "partition_keys=\"store\"");
        assert_eq!(fixed, "safe\n-    partition_keys=\"store\",\n+    partition_keys=[\"store\"],\n");
        let fixed = fix_of("PJ110", "python v1 config minus=mini_batch_size", "partition_keys=(\"a\", \"b\")");
        assert_eq!(fixed, "safe\n-    partition_keys=(\"a\", \"b\"),\n+    partition_keys=[\"a\", \"b\"],\n");
        assert_eq!(fix_of("PJ110", "yaml node", "partition_keys: store,brand"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("python v2 minus=mini_batch_size", "partition_keys='store'"), @r#"PJ110 `partition_keys` is a text, not a list; the SDK sends just that, and no list arrives | write a list of texts: `["store", "brand"]`"#);
        insta::assert_snapshot!(messages_of("yaml node", "partition_keys: store"), @r#"PJ110 `partition_keys` is a text, not a list; the SDK refuses it: "Not a valid list." | write a list of texts: `["store", "brand"]`"#);
    }
}
