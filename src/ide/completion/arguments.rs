//! Program arguments: the driver's flags, those that the entry script declares, and what may be given for them.

use super::Around;
use super::item::{Completion, CompletionKind};
use crate::message;
use crate::model::ParallelStep;
use crate::project::View;
use crate::script::{Choice, Choices, Declared};
use crate::tables::{self, Kind};

/// What fits behind `typed`, the part of the arguments before the cursor.
pub(super) fn complete(step: &ParallelStep, typed: &str, view: &View, around: &Around) -> Vec<Completion> {
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let flag = typed[..typed.len() - word.len()].split_whitespace().next_back().filter(|flag| flag.starts_with('-'));
    let entry = view.entry_script(step);
    let parsing = entry.as_ref().and_then(|entry| Some(entry.script()?.argument_parsing()));
    let options: &[Declared] = parsing.as_ref().map_or(&[], |parsing| &parsing.options);
    if let Some(values) = flag.filter(|_| !word.starts_with('-')).and_then(|flag| values(flag, options)) {
        let item = |value: String| Completion::plain(around.replaced(word), value, CompletionKind::Value);
        return values.into_iter().map(item).collect();
    }
    let present = |flag: &str| step.arguments().iter().any(|other| other.word.text.split('=').next() == Some(flag));
    let own = options.iter().flat_map(|option| own(option, around));
    let found =
        own.chain(tables::arguments().iter().filter(|known| known.documented).map(|known| driver(known, around)));
    let found = found.filter(|item| !present(&item.label)).enumerate();
    found.map(|(rank, item)| Completion { rank, span: around.replaced_while(word, is_of_flag), ..item }).collect()
}

/// Whether a character may be part of a flag.
fn is_of_flag(c: char) -> bool {
    c.is_alphanumeric() || "-_".contains(c)
}

/// What may be given for a flag, if that is known.
fn values(flag: &str, options: &[Declared]) -> Option<Vec<String>> {
    if let Some(known) = tables::argument(flag) {
        return (known.kind == Kind::Boolean).then(|| vec!["True".to_owned(), "False".to_owned()]);
    }
    let option = options.iter().find(|option| option.names.iter().any(|(name, _)| name == flag))?;
    let Choices::Of(choices) = &option.choices else { return None };
    let text = |choice: &Choice| match choice {
        Choice::Text(text) => text.clone(),
        Choice::Int(number) => number.to_string(),
    };
    Some(choices.iter().map(text).collect())
}

/// The long flags of an option of the script, or its short ones.
fn own(option: &Declared, around: &Around) -> Vec<Completion> {
    let detail = around.words.say(&match option.required {
        Some(true) => message!("an option of the entry script, required"),
        _ => message!("an option of the entry script"),
    });
    let flags: Vec<&str> =
        option.names.iter().map(|(name, _)| name.as_str()).filter(|it| it.starts_with('-')).collect();
    let long: Vec<&str> = flags.iter().copied().filter(|name| name.starts_with("--")).collect();
    let shown = if long.is_empty() { flags } else { long };
    let item = |name: &str| Completion {
        detail: Some(detail.clone()),
        ..Completion::plain(around.replaced(""), name, CompletionKind::Argument)
    };
    shown.into_iter().map(item).collect()
}

fn driver(known: &'static tables::Argument, around: &Around) -> Completion {
    Completion {
        detail: Some(around.words.say(&message!("an argument of the driver"))),
        documentation: Some(known.description(around.words.locale()).to_owned()),
        ..Completion::plain(around.replaced(""), known.flag, CompletionKind::Argument)
    }
}
