//! A tree on one line, for tests. `?` is malformed, `..` an open end, `<k` merged, `-k` overridden, `^` shared.

use super::{Data, NodeRef, Origin, Resolved, Tree, parse};
use std::fmt::Write;

/// What `text` is read as.
pub(super) fn show(text: &str) -> String {
    let tree = parse(text);
    tree.documents().map(node).collect::<Vec<_>>().join(" --- ")
}

/// The errors of `text`: line and column from 1, the message, and the line that probably is at fault.
pub(super) fn errors(text: &str) -> Vec<String> {
    let Tree { errors, .. } = parse(text);
    let shown = errors.iter().map(|error| {
        let before = &text[..error.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let probable = error.probable_line.map(|line| format!(" (line {})", line + 1)).unwrap_or_default();
        format!("{line}:{column} {}{probable}", error.message().english())
    });
    shown.collect()
}

fn node(reference: NodeRef<'_>) -> String {
    let mut out = String::new();
    if reference.shared() {
        out.push('^');
    }
    match reference.data() {
        Data::Malformed | Data::Alias(_) => out.push('?'),
        Data::Scalar(scalar) => match scalar.value {
            Resolved::Null => out.push_str("null"),
            Resolved::Bool(value) => _ = write!(out, "{value}"),
            Resolved::Int(value) => _ = write!(out, "{value}"),
            Resolved::Float(value) => _ = write!(out, "{value:?}"),
            Resolved::BigInt | Resolved::Date | Resolved::Timestamp => _ = write!(out, "<{}>", scalar.text.as_str()),
            Resolved::Str => _ = write!(out, "{:?}", scalar.text.as_str()),
        },
        Data::Sequence(sequence) => {
            let mut items: Vec<String> = reference.items().map(node).collect();
            items.extend(sequence.open.then(|| "..".to_owned()));
            _ = write!(out, "[{}]", items.join(", "));
        }
        Data::Mapping(mapping) => {
            let mut entries: Vec<String> = reference.entries().map(entry).collect();
            entries.extend(mapping.open.then(|| "..".to_owned()));
            _ = write!(out, "{{{}}}", entries.join(", "));
        }
    }
    out
}

fn entry(entry: super::EntryRef<'_>) -> String {
    let merged = if entry.entry().origin == Origin::Merged { "<" } else { "" };
    let dead = if entry.entry().live { "" } else { "-" };
    let key = entry.name().map_or_else(|| node(entry.key()), str::to_owned);
    format!("{merged}{dead}{key}: {}", node(entry.value()))
}
