//! `parlint [PATHS]`: finds the files, has each looked at, prints what was found.

use super::file::{Inspector, Mode};
use super::{fixing, working_directory};
use crate::cli::arguments::{Check, Format};
use crate::cli::configuration::{self, Chosen, Overrides};
use crate::cli::output::{self, Style};
use crate::cli::results::{FileResult, Results, Source};
use crate::cli::screen::Screen;
use crate::cli::{Status, progress, words};
use crate::config::{Configuration, Found, Settings};
use crate::diagnostic::Applicability;
use crate::guard;
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::walk;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks files.
///
/// # Errors
/// If the options make no sense together, or output cannot be written.
pub fn check(options: &Check) -> Result<Status, Message> {
    let screen = Screen::new(options.output.color);
    let base = working_directory()?;
    let overrides = Overrides::new(&options.status, options.output.locale);
    let Chosen { configuration, named } = configuration::choose(&base, &options.settings, &overrides)?;
    let configuration = Arc::new(configuration);
    let mode = mode(options)?;
    let words = words(configuration.settings(&base).locale());
    guard::install();
    let inspector = Inspector::new(&configuration, &base, mode.clone());
    let piped = match standard_input(options)? {
        // With a configuration that cannot be used nothing may be judged, let alone changed.
        _ if named.iter().any(FileResult::is_misconfigured) => None,
        Some((name, text)) => inspector.standard_input(&name, text),
        None => {
            search(options, &base, &configuration, &inspector, words);
            None
        }
    };
    let mut results = inspector.finish();
    let problems = named.into_iter().chain(of_configuration(&configuration, &base));
    for result in problems.filter(|result| !result.diagnostics.is_empty()) {
        let result = judge(result, &mode, &configuration.settings(&base), &base, &mut results.errors);
        results.files.push(result);
    }
    results.files.sort_by(|a, b| a.path.cmp(&b.path));
    print(&results, options, words, screen, piped)?;
    Ok(status(&results, options))
}

fn mode(options: &Check) -> Result<Mode, Message> {
    let fixing = &options.fixing;
    let least = if fixing.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    if options.output.statistics && !matches!(options.output.output_format, Format::Text | Format::Json) {
        return Err(message!("--statistics can be printed as text or json only"));
    }
    match &fixing.add_ignore {
        Some(reason) if reason.trim().is_empty() || reason.contains(['\n', '\r']) => {
            Err(message!("--add-ignore wants a reason of one line"))
        }
        Some(reason) => Ok(Mode::AddIgnore(reason.trim().to_owned())),
        None if fixing.diff => Ok(Mode::Diff(least)),
        // Who asks for unsafe fixes wants fixes.
        None if fixing.fix || fixing.unsafe_fixes => Ok(Mode::Fix(least)),
        None => Ok(Mode::Check),
    }
}

/// The name and text of standard input, if that is what is checked.
fn standard_input(options: &Check) -> Result<Option<(PathBuf, Vec<u8>)>, Message> {
    let dash = options.paths.iter().any(|path| path.as_os_str() == "-");
    let name = options.files.stdin_filename.clone();
    match (dash, name) {
        (true, _) if options.paths.len() > 1 => Err(message!("`-` cannot be checked together with other paths")),
        (true, None) => Err(message!("`-` wants --stdin-filename NAME, which tells the language")),
        (false, Some(_)) if !options.paths.is_empty() => {
            Err(message!("--stdin-filename goes with `-` and no other path"))
        }
        (false, None) => Ok(None),
        (_, Some(name)) => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|error| message!("standard input cannot be read: {error}", error = error))?;
            Ok(Some((name, bytes)))
        }
    }
}

fn search(options: &Check, base: &Path, configuration: &Arc<Configuration>, inspector: &Inspector, words: Words) {
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { here.as_slice() } else { &options.paths };
    // The configuration of a folder is judged even if there is nothing else in it.
    paths
        .iter()
        .filter(|path| path.is_dir())
        .for_each(|path| drop(configuration.settings(&walk::absolute(base, path))));
    let work = || {
        walk::walk(paths, base, configuration, options.files.force_exclude, inspector);
        inspector.judge();
    };
    progress::with_progress(!options.output.quiet, &inspector.checked, words, work);
}

/// What is wrong with the configuration files that counted.
fn of_configuration(configuration: &Configuration, base: &Path) -> Vec<FileResult> {
    let found = configuration.found();
    let result = |found: &Arc<Found>| {
        let absolute = base.join(found.file.path());
        let settings = configuration.settings(absolute.parent().unwrap_or(base));
        let problems = found.findings(&settings.rules_for(&absolute));
        FileResult::new(found.file.path(), Source::Plain(Arc::clone(&found.file)), problems)
    };
    found.iter().map(result).collect()
}

/// Fixes a configuration file where that is asked for, and tells whether what remains makes the run fail.
fn judge(
    mut result: FileResult,
    mode: &Mode,
    settings: &Settings,
    base: &Path,
    errors: &mut Vec<Message>,
) -> FileResult {
    let target = base.join(&result.path);
    errors.extend(fixing::fix_configuration(mode, &mut result, &target).err());
    result.fails = result.diagnostics.iter().any(|problem| settings.fail_on().fails(problem.severity));
    result
}

/// Prints findings, and to standard error what is no finding. `piped` is the text that standard input became.
fn print(
    results: &Results,
    options: &Check,
    words: Words,
    screen: Screen,
    piped: Option<String>,
) -> Result<(), Message> {
    results.errors.iter().for_each(|error| screen.complain(error, words));
    if !options.output.quiet {
        results.warnings.iter().for_each(|warning| screen.warn(warning, words));
    }
    let style = Style { ..screen.style() };
    let text = render(results, options, words, style);
    if let Some(path) = &options.output.output_file {
        let plain = screen.for_file(&text);
        std::fs::write(path, plain)
            .map_err(|error| message!("{path} cannot be written: {error}", path = path.display(), error = error))?;
        return piped.map_or(Ok(()), |fixed| screen.print(&fixed));
    }
    if options.fixing.diff && for_people(options) {
        // What is printed is a patch and nothing else.
        screen.print(&text)?;
        if !options.output.quiet {
            screen.say(&output::summary(results, true, words));
        }
        return Ok(());
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
    let diffs: String = results.files.iter().filter_map(|file| file.diff.as_deref()).collect();
    let mut text = match (options.fixing.diff, options.output.statistics, format) {
        (true, _, Format::Text | Format::Concise) => diffs,
        (_, true, Format::Json) => output::statistics_json(results),
        (_, true, _) => output::statistics(results, words),
        _ => output::render(results, format, words, style),
    };
    if for_people(options) && !options.output.quiet && !options.fixing.diff {
        text.push_str(&output::summary(results, false, words));
    }
    text
}

fn for_people(options: &Check) -> bool {
    matches!(options.output.output_format, Format::Text | Format::Concise)
}

fn status(results: &Results, options: &Check) -> Status {
    if !results.errors.is_empty() || results.is_misconfigured() {
        return Status::Failure;
    }
    let found = if options.fixing.diff {
        results.files.iter().any(|file| file.diff.is_some())
    } else {
        results.files.iter().any(|file| file.fails)
    };
    if found && !options.status.exit_zero { Status::Findings } else { Status::Clean }
}
