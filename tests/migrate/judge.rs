//! Migrates the cases with the built binary and judges what came out. Knows what is expected of every migration: that it
//! compiles, builds the same, keeps the rest, has no findings, says what it left, and is done after one run.

use super::cases::{Case, Outcome};
use super::corpus::{self, Files};
use super::sdk::{self, Change, Program};
use super::{compare, sdk::Answer};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A case, migrated.
struct Migrated {
    case: &'static Case,
    files: Files,
    main: &'static str,
    after: String,
    /// What was wrong already.
    faults: Vec<String>,
}

/// What is wrong with the cases, a line each.
pub fn faults(cases: &[&'static Case]) -> Vec<String> {
    let mut migrated: Vec<Migrated> = cases.iter().map(|case| migrate(case)).collect();
    let programs = |after: bool| -> Vec<Program> { migrated.iter().map(|each| each.program(after)).collect() };
    let v1 = sdk::run(sdk::V1, &programs(false));
    let v2 = sdk::run(sdk::V2, &programs(true));
    let changes: Vec<Change> = migrated.iter().map(Migrated::change).collect();
    let lost = sdk::lost(&changes);
    for (((each, v1), v2), lost) in migrated.iter_mut().zip(&v1).zip(&v2).zip(lost) {
        each.faults.extend(lost.iter().map(|piece| format!("not kept: {piece}")));
        each.compare(v1, v2);
        each.check_snapshot();
    }
    migrated.iter().filter(|each| !each.faults.is_empty()).map(Migrated::report).collect()
}

fn migrate(case: &'static Case) -> Migrated {
    let files = corpus::files(case.name);
    let main = corpus::before(&files);
    let folder = tempfile::tempdir().unwrap();
    corpus::write(&files, folder.path());
    let check = || parlint(folder.path(), &["--output-format", "concise", "--quiet", main]);
    let before: BTreeSet<String> = check().lines().map(code).collect();
    let summary = parlint(folder.path(), &["migrate", "--write", main]);
    let after = std::fs::read_to_string(folder.path().join(main)).unwrap();
    let mut migrated = Migrated { case, files, main, after, faults: Vec::new() };
    migrated.check_outcome(&summary);
    parlint(folder.path(), &["migrate", "--write", main]);
    if std::fs::read_to_string(folder.path().join(main)).unwrap() != migrated.after {
        migrated.faults.push("a second run changes it again".to_owned());
    }
    // What stays v1 has the findings that it had.
    let findings = check();
    let known = |line: &&str| case.outcome != Outcome::Converted && before.contains(&code(line));
    migrated.faults.extend(findings.lines().filter(|line| !known(line)).map(|line| format!("finding: {line}")));
    migrated
}

fn parlint(folder: &Path, arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_parlint")).current_dir(folder).args(arguments).output().unwrap();
    let errors = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.code().is_some_and(|code| code < 2), "parlint {arguments:?}: {errors}");
    String::from_utf8(ran.stdout).unwrap() + &errors
}

/// The code of a finding: `job.py:1:1: warning[PJ801] …`.
fn code(line: &str) -> String {
    line.split(['[', ']']).nth(1).unwrap_or_default().to_owned()
}

impl Migrated {
    fn before(&self) -> &str {
        &self.files[self.main]
    }

    fn program(&self, after: bool) -> Program {
        let mut files = self.files.clone();
        if after {
            files.insert(self.main.to_owned(), self.after.clone());
        }
        Program { case: self.case.name, files, main: self.main }
    }

    fn change(&self) -> Change<'_> {
        Change { case: self.case.name, main: self.main, before: self.before(), after: &self.after }
    }

    fn check_outcome(&mut self, summary: &str) {
        let Case { outcome, notes, .. } = self.case;
        if (*outcome == Outcome::Untouched) != (self.after == self.before()) {
            self.faults.push(format!(
                "expected {outcome:?}, and it is {}",
                if self.after == self.before() { "the same" } else { "changed" }
            ));
        }
        if *outcome == Outcome::Left && without_notes(&self.after) != without_notes(self.before()) {
            self.faults.push("more than notes has changed".to_owned());
        }
        let wanted: BTreeSet<String> = notes.iter().map(|note| (*note).to_owned()).collect();
        let noted = noted(&self.after);
        if noted != wanted {
            self.faults.push(format!("notes on {noted:?}, not on {wanted:?}"));
        }
        if outcome.word().is_some_and(|word| !summary.contains(&format!("{}: {word}\n", self.main))) {
            self.faults.push(format!("the summary does not say {:?}: {summary}", outcome.word()));
        }
    }

    fn compare(&mut self, v1: &Answer, v2: &Answer) {
        let v1 = match v1.built() {
            Ok(built) => built,
            Err(error) => return self.faults.push(format!("SDK v1: {error}")),
        };
        if matches!(self.case.outcome, Outcome::Left | Outcome::Untouched) {
            return;
        }
        let v2 = match v2.built() {
            Ok(built) => built,
            Err(error) => return self.faults.push(format!("SDK v2: {error}")),
        };
        let found = compare::differences(v1, v2, self.before().contains("azure.ai.ml"));
        let (known, unknown): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|line| self.case.differs.iter().any(|known| line.starts_with(known)));
        self.faults.extend(unknown);
        let stale = self.case.differs.iter().filter(|wanted| !known.iter().any(|line| line.starts_with(**wanted)));
        self.faults.extend(stale.map(|wanted| format!("no longer differs: {wanted}")));
    }

    /// `after.*` is what comes out now.
    fn check_snapshot(&mut self) {
        let path = corpus::home(self.case.name).join(self.main.replace("before", "after"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &self.after).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != self.after {
            self.faults.push(format!("{} is out of date: UPDATE=1", path.display()));
        }
    }

    fn report(&self) -> String {
        format!("{}\n    {}", self.case.name, self.faults.join("\n    "))
    }
}

/// A program without the lines of notes.
fn without_notes(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().trim_start_matches('"').starts_with("# parlint: ")).collect()
}

/// What the notes in a program are about: the first word in backquotes of each.
fn noted(text: &str) -> BTreeSet<String> {
    let notes = text.split("# parlint: ").skip(1);
    notes.map(|note| note.split('`').nth(1).unwrap_or("nothing in backquotes").to_owned()).collect()
}
