//! TOML to a [`Layer`] of settings. What cannot be used becomes a finding at its place, and the rest still counts.

use super::{Entry, FailOn, Globs, Key, Kind, Layer, Selector};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::message;
use crate::message::Message;
use crate::rules::{self, Rule, engine};
use crate::tables::Locale;
use crate::text::{Edit, SourceFile, Span, nearest};
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a text comes to.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The settings that could be read; `None` if the text has no place for any.
    pub layer: Option<Layer>,
    /// What is wrong: PJ920 and PJ921.
    pub problems: Vec<Diagnostic>,
}

/// Reads a whole file of settings. Patterns are relative to `folder`.
#[must_use]
pub fn parse(file: &SourceFile, folder: &Path) -> Parsed {
    let (document, errors) = DeTable::parse_recoverable(file.text());
    let mut reader = Reader::new(file, folder);
    reader.syntax_errors(&errors);
    reader.settings(document.get_ref());
    reader.finish(errors.len())
}

/// Reads the table `tool.parlint` of a `pyproject.toml`. One without it says nothing, whatever else is in it.
#[must_use]
pub fn parse_pyproject(file: &SourceFile, folder: &Path) -> Parsed {
    if !file.text().contains("parlint") {
        return Parsed::default();
    }
    let (document, errors) = DeTable::parse_recoverable(file.text());
    let tool = document.get_ref().get("tool").and_then(|tool| tool.get_ref().get("parlint"));
    let Some(settings) = tool.and_then(|value| value.get_ref().as_table()) else { return Parsed::default() };
    let mut reader = Reader::new(file, folder);
    reader.syntax_errors(&errors);
    reader.settings(settings);
    reader.finish(errors.len())
}

