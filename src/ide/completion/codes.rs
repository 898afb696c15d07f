//! Rule codes in a comment that suppresses findings.

use super::item::{Completion, CompletionKind};
use crate::document::Document;
use crate::locale::Words;
use crate::rules;
use crate::text::Span;

/// The codes that fit at an offset; `None` outside of the brackets of such a comment.
pub(super) fn complete(document: &Document, offset: usize, words: Words) -> Option<Vec<Completion>> {
    let before = document.text().get(..offset)?;
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let (head, list) = line.rsplit_once('[')?;
    let head = head.trim_end().to_ascii_lowercase();
    let actions = ["ignore", "ignore-file"];
    let comment = actions.iter().find_map(|word| head.strip_suffix(word))?.trim_end().strip_suffix("parlint:")?;
    if !comment.trim_end().ends_with('#') || list.contains(']') {
        return None;
    }
    let typed = list.rsplit(',').next().unwrap_or_default().trim_start();
    let after = &document.text()[offset..];
    let is_code = |c: char| c.is_alphanumeric() || c == '-';
    let end = offset + after.find(|c| !is_code(c)).unwrap_or(after.len());
    let span = Span::new(offset - typed.len(), end);
    let taken = |code: &str| list.split(',').any(|other| other.trim().eq_ignore_ascii_case(code));
    let rules = rules::ALL.iter().filter(|rule| !taken(rule.code));
    let by_name = typed.starts_with(|c: char| c.is_alphabetic()) && !typed.to_ascii_uppercase().starts_with('P');
    let item = |rule: &&'static rules::Rule| Completion {
        detail: Some(if by_name { rule.code } else { rule.name }.to_owned()),
        documentation: Some(words.say(&rule.summary())),
        ..Completion::plain(span, if by_name { rule.name } else { rule.code }, CompletionKind::Rule)
    };
    Some(rules.map(item).enumerate().map(|(rank, item)| Completion { rank, ..item }).collect())
}
