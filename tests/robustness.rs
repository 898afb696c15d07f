//! Whatever state a file is in while it is being written, parlint neither panics nor points outside the text. The files of
//! `examples/` and the frames of the rules' tests, cut off and with lines missing, go through every rule.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use parlint::check::check;
use parlint::diagnostic::Diagnostic;
use parlint::document::{Document, Language};
use parlint::project::{Disk, Project};
use parlint::rules::{RuleSet, engine};
use parlint::text::{Edits, Span};
use std::path::{Path, PathBuf};

/// Checks texts, each as the content of a file that is at `path`.
struct Checker {
    project: Project,
    rules: RuleSet,
    path: PathBuf,
    language: Language,
}

impl Checker {
    fn check(&self, text: &str) {
        let document = Document::new(&self.path, text.to_owned(), self.language);
        let report = check(&document, &self.project, &self.rules);
        report.diagnostics.iter().for_each(|found| check_finding(found, &document));
        for span in document.comments().iter().map(|comment| comment.span) {
            check_span(span, document.text(), "a comment");
        }
    }
}

fn check_finding(found: &Diagnostic, document: &Document) {
    let code = found.rule.code;
    // Only what is wrong with a notebook as such is told of the file, all else of its code.
    let about_file = *found.rule == engine::INVALID_NOTEBOOK;
    check_span(found.span, if about_file { document.file().text() } else { document.text() }, code);
    for related in &found.related {
        check_span(related.span, related.file.as_ref().map_or(document.text(), |file| file.text()), code);
    }
    let Some(fix) = &found.fix else { return };
    fix.edits.iter().for_each(|edit| check_span(edit.span, document.text(), code));
    let edits =
        Edits::new(fix.edits.clone()).unwrap_or_else(|error| panic!("{code}: {error} in {:?}", document.text()));
    document.apply(&edits).unwrap_or_else(|error| panic!("{code}: {error} in {:?}", document.text()));
}

fn check_span(span: Span, text: &str, what: &str) {
    assert!(text.get(span.start..span.end).is_some(), "{what} at {span:?} of {text:?}");
}

/// Every file to start from, with its text.
fn files() -> Vec<(Checker, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["examples", "src/rules/testing/frames"] {
        collect(&root.join(folder), &mut paths);
    }
    assert!(paths.len() > 10, "{paths:?}");
    paths.into_iter().map(file).collect()
}

fn file((path, language): (PathBuf, Language)) -> (Checker, String) {
    let text = std::fs::read_to_string(&path).unwrap();
    (Checker { project: Project::new(Disk), rules: RuleSet::all(), path, language }, text)
}

fn collect(folder: &Path, paths: &mut Vec<(PathBuf, Language)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match Language::of(&path) {
            _ if path.is_dir() => collect(&path, paths),
            Some(language) => paths.push((path, language)),
            None => {}
        }
    }
}

/// The text up to each of its characters, `stride` of them apart.
fn prefixes(text: &str, stride: usize) -> impl Iterator<Item = &str> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).step_by(stride).map(|at| &text[..at])
}

#[test]
fn every_prefix() {
    for (checker, text) in files() {
        prefixes(&text, 1).for_each(|prefix| checker.check(prefix));
    }
}

#[test]
fn every_line_missing() {
    for (checker, text) in files() {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        (0..lines.len()).for_each(|gone| checker.check(&[&lines[..gone], &lines[gone + 1..]].concat().concat()));
    }
}

/// Line ends and byte order marks move every byte, but bend nothing else: some of the prefixes will do.
#[test]
fn prefixes_with_other_line_ends_and_byte_order_mark() {
    for (checker, text) in files() {
        for prefix in prefixes(&text, 17) {
            checker.check(&prefix.replace('\n', "\r\n"));
            checker.check(&prefix.replace('\n', "\r"));
            checker.check(&format!("\u{feff}{prefix}"));
        }
    }
}

/// Characters of several bytes at every place of the file, where spans that count characters would go wrong.
#[test]
fn wide_characters_anywhere() {
    for (checker, text) in files() {
        for prefix in prefixes(&text, 13) {
            checker.check(&format!("{prefix}é日🦀{}", &text[prefix.len()..]));
        }
    }
}
