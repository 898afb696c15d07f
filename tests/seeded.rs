//! A project with one fault for each rule about entry scripts and about the files around a step, and its repaired twin.
//! Which faults there have to be is asked of the rules: a new rule wants its fault in `tests/seeded/faulty`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use assert_cmd::Command;
use parlint::rules::{Rule, RuleSet};
use std::path::Path;

/// Whether a fault can only be told from a script, or from two files together.
fn crosses_files(rule: &Rule) -> bool {
    ["PJ5", "PJ6", "PJ84"].iter().any(|group| rule.code.starts_with(group))
}

/// What is found in one of the two projects, one finding a line, and its codes, sorted.
fn found(project: &str) -> (String, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeded").join(project);
    let mut command = Command::cargo_bin("parlint").unwrap();
    let ran = command.current_dir(folder).args(["--output-format", "concise", "--quiet"]).output().unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(String::from_utf8(ran.stderr).unwrap(), "");
    let code = |line: &str| line[line.find("[PJ").unwrap() + 1..].chars().take_while(|c| *c != ']').collect();
    let mut codes: Vec<String> = out.lines().map(code).collect();
    codes.sort();
    (out, codes)
}

#[test]
fn every_fault_is_found_once_and_nothing_else() {
    let rules = RuleSet::all();
    let wanted: Vec<&str> =
        rules.iter().map(|(rule, _)| rule).filter(|rule| crosses_files(rule)).map(|rule| rule.code).collect();
    assert!(wanted.len() > 25, "{wanted:?}");
    let (out, codes) = found("faulty");
    assert_eq!(codes, wanted, "{out}");
}

#[test]
fn the_repaired_twin_is_silent() {
    assert_eq!(found("repaired").0, "");
}
