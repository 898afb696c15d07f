//! Entry scripts: the functions that the driver calls, and the options that they declare.

use super::page::{Page, quoted, row};
use crate::message;
use crate::model::ParallelStep;
use crate::project::View;
use crate::rules::mini_batch::{self, Kind};
use crate::script::{Declared, Script, Stage};
use crate::text::Span;

/// Adds what is known of the script that a step runs.
pub(super) fn of_step(page: &mut Page, step: &ParallelStep, view: &View) {
    let Some(entry) = view.entry_script(step) else { return };
    let Some(script) = entry.script() else { return };
    page.say(&message!("Leads to the file {path}.", path = quoted(&entry.file().path().display().to_string())));
    if let Some((_, function)) = script.function(Stage::Run) {
        let header = Span::new(function.span.start, function.parameters_span.end);
        page.code("python", header.slice(entry.file().text()));
    }
    match mini_batch::kind(step, view).map(|(kind, _)| kind) {
        Some(Kind::Files) => page.say(&message!("`run` gets a list of paths.")),
        Some(Kind::Table) => page.say(&message!("`run` gets a pandas DataFrame.")),
        None => {}
    }
    returns(page, script, entry.file().text());
    let parsing = script.argument_parsing();
    if !parsing.options.is_empty() {
        page.fact(&message!("Options: {flags}", flags = row(parsing.options.iter().map(Declared::name))));
    }
}

fn returns(page: &mut Page, script: &Script, text: &str) {
    const SHOWN: usize = 3;
    let Some(exits) = script.function(Stage::Run).and_then(|(id, _)| script.module().exits(id)) else { return };
    let values = exits.returns.iter().filter_map(|found| found.value).map(|value| script.module().span(value));
    let values: Vec<&str> = values.map(|span| span.slice(text)).take(SHOWN).collect();
    if !values.is_empty() && exits.first_yield.is_none() {
        page.fact(&message!("`run` returns {values}", values = row(values)));
    }
}

/// The page of an option where the script declares it.
pub(super) fn option(page: &mut Page, option: &Declared, text: &str) -> Option<()> {
    page.title(option.name(), &message!("an option of the entry script"));
    declaration(page, option, text);
    Some(())
}

/// Adds how an option is declared.
pub(super) fn declaration(page: &mut Page, option: &Declared, text: &str) {
    page.code("python", option.span.slice(text));
    if option.required == Some(true) {
        page.fact(&message!("Required"));
    }
}

/// The page of a function that the driver calls.
pub(super) fn function(page: &mut Page, stage: Stage) -> Option<()> {
    page.title(stage.name(), &message!("a function that the driver of the parallel run calls"));
    page.say(&match stage {
        Stage::Init => message!(
            "Called without arguments once in each worker process, before the first mini-batch: the place to load a model and to read the command line."
        ),
        Stage::Run => message!(
            "Called once for each mini-batch: with a list of paths for file input, with a pandas DataFrame for a table. It returns a list, a tuple or a DataFrame with one item for each item that was done; fewer count as failed items."
        ),
        Stage::Shutdown => message!("Called without arguments once in each worker process, at the end. It may be missing."),
    });
    Some(())
}
