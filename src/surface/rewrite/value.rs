//! Replacing values and parts of texts where they stand. Knows how a value lies in the text around it.

use super::Literal;
use super::block::{content_end, file_step};
use super::python_text;
use super::quote::Quote;
use super::yaml_text::{self, BlockStyle, Context};
use crate::model::{Data, Layout, Value};
use crate::text::lines::{before, newline};
use crate::text::{Decoded, Edit, HOLE, Span};
use std::ops::Range;

/// Puts a literal in place of a YAML value.
pub(super) fn set_yaml(text: &str, value: &Value, literal: &Literal) -> Option<Vec<Edit>> {
    let span = Span::new(value.span.start, content_end(text, value.span));
    let head = before(text, span.start).trim_end();
    if !(head.is_empty() || head.ends_with([':', '-', ',', '[', '{', '?'])) {
        // A tag or an anchor stands before it.
        return None;
    }
    let context = Context::after(text, span.end);
    if context == Context::Block && (is_block(text, value) || matches!(literal, Literal::Mapping(_))) {
        return set_block(text, span, value, literal);
    }
    let source = match (literal, Quote::of(span.slice(text)).filter(|_| value.text().is_some())) {
        (Literal::Text(new), Some(quote)) => yaml_text::quoted(new, quote),
        _ => yaml_text::inline(literal, Quote::at(text, span), context)?,
    };
    let touches = span.is_empty() && !before(text, span.start).ends_with(' ');
    Some(vec![Edit::replace(span, if touches { format!(" {source}") } else { source })])
}

/// Puts a literal in place of a value of a block mapping where one of the two takes lines of its own.
fn set_block(text: &str, span: Span, value: &Value, literal: &Literal) -> Option<Vec<Edit>> {
    let head = text.get(..span.start)?.trim_end();
    let line = before(text, head.len());
    if !head.ends_with(':') || line.contains('#') {
        let inline = || yaml_text::inline(literal, Quote::at(text, span), Context::Block);
        return if is_block(text, value) { None } else { Some(vec![Edit::replace(span, inline()?)]) };
    }
    let quote = Quote::at(text, span);
    let style = BlockStyle { step: file_step(text), newline: newline(text, span.start), quote };
    let source = yaml_text::block_value(literal, key_column(line), style)?;
    Some(vec![Edit::replace(Span::new(head.len(), span.end), source)])
}

/// The column of the key on a line, list dashes skipped.
fn key_column(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    line.len() - rest.len()
}

/// Whether a value is a block mapping or block list.
pub(super) fn is_block(text: &str, value: &Value) -> bool {
    match &value.data {
        Data::Mapping(mapping) => matches!(mapping.layout, Layout::YamlBlock { .. }),
        Data::List(_) => value.span.slice(text).starts_with('-'),
        _ => false,
    }
}

/// Puts a literal in place of a Python expression.
pub(super) fn set_python(text: &str, value: &Value, literal: &Literal) -> Option<Vec<Edit>> {
    Some(vec![Edit::replace(value.span, python_text::expression(literal, Quote::at(text, value.span))?)])
}

/// Replaces a part of a decoded text that stands in the source as it is read, if the new part needs no escapes either.
pub(super) fn set_range(text: &str, value: &Value, range: Range<usize>, new: &str, yaml: bool) -> Option<Vec<Edit>> {
    let decoded = value.text_with_holes()?;
    let span = decoded.span_of(range.clone()).filter(|span| value.span.contains(*span))?;
    if !decoded.is_verbatim(range.clone()) {
        return None;
    }
    let edit = Edit::replace(span, new);
    let fits = match yaml {
        true => reads_back(text, value, &edit, &spliced(decoded, range, new)?),
        false => python_text::fits_into(value.span.slice(text), new),
    };
    fits.then(|| vec![edit])
}

/// Adds words at the end of a command line, before the blanks that close it.
pub(super) fn append_words(text: &str, value: &Value, words: &str, yaml: bool) -> Option<Vec<Edit>> {
    let decoded = value.text_with_holes()?;
    let kept = decoded.as_str().trim_end();
    let Some(last) = kept.chars().next_back() else { return fill_empty(text, value, words, yaml) };
    let span = decoded.span_of(kept.len() - last.len_utf8()..kept.len())?;
    if last == HOLE && !(span.slice(text).starts_with('{') && span.slice(text).ends_with('}')) {
        // `"…" + name`: the end lies outside of every literal.
        return None;
    }
    let edit = Edit::insert(span.end, format!(" {words}"));
    if !yaml {
        return python_text::fits_into(value.span.slice(text), words).then(|| vec![edit]);
    }
    let expected = spliced(decoded, kept.len()..kept.len(), &edit.replacement)?;
    if reads_back(text, value, &edit, &expected) {
        return Some(vec![edit]);
    }
    set_yaml(text, value, &Literal::Text(expected))
}

fn fill_empty(text: &str, value: &Value, words: &str, yaml: bool) -> Option<Vec<Edit>> {
    let literal = Literal::text(words);
    if yaml { set_yaml(text, value, &literal) } else { set_python(text, value, &literal) }
}

fn spliced(decoded: &Decoded, range: Range<usize>, new: &str) -> Option<String> {
    let text = decoded.as_str();
    Some(format!("{}{new}{}", text.get(..range.start)?, text.get(range.end..)?))
}

/// Whether PyYAML reads `expected` once `edit` is made in the source of a scalar.
fn reads_back(text: &str, value: &Value, edit: &Edit, expected: &str) -> bool {
    let outside = |from, to| text.get(from..to).unwrap_or_default();
    let (head, tail) = (outside(value.span.start, edit.span.start), outside(edit.span.end, value.span.end));
    let source = format!("{head}{}{tail}", edit.replacement);
    let read = yaml_text::read(&source, Context::after(text, value.span.end));
    if source.starts_with(['|', '>']) {
        // The line breaks that end a block scalar lie outside of its span.
        return read.is_some_and(|read| read.trim_end_matches('\n') == expected.trim_end_matches('\n'));
    }
    read.as_deref() == Some(expected)
}
