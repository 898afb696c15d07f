//! What can be written at the cursor: keys, values, expressions, program arguments, paths, rule codes. Works in
//! half-typed documents: a draft puts a word in the cursor's place, and what stands around it tells what fits.

mod arguments;
mod codes;
mod draft;
mod expressions;
mod item;
mod keys;
mod names;
mod paths;
mod snippet;
#[cfg(test)]
mod tests;
mod values;

pub use item::{Completion, CompletionKind, Insert};

use super::at::at;
use super::spot::{Found, Owner, Setting, Spot};
use crate::document::Document;
use crate::locale::Words;
use crate::model::Value;
use crate::project::View;
use crate::text::Span;
use draft::{Draft, MARK};

/// What can be written at an offset of a document, the most useful first.
#[must_use]
pub fn completion(view: View, offset: usize, words: Words) -> Vec<Completion> {
    if let Some(codes) = codes::complete(view.document(), offset, words) {
        return codes;
    }
    let drafts = draft::drafts(view.document(), offset);
    let mut items = drafts
        .into_iter()
        .find_map(|draft| {
            let around = Around { document: view.document(), offset, words, added: draft.added };
            of_draft(&draft, view, &around)
        })
        .unwrap_or_default();
    items.sort_by_key(|item| item.rank);
    items
}

/// The document as it is, and where the cursor stands in it.
struct Around<'a> {
    document: &'a Document,
    offset: usize,
    words: Words,
    /// What the draft adds to it.
    added: Span,
}

impl<'a> Around<'a> {
    fn before(&self) -> &'a str {
        &self.document.text()[..self.offset]
    }

    fn after(&self) -> &'a str {
        &self.document.text()[self.offset..]
    }

    /// The bytes to replace where `typed` was typed, up to the end of the word.
    fn replaced(&self, typed: &str) -> Span {
        self.replaced_while(typed, draft::is_word)
    }

    /// The same for something that is made of other characters than a word.
    fn replaced_while(&self, typed: &str, is_part: fn(char) -> bool) -> Span {
        let start = if self.before().ends_with(typed) { self.offset - typed.len() } else { self.offset };
        let after = self.after();
        Span::new(start, self.offset + after.find(|c| !is_part(c)).unwrap_or(after.len()))
    }

    /// How much of the word stands behind the cursor.
    fn word_left(&self) -> usize {
        let after = self.after();
        after.find(|c: char| !draft::is_word(c)).unwrap_or(after.len())
    }

    /// What follows the word on its line.
    fn rest(&self) -> &'a str {
        let rest = &self.after()[self.word_left()..];
        rest.split(['\n', '\r']).next().unwrap_or_default()
    }
}

/// What fits where the mark of a draft stands; `None` if the draft makes no sense there.
fn of_draft(draft: &Draft, view: View, around: &Around) -> Option<Vec<Completion>> {
    let offset = draft.offset;
    let document = draft.document(around.document);
    let view = View::new(&document, view.project());
    let found = at(view, offset)?;
    match &found.spot {
        Spot::Key(setting) if is_marked(&setting.entry.key) => Some(keys::complete(setting, &view, around)),
        Spot::Port(owner, port) if is_marked(port.name()) => {
            Some(names::ports(owner, port.direction, &port.entry.key, &view, around))
        }
        Spot::GivenInput(made, _) => Some(names::given(made, &view, around)),
        Spot::PortOfNode(port) => Some(names::of_node(port, &view, around)),
        Spot::Value(setting, value) => value_of(setting, value, &found, &view, around),
        Spot::Binding(binding) => text(binding.owner, binding.setting.as_ref(), binding.value, &view, around),
        Spot::Argument(argument) => {
            let word = argument.words.get(argument.index)?;
            let setting = argument.setting;
            text(Owner::Step(argument.step), Some(&setting), word.value, &view, around)
        }
        Spot::Loaded(path) => Some(paths::component(&typed(path)?, &view, around)),
        Spot::Key(_) | Spot::Port(..) | Spot::Job(..) | Spot::Callee(_) => None,
        Spot::Suppressed(_) | Spot::Declared(..) | Spot::EntryFunction(_) => None,
    }
}

fn is_marked(text: &str) -> bool {
    text.contains(MARK)
}

fn value_of(setting: &Setting, value: &Value, found: &Found, view: &View, around: &Around) -> Option<Vec<Completion>> {
    if value.text_with_holes().is_some_and(|text| is_marked(text.as_str())) {
        return text(setting.owner, Some(setting), value, view, around);
    }
    let source = found.span.slice(view.text());
    let unmarked = || !is_marked(view.text());
    // A name of Python in place of the value; or the value as it will be, in a draft of its own.
    let at_value = [value.span, value.used_at()].contains(&found.span);
    let here = at_value && (source.ends_with(MARK) || unmarked());
    here.then(|| values::complete(setting, source.split(MARK).next().unwrap_or_default(), view, around))
}

/// What was typed of a text before the mark.
fn typed(value: &Value) -> Option<String> {
    let text = value.text_with_holes()?.as_str();
    Some(text[..text.find(MARK)?].to_owned())
}

/// What fits in a text: the rest of an expression, or of what the setting takes.
fn text(
    owner: Owner,
    setting: Option<&Setting>,
    value: &Value,
    view: &View,
    around: &Around,
) -> Option<Vec<Completion>> {
    let typed = typed(value)?;
    if let Some(open) = typed.rfind("${{").filter(|open| !typed[*open..].contains("}}")) {
        return Some(expressions::rest(owner, setting, &typed[open + 3..], view, around));
    }
    Some(values::complete(setting?, &typed, view, around))
}
