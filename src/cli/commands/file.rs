//! Looks at one file after the other, from several threads: reads it, checks it, fixes it where that is asked for.

use super::fixing;
use crate::check;
use crate::cli::guard::guarded;
use crate::cli::read::{self, Outcome};
use crate::cli::results::{Counts, FileResult, Results, Source};
use crate::cli::walk::{Candidate, Obstacle, Visitor};
use crate::cli::{prefilter, walk};
use crate::config::{Configuration, Settings};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::{Document, Language};
use crate::message;
use crate::message::Message;
use crate::project::{Disk, Project};
use crate::rules::{RuleSet, engine};
use crate::text::{SourceFile, Span};
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

/// Looks at files and gathers what it finds.
pub struct Inspector<'a> {
    configuration: &'a Configuration,
    base: &'a Path,
    /// The files that are referred to.
    pub(super) project: Project,
    /// What is done.
    pub(super) mode: Mode,
    /// How many files were looked at so far.
    pub checked: AtomicUsize,
    results: Mutex<Results>,
}

/// A file that was read: all that is known of it before it is parsed.
pub(super) struct Input<'a> {
    /// As shown to people.
    pub(super) path: &'a Path,
    /// What it says.
    pub(super) text: String,
    /// What it is written in.
    pub(super) language: Language,
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
    /// Whether it holds something of ours.
    pub(super) relevant: bool,
    /// What could not be done to it.
    pub(super) error: Option<Message>,
    /// Its text afterwards, if it came through standard input.
    pub(super) piped: Option<String>,
}

impl<'a> Inspector<'a> {
    /// One that has not seen any file yet.
    #[must_use]
    pub fn new(configuration: &'a Configuration, base: &'a Path, mode: Mode) -> Self {
        let (checked, results) = (AtomicUsize::new(0), Mutex::default());
        Self { configuration, base, project: Project::new(Disk), mode, checked, results }
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

    /// Looks at standard input under a name; the answer is its text after fixing, where that is asked for.
    #[must_use]
    pub fn standard_input(&self, name: &Path, bytes: Vec<u8>) -> Option<String> {
        let absolute = walk::absolute(self.base, name);
        let settings = self.settings(&absolute);
        let candidate = Candidate { path: name.to_owned(), absolute, named: true };
        self.bytes(&candidate, &settings, bytes, true)
    }

    fn settings(&self, absolute: &Path) -> Arc<Settings> {
        self.configuration.settings(absolute.parent().unwrap_or(self.base))
    }

    fn bytes(&self, file: &Candidate, settings: &Settings, bytes: Vec<u8>, piped: bool) -> Option<String> {
        let Some(language) = Language::of(&file.path) else {
            self.unreadable(file, settings, message!("parlint reads `.yml`, `.yaml`, `.py` and `.ipynb` files only"));
            return None;
        };
        self.checked.fetch_add(1, Ordering::Relaxed);
        let named = language == Language::Python && settings.is_entry_script(&file.absolute);
        let language = if named { Language::EntryScript } else { language };
        let matters = named || prefilter::may_matter(&bytes, language);
        if !matters && !file.named {
            return None;
        }
        match read::text(bytes) {
            Ok(text) if !matters => {
                piped.then_some(text).filter(|_| matches!(self.mode, Mode::Fix(_) | Mode::AddIgnore(_)))
            }
            Ok(text) => self.text(file, settings, text, language, piped),
            Err(why) => {
                self.no_text(file, settings, why);
                None
            }
        }
    }

    fn text(
        &self,
        file: &Candidate,
        settings: &Settings,
        text: String,
        language: Language,
        piped: bool,
    ) -> Option<String> {
        let rules = settings.rules_for(&file.absolute);
        let input = Input { path: &file.path, text, language, rules: &rules, piped };
        let inspected = guarded(|| self.inspect(input)).unwrap_or_else(|panic| Inspected {
            error: Some(message!(
                "parlint failed on {path}: {panic}\n  This is a bug in parlint. Please report it with the file, if you can: {url}",
                path = file.path.display(),
                panic = panic,
                url = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues"),
            )),
            ..Inspected::default()
        });
        let Inspected { result, relevant, error, piped } = inspected;
        self.gather(|results| {
            results.counts += Counts { relevant: usize::from(relevant), ..Counts::default() };
            results.errors.extend(error);
        });
        if let Some(result) = result {
            self.add(result, settings);
        }
        piped
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
        let document = Document::new(input.path, input.text, input.language);
        let report = check::check(&document, &self.project, input.rules);
        let relevant = !document.model().is_empty() || document.script().is_some();
        let mut result = FileResult::new(input.path, Source::Document(Box::new(document)), report.diagnostics);
        result.suppressed = report.suppressed;
        Inspected { result: Some(result), relevant, ..Inspected::default() }
    }

    /// A file whose bytes are no text.
    fn no_text(&self, file: &Candidate, settings: &Settings, why: (Message, bool)) {
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
    fn unreadable(&self, file: &Candidate, settings: &Settings, why: Message) {
        let rule = &engine::UNREADABLE_FILE;
        let Some(severity) = settings.rules_for(&file.absolute).severity(rule) else { return };
        let nothing = Source::Plain(Arc::new(SourceFile::new(&file.path, "")));
        let span = Span::default();
        let diagnostic = Diagnostic { rule, severity, span, message: why, help: None, related: Vec::new(), fix: None };
        self.add(FileResult::new(&file.path, nothing, vec![diagnostic]), settings);
    }

    fn add(&self, mut result: FileResult, settings: &Settings) {
        let fail_on = settings.fail_on();
        result.fails = result.diagnostics.iter().any(|diagnostic| fail_on.fails(diagnostic.severity));
        if result.is_notable() {
            self.gather(|results| results.files.push(result));
        }
    }

    fn gather(&self, change: impl FnOnce(&mut Results)) {
        change(&mut self.results.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn failed(&self, file: &Candidate, settings: &Settings, error: &std::io::Error) {
        if file.named {
            return self.unreadable(file, settings, read::explain(&file.path, error));
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

impl Visitor for Inspector<'_> {
    fn file(&self, file: Candidate) {
        let settings = self.settings(&file.absolute);
        // With a configuration that cannot be used nothing can be said of the file; the run fails for it anyway.
        if !settings.is_usable() || Configuration::is_configuration(&file.path) {
            return;
        }
        let limit = settings.max_file_size(Language::of(&file.path).unwrap_or(Language::Yaml));
        match read::read(&file.path, limit) {
            Outcome::Bytes(bytes) => drop(self.bytes(&file, &settings, bytes, false)),
            Outcome::Failed(error) => self.failed(&file, &settings, &error),
            Outcome::Large(_) if !file.named => {
                self.gather(|results| results.counts += Counts { skipped_large: 1, ..Counts::default() });
            }
            Outcome::Large(size) => {
                let why = message!(
                    "it has {size} bytes, more than the {limit} of `max-file-size`",
                    size = size,
                    limit = limit
                );
                self.unreadable(&file, &settings, why);
            }
        }
    }

    fn obstacle(&self, obstacle: Obstacle) {
        let absolute = walk::absolute(self.base, &obstacle.path);
        let settings = self.settings(&absolute);
        let named = obstacle.named;
        self.failed(&Candidate { path: obstacle.path, absolute, named }, &settings, &obstacle.error);
    }
}

fn skipped(path: &Path, why: &Message) -> Message {
    message!("{path} is skipped: {why}", path = path.display(), why = why)
}
