//! Runs the rules on a document. Pure: what it needs of other files it asks the project.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Fault, Language};
use crate::guard::guarded;
use crate::message;
use crate::project::{Project, View};
use crate::rules::{Context, Facts, Rule, RuleSet, engine};
use crate::suppress;
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
    let view = View::new(document, project);
    if !view.is_relevant() {
        return Report::default();
    }
    let (mut found, failures) = run_all(view, rules.iter());
    // A script that a cell of this notebook writes is no other file.
    let related = found.iter_mut().flat_map(|diagnostic| &mut diagnostic.related);
    related.for_each(|related| drop(related.file.take_if(|file| Arc::ptr_eq(file, document.code()))));
    sort(&mut found);
    let mut report = suppress::apply(document, found, rules);
    sort(&mut report.diagnostics);
    Report { failures, ..report }
}

fn run_all(view: View, rules: impl Iterator<Item = (&'static Rule, Severity)>) -> (Vec<Diagnostic>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    let facts = Facts::of(view.steps());
    for (rule, severity) in rules {
        match guarded(|| run(rule, view, &facts)) {
            Ok(reported) => found.extend(reported.into_iter().map(|reported| Diagnostic { severity, ..reported })),
            Err(panic) => failures.push(Failure { rule, panic }),
        }
    }
    (found, failures)
}

fn run<'a>(rule: &'static Rule, view: View<'a>, facts: &'a Facts<'a>) -> Vec<Diagnostic> {
    let model = view.model();
    let mut context = Context::new(rule, view, facts);
    if let Some(check) = rule.step {
        let steps = facts.steps().filter(|step| rule.surfaces.contains(&step.surface));
        steps.for_each(|step| check(step, &mut context));
    }
    if let Some(check) = rule.pipeline {
        model.pipelines.iter().for_each(|pipeline| check(pipeline, &mut context));
    }
    if let Some(check) = rule.file {
        check(model, &mut context);
    }
    // What a script lacks or does on every path is known of one that parsed in full only.
    if let Some(check) = rule.script {
        let sound = view.entry_scripts().filter(|file| file.script.module().errors().is_empty());
        sound.for_each(|file| check(&file.script, &mut context));
    }
    if *rule == engine::SYNTAX_ERROR || *rule == engine::INVALID_NOTEBOOK {
        report_faults(rule, view, &mut context);
    }
    context.into_diagnostics()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::project::Memory;
    use crate::text::Span;
    use std::path::Path;

    crate::rule! {
        /// Fails.
        PJ999 "out-of-order" Error, on: [], sdk: No, costs: false, fix: None, file: |_, context| {
            context.report(Span::default(), message!("out of order"));
            panic!("out of order");
        }
    }

    #[test]
    fn a_rule_that_panics_costs_its_findings_only() {
        let text = "type: parallel\nname: a\ntask: {type: run_function}\ninput_data: [\n";
        let document = Document::new(Path::new("a.yml"), text.to_owned(), Language::Yaml);
        let project = Project::new(Memory::default());
        let rules = [&RULE, &engine::SYNTAX_ERROR].map(|rule| (rule, rule.severity));
        let (found, failures) = run_all(View::new(&document, &project), rules.into_iter());
        assert_eq!(found.iter().map(|found| found.rule.code).collect::<Vec<_>>(), ["PJ901"]);
        assert_eq!(failures.iter().map(|failure| failure.rule.code).collect::<Vec<_>>(), ["PJ999"]);
    }
}
