//! What a run found, file by file: all that the output formats print. Knows no format.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Related, Severity};
use crate::document::{Document, Location};
use crate::message::Message;
use crate::rules::engine;
use crate::text::{Edits, Encoding, SourceFile, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The text that a file's findings are about.
#[derive(Debug)]
pub enum Source {
    /// A file that was parsed.
    Document(Arc<Document>),
    /// A file that was not, such as a configuration.
    Plain(Arc<SourceFile>),
}

/// A range as people name it: its two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its first character.
    pub start: Location,
    /// The place after its last character.
    pub end: Location,
}

/// A text, and how places in it are named.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The text that spans are of.
    pub file: &'a SourceFile,
    document: Option<&'a Document>,
}

impl Source {
    /// The text that a finding's spans are of: that of the file itself where the finding is about a notebook's JSON.
    #[must_use]
    pub fn view(&self, diagnostic: &Diagnostic) -> View<'_> {
        match self {
            Self::Document(document) if *diagnostic.rule == engine::INVALID_NOTEBOOK => View::of(document.file()),
            Self::Document(document) => View { file: document.code(), document: Some(document) },
            Self::Plain(file) => View::of(file),
        }
    }
}

impl<'a> View<'a> {
    /// A text that is what it is, without cells.
    #[must_use]
    pub fn of(file: &'a SourceFile) -> Self {
        Self { file, document: None }
    }

    /// The text in which a related place of this view's finding stands.
    #[must_use]
    pub fn related<'b>(&'b self, related: &'b Related) -> View<'b> {
        related.file.as_deref().map_or(*self, View::of)
    }

    /// The place of a byte.
    #[must_use]
    pub fn location(&self, offset: usize) -> Location {
        if let Some(document) = self.document {
            return document.location(offset);
        }
        let position = self.file.lines().position(self.file.text(), offset, Encoding::Utf32);
        Location { cell: None, line: position.line + 1, column: position.column + 1 }
    }

    /// The place of a span.
    #[must_use]
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.location(span.start), end: self.location(span.end) }
    }

    /// The place of a span in the file as it is stored, for those who know no cells: of a notebook, in its JSON.
    #[must_use]
    pub fn stored_range(&self, span: Span) -> Range {
        match self.document {
            Some(document) => View::of(document.file()).range(document.raw_span(span)),
            None => self.range(span),
        }
    }

    /// A fix as a change of the file as it is stored; `None` if it cannot be made there.
    #[must_use]
    pub fn stored_edits(&self, fix: &Fix) -> Option<Vec<(Range, String)>> {
        let edits = Edits::new(fix.edits.clone()).ok()?;
        let (edits, file) = match self.document {
            Some(document) => (document.raw_edits(edits).ok()?, View::of(document.file())),
            None => (edits, *self),
        };
        Some(edits.iter().map(|edit| (file.range(edit.span), edit.replacement.clone())).collect())
    }
}

/// What was found in one file and done to it.
#[derive(Debug)]
pub struct FileResult {
    /// The file as shown to people.
    pub path: PathBuf,
    /// What was read of it.
    pub source: Source,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings comments suppress.
    pub suppressed: usize,
    /// How many findings of each code were fixed or, with `--diff`, would be.
    pub fixed: BTreeMap<&'static str, usize>,
    /// The change that fixes make, where it is shown and not made.
    pub diff: Option<String>,
    /// Whether these findings make the run fail.
    pub fails: bool,
}

impl FileResult {
    /// A file with its findings and nothing else.
    #[must_use]
    pub fn new(path: &Path, source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        let path = path.to_owned();
        Self { path, source, diagnostics, suppressed: 0, fixed: BTreeMap::new(), diff: None, fails: false }
    }

    /// Whether it is a configuration that cannot be used.
    #[must_use]
    pub fn is_misconfigured(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| *diagnostic.rule == engine::INVALID_CONFIGURATION)
    }

    /// Whether there is something to say of it.
    #[must_use]
    pub fn is_notable(&self) -> bool {
        !self.diagnostics.is_empty() || !self.fixed.is_empty() || self.suppressed > 0 || self.diff.is_some()
    }
}

/// How often things happened that are not findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Files that were looked at.
    pub checked: usize,
    /// Of these, files that hold something of a parallel job.
    pub relevant: usize,
    /// Files that were skipped because they are no text.
    pub skipped_binary: usize,
    /// Files that were skipped because they are too large.
    pub skipped_large: usize,
    /// Files and folders that could not be read.
    pub unreadable: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.checked += more.checked;
        self.relevant += more.relevant;
        self.skipped_binary += more.skipped_binary;
        self.skipped_large += more.skipped_large;
        self.unreadable += more.unreadable;
    }
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Results {
    /// The files with something to say of them, sorted by path.
    pub files: Vec<FileResult>,
    /// What happened otherwise.
    pub counts: Counts,
    /// What went wrong without being a finding.
    pub warnings: Vec<Message>,
    /// What makes the run itself a failure.
    pub errors: Vec<Message>,
}

impl Results {
    /// All findings with the files they are in, by path and place.
    pub fn findings(&self) -> impl Iterator<Item = (&FileResult, &Diagnostic)> {
        self.files.iter().flat_map(|file| file.diagnostics.iter().map(move |diagnostic| (file, diagnostic)))
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, diagnostic)| diagnostic.severity == severity).count()
    }

    /// How many findings have a fix that is this sure.
    #[must_use]
    pub fn fixable(&self, applicability: Applicability) -> usize {
        let fixes = self.findings().filter_map(|(_, diagnostic)| diagnostic.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count()
    }

    /// How many findings were or would be fixed.
    #[must_use]
    pub fn fixed(&self) -> usize {
        self.files.iter().flat_map(|file| file.fixed.values()).sum()
    }

    /// Whether the configuration cannot be used.
    #[must_use]
    pub fn is_misconfigured(&self) -> bool {
        self.files.iter().any(FileResult::is_misconfigured)
    }
}
