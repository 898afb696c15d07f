//! The last line of a run, for people.

use crate::cli::results::{Results, Source};
use crate::diagnostic::{Applicability, Severity};
use crate::locale::Words;
use crate::message;
use crate::message::Message;

/// What was found, in how many files, and what can be done about it; or what `--diff` shows.
#[must_use]
pub fn summary(results: &Results, shown: bool, words: Words) -> String {
    if shown {
        return words.say(&of_diff(results)) + "\n";
    }
    let fixed = results.fixed();
    let mut lines = Vec::new();
    if fixed > 0 {
        lines.push(message!("Fixed {problems}.", problems = problems(fixed)));
    }
    lines.push(match results.findings().next() {
        Some(_) => found(results, words),
        None => clean(results, fixed),
    });
    lines.extend(skipped(results, words));
    lines.iter().map(|line| words.say(line) + "\n").collect()
}

fn of_diff(results: &Results) -> Message {
    let changed = results.files.iter().filter(|file| file.diff.is_some()).count();
    match changed {
        0 => message!("Nothing to fix."),
        _ => message!("Would fix {problems} in {files}.", problems = problems(results.fixed()), files = files(changed)),
    }
}

fn found(results: &Results, words: Words) -> Message {
    let kinds = [Severity::Error, Severity::Warning, Severity::Info].map(|kind| (results.count(kind), kind));
    let kinds: Vec<_> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| findings(*count, *kind)).collect();
    let found = words.list(&kinds);
    let unread = results.files.iter().filter(|file| matches!(file.source, Source::Plain(_))).count();
    let files = files(results.counts.checked + unread);
    let broken = results.files.iter().filter(|file| !file.diagnostics.is_empty()).count();
    let what = message!("Found {findings} in {broken} of {files}", findings = found, broken = broken, files = files);
    match (results.fixable(Applicability::Safe), results.fixable(Applicability::Unsafe)) {
        (0, 0) => message!("{found}.", found = what),
        (safe, 0) => message!("{found}; {safe} fixable with --fix.", found = what, safe = safe),
        (0, unsure) => message!("{found}; {unsure} fixable with --unsafe-fixes.", found = what, unsure = unsure),
        (safe, unsure) => message!(
            "{found}; {safe} fixable with --fix, {unsure} more with --unsafe-fixes.",
            found = what,
            safe = safe,
            unsure = unsure
        ),
    }
}

fn findings(count: usize, severity: Severity) -> Message {
    match (severity, count) {
        (Severity::Error, 1) => message!("1 error"),
        (Severity::Error, _) => message!("{count} errors", count = count),
        (Severity::Warning, 1) => message!("1 warning"),
        (Severity::Warning, _) => message!("{count} warnings", count = count),
        (Severity::Info, _) => message!("{count} info", count = count),
    }
}

fn clean(results: &Results, fixed: usize) -> Message {
    let checked = results.counts.checked;
    match (fixed, checked, results.counts.relevant) {
        (0, 0, _) => message!("No YAML, Python or notebook files to check."),
        (0, _, 1) => message!("No problems found; 1 of {files} holds a parallel job.", files = files(checked)),
        (0, _, relevant) => message!(
            "No problems found; {relevant} of {files} hold a parallel job.",
            relevant = relevant,
            files = files(checked)
        ),
        _ => message!("No problems remain."),
    }
}

fn skipped(results: &Results, words: Words) -> Option<Message> {
    let counts = &results.counts;
    let kinds = [
        (counts.skipped_binary, message!("{count} no text", count = counts.skipped_binary)),
        (counts.skipped_large, message!("{count} too large", count = counts.skipped_large)),
        (counts.unreadable, message!("{count} unreadable", count = counts.unreadable)),
    ];
    let total: usize = kinds.iter().map(|(count, _)| count).sum();
    let reasons: Vec<_> = kinds.into_iter().filter(|(count, _)| *count > 0).map(|(_, reason)| reason).collect();
    (total > 0).then(|| message!("Skipped {files}: {reasons}.", files = files(total), reasons = words.list(&reasons)))
}

fn problems(count: usize) -> Message {
    match count {
        1 => message!("1 problem"),
        _ => message!("{count} problems", count = count),
    }
}

fn files(count: usize) -> Message {
    match count {
        1 => message!("1 file"),
        _ => message!("{count} files", count = count),
    }
}
