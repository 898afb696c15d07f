//! `parlint config [PATH]`: the settings that count for a path, and where each comes from.

use super::working_directory;
use crate::cli::arguments::{Color, ConfigQuery, RuleFormat};
use crate::cli::configuration::{self, Overrides};
use crate::cli::screen::Screen;
use crate::cli::{Status, words};
use crate::config::Settings;
use crate::message;
use crate::message::Message;
use crate::rules;
use crate::walk;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Shows settings.
///
/// # Errors
/// If the options name no rule or configuration.
pub fn config(query: &ConfigQuery) -> Result<Status, Message> {
    let base = working_directory()?;
    let chosen = configuration::choose(&base, &query.settings, &Overrides::default())?;
    let path = walk::absolute(&base, &query.path);
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&base) };
    let settings = chosen.configuration.settings(folder);
    let text = match query.output_format {
        RuleFormat::Text => text(&settings, &query.path.display().to_string()),
        RuleFormat::Json => json(&settings),
    };
    let words = words(settings.locale());
    let screen = Screen::new(Color::Auto);
    screen.print(&text)?;
    let problems: Vec<_> =
        chosen.configuration.found().into_iter().filter(|found| !found.problems.is_empty()).collect();
    for found in &problems {
        let lines = found.file.lines();
        found.problems.iter().for_each(|problem| {
            let line = lines.line_of(problem.span.start) + 1;
            let path = found.file.path().display();
            let warning = message!("{path}:{line}: {problem}", path = path, line = line, problem = problem.message);
            screen.warn(&warning, words);
        });
    }
    Ok(if settings.is_usable() { Status::Clean } else { Status::Failure })
}

fn text(settings: &Settings, path: &str) -> String {
    let mut text = format!("# Settings for {path}\n");
    for (entry, values) in settings.explain() {
        if values.is_empty() {
            let _ = match entry.default() {
                Some(default) => writeln!(text, "{} = {default}  # default", entry.name),
                None => writeln!(text, "# {}: {}", entry.name, entry.absence()),
            };
        }
        for (origin, value) in values {
            let _ = writeln!(text, "{} = {value}  # {origin}", entry.name);
        }
    }
    let on = settings.rules().iter().count();
    let _ = writeln!(text, "# {on} of {} rules run", rules::ALL.len());
    text
}

fn json(settings: &Settings) -> String {
    let entries: Map<_, _> = settings
        .explain()
        .into_iter()
        .map(|(entry, values)| {
            let values = values.into_iter().map(|(origin, value)| json!({ "origin": origin, "value": value }));
            (entry.name.to_owned(), Value::Array(values.collect()))
        })
        .collect();
    let rules: Map<_, _> =
        settings.rules().iter().map(|(rule, severity)| (rule.code.to_owned(), severity.as_str().into())).collect();
    format!("{:#}\n", json!({ "settings": entries, "rules": rules }))
}
