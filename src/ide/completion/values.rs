//! Values by the field they are of: allowed words, expressions, program arguments, paths.

use super::item::{Completion, CompletionKind, Insert};
use super::{Around, arguments, expressions, paths};
use crate::ide::spot::Setting;
use crate::model::{Layout, Port};
use crate::project::View;
use crate::tables::{Effect, Field, FieldInfo, Kind};

/// What fits as the value of a setting of which `typed` was typed.
pub(super) fn complete(setting: &Setting, typed: &str, view: &View, around: &Around) -> Vec<Completion> {
    let Some(info) = setting.info.filter(|info| info.effect == Effect::Takes) else { return Vec::new() };
    if info.field == Field::ProgramArguments {
        return setting.owner.step().map(|step| arguments::complete(step, typed, view, around)).unwrap_or_default();
    }
    let quote = quote(setting, typed, around);
    let python = setting.owner.step().is_some_and(|step| step.is_python());
    let mut found: Vec<_> =
        words(setting, info, python).into_iter().map(|word| item(word, typed, quote, around)).collect();
    found.extend(paths::complete(setting, typed, view, around));
    let in_flow = setting.mapping.is_some_and(|mapping| mapping.layout == Layout::YamlFlow);
    let quote = if in_flow && !is_quoted(typed, around) { "\"" } else { quote };
    found.extend(expressions::whole(setting, typed, quote, view, around));
    found.into_iter().enumerate().map(|(rank, item)| Completion { rank, ..item }).collect()
}

/// The quotes that a text needs and that are not there.
fn quote(setting: &Setting, typed: &str, around: &Around) -> &'static str {
    let python = setting.owner.step().is_some_and(|step| step.is_python());
    if python && !is_quoted(typed, around) { "\"" } else { "" }
}

fn is_quoted(typed: &str, around: &Around) -> bool {
    let before = around.before();
    before.strip_suffix(typed).unwrap_or(before).ends_with(['"', '\''])
}

fn item(word: Word, typed: &str, quote: &str, around: &Around) -> Completion {
    let quote = if word.is_text { quote } else { "" };
    Completion {
        insert: Insert::Plain(format!("{quote}{}{quote}", word.text)),
        ..Completion::plain(around.replaced(typed), word.text, CompletionKind::Value)
    }
}

/// A word that may be written.
struct Word {
    text: &'static str,
    is_text: bool,
}

fn words(setting: &Setting, info: &'static FieldInfo, python: bool) -> Vec<Word> {
    if info.kind == Kind::Boolean {
        let words = if python { ["True", "False"] } else { ["true", "false"] };
        return words.map(|text| Word { text, is_text: false }).into();
    }
    let fits = |word: &&&'static str| match (info.field, &setting.port) {
        (Field::InputMode, Some(port)) => !word.starts_with("eval_") || may_be_table(port),
        _ => true,
    };
    info.values.iter().filter(fits).map(|text| Word { text, is_text: true }).collect()
}

/// Whether a port may be a table: `eval_mount` and `eval_download` exist for nothing else.
fn may_be_table(port: &Port) -> bool {
    port.type_word().is_none_or(|word| word == "mltable")
}
