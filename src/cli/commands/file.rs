//! The second half of a run: judges the files that were taken in, and fixes them where that is asked for.

use super::fixing;
use super::intake::{Admission, Intake};
use crate::check;
use crate::cli::arguments::Arguments;
use crate::cli::parallel;
use crate::cli::results::{Counts, FileResult, Results, Source};
use crate::config::{Configuration, Settings};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::guard::guarded;
use crate::message;
use crate::message::Message;
use crate::project::{Disk, Project, View};
use crate::rules::{RuleSet, engine};
use crate::text::{SourceFile, Span};
use crate::walk::{self, Candidate, read};
use clap::CommandFactory;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Findings are shown.
    Check,
    /// Fixes that are at least so sure are made.
    Fix(Applicability),
    /// They are shown.
    Diff(Applicability),
    /// Findings are suppressed for this reason.
    AddIgnore(String),
}

/// Takes in files, judges them and gathers what it finds.
pub struct Inspector<'a> {
    configuration: &'a Configuration,
    pub(super) base: &'a Path,
    /// The files that were taken in, and those that they refer to.
    pub(super) project: Project,
    /// What is done.
    pub(super) mode: Mode,
    /// How many files were looked at so far.
    pub checked: AtomicUsize,
    pub(super) intake: Intake,
    results: Mutex<Results>,
}

/// A file to judge.
pub(super) struct Input<'a> {
    /// As shown to people.
    pub(super) path: &'a Path,
    /// What it says.
    pub(super) document: Arc<Document>,
    /// The rules that run on it.
    pub(super) rules: &'a RuleSet,
    /// Whether it came through standard input and so cannot be written.
    pub(super) piped: bool,
}

/// What became of a file.
#[derive(Default)]
pub(super) struct Inspected {
    /// What is to be said of it.
    pub(super) result: Option<FileResult>,
    /// What could not be done to it.
    pub(super) error: Option<Message>,
    /// Its text afterwards, if it came through standard input.
    pub(super) piped: Option<String>,
}

impl<'a> Inspector<'a> {
    /// One that has not seen any file yet.
    #[must_use]
    pub fn new(configuration: &'a Configuration, base: &'a Path, mode: Mode) -> Self {
        let (checked, intake, results) = (AtomicUsize::new(0), Intake::default(), Mutex::default());
        Self { configuration, base, project: Project::new(Disk), mode, checked, intake, results }
    }

    /// What was found, sorted by path.
    #[must_use]
    pub fn finish(self) -> Results {
        let mut results = self.results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.counts.checked = self.checked.into_inner();
        results.warnings.sort_by_cached_key(Message::english);
        results.errors.sort_by_cached_key(Message::english);
        results
    }

    /// What could not be read or understood so far.
    #[must_use]
    pub(super) fn unread(self) -> Vec<Message> {
        let results = self.finish();
        let unreadable = results.files.iter().flat_map(|file| {
            let path = file.path.display();
            file.diagnostics.iter().map(move |found| message!("{path}: {why}", path = path, why = found.message))
        });
        results.errors.iter().cloned().chain(unreadable).collect()
    }

    /// Looks at standard input under a name; the answer is its text after fixing, where that is asked for.
    #[must_use]
    pub fn standard_input(&self, name: &Path, bytes: Vec<u8>) -> Option<String> {
        let absolute = walk::absolute(self.base, name);
        let settings = self.settings(&absolute);
        let file = Candidate { path: name.to_owned(), absolute, named: true };
        let (text, language) = match self.admit(&file, &settings, bytes) {
            Admission::Matters(text, language) => (text, language),
            Admission::Foreign(text) => {
                return text.filter(|_| matches!(self.mode, Mode::Fix(_) | Mode::AddIgnore(_)));
            }
            Admission::Refused => return None,
        };
        let document = self.understand(&file, text, language)?;
        self.project.add(&document);
        self.project.add_entry_scripts_of(&document);
        self.judge_one(&file, document, true)
    }

    /// Judges what was taken in, and of the Python files that were held back those that the steps name.
    pub fn judge(&self) {
        let (understood, mut held) = self.intake.take();
        for (file, document) in &understood {
            if let Err(panic) = guarded(|| self.project.add_entry_scripts_of(document)) {
                self.failed_on(&file.path, &panic);
            }
        }
        held.retain(|file| self.project.names_entry_script(&file.absolute));
        parallel::for_each(understood, |(file, document)| drop(self.judge_one(&file, document, false)));
        parallel::for_each(held, |file| self.judge_held(&file));
    }

    fn judge_held(&self, file: &Candidate) {
        match guarded(|| self.project.document(&file.path)) {
            Ok(Some(document)) => drop(self.judge_one(file, document, false)),
            Ok(None) => self.explain(file),
            Err(panic) => self.failed_on(&file.path, &panic),
        }
    }

    /// Says why a file cannot be read after all.
    fn explain(&self, file: &Candidate) {
        let settings = self.settings(&file.absolute);
        if let Some(bytes) = self.read(file, &settings)
            && let Err(why) = read::text(bytes)
        {
            self.no_text(file, &settings, why);
        }
    }

