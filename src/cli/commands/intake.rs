//! The first half of a run: reads the files that are met, understands those that may matter, and holds back the Python
//! files that are entry scripts only if a step names them. Judges nothing.

use super::file::Inspector;
use crate::cli::results::Counts;
use crate::config::{Configuration, Settings};
use crate::document::{Document, Language};
use crate::guard::guarded;
use crate::message;
use crate::project::View;
use crate::walk::read::{self, Outcome};
use crate::walk::{self, Candidate, Obstacle, Visitor, prefilter};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What was taken in.
#[derive(Default)]
pub struct Intake {
    /// The files that show that they have to do with parallel jobs, and the notebooks that write others.
    understood: Mutex<Vec<(Candidate, Arc<Document>)>>,
    /// The Python files that do not.
    held: Mutex<Vec<Candidate>>,
}

/// What is known of a file before it is parsed.
pub(super) enum Admission {
    /// It may have to do with parallel jobs.
    Matters(String, Language),
    /// By itself it does not; its text, if the user named it.
    Foreign(Option<String>),
    /// It cannot be looked at, which was reported.
    Refused,
}

impl Intake {
    /// What was understood and what was held back since the last call.
    pub(super) fn take(&self) -> (Vec<(Candidate, Arc<Document>)>, Vec<Candidate>) {
        (std::mem::take(&mut *lock(&self.understood)), std::mem::take(&mut *lock(&self.held)))
    }

    fn hold(&self, file: Candidate) {
        if Language::of(&file.path) == Some(Language::Python) {
            lock(&self.held).push(file);
        }
    }
}

impl Inspector<'_> {
    /// Tells from the bytes of a file whether it is worth parsing.
    pub(super) fn admit(&self, file: &Candidate, settings: &Settings, bytes: Vec<u8>) -> Admission {
        let Some(language) = Language::of(&file.path) else {
            self.unreadable(file, settings, message!("parlint reads `.yml`, `.yaml`, `.py` and `.ipynb` files only"));
            return Admission::Refused;
        };
        self.checked.fetch_add(1, Ordering::Relaxed);
        let configured = language == Language::Python && settings.is_entry_script(&file.absolute);
        if configured {
            self.project.add_entry_script(&file.absolute);
        }
        let matters = configured || prefilter::may_matter(&bytes, language);
        if !matters && !file.named {
            return Admission::Foreign(None);
        }
        match read::text(bytes) {
            Ok(text) if matters => Admission::Matters(text, language),
            Ok(text) => Admission::Foreign(Some(text)),
            Err(why) => {
                self.no_text(file, settings, why);
                Admission::Refused
            }
        }
    }

    /// Parses and lowers a file.
    pub(super) fn understand(&self, file: &Candidate, text: String, language: Language) -> Option<Arc<Document>> {
        let document = guarded(|| Document::new(&file.path, text, language));
        document.map(Arc::new).map_err(|panic| self.failed_on(&file.path, &panic)).ok()
    }

    /// The bytes of a file; what keeps it from being read is reported.
    pub(super) fn read(&self, file: &Candidate, settings: &Settings) -> Option<Vec<u8>> {
        let limit = settings.max_file_size(Language::of(&file.path).unwrap_or(Language::Yaml));
        match read::read(&file.path, limit) {
            Outcome::Bytes(bytes) => return Some(bytes),
            Outcome::Failed(error) => self.failed(file, settings, &error),
            Outcome::Large(_) if !file.named => {
                self.gather(|results| results.counts += Counts { skipped_large: 1, ..Counts::default() });
            }
            Outcome::Large(size) => {
                let why = message!(
                    "it has {size} bytes, more than the {limit} of `max-file-size`",
                    size = size,
                    limit = limit
                );
                self.unreadable(file, settings, why);
            }
        }
        None
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Visitor for Inspector<'_> {
    fn file(&self, file: Candidate) {
        let settings = self.settings(&file.absolute);
        // With a configuration that cannot be used nothing can be said of the file; the run fails for it anyway.
        if !settings.is_usable() || Configuration::is_configuration(&file.path) {
            return;
        }
        let Some(bytes) = self.read(&file, &settings) else { return };
        let (text, language) = match self.admit(&file, &settings, bytes) {
            Admission::Matters(text, language) => (text, language),
            Admission::Foreign(_) => return self.intake.hold(file),
            Admission::Refused => return,
        };
        let Some(document) = self.understand(&file, text, language) else { return };
        let writes = document.written_files().next().is_some();
        if !writes && !View::new(&document, &self.project).is_relevant() {
            return self.intake.hold(file);
        }
        self.project.add(&document);
        lock(&self.intake.understood).push((file, document));
    }

    fn obstacle(&self, obstacle: Obstacle) {
        let absolute = walk::absolute(self.base, &obstacle.path);
        let settings = self.settings(&absolute);
        let named = obstacle.named;
        self.failed(&Candidate { path: obstacle.path, absolute, named }, &settings, &obstacle.error);
    }
}
