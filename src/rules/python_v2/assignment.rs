//! Statements that assign to an attribute of a node, `node.resources.instance_count = 4`: their parts and their rewriting.

use crate::model::Entry;
use crate::text::{Edit, Span};

/// What stands before the attribute's name, `node.resources.`, if it is a plain path.
pub(super) fn owner<'a>(text: &'a str, entry: &Entry) -> Option<&'a str> {
    let owner = text.get(entry.span.start..entry.key_span.start)?;
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    (owner.ends_with('.') && owner.chars().all(plain)).then_some(owner)
}

/// What is assigned, as it is written on one line.
fn value<'a>(text: &'a str, entry: &Entry) -> Option<&'a str> {
    let rest = text.get(entry.key_span.end..entry.span.end)?.trim_start().strip_prefix('=')?.trim();
    (!rest.is_empty() && !rest.contains(['=', '\n', '#'])).then_some(rest)
}

/// Makes `node.resources.instance_count = 4` the assignment of a mapping, `node.resources = {"instance_count": 4}`.
pub(super) fn to_mapping_of_owner(text: &str, entry: &Entry) -> Option<Vec<Edit>> {
    let dot = owner(text, entry)?.len().checked_sub(1)?;
    let source = format!(" = {{\"{}\": {}}}", entry.key, value(text, entry)?);
    Some(vec![Edit::replace(Span::new(entry.span.start + dot, entry.span.end), source)])
}

/// Makes `node.instance_count = 4` the assignment of a mapping, `node.resources = {"instance_count": 4}`.
pub(super) fn to_mapping(text: &str, entry: &Entry, holder: &str, key: &str) -> Option<Vec<Edit>> {
    owner(text, entry)?;
    let source = format!("{holder} = {{\"{key}\": {}}}", value(text, entry)?);
    Some(vec![Edit::replace(Span::new(entry.key_span.start, entry.span.end), source)])
}

/// Gives the attribute another name or path.
pub(super) fn rename(text: &str, entry: &Entry, path: &str) -> Option<Vec<Edit>> {
    owner(text, entry)?;
    Some(vec![Edit::replace(entry.key_span, path)])
}
