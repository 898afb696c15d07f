//! From options to settings: `--config`, `--select` and their like as layers above the configuration files.

use super::arguments::{SettingOptions, StatusOptions};
use super::results::{FileResult, Source};
use crate::config::{self, Configuration, FailOn, Key, Layer, Selector, UnknownRule};
use crate::message;
use crate::message::Message;
use crate::project::Disk;
use crate::tables::Locale;
use crate::text::SourceFile;
use crate::walk::{self, read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings of a run, and what is wrong with the configuration file that was named.
pub struct Chosen {
    /// The settings.
    pub configuration: Configuration,
    /// The configuration file named by `--config`, if something is to be said of it.
    pub named: Vec<FileResult>,
}

/// Options that override settings from a file.
#[derive(Default)]
pub struct Overrides {
    /// `--fail-on`.
    pub fail_on: Option<FailOn>,
    /// `--locale`.
    pub locale: Option<Locale>,
}

impl Overrides {
    /// Those of a check.
    #[must_use]
    pub fn new(status: &StatusOptions, locale: Option<Locale>) -> Self {
        Self { fail_on: status.fail_on, locale }
    }
}

/// Puts the options over the configuration files.
///
/// # Errors
/// If an option names no rule, or a configuration that cannot be read.
pub fn choose(base: &Path, options: &SettingOptions, overrides: &Overrides) -> Result<Chosen, Message> {
    let mut layers = Vec::new();
    let mut named = Vec::new();
    let mut search = !options.isolated;
    for value in &options.config {
        if value.contains('=') {
            layers.push(Arc::new(inline(base, value)?));
            continue;
        }
        let (layer, result) = file(base, value)?;
        layers.insert(0, Arc::new(layer));
        named.push(result);
        search = false;
    }
    layers.push(Arc::new(command_line(options, overrides)?));
    named.retain(|result| !result.diagnostics.is_empty());
    Ok(Chosen { configuration: Configuration::new(Disk, base, search, layers), named })
}

fn inline(base: &Path, value: &str) -> Result<Layer, Message> {
    let parsed = config::parse(&SourceFile::new("--config", value), base);
    if let Some(problem) = parsed.problems.first() {
        return Err(match &problem.help {
            Some(help) => {
                message!("--config '{value}': {problem}; {help}", value = value, problem = problem.message, help = help)
            }
            None => message!("--config '{value}': {problem}", value = value, problem = problem.message),
        });
    }
    let mut layer = parsed.layer.unwrap_or_default();
    layer.origins.values_mut().for_each(|origin| "--config".clone_into(origin));
    Ok(layer)
}

fn file(base: &Path, value: &str) -> Result<(Layer, FileResult), Message> {
    let path = base.join(value);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        message!("--config {path}: {problem}", path = value, problem = read::explain(&path, &error))
    })?;
    let folder = walk::absolute(base, path.parent().unwrap_or(base));
    let file = Arc::new(SourceFile::new(PathBuf::from(value), text));
    let is_pyproject = path.file_name().is_some_and(|name| name == "pyproject.toml");
    let parsed = if is_pyproject { config::parse_pyproject(&file, &folder) } else { config::parse(&file, &folder) };
    let result = FileResult::new(Path::new(value), Source::Plain(file), parsed.problems);
    Ok((parsed.layer.unwrap_or_default(), result))
}

fn command_line(options: &SettingOptions, overrides: &Overrides) -> Result<Layer, Message> {
    let mut layer = Layer {
        select: options.select.as_deref().map(|words| selectors("--select", words)).transpose()?,
        extend_select: selectors("--extend-select", &options.extend_select)?,
        ignore: selectors("--ignore", &options.ignore)?,
        fail_on: overrides.fail_on,
        locale: overrides.locale,
        ..Layer::default()
    };
    let given = [
        (Key::Select, "--select", layer.select.is_some()),
        (Key::ExtendSelect, "--extend-select", !layer.extend_select.is_empty()),
        (Key::Ignore, "--ignore", !layer.ignore.is_empty()),
        (Key::FailOn, "--fail-on", layer.fail_on.is_some()),
        (Key::Locale, "--locale", layer.locale.is_some()),
    ];
    layer.origins.extend(given.iter().filter(|given| given.2).map(|(key, option, _)| (*key, (*option).to_owned())));
    Ok(layer)
}

fn selectors(option: &str, words: &[String]) -> Result<Vec<Selector>, Message> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    words.map(|word| Selector::parse(word).map_err(|unknown| in_option(option, &unknown))).collect()
}

fn in_option(option: &str, unknown: &UnknownRule) -> Message {
    message!("{option}: {problem}", option = option, problem = unknown.message())
}
