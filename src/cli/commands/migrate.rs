//! `parlint migrate [PATHS]`: shows, or makes, the migration of files from SDK v1 to v2.

use super::delivery::{self, Change, Target};
use super::file::{Inspector, Mode};
use super::working_directory;
use crate::cli::arguments::Migrate;
use crate::cli::configuration::{self, Chosen, Overrides};
use crate::cli::report::{self, Format};
use crate::cli::screen::Screen;
use crate::cli::{Status, progress, words};
use crate::document::Document;
use crate::guard::{self, guarded};
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::migrate::{self, Outcome, Summary};
use crate::walk::{self, Candidate, Obstacle, Visitor};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What became of one file.
struct Migrated {
    summary: Summary,
    /// What is to be written.
    changes: Vec<Change>,
}

/// How far a migration is: first files are taken in, and then those that matter are migrated.
#[derive(Default)]
struct Stages {
    /// How many files there are to take in.
    files: AtomicUsize,
    /// How many of them matter.
    documents: AtomicUsize,
    planned: AtomicUsize,
}

impl Stages {
    /// Each stage counts for a half.
    fn percentage(&self, taken_in: &AtomicUsize) -> usize {
        let share = |done: &AtomicUsize, all: &AtomicUsize| match all.load(Ordering::Relaxed) {
            0 => 0,
            all => (done.load(Ordering::Relaxed) * 50 / all).min(50),
        };
        share(taken_in, &self.files) + share(&self.planned, &self.documents)
    }
}

/// Counts what there is to take in.
impl Visitor for Stages {
    fn file(&self, _: Candidate) {
        self.files.fetch_add(1, Ordering::Relaxed);
    }

    fn obstacle(&self, _: Obstacle) {}
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
    let reports: Vec<_> = options.report.iter().map(|path| report_format(path)).collect::<Result<_, _>>()?;
    let target = Target { base: &base, options };
    let stages = Stages::default();
    let work = || {
        walk::walk(paths, &base, &configuration, false, &inspector);
        plans(&inspector, target, &stages)
    };
    let migrated = match options.progress {
        true => {
            walk::walk(paths, &base, &configuration, false, &stages);
            progress::with_percentage(|| stages.percentage(&inspector.checked), work)
        }
        false => progress::with_progress(!options.quiet, &inspector.checked, words, work),
    };
    let mut errors = inspector.unread();
    for file in &migrated {
        errors.extend(delivery::deliver(&file.changes, target, screen).err());
    }
    let files: Vec<&Summary> = migrated.iter().map(|file| &file.summary).collect();
    for (path, format) in options.report.iter().zip(reports) {
        errors.extend(delivery::replace(path, &report::report(&files, format, words)).err());
    }
    errors.iter().for_each(|error| screen.complain(error, words));
    if !options.quiet {
        screen.say(&summary(&migrated, target.writes(), words));
    }
    Ok(status(&migrated, &errors, options))
}

/// The migration of every file that was taken in and has something of v1.
fn plans(inspector: &Inspector, target: Target, stages: &Stages) -> Vec<Migrated> {
    let (mut understood, _) = inspector.intake.take();
    stages.documents.store(understood.len(), Ordering::Relaxed);
    understood.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let plan = |document: Arc<Document>| {
        let plan = migrate::plan(&document, &inspector.project);
        let plan = if target.is_yaml(&document) { plan.for_yaml() } else { plan };
        let summary = Summary::new(&document, &plan)?;
        let changes = target.changes(&document, &plan)?;
        Some(Migrated { summary, changes })
    };
    let guarded = understood.into_iter().map(|(file, document)| {
        let planned = guarded(|| plan(document));
        stages.planned.fetch_add(1, Ordering::Relaxed);
        (file, planned)
    });
    let planned = guarded.filter_map(|(file, planned)| match planned {
        Ok(planned) => planned,
        Err(panic) => {
            inspector.failed_on(&file.path, &panic);
            None
        }
    });
    planned.collect()
}

/// In what a report is to be written.
fn report_format(path: &Path) -> Result<Format, Message> {
    Format::of(path).ok_or_else(|| {
        message!(
            "{path}: the name of a report ends with `.html` or `.json`, which say in what it is written",
            path = path.display()
        )
    })
}

/// A line for each file and each remark, and one for the whole.
fn summary(migrated: &[Migrated], written: bool, words: Words) -> String {
    let mut lines: Vec<String> = Vec::new();
    for file in migrated {
        let (path, outcome) = (file.summary.path.display(), file.summary.outcome.word());
        lines.push(words.say(&message!("{path}: {outcome}", path = path, outcome = outcome)));
        for change in file.changes.iter().filter(|change| change.is_new()) {
            let path = change.path.display();
            lines.push(words.say(&match written {
                true => message!("  {path}: written", path = path),
                false => message!("  {path}: would be written", path = path),
            }));
        }
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
    let written = options.write || options.output.is_some();
    let left = migrated.iter().any(|file| !written || file.summary.outcome != Outcome::Converted);
    match (errors.is_empty(), options.check && left) {
        (false, _) => Status::Failure,
        (true, true) => Status::Findings,
        (true, false) => Status::Clean,
    }
}
