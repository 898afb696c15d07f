//! Files that a document refers to: entry scripts with the options that they declare, components, conda files. Where
//! they are named, here and in themselves.

use super::Symbol;
use crate::ide::spot::{Argument, Part, Setting};
use crate::model::{ParallelStep, Value, flags};
use crate::project::{FileKind, View, normalize};
use crate::script::Stage;
use crate::tables::Field;
use crate::text::Span;
use std::path::PathBuf;

/// The file that a value names.
pub fn of_setting(setting: &Setting, value: &Value, view: &View) -> Option<Symbol> {
    match setting.info?.field {
        Field::EntryScript => script_of(setting.owner.step()?, view).map(Symbol::Script),
        Field::Component | Field::CondaFile | Field::Environment | Field::InputPath | Field::DockerfilePath => {
            of_path(value.known_text()?, view).map(Symbol::File)
        }
        _ => None,
    }
}

/// The file that a written path leads to, if there is one.
pub fn of_path(written: &str, view: &View) -> Option<PathBuf> {
    local_file(written, view).filter(|path| view.project().kind(path) == Some(FileKind::File))
}

/// Where a written path leads, if it is one of this machine and something is there.
pub fn local_file(written: &str, view: &View) -> Option<PathBuf> {
    let local = written.strip_prefix("file:").unwrap_or(written);
    if local.is_empty() || local.contains(':') || local.contains("${{") {
        return None;
    }
    let path = view.project().resolve(view.document(), written);
    view.project().kind(&path).map(|_| normalize(&path))
}

/// The script that a step runs, if it is there.
fn script_of(step: &ParallelStep, view: &View) -> Option<PathBuf> {
    let path = view.project().script_path(view.document(), step)?;
    (view.project().kind(&path) == Some(FileKind::File)).then(|| normalize(&path))
}

/// The file of the entry script that has something at a place.
pub fn script_file(span: Span, view: &View) -> Option<PathBuf> {
    let has = |script: &crate::script::Script| {
        let functions = Stage::ALL.into_iter().filter_map(|stage| script.function(stage));
        let mut names = functions.map(|(_, function)| function.name_span);
        names.any(|name| name == span)
            || script.argument_parsing().options.iter().flat_map(|option| &option.names).any(|(_, name)| *name == span)
    };
    let mut files = view.entry_scripts();
    files.find(|file| has(&file.script))?.path.as_deref().map(normalize)
}

/// The option that the script declares for a flag.
pub fn of_argument(argument: &Argument, view: &View) -> Option<Symbol> {
    let flag = argument.flag().filter(|_| argument.part == Part::Flag)?;
    option(argument.step, flag.text, view)
}

fn option(step: &ParallelStep, flag: &str, view: &View) -> Option<Symbol> {
    let entry = view.entry_script(step)?;
    let parsing = entry.script()?.argument_parsing();
    let declared = parsing.options.iter().find(|option| option.names.iter().any(|(name, _)| name == flag))?;
    Some(Symbol::Option { script: normalize(entry.file().path()), name: declared.name().to_owned() })
}

/// Where a document names a file, script or option, each with whether it is declared there.
pub fn file_mentions(symbol: &Symbol, view: &View) -> Vec<(Span, bool)> {
    match symbol {
        Symbol::Script(path) => {
            let named = view.model().steps.iter().filter(|step| script_of(step, view).as_ref() == Some(path));
            let mut found: Vec<_> =
                named.filter_map(|step| Some((step.value(Field::EntryScript)?.span, false))).collect();
            found.extend(own(path, view).and_then(|script| Some((script.function(Stage::Run)?.1.name_span, true))));
            found
        }
        Symbol::Option { script, name } => options(script, name, view),
        Symbol::File(path) => files(path, view).into_iter().map(|span| (span, false)).collect(),
        Symbol::Port { .. } | Symbol::Node { .. } => Vec::new(),
    }
}

/// The script of this path, if the document has it.
fn own<'d>(path: &PathBuf, view: &View<'d>) -> Option<&'d crate::script::Script> {
    let mut files = view.document().python_files().iter();
    files.find(|file| file.path.as_deref().map(normalize).as_ref() == Some(path)).map(|file| &file.script)
}

fn options(script: &PathBuf, main: &str, view: &View) -> Vec<(Span, bool)> {
    let parsing = own(script, view).map(|script| script.argument_parsing());
    let declared = parsing.iter().flat_map(|parsing| &parsing.options).filter(|option| option.name() == main);
    let mut found: Vec<_> = declared.flat_map(|option| &option.names).map(|(_, span)| (*span, true)).collect();
    for step in &view.model().steps {
        let words = step.arguments();
        let passed = flags(&words).filter(|flag| {
            let symbol = option(step, flag.text, view);
            symbol.is_some_and(|it| it == Symbol::Option { script: script.clone(), name: main.to_owned() })
        });
        found.extend(passed.map(|flag| (flag.span(), false)));
    }
    found
}

/// Where a document names a file.
fn files(path: &PathBuf, view: &View) -> Vec<Span> {
    let fields = [Field::Component, Field::CondaFile, Field::Environment, Field::DockerfilePath];
    let of_step = |step: &'_ ParallelStep| {
        let values = fields
            .iter()
            .filter_map(|field| step.value(*field))
            .map(|value| (value.span, value.known_text().map(str::to_owned)));
        values.collect::<Vec<_>>()
    };
    let named = view.model().steps.iter().flat_map(of_step);
    let loaded = view.model().loaded.iter().map(|value| (value.span, value.known_text().map(str::to_owned)));
    let leads = |text: Option<String>| text.and_then(|text| of_path(&text, view)).as_ref() == Some(path);
    named.chain(loaded).filter(|(_, text)| leads(text.clone())).map(|(span, _)| span).collect()
}
