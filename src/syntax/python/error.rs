//! Syntax errors: where the parser stopped, in words. Knows nothing of recovery.

use super::tree::{Kind, NodeId, Tree};
use crate::message;
use crate::message::Message;
use crate::text::Span;

/// A place where the text is no Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The token where the parser stopped.
    pub span: Span,
    /// What is wrong there.
    pub message: Message,
}

/// Longest piece of source that a message quotes, in characters.
const MAX_QUOTED: usize = 30;

/// The errors of a tree: one for each outermost node that did not parse.
pub(super) fn errors_of(tree: &Tree, text: &str) -> Vec<SyntaxError> {
    faults(tree).into_iter().map(|id| describe(tree, text, id)).collect()
}

/// The outermost erroneous nodes, in source order.
pub(super) fn faults(tree: &Tree) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut next = NodeId(0);
    while next.index() < tree.len() {
        let faulty = tree.kind(next) == Kind::Error || tree.is_missing(next) || is_python_2(tree, next);
        if faulty {
            found.push(next);
        }
        let skip = faulty || !tree.is_broken(next) && tree.kind(next) == Kind::ExpressionStatement;
        next = if skip { tree.subtree_end(next) } else { NodeId(next.0 + 1) };
    }
    found
}

/// `print x` and `exec x`, which the grammar still takes. `print >>f, x` is an expression in Python 3 too.
fn is_python_2(tree: &Tree, id: NodeId) -> bool {
    match tree.kind(id) {
        Kind::PrintStatement => !tree.parts(id).any(|part| tree.kind(part) == Kind::Chevron),
        Kind::ExecStatement => true,
        _ => false,
    }
}

fn describe(tree: &Tree, text: &str, id: NodeId) -> SyntaxError {
    if tree.is_missing(id) {
        let at = tree.span(id).start.min(text.len());
        return near(text, at);
    }
    match unmatched_token(tree, text, id) {
        Some(Unmatched::Opening(token)) => {
            return SyntaxError {
                span: token,
                message: message!("`{token}` was never closed", token = token.slice(text)),
            };
        }
        Some(Unmatched::Closing(token)) => return near(text, token.start),
        None => {}
    }
    let span = tree.span(id);
    if lacks_colon(span.slice(text)) {
        return SyntaxError { span: Span::at(span.end), message: message!("`:` is missing at the end of the line") };
    }
    near(text, span.start)
}

/// Words that begin the header of a compound statement.
const HEADERS: [&str; 11] = ["if", "elif", "else", "for", "while", "with", "def", "class", "try", "except", "finally"];

fn lacks_colon(erroneous: &str) -> bool {
    let word = erroneous.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    HEADERS.contains(&word) && !erroneous.contains([':', '\n'])
}

/// A bracket or quote without its partner.
enum Unmatched {
    Opening(Span),
    Closing(Span),
}

/// The token directly in an erroneous node that has no partner there.
fn unmatched_token(tree: &Tree, text: &str, id: NodeId) -> Option<Unmatched> {
    let mut open: Vec<Span> = Vec::new();
    for child in tree.children(id) {
        let span = tree.span(child);
        match (tree.kind(child), span.slice(text)) {
            (Kind::StringStart, _) | (Kind::Token, "(" | "[" | "{") => open.push(span),
            (Kind::StringEnd, _) | (Kind::Token, ")" | "]" | "}") if open.pop().is_none() => {
                return Some(Unmatched::Closing(span));
            }
            _ => {}
        }
    }
    open.pop().map(Unmatched::Opening)
}

/// "Python syntax error near …", with the word at `start`.
pub(super) fn near(text: &str, start: usize) -> SyntaxError {
    let rest = text.get(start..).unwrap_or_default();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let length = match rest.chars().next() {
        Some(first) if word(first) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
        Some('\n' | '\r') | None => 0,
        Some(first) => first.len_utf8(),
    };
    let span = Span::new(start, start + length);
    let quoted: String = span.slice(text).chars().take(MAX_QUOTED).collect();
    let message = match quoted.as_str() {
        "" => message!("Python syntax error at the end of the line"),
        quoted => message!("Python syntax error near `{quoted}`", quoted = quoted),
    };
    SyntaxError { span, message }
}
