//! Changes files: fixes, and comments that suppress.

use super::file::{Input, Inspected, Inspector, Mode};
use crate::check::check;
use crate::cli::results::{FileResult, Source};
use crate::cli::write;
use crate::diagnostic::Applicability;
use crate::document::Document;
use crate::message;
use crate::message::Message;
use crate::text::Edits;
use crate::{fix as engine, suppress};
use std::path::Path;
use std::sync::Arc;

/// Makes, or with [`Mode::Diff`] shows, the fixes that are at least so sure.
pub(super) fn fix(inspector: &Inspector, input: Input, least: Applicability) -> Inspected {
    let before = Arc::clone(input.document.file());
    let fixed = engine::fix(Arc::clone(&input.document), &inspector.project, input.rules, least);
    fixed.report.failures.iter().for_each(|failure| inspector.failed_on(input.path, &failure.to_string()));
    let after = fixed.document.file().text().to_owned();
    let show = matches!(inspector.mode, Mode::Diff(_));
    if after != before.text()
        && !show
        && !input.piped
        && let Err(error) = write::write(input.path, &after)
    {
        return unwritten(inspector, input, &error);
    }
    let source = Source::Document(fixed.document);
    let mut result = FileResult::new(input.path, source, fixed.report.diagnostics);
    result.suppressed = fixed.report.suppressed;
    result.fixed = fixed.applied;
    result.diff = (show && after != before.text()).then(|| engine::diff(input.path, before.text(), &after));
    let piped = (input.piped && !show).then_some(after);
    Inspected { result: Some(result), error: None, piped }
}

/// Adds to every finding a comment that suppresses it.
pub(super) fn add_ignore(inspector: &Inspector, input: Input, reason: &str) -> Inspected {
    let document = &input.document;
    let report = check(document, &inspector.project, input.rules);
    let edits = suppress::add(document, &report, reason);
    let before = document.file().text();
    let after = edits.and_then(|edits| document.apply(&edits).ok()).unwrap_or_else(|| before.to_owned());
    if after != before
        && !input.piped
        && let Err(error) = write::write(input.path, &after)
    {
        return unwritten(inspector, input, &error);
    }
    let piped = input.piped.then(|| after.clone());
    let document = Arc::new(Document::new(input.path, after, document.language()));
    Inspected { piped, ..inspector.check(Input { document, ..input }) }
}

/// Makes or shows the safe fixes of a configuration file.
pub(super) fn fix_configuration(mode: &Mode, result: &mut FileResult, target: &Path) -> Result<(), Message> {
    let Source::Plain(file) = &result.source else { return Ok(()) };
    if result.is_misconfigured() {
        return Ok(());
    }
    let show = match mode {
        Mode::Fix(_) => false,
        Mode::Diff(_) => true,
        Mode::Check | Mode::AddIgnore(_) => return Ok(()),
    };
    let edits = result.diagnostics.iter().filter_map(|problem| problem.fix.as_ref()).flat_map(|fix| fix.edits.clone());
    let Some(after) = Edits::new(edits.collect()).ok().and_then(|edits| edits.apply(file.text()).ok()) else {
        return Ok(());
    };
    if after == file.text() {
        return Ok(());
    }
    if show {
        result.diff = Some(engine::diff(&result.path, file.text(), &after));
    } else {
        write::write(target, &after).map_err(|error| cannot_write(&result.path, &error))?;
    }
    for problem in result.diagnostics.extract_if(.., |problem| problem.fix.is_some()) {
        *result.fixed.entry(problem.rule.code).or_default() += 1;
    }
    Ok(())
}

/// What is said of a file that could not be changed: the error, and its findings as they are.
fn unwritten(inspector: &Inspector, input: Input, error: &std::io::Error) -> Inspected {
    let error = Some(cannot_write(input.path, error));
    Inspected { error, ..inspector.check(input) }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Message {
    message!("{path} cannot be written: {error}; it is as it was", path = path.display(), error = error)
}
