//! What the layers of settings come to: which rules run on a file, what is skipped, what makes the run fail.

use super::entry::{EXCLUDE, MAX_FILE_SIZE, NOTEBOOK_FACTOR};
use super::{Entry, FailOn, Globs, Key, Layer, Selector};
use crate::diagnostic::Severity;
use crate::document::Language;
use crate::rules::{Rule, RuleSet};
use crate::tables::Locale;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// The settings that count in one folder.
#[derive(Debug)]
pub struct Settings {
    rules: RuleSet,
    default_exclude: Option<Globs>,
    layers: Vec<Arc<Layer>>,
    usable: bool,
}

impl Settings {
    /// Puts layers over the defaults, the lowest first. The default patterns are relative to `base`.
    #[must_use]
    pub fn new(base: &Path, layers: Vec<Arc<Layer>>, usable: bool) -> Self {
        let patterns = EXCLUDE.iter().map(|&pattern| pattern.to_owned()).collect();
        let replaced = layers.iter().any(|layer| layer.exclude.is_some());
        let default_exclude = if replaced { None } else { Globs::new(base, patterns).ok() };
        Self { rules: rules(&layers), default_exclude, layers, usable }
    }

    /// Whether all of the configuration could be understood. If not, what counts is what could be.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// The rules that run, before any per-file setting.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The rules that run on a file, given by its absolute path.
    #[must_use]
    pub fn rules_for(&self, path: &Path) -> Cow<'_, RuleSet> {
        let by_glob = self.layers.iter().flat_map(|layer| &layer.per_file_ignores);
        let matching = by_glob.filter(|(globs, _)| globs.match_file(path)).flat_map(|(_, selectors)| selectors);
        let ignored: Vec<&Rule> = matching.flat_map(Selector::rules).copied().collect();
        if ignored.is_empty() {
            return Cow::Borrowed(&self.rules);
        }
        Cow::Owned(with_severities(|rule| self.rules.contains(rule) && !ignored.contains(&rule), &self.layers))
    }

    /// Whether a file or folder met while searching is skipped.
    #[must_use]
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.exclude().any(|globs| globs.match_entry(path, is_folder))
    }

    /// Whether a file, or a folder above it, would be skipped.
    #[must_use]
    pub fn excludes_file(&self, path: &Path) -> bool {
        self.exclude().any(|globs| globs.match_file(path))
    }

    fn exclude(&self) -> impl Iterator<Item = &Globs> {
        let chosen =
            self.layers.iter().rev().find_map(|layer| layer.exclude.as_ref()).or(self.default_exclude.as_ref());
        chosen.into_iter().chain(self.layers.iter().filter_map(|layer| layer.extend_exclude.as_ref()))
    }

    /// Whether a file is an entry script because the settings say so.
    #[must_use]
    pub fn is_entry_script(&self, path: &Path) -> bool {
        self.last(|layer| layer.entry_scripts.as_ref()).is_some_and(|globs| globs.match_file(path))
    }

    /// The mildest finding that makes a run fail.
    #[must_use]
    pub fn fail_on(&self) -> FailOn {
        self.last(|layer| layer.fail_on.as_ref()).copied().unwrap_or(FailOn::Severity(Severity::Warning))
    }

    /// The language of messages, if it is set.
    #[must_use]
    pub fn locale(&self) -> Option<Locale> {
        self.last(|layer| layer.locale.as_ref()).copied()
    }

    /// The size in bytes above which a file is not read.
    #[must_use]
    pub fn max_file_size(&self, language: Language) -> u64 {
        let size = self.last(|layer| layer.max_file_size.as_ref()).copied().unwrap_or(MAX_FILE_SIZE);
        match language {
            Language::Yaml | Language::Python => size,
            Language::Notebook => size.saturating_mul(NOTEBOOK_FACTOR),
        }
    }

    fn last<T>(&self, get: impl Fn(&Layer) -> Option<&T>) -> Option<&T> {
        self.layers.iter().rev().find_map(|layer| get(layer))
    }

    /// Every setting with its value in each layer that sets it: the layer's origin and the value in TOML.
    #[must_use]
    pub fn explain(&self) -> Vec<(&'static Entry, Vec<(String, toml::Value)>)> {
        Entry::ALL.iter().map(|entry| (entry, self.values(entry))).collect()
    }

    fn values(&self, entry: &Entry) -> Vec<(String, toml::Value)> {
        let set = self.layers.iter().filter_map(|layer| {
            let origin = layer.origins.get(&entry.key)?;
            Some((origin.clone(), value(layer, entry.key)?))
        });
        let mut values: Vec<_> = set.collect();
        if !matches!(
            entry.key,
            Key::Ignore | Key::ExtendSelect | Key::Severity | Key::PerFileIgnores | Key::ExtendExclude
        ) {
            values.drain(..values.len().saturating_sub(1));
        }
        values
    }
}

