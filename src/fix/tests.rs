//! The fix loop on the frames and on random damage to them.

use super::*;
use crate::diagnostic::Fix;
use crate::document::Language;
use crate::message;
use crate::project::Memory;
use crate::rules::engine;
use crate::rules::testing::{FRAMES, damage, damaged};
use crate::text::{Edit, Span};
use proptest::prelude::*;
use std::path::Path;

fn frame(path: &str) -> &'static str {
    FRAMES.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text)
}

fn fixed(path: &str, text: &str, least: Applicability) -> Fixed {
    let project = Project::new(Memory::new(FRAMES.map(|(path, text)| (path.into(), text.to_owned()))));
    let path = Path::new(path);
    let document = Document::new(path, text.to_owned(), Language::of(path).unwrap());
    fix(Arc::new(document), &project, &RuleSet::all(), least)
}

/// A state in which a rule offers these fixes, each the replacement of one text by another.
fn state(text: &str, fixes: &[(&str, &str)]) -> State {
    let finding = |(from, to): &(&str, &str)| {
        let start = text.find(from).unwrap();
        let edits = vec![Edit::replace(Span::new(start, start + from.len()), *to)];
        Diagnostic {
            rule: &engine::UNUSED_SUPPRESSION,
            severity: engine::UNUSED_SUPPRESSION.severity,
            span: Span::at(start),
            message: message!("x"),
            help: None,
            related: Vec::new(),
            fix: Some(Fix { title: message!("x"), applicability: Applicability::Safe, edits }),
        }
    };
    let diagnostics = fixes.iter().map(finding).collect();
    let document = Arc::new(Document::new(Path::new("a.yml"), text.to_owned(), Language::Yaml));
    State { document, report: Report { diagnostics, ..Report::default() } }
}

#[track_caller]
fn round(text: &str, fixes: &[(&str, &str)], expected: &str) {
    let next = state(text, fixes).round(Applicability::Safe);
    let after = next.map_or("none".to_owned(), |(next, codes)| format!("{} {}", codes.len(), next.text()));
    assert_eq!(after, expected);
}

#[test]
fn a_round_makes_what_does_not_overlap() {
    round("a: 1\nb: 2\n", &[("1", "3"), ("2", "4")], "2 a: 3\nb: 4\n");
    round("a: 1\nb: 2\n", &[("a: 1", "c: 1"), ("1", "3"), ("2", "4")], "2 c: 1\nb: 4\n");
    round("a: 1\n", &[], "none");
}

#[test]
fn only_the_fix_that_breaks_the_file_is_left_out() {
    round("a: 1\nb: 2\nc: 3\n", &[("1", "4"), ("2", "[2"), ("3", "5")], "2 a: 4\nb: 2\nc: 5\n");
    round("a: 1\n", &[("1", "{")], "none");
}

#[test]
fn surer_fixes_only() {
    let text = frame("score.yml").replace("mini_batch_size: \"10\"", "mini_batch_size: 10  # ten");
    let after = fixed("score.yml", &text, Applicability::Safe);
    assert_eq!(diff(Path::new("score.yml"), &text, &after.text).matches("\n+").count(), 2);
    assert!(after.text.contains("mini_batch_size: \"10\"  # ten\n"));
    assert_eq!((after.rounds, after.applied.get("PJ101")), (1, Some(&1)));
}

#[test]
fn shows_changes() {
    insta::assert_snapshot!(diff(Path::new("a/b.yml"), "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 4\nc: 3"), @"
    --- a/b.yml
    +++ a/b.yml
    @@ -1,3 +1,3 @@
     a: 1
    -b: 2
    -c: 3
    +b: 4
    +c: 3
    \\ No newline at end of file
    ");
    assert_eq!(diff(Path::new("a"), "b\n", "b\n"), "");
}

/// A notebook of these cells, one line a string.
fn notebook(cells: &[&str]) -> String {
    let cell = |source: &&str| {
        let lines: Vec<_> = source.split_inclusive('\n').collect();
        serde_json::json!({"cell_type": "code", "metadata": {}, "outputs": [], "source": lines})
    };
    let cells: Vec<_> = cells.iter().map(cell).collect();
    let file = serde_json::json!({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5});
    serde_json::to_string_pretty(&file).unwrap() + "\n"
}

#[test]
fn notebooks_are_fixed_in_their_cells() {
    let (head, call) = frame("job.py").split_once("\n\n").unwrap();
    let call = call.trim_end().replace("max_retries", "max_retry");
    let text = notebook(&["%pip install azure-ai-ml", head, &call]);
    let after = fixed("a.ipynb", &text, Applicability::Safe);
    insta::assert_snapshot!(diff(Path::new("a.ipynb"), &text, &after.text), @r#"
    --- a.ipynb:cell 3
    +++ a.ipynb:cell 3
    @@ -6,7 +6,7 @@
         mini_batch_size="10",
         mini_batch_error_threshold=5,
         instance_count=2,
    -    retry_settings={"timeout": 600, "max_retry": 2},
    +    retry_settings={"timeout": 600, "max_retries": 2},
         task=RunFunction(
             code="./src",
             entry_script="score.py",
    "#);
    let changed = text.lines().zip(after.text.lines()).filter(|(before, after)| before != after);
    assert_eq!((changed.count(), text.lines().count()), (1, after.text.lines().count()));
}

proptest! {
    #[test]
    fn line_edits_turn_one_text_into_the_other(before in "([ab日]{0,2}\r?\n?){0,6}", after in "([ab日]{0,2}\r?\n?){0,6}") {
        let edits = crate::text::Edits::new(line_edits(&before, &after)).unwrap();
        prop_assert_eq!(edits.apply(&before).unwrap(), after);
    }

    #[test]
    fn fixing_ends_and_breaks_nothing(frame in 0..FRAMES.len(), damage in damage(), safe: bool, crlf: bool) {
        let (path, text) = FRAMES[frame];
        let text = damaged(text, path.ends_with(".py"), &damage);
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let language = Language::of(Path::new(path)).unwrap();
        let before = Document::new(Path::new(path), text.clone(), language);
        let least = if safe { Applicability::Safe } else { Applicability::Unsafe };
        let after = fixed(path, &text, least);
        prop_assert!(after.rounds < 20, "{}", after.text);
        prop_assert!(after.document.faults().len() <= before.faults().len(), "{}", after.text);
        let (breaks, pairs) = (after.text.matches('\n').count(), after.text.matches("\r\n").count());
        prop_assert_eq!(pairs, if crlf { breaks } else { 0 }, "{}", after.text);
        let again = fixed(path, &after.text, least);
        prop_assert_eq!(again.text, after.text);
        prop_assert_eq!(again.rounds, 0);
    }
}
