//! One line a finding, as compilers print them: `path:line:column: error[PJ101] message`.

use super::place;
use crate::cli::results::Results;
use crate::diagnostic::Applicability;
use crate::locale::Words;

/// The findings, one a line. `[*]` marks those that `--fix` mends.
pub(super) fn render(results: &Results, words: Words) -> String {
    let line = |(file, diagnostic): (&super::super::results::FileResult, &crate::diagnostic::Diagnostic)| {
        let place = place(&file.path, file.source.view(diagnostic).range(diagnostic.span));
        let (severity, code) = (diagnostic.severity.as_str(), diagnostic.rule.code);
        let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
        let mark = if safe { "[*] " } else { "" };
        format!("{place}: {severity}[{code}] {mark}{}\n", words.say(&diagnostic.message))
    };
    results.findings().map(line).collect()
}
