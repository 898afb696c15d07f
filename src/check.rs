//! Runs the rules on a document. Pure: what it needs of other files it asks the project.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::message;
use crate::project::{Project, View};
use crate::rules::{Context, Facts, Rule, RuleSet, engine};
use crate::suppress;

/// What was found in one document, sorted by place and code.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings that are not suppressed.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings comments in the file suppress.
    pub suppressed: usize,
}

/// Runs `rules` on a document.
#[must_use]
pub fn check(document: &Document, project: &Project, rules: &RuleSet) -> Report {
    if document.is_foreign() {
        return Report::default();
    }
    let mut found = Vec::new();
    let facts = Facts::default();
    for (rule, severity) in rules.iter() {
        let before = found.len();
        run(rule, document, project, &facts, &mut found);
        found[before..].iter_mut().for_each(|diagnostic| diagnostic.severity = severity);
    }
    sort(&mut found);
    let mut report = suppress::apply(document, found, rules);
    sort(&mut report.diagnostics);
    report
}

fn run(rule: &'static Rule, document: &Document, project: &Project, facts: &Facts, found: &mut Vec<Diagnostic>) {
    let mut context = Context::new(rule, View::new(document, project), facts, found);
    if let Some(check) = rule.step {
        let steps = document.model().steps.iter().filter(|step| rule.surfaces.contains(&step.surface));
        steps.for_each(|step| check(step, &mut context));
    }
    if let Some(check) = rule.pipeline {
        document.model().pipelines.iter().for_each(|pipeline| check(pipeline, &mut context));
    }
    if let Some(check) = rule.file {
        check(document.model(), &mut context);
    }
    // What a script lacks or does on every path is known of one that parsed in full only.
    if let (Some(check), Some(script), true) = (rule.script, document.script(), document.faults().is_empty()) {
        check(script, &mut context);
    }
    if *rule == engine::SYNTAX_ERROR || *rule == engine::INVALID_NOTEBOOK {
        report_faults(rule, document, &mut context);
    }
}

fn report_faults(rule: &Rule, document: &Document, context: &mut Context) {
    let about_notebook = *rule == engine::INVALID_NOTEBOOK;
    if !about_notebook && !document.is_ours() {
        return;
    }
    for fault in document.faults().iter().filter(|fault| fault.in_notebook == about_notebook) {
        let finding = context.report(fault.span, fault.message.clone());
        if let Some(line) = fault.probable {
            finding.related(line, message!("this line is probably at fault"));
        }
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
