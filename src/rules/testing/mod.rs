//! How rules are tested: a block of text completes a frame to a whole file, expected findings are drawn under it.
//!
//! ```text
//! check("yaml inline", "
//!     mini_batch_size: 10
//!                      ^^ PJ101
//! ");
//! ```
//! Every finding of every rule that is on by default must be drawn, and nothing else may be. A finding over several
//! lines is drawn under its first line.

mod damage;
mod example;
mod frame;
mod marker;
mod tests;

pub(crate) use damage::{damage, damaged};
pub(crate) use example::examples;
pub(crate) use frame::{CURSOR, FRAMES, Fixture, complete};

use crate::check::{Report, check as run};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Language};
use crate::project::{Memory, Project};
use crate::rules::RuleSet;
use std::path::Path;

/// Completes `block` by `frame` (the info string of an example) and compares the findings with those drawn.
#[track_caller]
pub(crate) fn check(frame: &str, block: &str) {
    check_with(frame, block, &RuleSet::default());
}

/// As [`check`], with other rules switched on.
#[track_caller]
pub(crate) fn check_with(frame: &str, block: &str, rules: &RuleSet) {
    check_all(&complete(frame, &unindent(block)), frame, rules);
}

/// As [`check`], with more files beside those of the frames.
#[track_caller]
pub(crate) fn check_among(files: &[(&str, &str)], frame: &str, block: &str) {
    check_all(&among(files, frame, block), frame, &RuleSet::default());
}

#[track_caller]
fn check_all(fixture: &Fixture, frame: &str, rules: &RuleSet) {
    let (text, expected) = marker::extract(fixture.main_text());
    let report = report(fixture, &text, rules);
    // Every v1 frame raises findings about the migration; they are compared only where one is drawn.
    let migration = |code: &str| code.starts_with("PJ8");
    let told = !frame.contains("v1") || expected.iter().any(|(_, code)| migration(code));
    let findings = report.diagnostics.iter().filter(|found| told || !migration(found.rule.code));
    let found: Vec<_> = findings.map(|d| (marker::first_line(&text, d.span), d.rule.code)).collect();
    let (found, expected) = (marker::draw(&text, &found), marker::draw(&text, &expected));
    let difference = changes(&expected, &found);
    assert!(found == expected, "\nexpected (-) and found (+) differ:\n{difference}\nmessages:\n{}", messages(&report));
}

/// A completed example with more files beside those of the frames.
fn among(files: &[(&str, &str)], frame: &str, block: &str) -> Fixture {
    let mut fixture = complete(frame, &unindent(block));
    files.iter().for_each(|(path, text)| fixture.replace(path, text));
    fixture
}

/// The codes found in a completed example, sorted, each once.
pub(crate) fn codes(fixture: &Fixture, rules: &RuleSet) -> Vec<&'static str> {
    let (text, _) = marker::extract(fixture.main_text());
    let mut codes: Vec<_> = report(fixture, &text, rules).diagnostics.iter().map(|d| d.rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// How many findings of rule `code` there are in a completed example.
pub(crate) fn count(code: &str, frame: &str, block: &str) -> usize {
    let fixture = complete(frame, &unindent(block));
    let (text, _) = marker::extract(fixture.main_text());
    report(&fixture, &text, &RuleSet::default()).diagnostics.iter().filter(|d| d.rule.code == code).count()
}

/// The lines that the fix of the only finding of rule `code` takes away (`-`) and adds (`+`), after a word that says how
/// sure it is: `safe`, `unsafe`; or `none`.
#[track_caller]
pub(crate) fn fix_of(code: &str, frame: &str, block: &str) -> String {
    fix_among(&[], code, frame, block)
}

/// As [`fix_of`], with more files beside those of the frames.
#[track_caller]
pub(crate) fn fix_among(files: &[(&str, &str)], code: &str, frame: &str, block: &str) -> String {
    let fixture = among(files, frame, block);
    let (text, _) = marker::extract(fixture.main_text());
    let report = report(&fixture, &text, &RuleSet::all());
    let mut findings = report.diagnostics.iter().filter(|d| d.rule.code == code);
    let finding = findings.next().unwrap_or_else(|| panic!("no {code}; found:\n{}", messages(&report)));
    let Some(fix) = &finding.fix else { return "none".to_owned() };
    let document = document(&fixture, &text);
    let fixed = document.apply(&crate::text::Edits::new(fix.edits.clone()).unwrap()).unwrap();
    format!("{}\n{}", fix.applicability.as_str(), changes(&text, &fixed))
}

/// The messages of a completed example, one finding a line: code, message, help.
pub(crate) fn messages_of(frame: &str, block: &str) -> String {
    messages_among(&[], frame, block)
}

/// As [`messages_of`], with more files beside those of the frames.
pub(crate) fn messages_among(files: &[(&str, &str)], frame: &str, block: &str) -> String {
    let fixture = among(files, frame, block);
    let (text, _) = marker::extract(fixture.main_text());
    let mut report = report(&fixture, &text, &RuleSet::default());
    // What every v1 frame raises is not what such a test is about.
    report.diagnostics.retain(|found| !(frame.starts_with("python v1") && found.rule.code.starts_with("PJ8")));
    messages(&report)
}

/// Runs rules on a fixture. No fix is surer or less sure than its rule's page says, in no test.
fn report(fixture: &Fixture, text: &str, rules: &RuleSet) -> Report {
    let report = run(&document(fixture, text), &project(fixture), rules);
    for found in &report.diagnostics {
        let applicability = found.fix.as_ref().map(|fix| fix.applicability);
        assert!(applicability.is_none_or(|it| found.rule.fix.allows(it)), "{}: {applicability:?}", found.rule.code);
    }
    report
}

/// The document that a fixture is about, with this text.
pub(crate) fn document(fixture: &Fixture, text: &str) -> Document {
    let path = Path::new(fixture.main());
    Document::new(path, text.to_owned(), Language::of(path).unwrap_or(Language::Yaml))
}

/// The files of a fixture.
pub(crate) fn project(fixture: &Fixture) -> Project {
    let project = Project::new(Memory::new(fixture.files.iter().map(|(path, text)| (path.into(), text.clone()))));
    // Every frame of a step names it.
    project.add_entry_script(Path::new("src/score.py"));
    project
}

fn messages(report: &Report) -> String {
    report.diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!(" | {}", help.english())).unwrap_or_default();
    format!("{} {}{help}\n", diagnostic.rule.code, diagnostic.message.english())
}

fn changes(before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changed.map(|change| format!("{}{}", change.tag(), change.to_string_lossy())).collect()
}

/// Takes away the first line break and the indentation that all lines share, so that tests can indent their blocks.
pub(crate) fn unindent(block: &str) -> String {
    let block = block.strip_prefix('\n').unwrap_or(block);
    let blank = |line: &&str| line.trim().is_empty();
    let indent = block.lines().filter(|line| !blank(line)).map(|line| line.len() - line.trim_start().len()).min();
    let lines = block.lines().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or_default().to_owned() + "\n");
    lines.collect::<String>().trim_end().to_owned() + "\n"
}
