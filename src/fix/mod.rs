//! The fix loop: check, make all fixes that do not touch each other, check again, until nothing changes. Used by the
//! command line and the editor alike. Knows no rule; does no I/O but through the project.

mod diff;
#[cfg(test)]
mod tests;

pub use diff::{diff, line_edits};

use crate::check::{Report, check};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::project::Project;
use crate::rules::RuleSet;
use crate::text::Edits;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Fixes that are not done after so many rounds work against each other.
const MAX_ROUNDS: usize = 100;

/// A file after all fixes.
#[derive(Debug)]
pub struct Fixed {
    /// Its text.
    pub text: String,
    /// How many fixes were made, by the code of their rule.
    pub applied: BTreeMap<&'static str, usize>,
    /// How many rounds changed something.
    pub rounds: usize,
    /// What remains to be said of [`Self::document`].
    pub report: Report,
    /// The fixed file, understood.
    pub document: Arc<Document>,
}

/// Fixes a file with all fixes that are at least as sure as `least`. A fix that would break the file is left out.
#[must_use]
pub fn fix(document: Arc<Document>, project: &Project, rules: &RuleSet, least: Applicability) -> Fixed {
    let report = check(&document, project, rules);
    let mut state = State { document, report };
    let mut applied = BTreeMap::new();
    let mut seen = HashSet::from([state.text().to_owned()]);
    let mut rounds = 0;
    while rounds < MAX_ROUNDS {
        let Some((document, codes)) = state.round(least).filter(|(next, _)| seen.insert(next.file().text().to_owned()))
        else {
            break;
        };
        let report = check(&document, project, rules);
        state = State { document: Arc::new(document), report };
        codes.into_iter().for_each(|code| *applied.entry(code).or_default() += 1);
        rounds += 1;
    }
    let State { document, report } = state;
    Fixed { text: document.file().text().to_owned(), applied, rounds, report, document }
}

/// A file between two rounds.
struct State {
    document: Arc<Document>,
    report: Report,
}

impl State {
    fn text(&self) -> &str {
        self.document.file().text()
    }

    /// The fixes to make, in the order of the text.
    fn fixes(&self, least: Applicability) -> impl Iterator<Item = &Diagnostic> {
        let least = least.max(Applicability::Unsafe);
        let sure = move |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.applicability >= least);
        self.report.diagnostics.iter().filter(sure)
    }

    /// The file after one round with the codes of what was fixed; `None` if there is nothing to fix.
    fn round(&self, least: Applicability) -> Option<(Document, Vec<&'static str>)> {
        let mut edits = Edits::default();
        let mut codes = Vec::new();
        for (found, fix) in self.fixes(least).filter_map(|found| Some((found, found.fix.as_ref()?))) {
            if edits.try_add(&fix.edits) {
                codes.push(found.rule.code);
            }
        }
        if edits.is_empty() {
            return None;
        }
        match self.after(&edits) {
            Some(next) => Some((next, codes)),
            None => self.one_by_one(least),
        }
    }

    /// A round in which each fix is tried by itself, so that only those that break the file are left out.
    fn one_by_one(&self, least: Applicability) -> Option<(Document, Vec<&'static str>)> {
        let mut edits = Edits::default();
        let mut best = None;
        let mut codes = Vec::new();
        for (found, fix) in self.fixes(least).filter_map(|found| Some((found, found.fix.as_ref()?))) {
            let mut more = edits.clone();
            if more.try_add(&fix.edits)
                && let Some(next) = self.after(&more)
            {
                (edits, best) = (more, Some(next));
                codes.push(found.rule.code);
            }
        }
        best.map(|next| (next, codes))
    }

    /// The file after edits, if they fit and it has no more faults than before.
    fn after(&self, edits: &Edits) -> Option<Document> {
        let text = self.document.apply(edits).ok()?;
        let next = Document::new(self.document.path(), text, self.document.language());
        (next.fault_count() <= self.document.fault_count()).then_some(next)
    }
}
