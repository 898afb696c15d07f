//! Runs the rules on a document. Pure: what it needs of other files it asks the project.

mod memory;
#[cfg(test)]
mod tests;

pub use memory::{Before, Memory};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Fault, Language};
use crate::guard::guarded;
use crate::message;
use crate::project::{Looks, Project, View, Watch};
use crate::rules::{Context, Facts, Rule, RuleSet, engine};
use crate::suppress;
use memory::Recall;
use std::fmt;
use std::sync::Arc;

/// What was found in one document, sorted by place and code.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings that are not suppressed.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings comments in the file suppress.
    pub suppressed: usize,
    /// The rules that failed.
    pub failures: Vec<Failure>,
    /// What the next check of the document need not ask again.
    pub memory: Memory,
}

/// A rule that panicked: an error of parlint, which costs what that rule would have found.
#[derive(Debug)]
pub struct Failure {
    /// The rule.
    pub rule: &'static Rule,
    /// What it panicked with.
    pub panic: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule.code, self.panic)
    }
}

/// Runs `rules` on a document.
#[must_use]
pub fn check(document: &Document, project: &Project, rules: &RuleSet) -> Report {
    check_again(document, project, rules, None)
}

/// Runs `rules` on a document of which an earlier version was checked, all but those that would have nothing to say
/// once more.
#[must_use]
pub fn check_again(document: &Document, project: &Project, rules: &RuleSet, before: Option<Before>) -> Report {
    let Report { diagnostics: mut found, failures, memory, .. } = run(document, project, rules.iter(), before);
    // A script that a cell of this notebook writes is no other file.
    let related = found.iter_mut().flat_map(|diagnostic| &mut diagnostic.related);
    related.for_each(|related| drop(related.file.take_if(|file| Arc::ptr_eq(file, document.code()))));
    sort(&mut found);
    let mut report = suppress::apply(document, found, rules);
    sort(&mut report.diagnostics);
    Report { failures, memory, ..report }
}

/// What rules, given in the order of their codes, find in a document before anything is suppressed.
fn run(
    document: &Document,
    project: &Project,
    rules: impl Iterator<Item = (&'static Rule, Severity)> + Clone,
    before: Option<Before>,
) -> Report {
    let watch = Watch::default();
    let view = View::new(document, project).watched(&watch);
    if !view.is_relevant() {
        return Report::default();
    }
    let facts = Facts::of(view.steps(), &watch);
    let mut run = Run { view, facts: &facts, watch: &watch, report: Report::default() };
    run.on_steps(rules.clone(), &Recall::new(document, before));
    rules.for_each(|(rule, severity)| run.on_all(rule, severity));
    run.report
}

/// The rules at work on one document.
struct Run<'a> {
    view: View<'a>,
    facts: &'a Facts<'a>,
    watch: &'a Watch,
    report: Report,
}

impl<'a> Run<'a> {
    /// Runs the rules on each step.
    fn on_steps(&mut self, rules: impl Iterator<Item = (&'static Rule, Severity)> + Clone, recall: &Recall) {
        let facts = self.facts;
        for step in facts.steps() {
            let mut known = recall.silences(step);
            let mut silences = Vec::new();
            for (rule, severity) in rules.clone() {
                let Some(check) = rule.step.filter(|_| rule.surfaces.contains(&step.surface)) else { continue };
                let looks = known.of(rule).or_else(|| self.on(rule, severity, |cx| check(step, cx)));
                silences.extend(looks.map(|looks| (rule, looks)));
            }
            self.report.memory.keep(self.view.model(), step, silences);
        }
    }

    /// Runs what a rule has to ask of all the rest.
    fn on_all(&mut self, rule: &'static Rule, severity: Severity) {
        let view = self.view;
        self.on(rule, severity, |context| {
            let model = view.model();
            if let Some(check) = rule.pipeline {
                model.pipelines.iter().for_each(|pipeline| check(pipeline, context));
            }
            if let Some(check) = rule.file {
                check(model, context);
            }
            // What a script lacks or does on every path is known of one that parsed in full only.
            if let Some(check) = rule.script {
                let sound = view.entry_scripts().filter(|file| file.script.module().errors().is_empty());
                sound.for_each(|file| check(&file.script, context));
            }
            if *rule == engine::SYNTAX_ERROR || *rule == engine::INVALID_NOTEBOOK {
                report_faults(rule, view, context);
            }
        });
    }

    /// Lets a rule check something; if it has nothing to say, the answer is what it looked at.
    fn on(&mut self, rule: &'static Rule, severity: Severity, check: impl FnOnce(&mut Context<'a>)) -> Option<Looks> {
        let mut context = Context::new(rule, self.view, self.facts);
        let (done, looks) = self.watch.during(|| {
            guarded(|| {
                check(&mut context);
                context.into_diagnostics()
            })
        });
        match done {
            Ok(reported) if reported.is_empty() => return Some(looks),
            Ok(reported) => {
                let reported = reported.into_iter().map(|reported| Diagnostic { severity, ..reported });
                self.report.diagnostics.extend(reported);
            }
            Err(_) if self.report.failures.iter().any(|failure| failure.rule == rule) => {}
            Err(panic) => self.report.failures.push(Failure { rule, panic }),
        }
        None
    }
}

fn report_faults(rule: &Rule, view: View, context: &mut Context) {
    let about_notebook = *rule == engine::INVALID_NOTEBOOK;
    if !about_notebook && !view.is_ours() {
        return;
    }
    for fault in view.document().faults().iter().filter(|fault| fault.in_notebook == about_notebook) {
        let finding = context.report(fault.span, fault.message.clone());
        if let Some(line) = fault.probable {
            finding.related(line, message!("this line is probably at fault"));
        }
    }
    let written = view.entry_scripts().filter(|_| !about_notebook && view.document().language() == Language::Notebook);
    for fault in written.flat_map(|file| file.script.module().errors()) {
        context.report(fault.span, Fault::from(fault).message);
    }
}

/// Sorts by place and code, and drops what two steps that share a part both found in it.
fn sort(found: &mut Vec<Diagnostic>) {
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found.dedup_by(|a, b| key(a) == key(b));
}

fn key(diagnostic: &Diagnostic) -> (usize, &'static str, usize, &crate::message::Message) {
    (diagnostic.span.start, diagnostic.rule.code, diagnostic.span.end, &diagnostic.message)
}