struct Reader<'a> {
    file: &'a SourceFile,
    folder: &'a Path,
    layer: Layer,
    problems: Vec<Diagnostic>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Reader<'a> {
    fn new(file: &'a SourceFile, folder: &'a Path) -> Self {
        Self { file, folder, layer: Layer::default(), problems: Vec::new() }
    }

    /// What was read. Where the text is no TOML, what else seems to be wrong with it is mostly a consequence.
    fn finish(mut self, syntax_errors: usize) -> Parsed {
        if syntax_errors > 0 {
            self.problems.truncate(1);
        }
        self.problems.sort_by_key(|problem| problem.span);
        Parsed { layer: Some(self.layer), problems: self.problems }
    }

    fn syntax_errors(&mut self, errors: &[toml::de::Error]) {
        let Some(error) = errors.first() else { return };
        let span = error.span().unwrap_or_default();
        self.invalid(span, message!("this is no valid TOML: {error}", error = error.message()));
    }

    fn settings(&mut self, table: &DeTable) {
        for (key, value) in table {
            match Entry::find(key.get_ref()) {
                Some(entry) => self.setting(entry, key.span(), value),
                None => self.unknown_key(key, table),
            }
        }
    }

    fn setting(&mut self, entry: &'static Entry, place: Range<usize>, value: &Value) {
        let line = self.file.lines().line_of(place.start) + 1;
        self.layer.origins.insert(entry.key, format!("{}:{line}", self.file.path().display()));
        match entry.key {
            Key::Select => self.layer.select = Some(self.selectors(entry, value)),
            Key::ExtendSelect => self.layer.extend_select = self.selectors(entry, value),
            Key::Ignore => self.layer.ignore = self.selectors(entry, value),
            Key::Severity => self.severities(entry, value),
            Key::PerFileIgnores => self.ignores_by_glob(entry, value),
            Key::Exclude => self.layer.exclude = self.globs(entry, value),
            Key::ExtendExclude => self.layer.extend_exclude = self.globs(entry, value),
            Key::EntryScripts => self.layer.entry_scripts = self.globs(entry, value),
            Key::FailOn => self.layer.fail_on = self.word(entry, value, FailOn::parse),
            Key::Locale => self.layer.locale = self.word(entry, value, Locale::from_name),
            Key::MaxFileSize => self.layer.max_file_size = self.size(entry, value),
        }
    }

    fn selectors(&mut self, entry: &Entry, value: &Value) -> Vec<Selector> {
        self.strings(entry, value).into_iter().filter_map(|(word, span)| self.selector(&word, span)).collect()
    }

    fn selector(&mut self, word: &str, span: Range<usize>) -> Option<Selector> {
        match Selector::parse(word) {
            Ok(selector) => Some(selector),
            Err(unknown) => {
                self.unknown(span, message!("there is no rule `{rule}`", rule = word), unknown.nearest);
                // The beginning of a code names more rules than were meant.
                if rules::probable(word).is_none() && unknown.nearest == rules::begun(word) {
                    self.problems.last_mut().into_iter().for_each(|problem| problem.fix = None);
                }
                None
            }
        }
    }

    fn severities(&mut self, entry: &Entry, value: &Value) {
        let Some(table) = value.get_ref().as_table() else { return self.wrong_type(entry, value) };
        for (key, value) in table {
            let selector = self.selector(key.get_ref(), key.span());
            let word = value.get_ref().as_str().unwrap_or_default();
            match (selector, Severity::parse(word)) {
                (Some(selector), Some(severity)) => self.layer.severity.push((selector, severity)),
                (_, None) => self.not_allowed(value.span(), "severity", word, &["error", "warning", "info"]),
                (None, Some(_)) => {}
            }
        }
    }

    fn ignores_by_glob(&mut self, entry: &Entry, value: &Value) {
        let Some(table) = value.get_ref().as_table() else { return self.wrong_type(entry, value) };
        for (key, value) in table {
            let selectors = self.selectors(entry, value);
            let pattern = vec![(key.get_ref().clone().into_owned(), key.span())];
            if let Some(globs) = self.compile(pattern) {
                self.layer.per_file_ignores.push((globs, selectors));
            }
        }
    }

    fn globs(&mut self, entry: &Entry, value: &Value) -> Option<Globs> {
        let patterns = self.strings(entry, value);
        self.compile(patterns)
    }

    fn compile(&mut self, patterns: Vec<(String, Range<usize>)>) -> Option<Globs> {
        let (patterns, spans): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        match Globs::new(self.folder, patterns) {
            Ok(globs) => Some(globs),
            Err((index, error)) => {
                let span = spans.get(index).cloned().unwrap_or_default();
                self.invalid(span, message!("this is no pattern of paths: {error}", error = error));
                None
            }
        }
    }

    /// The items of a list of strings; what is none is reported.
    fn strings(&mut self, entry: &Entry, value: &Value) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(entry, value);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => strings.push((text.to_owned(), item.span())),
                None => self.invalid(item.span(), message!("an item of `{key}` is a string", key = entry.name)),
            }
        }
        strings
    }

    fn word<T>(&mut self, entry: &Entry, value: &Value, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Kind::Word(allowed) = entry.kind else { return None };
        let Some(word) = value.get_ref().as_str() else {
            self.wrong_type(entry, value);
            return None;
        };
        let parsed = parse(word);
        if parsed.is_none() {
            self.not_allowed(value.span(), entry.name, word, allowed);
        }
        parsed
    }

    fn size(&mut self, entry: &Entry, value: &Value) -> Option<u64> {
        let size = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => bytes(text),
            _ => None,
        };
        if size.is_none() {
            self.wrong_type(entry, value);
        }
        size
    }

    fn wrong_type(&mut self, entry: &Entry, value: &Value) {
        let message = wrong_type(entry.kind, entry.name, value.get_ref().type_str());
        self.invalid(value.span(), message);
    }

    fn not_allowed(&mut self, span: Range<usize>, name: &str, word: &str, allowed: &[&'static str]) {
        let list = allowed.join("`, `");
        let message = message!("`{word}` is no value of `{key}`", word = word, key = name);
        let begun = || allowed.iter().copied().find(|known| known.starts_with(word) && !word.is_empty());
        let help = match nearest(word, allowed.iter().copied()).or_else(begun) {
            Some(near) => message!("did you mean `{near}`? The values are `{list}`", near = near, list = list),
            None => message!("the values are `{list}`", list = list),
        };
        self.invalid(span, message);
        self.problems.last_mut().into_iter().for_each(|problem| problem.help = Some(help.clone()));
    }

    fn invalid(&mut self, span: Range<usize>, message: Message) {
        self.problems.push(finding(&engine::INVALID_CONFIGURATION, span, message));
    }

    fn unknown_key(&mut self, key: &Spanned<toml::de::DeString>, table: &DeTable) {
        let near = nearest(key.get_ref(), Entry::ALL.iter().map(|entry| entry.name));
        let near = near.and_then(Entry::find).map(|entry| entry.name);
        self.unknown(key.span(), message!("there is no setting `{key}`", key = key.get_ref()), near);
        // TOML takes no key twice: a setting that is there already is not written again.
        if near.is_some_and(|near| table.contains_key(near)) {
            self.problems.last_mut().into_iter().for_each(|problem| problem.fix = None);
        }
    }

    fn unknown(&mut self, span: Range<usize>, message: Message, near: Option<&'static str>) {
        let mut problem = finding(&engine::UNKNOWN_CONFIGURATION_ENTRY, span.clone(), message);
        if let Some(near) = near {
            let quoted = matches!(self.file.text().as_bytes().get(span.start), Some(b'"' | b'\''));
            let replacement = if quoted { format!("\"{near}\"") } else { near.to_owned() };
            problem.help = Some(message!("did you mean `{near}`?", near = near));
            problem.fix = Some(Fix {
                title: message!("Replace by `{near}`", near = near),
                applicability: Applicability::Safe,
                edits: vec![Edit::replace(span.into(), replacement)],
            });
        }
        self.problems.push(problem);
    }
}

