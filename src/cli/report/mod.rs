//! The report of a migration for a team: what was found, what converts by itself, what needs a person and why. Knows the
//! summaries of files; how it is shown stands in the formats.

mod json;
mod page;
#[cfg(test)]
mod tests;

use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::migrate::{Kind, Outcome, Summary, Thing, Weight};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// In what a report is written, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One page that needs nothing else.
    Html,
    /// `schemas/migration-report.schema.json` says what is in it.
    Json,
}

impl Format {
    /// The format of a file by its name, if it is one of them.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// The report about these files, which are in the order of their paths.
#[must_use]
pub fn report(files: &[&Summary], format: Format, words: Words) -> String {
    let report = Report { files };
    match format {
        Format::Html => page::render(&report, words),
        Format::Json => json::render(&report, words),
    }
}

/// What the report is about.
struct Report<'a> {
    files: &'a [&'a Summary],
}

/// How many come out in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    converted: usize,
    partly: usize,
    left: usize,
}

/// Something that a person has to know, wherever it occurs.
struct Reason<'a> {
    /// The setting or call of v1.
    subject: &'a str,
    why: &'a Message,
    advice: &'a Message,
    /// How often it occurs.
    count: usize,
    /// The files it occurs in.
    files: BTreeSet<&'a Path>,
}

impl Tally {
    fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        let mut tally = Self::default();
        outcomes.for_each(|outcome| tally.add(outcome));
        tally
    }

    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Converted => self.converted += 1,
            Outcome::Partly => self.partly += 1,
            Outcome::Left => self.left += 1,
        }
    }

    /// The three numbers, each with its outcome.
    fn parts(self) -> [(Outcome, usize); 3] {
        [(Outcome::Converted, self.converted), (Outcome::Partly, self.partly), (Outcome::Left, self.left)]
    }

    fn total(self) -> usize {
        self.converted + self.partly + self.left
    }
}

impl<'a> Report<'a> {
    fn all(&self) -> Tally {
        Tally::of(self.files.iter().map(|file| file.outcome))
    }

    /// The folders with files of v1, in their order.
    fn folders(&self) -> BTreeMap<&'a Path, Tally> {
        let mut folders: BTreeMap<&Path, Tally> = BTreeMap::new();
        for file in self.files {
            let folder = file.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            folders.entry(folder).or_default().add(file.outcome);
        }
        folders
    }

    fn things(&self) -> impl Iterator<Item = &'a Thing> {
        self.files.iter().flat_map(|file| &file.things)
    }

    /// What was found, by its kind.
    fn kinds(&self) -> BTreeMap<Kind, Tally> {
        let mut kinds: BTreeMap<Kind, Tally> = BTreeMap::new();
        self.things().for_each(|thing| kinds.entry(thing.kind).or_default().add(thing.outcome));
        kinds
    }

    /// What a person has to know, what occurs most first.
    fn reasons(&self) -> Vec<Reason<'a>> {
        let mut reasons: BTreeMap<(&str, String), Reason> = BTreeMap::new();
        for file in self.files {
            for remark in file.remarks().filter(|remark| remark.weight != Weight::Told) {
                let (subject, why, advice) = (remark.subject.as_str(), &remark.why, &remark.advice);
                let fresh = || Reason { subject, why, advice, count: 0, files: BTreeSet::new() };
                let reason = reasons.entry((subject, why.english())).or_insert_with(fresh);
                reason.count += 1;
                reason.files.insert(&file.path);
            }
        }
        let mut reasons: Vec<_> = reasons.into_values().collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
        reasons
    }
}

/// What a thing of a kind is called, with how many of it there are.
fn kind_word(kind: Kind) -> Message {
    match kind {
        Kind::Step => message!("parallel steps"),
        Kind::Configuration => message!("configurations without a step"),
        Kind::Pipeline => message!("pipelines"),
        Kind::Run => message!("submissions"),
        Kind::Workspace => message!("workspaces"),
        Kind::Data => message!("datasets"),
        Kind::Environment => message!("environments"),
        Kind::Compute => message!("computes"),
        Kind::Other => message!("other things of v1"),
    }
}

/// The name of a kind for programs.
fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Step => "step",
        Kind::Configuration => "configuration",
        Kind::Pipeline => "pipeline",
        Kind::Run => "run",
        Kind::Workspace => "workspace",
        Kind::Data => "data",
        Kind::Environment => "environment",
        Kind::Compute => "compute",
        Kind::Other => "other",
    }
}
