//! What shows that a finding is true where the SDK accepts the case, by rule: the one table of consequences.

use super::evidence::Evidence;
use parlint::model::Data;
use parlint::rules::{ALL, SdkAnswer};
use serde_json::json;

/// How a finding is borne out.
#[derive(Clone, Copy)]
pub enum Consequence {
    /// By the SDK, which refuses every case with it.
    Refused,
    /// By what the SDK builds.
    Seen(fn(&Evidence<'_>) -> bool),
    /// By nothing that the SDK builds, for this reason.
    Unseen(&'static str),
}

use Consequence::{Refused, Seen, Unseen};

/// The consequence of a rule; none if nobody has thought of it.
pub fn consequence(code: &str) -> Option<Consequence> {
    let row = CONSEQUENCES.iter().find(|(known, _)| *known == code).map(|(_, consequence)| *consequence);
    let refuses =
        |rule: &&&parlint::rules::Rule| rule.code == code && matches!(rule.sdk, SdkAnswer::Yes | SdkAnswer::Poor);
    row.or_else(|| ALL.iter().find(refuses).map(|_| Refused))
}

/// Why nothing shows of the rules on migration.
const MIGRATION: &str = "it is about what becomes of the step in SDK v2";

/// Why nothing shows of the rules on suppressions.
const COMMENT: &str = "it is about a comment, which only parlint reads";

/// The rules that the SDK does not catch, on one surface at least.
const CONSEQUENCES: &[(&str, Consequence)] = &[
    ("PJ003", Seen(|it| it.sends("type", &json!("parallel")))),
    ("PJ004", Seen(|it| it.has_no_effect_but_on("$schema"))),
    ("PJ005", Unseen("it is for the editor only")),
    ("PJ008", Unseen("the component that is made of a step is judged when the job is sent")),
    ("PJ010", Seen(dropped_or_sent_as_it_is)),
    ("PJ011", Seen(no_effect)),
    ("PJ012", Seen(|it| it.has_no_effect() || !it.sends_key(it.word()))),
    ("PJ013", Seen(|it| it.has_no_effect() || !it.sends_key(it.word()))),
    ("PJ016", Seen(dropped_or_sent_as_it_is)),
    ("PJ020", Seen(dropped_or_sent_as_it_is)),
    ("PJ021", Seen(dropped_or_sent_as_it_is)),
    ("PJ022", Seen(dropped_or_sent_as_it_is)),
    ("PJ023", Seen(no_effect)),
    ("PJ024", Seen(dropped_or_sent_as_it_is)),
    ("PJ025", Seen(no_effect)),
    ("PJ030", Seen(no_effect_or_sent)),
    ("PJ032", Seen(no_effect_or_sent)),
    ("PJ033", Seen(|it| it.sends_key("instance_count"))),
    ("PJ034", Seen(|it| no_effect_or_sent(it) || it.sends_boolean_instead())),
    ("PJ040", Seen(|it| !it.step_sends("task"))),
    ("PJ041", Seen(|it| it.sends("type", &json!(it.word())))),
    (
        "PJ043",
        Seen(|it| {
            !it.step_sends("entry_script")
                || it.sends_task_without("entry_script")
                || it.sends("entry_script", &json!(""))
        }),
    ),
    ("PJ044", Seen(|it| !it.step_sends("code") || it.sends_task_without("code") || it.sends("code", &json!(".")))),
    ("PJ045", Seen(|it| !it.step_sends("input_data"))),
    ("PJ046", Seen(|it| it.sends("mini_batch_size", &json!("0")))),
    ("PJ061", Seen(|it| it.sends_entry() || it.sends_text(it.word()))),
    ("PJ062", Seen(|it| it.step_sends("image") == (it.text() == "build"))),
    ("PJ063", Seen(no_effect)),
    ("PJ064", Unseen("it is about what the image holds")),
    ("PJ065", Unseen("it is about what the name stands for later")),
    ("PJ070", Unseen("it is about other machines")),
    ("PJ101", Seen(no_effect_or_sent)),
    ("PJ102", Seen(no_effect_or_sent)),
    ("PJ103", Seen(|it| it.sends("mini_batch_size", &json!(0)) || it.sends_value() || it.has_no_effect())),
    ("PJ104", Seen(|it| it.sends_key("mini_batch_size"))),
    ("PJ105", Unseen("how a table is split is the service's matter")),
    ("PJ106", Seen(|it| it.sends_key("mini_batch_size") && it.sends_key("partition_keys"))),
    ("PJ110", Seen(|it| it.sends_value())),
    ("PJ115", Seen(|it| is_cut(it) || it.sends_value())),
    ("PJ116", Seen(|it| it.entry().is_some_and(|entry| it.sends_key(&entry.key)) && !it.sends_text(it.text()))),
    ("PJ120", Seen(|it| it.sends_value())),
    ("PJ121", Seen(|it| !it.step_sends("mini_batch_error_threshold") && !it.step_sends("error_threshold"))),
    ("PJ122", Seen(no_effect_or_sent)),
    ("PJ123", Seen(|it| it.sends_value())),
    ("PJ124", Seen(|it| it.sends_value())),
    ("PJ125", Seen(|it| it.sends_value())),
    ("PJ126", Seen(|it| !it.step_sends("timeout"))),
    ("PJ130", Seen(no_effect)),
    ("PJ131", Seen(|it| it.sends_keys_written())),
    ("PJ136", Seen(|it| it.sends_value())),
    // Nulls are taken out of a list.
    ("PJ137", Seen(|it| no_effect_or_sent(it) || it.sends("identity", &json!([])))),
    ("PJ138", Seen(|it| it.sends_text(it.word()) || it.sends_value())),
    ("PJ150", Seen(|it| it.sends_literal())),
    ("PJ152", Seen(|it| it.sends_text(it.word()))),
    ("PJ153", Seen(|it| it.sends_text(it.word()))),
    ("PJ154", Seen(|it| it.sends_text("irect"))),
    ("PJ155", Seen(|it| it.sends_text(&it.word().to_lowercase()))),
    ("PJ156", Seen(|it| it.sends_text(it.word()))),
    ("PJ157", Seen(|it| it.sends_without_path(it.text()))),
    (
        "PJ162",
        Seen(|it| it.sends_text(&it.word().to_lowercase()) || it.sends("scores", &json!({"type": "uri_folder"}))),
    ),
    ("PJ170", Seen(|it| it.sends_number())),
    ("PJ171", Seen(|it| it.sends_key("default") && !it.sends_entry())),
    ("PJ172", Seen(no_effect_or_sent)),
    ("PJ201", Seen(|it| it.sends_text(it.text()))),
    ("PJ202", Seen(|it| it.sends_text(it.text()))),
    ("PJ203", Seen(|it| it.sends_text(it.word()) || it.sends_value())),
    ("PJ204", Seen(|it| it.sends_text(it.word()) || it.sends_value())),
    ("PJ205", Seen(|it| it.sends_text(it.text()))),
    ("PJ206", Seen(|it| it.sends_text(it.text()))),
    ("PJ207", Seen(|it| it.sends_text(it.text()))),
    ("PJ208", Seen(|it| it.sends_text(it.word()))),
    ("PJ210", Seen(|it| it.sends_text(it.text()))),
    ("PJ211", Seen(|it| it.sends_text(it.text()))),
    ("PJ212", Seen(|it| it.sends_text(it.text()))),
    ("PJ215", Seen(|it| it.sends_text(it.word()))),
    ("PJ216", Seen(|it| it.sends_text(it.text()))),
    ("PJ220", Seen(no_effect)),
    ("PJ221", Seen(|it| it.sends_port_without_data(it.word()))),
    // The component says one, the node another.
    (
        "PJ222",
        Seen(|it| {
            it.sends_as_input() || it.has_no_effect() || it.sends("job_input_type", &json!(it.word().to_lowercase()))
        }),
    ),
    ("PJ223", Seen(|it| it.sends_literal() || it.sends_text(it.word()) || it.sends_value())),
    ("PJ230", Seen(|it| !it.step_sends_text(&format!("inputs.{}", it.text())))),
    ("PJ231", Seen(|it| !it.step_sends_text(&format!("outputs.{}", it.text())))),
    ("PJ301", Seen(|it| it.sends_key("program_arguments"))),
    ("PJ302", Seen(|it| it.sends_text(it.text()))),
    ("PJ303", Seen(|it| it.sends_text(it.text()))),
    ("PJ304", Seen(|it| it.sends_text(it.text()))),
    ("PJ305", Seen(|it| it.sends_text(it.text()))),
    ("PJ306", Seen(|it| it.sends_text(it.text()))),
    ("PJ307", Seen(|it| it.sends_text(it.text()))),
    ("PJ405", Seen(dropped_or_sent_as_it_is)),
    ("PJ408", Seen(|it| it.sends_text(&it.text().replace("{{", "{").replace("}}", "}")))),
    ("PJ601", Seen(|it| it.sends_text(it.word()))),
    ("PJ602", Unseen("the script is looked for on the cluster")),
    ("PJ603", Unseen("the script is imported on the cluster")),
    ("PJ605", Seen(|it| it.sends_text(it.word()))),
    ("PJ606", Unseen("what is uploaded shows when it is uploaded")),
    ("PJ607", Unseen("the data are looked for when they are uploaded")),
    ("PJ608", Unseen("tables are read on the cluster")),
    ("PJ609", Unseen("packages are looked for on the cluster")),
    ("PJ620", Unseen("the script reads its arguments on the cluster")),
    ("PJ622", Unseen("the script reads its arguments on the cluster")),
    ("PJ632", Unseen("results are counted on the cluster")),
    ("PJ706", Seen(|it| !it.sends_text("--append_row_file_name"))),
    ("PJ722", Seen(no_effect)),
    ("PJ730", Unseen("it is about a file that the configuration is saved to")),
    ("PJ731", Unseen("what is installed shows on the cluster")),
    ("PJ800", Unseen(MIGRATION)),
    ("PJ801", Unseen(MIGRATION)),
    ("PJ810", Unseen(MIGRATION)),
    ("PJ811", Unseen(MIGRATION)),
    ("PJ813", Unseen(MIGRATION)),
    ("PJ814", Unseen(MIGRATION)),
    ("PJ815", Unseen(MIGRATION)),
    ("PJ816", Unseen(MIGRATION)),
    ("PJ817", Unseen(MIGRATION)),
    ("PJ818", Unseen(MIGRATION)),
    ("PJ820", Unseen(MIGRATION)),
    ("PJ821", Unseen(MIGRATION)),
    ("PJ822", Unseen(MIGRATION)),
    ("PJ823", Unseen(MIGRATION)),
    ("PJ830", Unseen(MIGRATION)),
    ("PJ831", Unseen(MIGRATION)),
    ("PJ832", Unseen(MIGRATION)),
    ("PJ842", Unseen(MIGRATION)),
    ("PJ910", Unseen(COMMENT)),
    ("PJ911", Unseen(COMMENT)),
];

/// It is thrown away.
fn no_effect(evidence: &Evidence<'_>) -> bool {
    evidence.has_no_effect()
}

/// It is thrown away, or its value is sent.
fn no_effect_or_sent(evidence: &Evidence<'_>) -> bool {
    evidence.has_no_effect() || evidence.sends_value()
}

/// It is thrown away, or sent under the same name to where nobody reads it.
fn dropped_or_sent_as_it_is(evidence: &Evidence<'_>) -> bool {
    evidence.has_no_effect() || evidence.entry().is_some_and(|entry| evidence.sends_key(&entry.key))
}

/// The whole number that is sent is not the number that is written.
fn is_cut(evidence: &Evidence<'_>) -> bool {
    let Some(entry) = evidence.entry() else { return false };
    match entry.value.data {
        // For Python, true is 1.
        Data::Bool(truth) => evidence.sends(&entry.key, &json!(i64::from(truth))),
        Data::Float(number) => number.fract() != 0.0 && evidence.sends(&entry.key, &json!(number.trunc() as i64)),
        _ => false,
    }
}

#[test]
fn each_rule_has_one_consequence() {
    let codes: Vec<_> = CONSEQUENCES.iter().map(|(code, _)| *code).collect();
    assert!(codes.is_sorted_by(|one, next| one < next), "a code stands twice or out of order: {codes:?}");
}
