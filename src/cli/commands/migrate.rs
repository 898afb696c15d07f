//! `parlint migrate [PATHS]`: shows, or makes, the migration of files from SDK v1 to v2.

use super::file::{Inspector, Mode};
use super::working_directory;
use crate::cli::arguments::Migrate;
use crate::cli::configuration::{self, Chosen, Overrides};
use crate::cli::screen::Screen;
use crate::cli::{Status, progress, words, write};
use crate::document::Document;
use crate::fix;
use crate::guard::{self, guarded};
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::migrate::{self, Outcome, Summary};
use crate::walk;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What became of one file.
struct Migrated {
    document: Arc<Document>,
    summary: Summary,
    /// The text after the migration.
    text: String,
}

/// Migrates files.
///
/// # Errors
/// If the options make no sense together, or output cannot be written.
pub fn migrate(options: &Migrate) -> Result<Status, Message> {
    let screen = Screen::new(options.color);
    let base = working_directory()?;
    let overrides = Overrides { locale: options.locale, ..Overrides::default() };
    let Chosen { configuration, .. } = configuration::choose(&base, &options.settings, &overrides)?;
    let configuration = Arc::new(configuration);
    let words = words(configuration.settings(&base).locale());
    guard::install();
    let inspector = Inspector::new(&configuration, &base, Mode::Check);
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { here.as_slice() } else { &options.paths };
    let migrated = progress::with_progress(!options.quiet, &inspector.checked, words, || {
        walk::walk(paths, &base, &configuration, false, &inspector);
        plans(&inspector)
    });
    let mut errors = inspector.unread();
    for file in &migrated {
        errors.extend(deliver(file, options, screen).err());
    }
    errors.iter().for_each(|error| screen.complain(error, words));
    if !options.quiet {
        screen.say(&summary(&migrated, options.write, words));
    }
    Ok(status(&migrated, &errors, options))
}

/// The migration of every file that was taken in and has something of v1.
fn plans(inspector: &Inspector) -> Vec<Migrated> {
    let (mut understood, _) = inspector.intake.take();
    understood.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let plan = |document: Arc<Document>| {
        let plan = migrate::plan(&document, &inspector.project);
        let summary = Summary::new(&document, &plan)?;
        let text = plan.apply(&document).ok()?;
        Some(Migrated { document, summary, text })
    };
    let guarded = understood.into_iter().map(|(file, document)| (file, guarded(|| plan(document))));
    let planned = guarded.filter_map(|(file, planned)| match planned {
        Ok(planned) => planned,
        Err(panic) => {
            inspector.failed_on(&file.path, &panic);
            None
        }
    });
    planned.collect()
}

/// Writes a file, or shows what would be written.
fn deliver(file: &Migrated, options: &Migrate, screen: Screen) -> Result<(), Message> {
    let (path, before) = (file.document.path(), file.document.file().text());
    let cannot = |path: &Path, error: &std::io::Error| {
        message!("{path} cannot be written: {error}; it is as it was", path = path.display(), error = error)
    };
    if file.text == before {
        return Ok(());
    }
    if options.write {
        return write::write(path, &file.text).map_err(|error| cannot(path, &error));
    }
    screen.print(&fix::diff(path, before, &file.text))
}

/// A line for each file and each remark, and one for the whole.
fn summary(migrated: &[Migrated], written: bool, words: Words) -> String {
    let mut lines: Vec<String> = Vec::new();
    for file in migrated {
        let (path, outcome) = (file.summary.path.display(), file.summary.outcome.word());
        lines.push(words.say(&message!("{path}: {outcome}", path = path, outcome = outcome)));
        for remark in file.summary.remarks() {
            let place = match remark.place.cell {
                Some(cell) => message!("cell {cell}, line {line}", cell = cell, line = remark.place.line),
                None => message!("line {line}", line = remark.place.line),
            };
            let line = message!(
                "  {place}: `{subject}`: {why}; {advice}",
                place = place,
                subject = remark.subject,
                why = remark.why,
                advice = remark.advice
            );
            lines.push(words.say(&line));
        }
    }
    lines.push(words.say(&total(migrated, written)));
    lines.join("\n") + "\n"
}

fn total(migrated: &[Migrated], written: bool) -> Message {
    let count = |outcome: Outcome| migrated.iter().filter(|file| file.summary.outcome == outcome).count();
    let (whole, partly, left) = (count(Outcome::Converted), count(Outcome::Partly), count(Outcome::Left));
    if migrated.is_empty() {
        return message!("There is nothing of SDK v1 to migrate.");
    }
    match written {
        true => message!(
            "Files converted: {whole}, partly: {partly}, left: {left}.",
            whole = whole,
            partly = partly,
            left = left
        ),
        false => message!(
            "Files that would be converted: {whole}, partly: {partly}, left: {left}; write them with --write.",
            whole = whole,
            partly = partly,
            left = left
        ),
    }
}

fn status(migrated: &[Migrated], errors: &[Message], options: &Migrate) -> Status {
    let left = migrated.iter().any(|file| !options.write || file.summary.outcome != Outcome::Converted);
    match (errors.is_empty(), options.check && left) {
        (false, _) => Status::Failure,
        (true, true) => Status::Findings,
        (true, false) => Status::Clean,
    }
}
