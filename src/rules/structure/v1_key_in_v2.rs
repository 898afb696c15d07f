//! PJ022 `v1-key-in-v2`: A step of v2 uses the v1 name of a setting.

use super::keys::{FaultyKey, Meaning};
use super::{relocate, wording};
use crate::diagnostic::Applicability;
use crate::message::Message;
use crate::model::{Datum, ParallelStep, Value, shell_word};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Conversion, Field, MappingRow};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// A step of v2 uses the v1 name of a setting.
    ///
    /// - **Fires when** a key of the step, `task`, `retry_settings` or `resources`, or a keyword of `parallel_run_function` or `RunFunction`, is one of the v1 names of the mapping table whose v2 name differs: `node_count, process_count_per_node, run_invocation_timeout, run_max_try, allowed_failed_count, output_action, append_row_file_name, source_directory, arguments, side_inputs, compute_target, allow_reuse, parallel_run_config, output`.
    /// - **Silent on** names that v1 and v2 share; `arguments` under `task` (PJ011); v1 code itself.
    /// - **Why** As for unknown keys: dropped, refused with a misleading error, or sent and ignored. `node_count: 8` leaves the job on one node.
    /// - **Fix** rename and move to the v2 home with the conversion of the mapping table (`run_max_try: 3` → `retry_settings.max_retries: 3`); safe for one-to-one entries, and for a list of `arguments`, which becomes one text; `output_action: append_row` goes where `append_row_to` stands; unsafe on a component node where it makes a new `retry_settings` or `resources`, which replaces the component's whole block; none for any other `output_action`, `append_row_file_name`, `side_inputs`, `parallel_run_config`, `output`, or if the target exists.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=resources
    /// node_count: 8
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// resources:
    ///   instance_count: 8
    /// ```
    PJ022 "v1-key-in-v2" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        let Meaning::V1(row) = key.meaning else { continue };
        let message = wording::of_v1(step, key.place, &key.entry.key);
        let (applicability, edits) = edits(cx, step, &key, row);
        let title = message!("Write it as v2 does");
        cx.report(key.entry.key_span, message).help(help(step, &key, row)).fix(applicability, title, edits);
    }
}

/// The edits that bring the value to the place that v2 has for it, where it goes over as it is.
fn edits(cx: &Context, step: &ParallelStep, key: &FaultyKey, row: &MappingRow) -> (Applicability, Option<Vec<Edit>>) {
    let none = (Applicability::Safe, None);
    let Some(field) = row.field else { return none };
    let value = &key.entry.value;
    match row.conversion {
        Conversion::Same | Conversion::Path => relocate::to_home(cx, step, key, field),
        Conversion::Compute | Conversion::Join if value.text().is_some() => relocate::to_home(cx, step, key, field),
        Conversion::Join => (Applicability::Safe, joined(cx, step, key, field)),
        Conversion::Output if is_said(step, key) => (Applicability::Safe, cx.rewrite().remove(key.mapping, key.entry)),
        _ => none,
    }
}

/// Whether `append_row_to` says already what `output_action` said in v1.
fn is_said(step: &ParallelStep, key: &FaultyKey) -> bool {
    let is_action = tables::mapping_rows(&key.entry.key).any(|row| row.id == "output_action=append_row");
    let appends = key.entry.value.known_text().is_some_and(|word| word.eq_ignore_ascii_case("append_row"));
    is_action && appends && step.get(Field::AppendRowTo).is_some()
}

/// A list of words as one text, quoted as a shell would.
fn joined(cx: &Context, step: &ParallelStep, key: &FaultyKey, field: Field) -> Option<Vec<Edit>> {
    let home = relocate::home(step, key.entry, field).filter(|home| !std::ptr::eq(home.mapping, key.mapping))?;
    let word = |item: &Value| match Datum::of(item)? {
        Datum::List(_) | Datum::Mapping(_) => None,
        _ if item.is_dynamic() => None,
        word => Some(shell_word(&word.to_text())),
    };
    let words: Vec<String> = key.entry.value.items()?.iter().map(word).collect::<Option<_>>()?;
    let rewrite = cx.rewrite();
    let inserted = rewrite.insert(home.mapping, home.key, &Literal::text(words.join(" ")));
    rewrite.all([inserted, rewrite.remove(key.mapping, key.entry)])
}

fn help(step: &ParallelStep, key: &FaultyKey, row: &MappingRow) -> Message {
    let form = if step.is_python() { row.python } else { row.yaml };
    match (row.conversion, row.field, form) {
        (Conversion::Same | Conversion::Path | Conversion::Compute | Conversion::Join, Some(field), _) => {
            relocate::advice(step, key.place, field)
        }
        (_, _, Some(form)) => message!("v2 writes `{form}`", form = form),
        _ => message!("v2 has no such object: its settings are settings of the step"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml inline minus=resources", "node_count: 8\n^^^^^^^^^^ PJ022");
        check("yaml component", "output_action: append_row\n^^^^^^^^^^^^^ PJ022\nprocess_count_per_node: 2\n^^^^^^^^^^^^^^^^^^^^^^ PJ022");
        check("yaml inline", "task:\n  source_directory: ./src\n  ^^^^^^^^^^^^^^^^ PJ022");
        check("yaml inline", "retry_settings:\n  run_max_try: 3\n  ^^^^^^^^^^^ PJ022\nresources:\n  node_count: 5\n  ^^^^^^^^^^ PJ022");
        check("python v2", "arguments=[\"--a\"],\noutput=1,\nside_inputs=[]\n^^^^^^^^^^^ PJ022".replace("arguments=[\"--a\"],\noutput=1,\n", "").as_str());
        check("python v2", "output=1\n^^^^^^ PJ022");
        check("python v2", "allow_reuse=False\n^^^^^^^^^^^ PJ022");
        check("python v1 config", "process_count_per_node=2");
    }

    #[test]
    fn goes_where_v2_has_it() {
        insta::assert_snapshot!(fix_of("PJ022", "yaml inline minus=resources", "node_count: 8"));
        insta::assert_snapshot!(fix_of("PJ022", "yaml inline minus=retry_settings.max_retries", "run_max_try: 3"));
        insta::assert_snapshot!(fix_of("PJ022", "yaml inline minus=task.code", "task:\n  source_directory: ./src"));
        insta::assert_snapshot!(fix_of("PJ022", "python v2", "arguments=[\"--limit\", \"5\"]"));
        insta::assert_snapshot!(fix_of("PJ022", "python v2", "allow_reuse=False"));
        insta::assert_snapshot!(fix_of("PJ022", "yaml inline", "compute_target: cpu"));
        assert_eq!(fix_of("PJ022", "yaml inline", "node_count: 8"), "none");
        insta::assert_snapshot!(fix_of("PJ022", "python v2", "arguments=[\"--name\", \"it's a\", 5, True, '']"));
        insta::assert_snapshot!(fix_of("PJ022", "yaml inline", "output_action: append_row"));
        assert_eq!(fix_of("PJ022", "python v2", "arguments=[\"--name\", name]"), "none");
        assert_eq!(fix_of("PJ022", "yaml inline", "output_action: summary_only"), "none");
        assert_eq!(fix_of("PJ022", "yaml inline", "allow_reuse: false"), "none");
    }
}
