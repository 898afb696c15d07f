//! Comments that silence findings (convention 12): `# parlint: ignore[PJ101] reason` at the end of a line covers the
//! entries that begin on it with all they hold; on a line of its own, those of the next line of code;
//! `ignore-file[PJ101]` covers the file. Judges the comments themselves: unused (PJ910) or invalid (PJ911).

mod add;
mod coverage;
mod directive;
mod judge;
#[cfg(test)]
mod tests;

pub use add::add;

use crate::check::Report;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::{self, Rule, RuleSet, engine};
use crate::text::Span;
use coverage::Coverage;
use directive::{Directive, Form, directives};

/// An item of a directive that names a rule.
struct Claim<'d> {
    directive: &'d Directive,
    /// Its place among the directive's items.
    index: usize,
    rule: &'static Rule,
    /// What it covers, if anything.
    range: Option<Span>,
    used: bool,
}

/// A code or name in a comment that suppresses findings.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where it stands.
    pub span: Span,
    /// The rule that it names, if there is one.
    pub rule: Option<&'static Rule>,
}

/// The codes and names in the comments of a document.
#[must_use]
pub fn items(document: &Document) -> Vec<Item> {
    let directives = directives(document.text(), document.comments()).into_iter();
    let items = directives.filter_map(|directive| match directive.form {
        Form::Items(_, items) => Some(items),
        Form::Bare { .. } | Form::Unknown { .. } | Form::Unclosed => None,
    });
    items.flatten().map(|item| Item { span: item.span, rule: rules::find(&item.text) }).collect()
}

/// Takes out the findings that comments of the document suppress, and adds those about the comments.
#[must_use]
pub fn apply(document: &Document, mut found: Vec<Diagnostic>, rules: &RuleSet) -> Report {
    let directives = directives(document.text(), document.comments());
    if directives.is_empty() {
        return Report { diagnostics: found, ..Report::default() };
    }
    let coverage = Coverage::new(document);
    let mut claims: Vec<_> = directives.iter().flat_map(|directive| claims(directive, &coverage)).collect();
    let before = found.len();
    found.retain(|diagnostic| !is_claimed(diagnostic, &mut claims));
    let suppressed = before - found.len();
    let mut about = judge::unused(document, &claims, rules);
    about.extend(judge::invalid(document, &directives, &coverage, &found, rules));
    found.extend(about);
    Report { diagnostics: found, suppressed, ..Report::default() }
}

fn claims<'d>(directive: &'d Directive, coverage: &Coverage) -> Vec<Claim<'d>> {
    let Form::Items(scope, items) = &directive.form else { return Vec::new() };
    let range = coverage.of(directive, *scope);
    let claim = |(index, item): (usize, &directive::Item)| {
        Some(Claim { directive, index, rule: rules::find(&item.text)?, range, used: false })
    };
    items.iter().enumerate().filter_map(claim).collect()
}

/// Whether a finding is suppressed; the claim that covers the least takes it.
fn is_claimed(found: &Diagnostic, claims: &mut [Claim]) -> bool {
    if !is_suppressible(found.rule) {
        return false;
    }
    let covers = |claim: &&mut Claim| {
        claim.rule == found.rule && claim.range.is_some_and(|range| range.touches(found.span.start))
    };
    let nearest = claims.iter_mut().filter(covers).min_by_key(|claim| claim.range.map(Span::len));
    nearest.map(|claim| claim.used = true).is_some()
}

/// Whether a rule's findings can be suppressed: not those that say the file was not understood, nor those about
/// suppressions.
#[must_use]
pub fn is_suppressible(rule: &Rule) -> bool {
    let fixed = [
        &engine::SYNTAX_ERROR,
        &engine::UNREADABLE_FILE,
        &engine::INVALID_NOTEBOOK,
        &engine::UNUSED_SUPPRESSION,
        &engine::INVALID_SUPPRESSION,
    ];
    !fixed.contains(&rule)
}
