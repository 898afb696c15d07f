//! Program arguments: the driver's own flags, and those that the entry script declares.

use super::page::{Page, quoted, row};
use super::script;
use super::setting::page_range;
use crate::ide::spot::Argument;
use crate::message;
use crate::message::Message;
use crate::project::View;
use crate::script::Declared;
use crate::tables::{self, Kind};

/// The page of a flag, or of the flag that a word is given for.
pub(super) fn page(page: &mut Page, argument: &Argument, view: &View) -> Option<()> {
    let flag = argument.flag()?;
    match tables::argument(flag.text) {
        Some(known) => driver(page, known),
        None => own(page, flag.text, argument, view),
    }
    Some(())
}

/// A flag that the driver takes out of the arguments.
fn driver(page: &mut Page, known: &tables::Argument) {
    page.title(known.flag, &message!("an argument of the driver, {kind}", kind = kind(known.kind)));
    page.paragraph(known.description(page.words().locale()));
    page_range(page, known.minimum, known.maximum);
    if let Some(default) = known.default {
        page.fact(&message!("Documented default: {value}", value = quoted(default)));
    }
    if let Some(field) = known.field {
        page.fact(&message!("The field {field} says the same", field = quoted(field.name())));
    }
    if !known.documented {
        page.fact(&message!("Not documented"));
    }
}

fn kind(kind: Kind) -> Message {
    match kind {
        Kind::Integer => message!("a whole number"),
        Kind::Number => message!("a number"),
        Kind::Boolean => message!("`True` or `False`"),
        _ => message!("text"),
    }
}

/// A flag that is handed on to the entry script.
fn own(page: &mut Page, flag: &str, argument: &Argument, view: &View) {
    let entry = view.entry_script(argument.step);
    let parsing = entry.as_ref().and_then(|entry| Some(entry.script()?.argument_parsing()));
    let option = parsing.iter().flat_map(|it| &it.options).find(|it| it.names.iter().any(|(name, _)| name == flag));
    match (option, &entry) {
        (Some(option), Some(entry)) => {
            page.title(flag, &message!("an option of the entry script"));
            script::declaration(page, option, entry.file().text());
            page.fact(&message!("Declared in {path}", path = quoted(&entry.file().path().display().to_string())));
        }
        _ => {
            page.title(flag, &message!("an argument that is handed to the entry script"));
            let Some(parsing) = parsing.filter(|parsing| !parsing.open) else { return };
            let known = row(parsing.options.iter().map(Declared::name));
            page.say(&match known.is_empty() {
                true => message!("The script declares no options."),
                false => message!("The script does not declare it; its options are {flags}.", flags = known),
            });
        }
    }
}
