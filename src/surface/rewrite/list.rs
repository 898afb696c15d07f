//! Items of lists: adding them at the end, in YAML block style, or between brackets in YAML and Python.

use super::brackets::{self, Item};
use super::quote::Quote;
use super::yaml_text::{self, BlockStyle, Context};
use super::{Literal, block, python_text};
use crate::model::Value;
use crate::text::lines::{newline, starts_line};
use crate::text::{Edit, Span};

/// Adds items at the end of a list.
pub(super) fn append(text: &str, list: &Value, literals: &[Literal], yaml: bool) -> Option<Vec<Edit>> {
    let items = list.items()?;
    let quote = items.iter().find_map(|item| Quote::of(item.span.slice(text))).unwrap_or(Quote::Double);
    let source = list.span.slice(text);
    let bracketed = source.starts_with(['[', '(']) && source.ends_with([']', ')']);
    if yaml && !bracketed {
        return append_lines(text, list, literals, quote);
    }
    let written = |literal| {
        if yaml { yaml_text::inline(literal, quote, Context::Flow) } else { python_text::expression(literal, quote) }
    };
    let sources = literals.iter().map(written).collect::<Option<Vec<_>>>()?;
    let inner = Span::new(list.span.start + 1, list.span.end - 1);
    let last = items.iter().map(Value::used_at).max_by_key(|span| span.end);
    bracketed.then(|| brackets::insert_after(text, inner, last, &Item::bare(sources.join(", "))))?
}

/// Adds items as lines behind those of a block list.
fn append_lines(text: &str, list: &Value, literals: &[Literal], quote: Quote) -> Option<Vec<Edit>> {
    let last = list.items()?.last()?;
    let start = list.span.start;
    let column = block::column(text, start).filter(|_| starts_line(text, start))?;
    let style = BlockStyle { step: block::file_step(text), newline: newline(text, start), quote };
    let line = |literal| Some(format!("{}- {}", " ".repeat(column), yaml_text::block_item(literal, column, style)?));
    let lines = literals.iter().map(line).collect::<Option<Vec<_>>>()?;
    block::insert_lines(text, list.span, last, &lines.join(style.newline))
}