    pub(super) fn settings(&self, absolute: &Path) -> Arc<Settings> {
        self.configuration.settings(absolute.parent().unwrap_or(self.base))
    }

    fn judge_one(&self, file: &Candidate, document: Arc<Document>, piped: bool) -> Option<String> {
        let settings = self.settings(&file.absolute);
        let rules = settings.rules_for(&file.absolute);
        let relevant = View::new(&document, &self.project).is_relevant();
        let input = Input { path: &file.path, document, rules: &rules, piped };
        let inspected = guarded(|| self.inspect(input));
        let inspected = inspected.map_err(|panic| self.failed_on(&file.path, &panic)).unwrap_or_default();
        let Inspected { result, error, piped } = inspected;
        self.gather(|results| {
            results.counts += Counts { relevant: usize::from(relevant), ..Counts::default() };
            results.errors.extend(error);
        });
        if let Some(result) = result {
            self.add(result, &settings);
        }
        piped
    }

    /// A panic while a file was looked at.
    pub(super) fn failed_on(&self, path: &Path, panic: &str) {
        let error = message!(
            "parlint failed on {path}: {panic}\n  This is a bug in parlint. Please report it with the file, if you can: {url}",
            path = path.display(),
            panic = panic,
            url = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues"),
        );
        self.gather(|results| results.errors.push(error));
    }

    fn inspect(&self, input: Input) -> Inspected {
        match &self.mode {
            Mode::Check => self.check(input),
            Mode::Fix(least) | Mode::Diff(least) => fixing::fix(self, input, *least),
            Mode::AddIgnore(reason) => fixing::add_ignore(self, input, reason),
        }
    }

    /// Checks a text as it is.
    pub(super) fn check(&self, input: Input) -> Inspected {
        let report = check::check(&input.document, &self.project, input.rules);
        report.failures.iter().for_each(|failure| self.failed_on(input.path, &failure.to_string()));
        let mut result = FileResult::new(input.path, Source::Document(input.document), report.diagnostics);
        result.suppressed = report.suppressed;
        Inspected { result: Some(result), ..Inspected::default() }
    }

    /// A file whose bytes are no text.
    pub(super) fn no_text(&self, file: &Candidate, settings: &Settings, why: (Message, bool)) {
        let (why, binary) = why;
        self.checked.fetch_sub(1, Ordering::Relaxed);
        if file.named {
            return self.unreadable(file, settings, why);
        }
        self.gather(|results| {
            results.counts += Counts { skipped_binary: 1, ..Counts::default() };
            if !binary {
                results.warnings.push(skipped(&file.path, &why));
            }
        });
    }

    /// A file that was asked for by name and cannot be read: a finding.
    pub(super) fn unreadable(&self, file: &Candidate, settings: &Settings, why: Message) {
        self.report_unreadable(file, settings, why, None);
    }

    fn report_unreadable(&self, file: &Candidate, settings: &Settings, why: Message, help: Option<Message>) {
        let rule = &engine::UNREADABLE_FILE;
        let Some(severity) = settings.rules_for(&file.absolute).severity(rule) else { return };
        let nothing = Source::Plain(Arc::new(SourceFile::new(&file.path, "")));
        let span = Span::default();
        let diagnostic = Diagnostic { rule, severity, span, message: why, help, related: Vec::new(), fix: None };
        self.add(FileResult::new(&file.path, nothing, vec![diagnostic]), settings);
    }

    fn add(&self, mut result: FileResult, settings: &Settings) {
        let fail_on = settings.fail_on();
        result.fails = result.diagnostics.iter().any(|diagnostic| fail_on.fails(diagnostic.severity));
        if result.is_notable() {
            self.gather(|results| results.files.push(result));
        }
    }

    pub(super) fn gather(&self, change: impl FnOnce(&mut Results)) {
        change(&mut self.results.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn failed(&self, file: &Candidate, settings: &Settings, error: &std::io::Error) {
        if file.named {
            let missing = error.kind() == ErrorKind::NotFound;
            let meant = missing.then(|| read::probable(&file.path, &commands())).flatten();
            let help = meant.map(|near| message!("did you mean `{near}`?", near = near));
            return self.report_unreadable(file, settings, read::explain(&file.path, error), help);
        }
        self.skip(&file.path, error);
    }

    fn skip(&self, path: &Path, error: &std::io::Error) {
        let why = match error.kind() {
            ErrorKind::NotFound => message!("it vanished while parlint was running"),
            _ => read::explain(path, error),
        };
        self.gather(|results| {
            results.counts += Counts { unreadable: 1, ..Counts::default() };
            results.warnings.push(skipped(path, &why));
        });
    }
}
fn skipped(path: &Path, why: &Message) -> Message {
    message!("{path} is skipped: {why}", path = path.display(), why = why)
}

/// The subcommands: who mistypes one names a file.
fn commands() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
