//! Findings about suppressions: those that suppress nothing (PJ910) and those that are not valid (PJ911).

use super::coverage::Coverage;
use super::directive::{Directive, Form, Item, WORDS};
use super::{Claim, is_suppressible};
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::message;
use crate::message::Message;
use crate::rules::{self, Rule, RuleSet, engine};
use crate::text::{Edit, Span, nearest};

/// Items that no finding needed, in documents without syntax errors.
pub(super) fn unused(document: &Document, claims: &[Claim], rules: &RuleSet) -> Vec<Diagnostic> {
    let Some(severity) = rules.severity(&engine::UNUSED_SUPPRESSION).filter(|_| document.faults().is_empty()) else {
        return Vec::new();
    };
    let idle = claims.iter().filter(|claim| !claim.used && rules.contains(claim.rule));
    let report = |claim: &Claim| {
        let (item, edit) = removal(document.text(), claim)?;
        let title = message!("Remove what suppresses nothing");
        Some(Diagnostic {
            severity,
            fix: Some(Fix { title, applicability: Applicability::Safe, edits: vec![edit] }),
            ..finding(&engine::UNUSED_SUPPRESSION, item.span, idle_message(claim.rule))
        })
    };
    idle.filter_map(report).collect()
}

fn idle_message(rule: &Rule) -> Message {
    if !is_suppressible(rule) {
        return message!("{code} (`{name}`) cannot be suppressed", code = rule.code, name = rule.name);
    }
    message!(
        "nothing here is a case of {code} (`{name}`); the comment would hide the next mistake of that kind",
        code = rule.code,
        name = rule.name,
    )
}

fn finding(rule: &'static Rule, span: Span, message: Message) -> Diagnostic {
    Diagnostic { rule, severity: rule.severity, span, message, help: None, related: Vec::new(), fix: None }
}

/// The item of a claim, and the edit that removes it: with the comma beside it, or with all of its directive.
fn removal<'d>(text: &str, claim: &Claim<'d>) -> Option<(&'d Item, Edit)> {
    let Form::Items(_, items) = &claim.directive.form else { return None };
    let item = items.get(claim.index)?;
    let before = claim.index.checked_sub(1).and_then(|index| items.get(index));
    let span = match (before, items.get(claim.index + 1)) {
        (_, Some(next)) => Span::new(item.span.start, next.span.start),
        (Some(before), None) => Span::new(before.span.end, item.span.end),
        (None, None) => whole(text, claim.directive),
    };
    Some((item, Edit::delete(span)))
}

/// A directive with the blanks before it; with its line, if nothing else stands there.
fn whole(text: &str, directive: &Directive) -> Span {
    let head = text.get(..directive.span.start).unwrap_or_default();
    let kept = head.trim_end_matches([' ', '\t']);
    let comment = directive.comment;
    if !(comment.own_line && comment.span == directive.span) {
        let first = directive.span.start == comment.span.start;
        // A further directive behind it moves up to its place.
        let start = if first && directive.span.end < comment.span.end { directive.span.start } else { kept.len() };
        return Span::new(start, directive.span.end);
    }
    let tail = text.get(directive.span.end..).unwrap_or_default();
    let after =
        ["\r\n", "\n", "\r"].iter().find(|newline| tail.starts_with(**newline)).map_or(0, |newline| newline.len());
    Span::new(kept.len(), directive.span.end + after)
}

/// Directives that say nothing, or name no rule.
pub(super) fn invalid(
    document: &Document,
    directives: &[Directive],
    coverage: &Coverage,
    found: &[Diagnostic],
    rules: &RuleSet,
) -> Vec<Diagnostic> {
    let Some(severity) = rules.severity(&engine::INVALID_SUPPRESSION) else { return Vec::new() };
    let report = |directive: &Directive| match &directive.form {
        Form::Items(_, items) => items.iter().filter_map(unknown_item).collect(),
        Form::Bare { scope, insert, brackets } => {
            vec![bare(directive, coverage.of(directive, *scope), *insert, *brackets, found)]
        }
        Form::Unknown { word } => vec![unknown_word(document.text(), directive, *word)],
        Form::Unclosed => vec![unclosed(directive)],
    };
    let mut all: Vec<_> = directives.iter().flat_map(report).collect();
    all.iter_mut().for_each(|diagnostic| diagnostic.severity = severity);
    all
}

fn unknown_item(item: &Item) -> Option<Diagnostic> {
    if rules::find(&item.text).is_some() {
        return None;
    }
    let message = message!(
        "`{item}` is no code or name of a rule; the comment does not suppress anything by it",
        item = item.text
    );
    let near = rules::probable(&item.text);
    Some(Diagnostic {
        help: near.map(|name| message!("`{name}` is a rule", name = name)),
        fix: near.map(|name| replace(item.span, name)),
        ..finding(&engine::INVALID_SUPPRESSION, item.span, message)
    })
}

fn replace(span: Span, word: &str) -> Fix {
    let title = message!("Replace by `{word}`", word = word);
    Fix { title, applicability: Applicability::Safe, edits: vec![Edit::replace(span, word)] }
}

fn unknown_word(text: &str, directive: &Directive, word: Span) -> Diagnostic {
    let message = message!("a comment to parlint says `ignore[…]` or `ignore-file[…]`; this one has no effect");
    let near = nearest(word.slice(text), WORDS.map(|(known, _)| known));
    let fix = near.map(|near| replace(word, near));
    let span = if directive.body.is_empty() { directive.span } else { directive.body };
    Diagnostic { fix, ..finding(&engine::INVALID_SUPPRESSION, span, message) }
}

fn unclosed(directive: &Directive) -> Diagnostic {
    let message = message!("the list of rules is not closed by `]`; the comment has no effect");
    finding(&engine::INVALID_SUPPRESSION, directive.body, message)
}

fn bare(directive: &Directive, range: Option<Span>, insert: usize, brackets: bool, found: &[Diagnostic]) -> Diagnostic {
    let message =
        message!("the comment names no rule and has no effect; one that hid everything would hide new mistakes too");
    let covered = |diagnostic: &&Diagnostic| range.is_some_and(|range| range.touches(diagnostic.span.start));
    let suppressible = found.iter().filter(|diagnostic| is_suppressible(diagnostic.rule));
    let mut codes: Vec<_> = suppressible.filter(covered).map(|diagnostic| diagnostic.rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let list = codes.join(", ");
    let list = if brackets { list } else { format!("[{list}]") };
    let title = message!("Name the rules that speak here");
    let fix = Fix { title, applicability: Applicability::Unsafe, edits: vec![Edit::insert(insert, list)] };
    Diagnostic {
        help: Some(message!("write the codes of the rules in brackets: `ignore[PJ101]`")),
        fix: (!codes.is_empty()).then_some(fix),
        ..finding(&engine::INVALID_SUPPRESSION, directive.body, message)
    }
}
