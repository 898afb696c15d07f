//! What parlint says of a case: every rule, in memory.

use super::case::Case;
use parlint::check::check;
use parlint::diagnostic::{Diagnostic, Severity};
use parlint::document::{Document, Language};
use parlint::project::{Memory, Project};
use parlint::rules::RuleSet;
use std::path::Path;

/// Where the files of a case stand, so that there is something above them.
const FOLDER: &str = "case";

/// A case as parlint sees it.
pub struct Checked {
    /// The main file.
    pub document: Document,
    /// What every rule finds in it.
    pub findings: Vec<Diagnostic>,
}

impl Checked {
    pub fn new(case: &Case) -> Self {
        let path = Path::new(FOLDER).join(&case.main);
        let language = Language::of(&path).expect("a case is in a language that parlint reads");
        let document = Document::new(&path, case.text().to_owned(), language);
        let files = case.files.iter().map(|(path, text)| (Path::new(FOLDER).join(path), text.clone()));
        let project = Project::new(Memory::new(files));
        let findings = check(&document, &project, &RuleSet::all()).diagnostics;
        Self { document, findings }
    }

    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }
}

/// A finding in a line.
pub fn line(document: &Document, finding: &Diagnostic) -> String {
    let at = document.location(finding.span.start);
    let code = format!("{} {}", finding.rule.code, finding.rule.name);
    format!("{}:{} {code} ({:?}): {}", at.line, at.column, finding.severity, finding.message.english())
}