/// The rules that run: each layer changes what the layers below it decided.
fn rules(layers: &[Arc<Layer>]) -> RuleSet {
    let mut enabled: Vec<&'static Rule> = RuleSet::default().iter().map(|(rule, _)| rule).collect();
    for layer in layers {
        if layer.select.is_some() {
            enabled.clear();
        }
        let on = layer.select.iter().flatten().chain(&layer.extend_select).map(|selector| (selector, true));
        let mut changes: Vec<_> = on.chain(layer.ignore.iter().map(|selector| (selector, false))).collect();
        // The narrower word counts, and of equally narrow ones the one that switches off.
        changes.sort_by_key(|(selector, on)| (selector.specificity(), !on));
        for (selector, on) in changes {
            enabled.retain(|rule| !selector.rules().contains(rule));
            if on {
                enabled.extend(selector.rules());
            }
        }
    }
    with_severities(|rule| enabled.contains(&rule), layers)
}

fn with_severities(enabled: impl Fn(&Rule) -> bool, layers: &[Arc<Layer>]) -> RuleSet {
    let mut rules = RuleSet::of(enabled);
    for layer in layers {
        let mut severities: Vec<_> = layer.severity.iter().collect();
        severities.sort_by_key(|(selector, _)| selector.specificity());
        for (selector, severity) in severities {
            selector.rules().iter().for_each(|rule| rules.set_severity(rule, *severity));
        }
    }
    rules
}

/// What a layer says of a setting, in TOML.
fn value(layer: &Layer, key: Key) -> Option<toml::Value> {
    Some(match key {
        Key::Select => words(layer.select.as_ref()?),
        Key::ExtendSelect => words(&layer.extend_select),
        Key::Ignore => words(&layer.ignore),
        Key::Severity => table(layer.severity.iter().map(|(rule, severity)| (rule.as_str(), severity.as_str().into()))),
        Key::PerFileIgnores => {
            let pattern = |globs: &Globs| globs.patterns().concat();
            layer
                .per_file_ignores
                .iter()
                .map(|(globs, rules)| (pattern(globs), words(rules)))
                .collect::<toml::Table>()
                .into()
        }
        Key::Exclude => patterns(layer.exclude.as_ref()?),
        Key::ExtendExclude => patterns(layer.extend_exclude.as_ref()?),
        Key::FailOn => layer.fail_on?.as_str().into(),
        Key::Locale => layer.locale?.name().into(),
        Key::MaxFileSize => toml::Value::Integer(i64::try_from(layer.max_file_size?).unwrap_or(i64::MAX)),
        Key::EntryScripts => patterns(layer.entry_scripts.as_ref()?),
    })
}

fn words(selectors: &[Selector]) -> toml::Value {
    toml::Value::Array(selectors.iter().map(|selector| selector.as_str().into()).collect())
}

fn patterns(globs: &Globs) -> toml::Value {
    toml::Value::Array(globs.patterns().iter().map(|pattern| pattern.as_str().into()).collect())
}

fn table<'a>(entries: impl Iterator<Item = (&'a str, toml::Value)>) -> toml::Value {
    entries.map(|(key, value)| (key.to_owned(), value)).collect::<toml::Table>().into()
}
