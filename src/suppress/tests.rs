//! Writing suppressions: afterwards nothing is left to say.

use super::add;
use crate::check::{Report, check};
use crate::document::{Document, Language};
use crate::project::{Memory, Project};
use crate::rules::RuleSet;
use crate::rules::testing::{FRAMES, damage, damaged};
use proptest::prelude::*;
use std::path::Path;

fn judged(path: &str, text: &str) -> (Document, Report) {
    let language = Language::of(Path::new(path)).unwrap();
    let document = Document::new(Path::new(path), text.to_owned(), language);
    let report = check(
        &document,
        &Project::new(Memory::new(FRAMES.map(|(path, text)| (path.into(), text.to_owned())))),
        &RuleSet::default(),
    );
    (document, report)
}

/// The text once all findings are suppressed; checks that then none is left and nothing is added again.
#[track_caller]
fn suppressed(path: &str, text: &str) -> String {
    let (document, before) = judged(path, text);
    assert!(!before.diagnostics.is_empty(), "{text}");
    let edits = add(&document, &before, "not  now").unwrap();
    let after = document.apply(&edits).unwrap();
    let (document, report) = judged(path, &after);
    let left: Vec<_> = report.diagnostics.iter().map(|d| (d.rule.code, d.span.slice(document.text()))).collect();
    assert_eq!(left, [], "{after}");
    assert!(document.faults().is_empty() && report.suppressed == before.diagnostics.len() + before.suppressed);
    assert_eq!(add(&document, &report, "again"), None);
    after
}

/// The lines that suppressing changes or adds.
#[track_caller]
fn added(path: &str, text: &str) -> String {
    let after = suppressed(path, text);
    let lines = after.lines().filter(|line| !text.lines().any(|known| known == *line));
    lines.map(|line| line.to_owned() + "\n").collect()
}

/// The component of the frames with these keys instead of its own.
fn component(body: &str) -> String {
    let mut text = String::new();
    let mut replaced = false;
    for line in include_str!("../rules/testing/frames/score.yml").lines() {
        if !line.starts_with(' ') {
            let key = line.split(':').next();
            replaced = body.lines().any(|other| other.split(':').next() == key);
        }
        if !replaced {
            text += &format!("{line}\n");
        }
    }
    text + body
}

#[test]
fn at_the_end_of_lines() {
    insta::assert_snapshot!(added("a.yml", &component("mini_batch_size: 10 # why\nmini_batch_error_threshold: -2\n")), @"
    mini_batch_size: 10 # why  # parlint: ignore[PJ101] not now
    mini_batch_error_threshold: -2  # parlint: ignore[PJ120] not now
    ");
}

#[test]
fn into_the_comment_that_is_there() {
    let text = component("mini_batch_size: 10 # parlint: ignore[PJ101] old\nmini_batch_error_threshold: -2");
    insta::assert_snapshot!(added("a.yml", &text), @"mini_batch_error_threshold: -2  # parlint: ignore[PJ120] not now");
    let text = component("retry_settings: {timeout: 0, max_retries: -1} # parlint: ignore[PJ124] old\n");
    insta::assert_snapshot!(added("a.yml", &text), @"retry_settings: {timeout: 0, max_retries: -1} # parlint: ignore[PJ124, PJ125] old");
}

#[test]
fn above_where_no_comment_can_stand_at_the_end() {
    let text = component("mini_batch_size: \"10\n  kilo\"\n");
    insta::assert_snapshot!(added("a.yml", &text), @"# parlint: ignore[PJ102] not now");
    let text = component("mini_batch_size: >-\n  10\n  kilo\n");
    insta::assert_snapshot!(added("a.yml", &text), @"# parlint: ignore[PJ102] not now");
    let python = include_str!("../rules/testing/frames/job.py");
    let text = python.replace("mini_batch_size=\"10\"", "mini_batch_size=\"\"\"10\n  kilo\"\"\"");
    insta::assert_snapshot!(added("a.py", &text), @"    # parlint: ignore[PJ102] not now");
    let text = python.replace("mini_batch_error_threshold=5", "mini_batch_error_threshold=-2 \\\n    ");
    insta::assert_snapshot!(added("a.py", &text), @"    # parlint: ignore[PJ120] not now");
}

#[test]
fn in_the_cells_of_notebooks() {
    let (head, call) = include_str!("../rules/testing/frames/job.py").split_once("\n\n").unwrap();
    let call = call.trim_end().replace("threshold=5", "threshold=-2");
    let call = call.replace("mini_batch_size=\"10\"", "mini_batch_size=\"\"\"10\n  kilo\"\"\"");
    let cell = |source: &str| serde_json::json!({"cell_type": "code", "source": source.split_inclusive('\n').collect::<Vec<_>>()});
    let file = serde_json::json!({"cells": [cell(head), cell(&call)], "nbformat": 4});
    insta::assert_snapshot!(added("a.ipynb", &serde_json::to_string_pretty(&file).unwrap()), @r##"
            "    # parlint: ignore[PJ102] not now\n",
            "    mini_batch_error_threshold=-2,  # parlint: ignore[PJ120] not now\n",
    "##);
}

#[test]
fn line_breaks_stay_as_they_are() {
    let text = component("mini_batch_size: \"10\n  kilo\"\nmini_batch_error_threshold: -2").replace('\n', "\r\n");
    let after = suppressed("a.yml", &text);
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn nothing_to_suppress() {
    let (document, report) = judged("a.yml", &component("description: x\n"));
    assert_eq!(add(&document, &report, ""), None);
}

proptest! {
    #[test]
    fn afterwards_nothing_is_left(frame in 0..FRAMES.len(), damage in damage(), crlf: bool) {
        let (path, text) = FRAMES[frame];
        let text = damaged(text, path.ends_with(".py"), &damage);
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let (document, before) = judged(path, &text);
        let Some(edits) = add(&document, &before, "for now") else {
            let none = before.diagnostics.iter().all(|found| !super::is_suppressible(found.rule));
            prop_assert!(none || !document.faults().is_empty());
            return Ok(());
        };
        let after = document.apply(&edits).unwrap();
        let (document, report) = judged(path, &after);
        prop_assert!(report.diagnostics.iter().all(|found| !super::is_suppressible(found.rule)), "{}", after);
        prop_assert_eq!(add(&document, &report, "again"), None);
    }
}
