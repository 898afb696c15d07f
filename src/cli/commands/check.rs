//! `parlint [PATHS]`: finds the files, has each looked at, prints what was found.

use super::file::{Inspector, Mode};
use crate::cli::arguments::{Check, Format};
use crate::cli::configuration::{self, Chosen, Overrides};
use crate::cli::output::{self, Style};
use crate::cli::results::{FileResult, Results, Source};
use crate::cli::screen::Screen;
use crate::cli::{Status, guard, progress, walk};
use crate::config::Configuration;
use crate::locale::{self, Words};
use crate::rules::engine;
use anyhow::{Context, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks files.
///
/// # Errors
/// If the options make no sense together, or output cannot be written.
pub fn check(options: &Check) -> anyhow::Result<Status> {
    let screen = Screen::new(options.output.color);
    let base = std::env::current_dir().context("the working directory cannot be found")?;
    let overrides = Overrides::new(&options.status, options.output.locale);
    let Chosen { configuration, named } = configuration::choose(&base, &options.settings, &overrides)?;
    let configuration = Arc::new(configuration);
    let mode = mode(options)?;
    guard::install();
    let inspector = Inspector::new(&configuration, &base, mode);
    let piped = match standard_input(options)? {
        // With a configuration that cannot be used nothing may be judged, let alone changed.
        _ if named.iter().any(FileResult::is_misconfigured) => None,
        Some((name, text)) => inspector.standard_input(&name, text),
        None => {
            search(options, &base, &configuration, &inspector);
            None
        }
    };
    let mut results = inspector.finish();
    results.files.extend(named);
    results.files.extend(of_configuration(&configuration, &base));
    results.files.sort_by(|a, b| a.path.cmp(&b.path));
    let locale = configuration.settings(&base).locale();
    let words = Words::new(locale.unwrap_or_else(|| locale::of_environment(|name| std::env::var(name).ok())));
    print(&results, options, words, screen, piped)?;
    Ok(status(&results, options))
}

fn mode(options: &Check) -> anyhow::Result<Mode> {
    if options.output.statistics && !matches!(options.output.output_format, Format::Text | Format::Json) {
        bail!("--statistics can be printed as text or json only");
    }
    Ok(Mode::Check)
}

/// The name and text of standard input, if that is what is checked.
fn standard_input(options: &Check) -> anyhow::Result<Option<(PathBuf, Vec<u8>)>> {
    let dash = options.paths.iter().any(|path| path.as_os_str() == "-");
    let name = options.files.stdin_filename.clone();
    match (dash, name) {
        (true, _) if options.paths.len() > 1 => bail!("`-` cannot be checked together with other paths"),
        (true, None) => bail!("`-` wants --stdin-filename NAME, which tells the language"),
        (false, Some(_)) if !options.paths.is_empty() => bail!("--stdin-filename goes with `-` and no other path"),
        (false, None) => Ok(None),
        (_, Some(name)) => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
            Ok(Some((name, bytes)))
        }
    }
}

fn search(options: &Check, base: &Path, configuration: &Arc<Configuration>, inspector: &Inspector) {
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { here.as_slice() } else { &options.paths };
    let work = || walk::walk(paths, base, configuration, options.files.force_exclude, inspector);
    progress::with_progress(!options.output.quiet, &inspector.checked, work);
}

/// What is wrong with the configuration files that counted.
fn of_configuration(configuration: &Configuration, base: &Path) -> Vec<FileResult> {
    let mut results = Vec::new();
    for found in configuration.found() {
        let path = found.file.path();
        let absolute = base.join(path);
        let settings = configuration.settings(absolute.parent().unwrap_or(base));
        let rules = settings.rules_for(&absolute);
        let mut problems = found.problems.clone();
        problems.retain_mut(|problem| {
            let severity = rules.severity(problem.rule);
            problem.severity = severity.unwrap_or(problem.severity);
            severity.is_some() || *problem.rule == engine::INVALID_CONFIGURATION
        });
        if problems.is_empty() {
            continue;
        }
        let mut result = FileResult::new(path, Source::Plain(Arc::clone(&found.file)), problems);
        result.fails = result.diagnostics.iter().any(|problem| settings.fail_on().fails(problem.severity));
        results.push(result);
    }
    results
}

/// Prints findings, and to standard error what is no finding. `piped` is the text that standard input became.
fn print(
    results: &Results,
    options: &Check,
    words: Words,
    screen: Screen,
    piped: Option<String>,
) -> anyhow::Result<()> {
    results.errors.iter().for_each(|error| screen.complain(error));
    if !options.output.quiet {
        results.warnings.iter().for_each(|warning| screen.warn(warning));
    }
    let style = Style { ..screen.style() };
    let text = render(results, options, words, style);
    if let Some(path) = &options.output.output_file {
        let plain = screen.for_file(&text);
        std::fs::write(path, plain).with_context(|| format!("{} cannot be written", path.display()))?;
        return Ok(piped.map(|fixed| screen.print(&fixed)).transpose().map(drop)?);
    }
    match piped {
        Some(fixed) => {
            screen.say(&text);
            screen.print(&fixed)?;
        }
        None => screen.print(&text)?,
    }
    Ok(())
}

fn render(results: &Results, options: &Check, words: Words, style: Style) -> String {
    let format = options.output.output_format;
    let for_people = matches!(format, Format::Text | Format::Concise);
    let diffs: String = results.files.iter().filter_map(|file| file.diff.as_deref()).collect();
    let mut text = match (false, options.output.statistics, format) {
        (true, _, Format::Text | Format::Concise) => diffs,
        (_, true, Format::Json) => output::statistics_json(results),
        (_, true, _) => output::statistics(results),
        _ => output::render(results, format, words, style),
    };
    if for_people && !options.output.quiet {
        text.push_str(&output::summary(results));
    }
    text
}

fn status(results: &Results, options: &Check) -> Status {
    if !results.errors.is_empty() || results.is_misconfigured() {
        return Status::Failure;
    }
    let found = if false {
        results.files.iter().any(|file| file.diff.is_some())
    } else {
        results.files.iter().any(|file| file.fails)
    };
    if found && !options.status.exit_zero { Status::Findings } else { Status::Clean }
}
