//! The last line of a run, for people.

use crate::cli::results::{Results, Source};
use crate::diagnostic::{Applicability, Severity};

/// What was found, in how many files, and what can be done about it; or what `--diff` shows.
#[must_use]
pub fn summary(results: &Results, shown: bool) -> String {
    if shown {
        return of_diff(results);
    }
    let mut lines = Vec::new();
    let fixed = results.fixed();
    let unread = results.files.iter().filter(|file| matches!(file.source, Source::Plain(_))).count();
    let files = counted(results.counts.checked + unread, "file");
    let broken = results.files.iter().filter(|file| !file.diagnostics.is_empty()).count();
    let parts: Vec<_> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")]
        .into_iter()
        .filter_map(|(severity, noun)| Some((results.count(severity), noun)).filter(|(count, _)| *count > 0))
        .map(|(count, noun)| if noun == "info" { format!("{count} info") } else { counted(count, noun) })
        .collect();
    if fixed > 0 {
        lines.push(format!("Fixed {}.", counted(fixed, "problem")));
    }
    if parts.is_empty() {
        lines.push(clean(results, fixed));
    } else {
        lines.push(format!("Found {} in {broken} of {files}{}.", parts.join(", "), fixable(results)));
    }
    lines.extend(skipped(results));
    lines.join("\n") + "\n"
}

fn of_diff(results: &Results) -> String {
    let changed = results.files.iter().filter(|file| file.diff.is_some()).count();
    match changed {
        0 => "Nothing to fix.\n".to_owned(),
        _ => format!("Would fix {} in {}.\n", counted(results.fixed(), "problem"), counted(changed, "file")),
    }
}

fn clean(results: &Results, fixed: usize) -> String {
    let files = counted(results.counts.checked, "file");
    let relevant = results.counts.relevant;
    match (fixed, results.counts.checked) {
        (0, 0) => "No YAML, Python or notebook files to check.".to_owned(),
        (0, _) => format!(
            "No problems found; {relevant} of {files} {} a parallel job.",
            if relevant == 1 { "holds" } else { "hold" }
        ),
        _ => "No problems remain.".to_owned(),
    }
}

fn fixable(results: &Results) -> String {
    let (safe, unsure) = (results.fixable(Applicability::Safe), results.fixable(Applicability::Unsafe));
    match (safe, unsure) {
        (0, 0) => String::new(),
        (safe, 0) => format!("; {safe} fixable with --fix"),
        (0, unsure) => format!("; {unsure} fixable with --unsafe-fixes"),
        (safe, unsure) => format!("; {safe} fixable with --fix, {unsure} more with --unsafe-fixes"),
    }
}

fn skipped(results: &Results) -> Option<String> {
    let counts = &results.counts;
    let kinds =
        [(counts.skipped_binary, "no text"), (counts.skipped_large, "too large"), (counts.unreadable, "unreadable")];
    let kinds: Vec<_> = kinds.into_iter().filter(|(count, _)| *count > 0).collect();
    let total: usize = kinds.iter().map(|(count, _)| count).sum();
    let reasons: Vec<_> = kinds.iter().map(|(count, reason)| format!("{count} {reason}")).collect();
    (total > 0).then(|| format!("Skipped {}: {}.", counted(total, "file"), reasons.join(", ")))
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
