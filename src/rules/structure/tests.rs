//! What holds for the fixes of the rules on keys, whatever keys stand where.

use crate::check::{Report, check};
use crate::document::{Document, Language};
use crate::project::{Memory, Project};
use crate::rules::RuleSet;
use crate::rules::testing::complete;
use crate::text::Edits;
use proptest::prelude::*;
use std::path::Path;

/// Keys of all kinds, right and wrong; each may stand anywhere.
const KEYS: [(&str, &str); 30] = [
    ("node_count", "4"),
    ("instance_count", "3"),
    ("nodes", "2"),
    ("run_max_try", "3"),
    ("max_retries", "5"),
    ("max_retry", "5"),
    ("retries", "6"),
    ("timeout", "60"),
    ("timeot", "61"),
    ("run_invocation_timeout", "62"),
    ("append_row_to", "\"${{outputs.scores}}\""),
    ("args", "\"--limit 5\""),
    ("arguments", "[\"--limit\", \"5\"]"),
    ("program_arguments", "\"--limit 6\""),
    ("progress_update_timeout", "600"),
    ("copy_logs_to_parent", "\"True\""),
    ("env", "\"azureml:e:1\""),
    ("environment", "\"azureml:e:2\""),
    ("mini_batch_size", "\"5\""),
    ("Mini-Batch-Size", "\"6\""),
    ("item_error_threshold", "5"),
    ("error_threshold", "6"),
    ("compute_target", "\"cpu\""),
    ("compute", "\"azureml:cpu\""),
    ("comment", "\"a\""),
    ("description", "\"a\""),
    ("allow_reuse", "5"),
    ("is_deterministic", "5"),
    ("source_directory", "\"./src\""),
    ("workers", "3"),
];

const PLACES: [&str; 4] = ["", "task", "retry_settings", "resources"];

fn document(path: &str, text: &str) -> Document {
    Document::new(Path::new(path), text.to_owned(), Language::of(Path::new(path)).unwrap())
}

fn report(document: &Document, files: &[(String, String)]) -> Report {
    let project = Project::new(Memory::new(files.iter().map(|(path, text)| (path.into(), text.clone()))));
    check(document, &project, &RuleSet::default())
}

fn count(report: &Report, code: &str) -> usize {
    report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.code == code).count()
}

/// The block that gives each key at its place.
fn block(keys: &[(usize, usize)], python: bool) -> String {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    let at = |place: usize| keys.iter().filter(move |(at, _)| *at == place).map(|(_, key)| KEYS[*key]);
    let identifier = |key: &&(&str, &str)| !key.0.contains('-');
    let mut lines: Vec<String> = Vec::new();
    for (place, name) in PLACES.iter().enumerate() {
        let here: Vec<_> = at(place).collect();
        match (*name, python) {
            _ if here.is_empty() => {}
            ("", true) => lines.extend(here.iter().filter(identifier).map(|(key, value)| format!("{key}={value},"))),
            ("task", true) => {
                let inside: String =
                    here.iter().filter(identifier).map(|(key, value)| format!("{key}={value}, ")).collect();
                lines.push(format!("task=RunFunction({inside}),"));
            }
            (name, true) => {
                let inside: String = here.iter().map(|(key, value)| format!("\"{key}\": {value}, ")).collect();
                lines.push(format!("{name}={{{inside}}},"));
            }
            ("", false) => lines.extend(here.iter().map(|(key, value)| format!("{key}: {value}"))),
            (name, false) => {
                lines.push(format!("{name}:"));
                lines.extend(here.iter().map(|(key, value)| format!("  {key}: {value} # {key}")));
            }
        }
    }
    lines.join("\n") + "\n"
}

fn each_fix_mends(frame: &str, keys: &[(usize, usize)]) {
    let mut fixture = complete(frame, &block(keys, frame.starts_with("python")));
    let (path, text) = (fixture.main().to_owned(), fixture.main_text().to_owned());
    let before = document(&path, &text);
    let found = report(&before, &fixture.files);
    for finding in &found.diagnostics {
        let Some(fix) = &finding.fix else { continue };
        let fixed = before.apply(&Edits::new(fix.edits.clone()).unwrap()).unwrap();
        let after = document(&path, &fixed);
        fixture.replace(&path, &fixed);
        let left = report(&after, &fixture.files);
        let code = finding.rule.code;
        let told = || format!("{code} {}\n{text}\nbecomes\n{fixed}", finding.message.english());
        assert!(after.faults().is_empty(), "breaks: {}", told());
        assert_eq!(count(&left, "PJ030"), 0, "repeats a key: {}", told());
        assert!(count(&left, code) < count(&found, code), "does not mend: {}", told());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn fixes_mend_what_they_are_for(
        keys in prop::collection::vec((0..PLACES.len(), 0..KEYS.len()), 1..6),
        frame in prop::sample::select(vec!["yaml component", "yaml inline", "yaml node", "python v2"]),
        less in prop::sample::select(vec!["", " minus=resources", " minus=retry_settings", " minus=task.append_row_to"]),
    ) {
        each_fix_mends(&format!("{frame}{less}"), &keys);
    }
}