fn finding(rule: &'static Rule, span: Range<usize>, message: Message) -> Diagnostic {
    let span = Span::from(span);
    Diagnostic { rule, severity: rule.severity, span, message, help: None, related: Vec::new(), fix: None }
}

/// The number of bytes that a text such as `10 MB` means.
fn bytes(text: &str) -> Option<u64> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u64 = text[..digits].parse().ok()?;
    let unit = match text[digits..].trim().to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    number.checked_mul(unit)
}

/// What is said of a value that has another type than its setting.
fn wrong_type(kind: Kind, key: &str, found: &str) -> Message {
    match kind {
        Kind::Rules => {
            message!(
                "`{key}` is a list of rules, as in `[\"PJ101\"]`; this is of type `{found}`",
                key = key,
                found = found
            )
        }
        Kind::Severities => {
            message!(
                "`{key}` is a table, as in `{ PJ101 = \"error\" }`; this is of type `{found}`",
                key = key,
                found = found
            )
        }
        Kind::RulesByGlob => message!(
            "`{key}` is a table of lists, as in `{ \"tests/\" = [\"PJ101\"] }`; this is of type `{found}`",
            key = key,
            found = found
        ),
        Kind::Globs => {
            message!(
                "`{key}` is a list of patterns, as in `[\"tests/\"]`; this is of type `{found}`",
                key = key,
                found = found
            )
        }
        Kind::Word(_) => message!("`{key}` is a word in quotes; this is of type `{found}`", key = key, found = found),
        Kind::Size => message!("`{key}` is a number of bytes, or text such as `\"10 MB\"`", key = key),
    }
}

/// What becomes of a configuration that cannot be read.
pub(super) fn unreadable(error: &std::io::Error) -> Parsed {
    let message = message!("the configuration cannot be read: {error}", error = error);
    Parsed { layer: Some(Layer::default()), problems: vec![finding(&engine::INVALID_CONFIGURATION, 0..0, message)] }
}
