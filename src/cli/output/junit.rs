//! JUnit XML: a test suite a file, a failed test a finding.

use super::{place, slashed};
use crate::cli::results::{FileResult, Results};
use crate::diagnostic::Diagnostic;
use crate::locale::Words;
use std::fmt::Write;

/// The document. A clean run is one passed test, because some readers take an empty one for a failure.
pub(super) fn render(results: &Results, words: Words) -> String {
    let count = results.findings().count();
    let tests = count.max(1);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuites name=\"parlint\" tests=\"{tests}\" skipped=\"0\" failures=\"{count}\" errors=\"0\">"
    );
    if count == 0 {
        xml.push_str(CLEAN);
    }
    results.files.iter().filter(|file| !file.diagnostics.is_empty()).for_each(|file| suite(&mut xml, file, words));
    xml.push_str("</testsuites>\n");
    xml
}

const CLEAN: &str =
    "    <testsuite name=\"parlint\" tests=\"1\" skipped=\"0\" errors=\"0\" failures=\"0\" package=\"org.parlint\">
        <testcase name=\"No findings\" classname=\"org.parlint\"/>
    </testsuite>
";

fn suite(xml: &mut String, file: &FileResult, words: Words) {
    let (path, count) = (escape(&slashed(&file.path)), file.diagnostics.len());
    let _ = writeln!(
        xml,
        "    <testsuite name=\"{path}\" tests=\"{count}\" skipped=\"0\" errors=\"0\" failures=\"{count}\" package=\"org.parlint\">"
    );
    file.diagnostics.iter().for_each(|diagnostic| case(xml, file, diagnostic, words));
    xml.push_str("    </testsuite>\n");
}

fn case(xml: &mut String, file: &FileResult, diagnostic: &Diagnostic, words: Words) {
    let view = file.source.view(diagnostic);
    let stored = view.stored_range(diagnostic.span).start;
    let class = escape(&slashed(&file.path.with_extension("")));
    let message = escape(&words.say(&diagnostic.message));
    let (code, severity) = (diagnostic.rule.code, diagnostic.severity.as_str());
    let (line, column) = (stored.line, stored.column);
    let place = escape(&place(&file.path, view.range(diagnostic.span)));
    let _ = writeln!(
        xml,
        "        <testcase name=\"org.parlint.{code}\" classname=\"{class}\" line=\"{line}\" column=\"{column}\">
            <properties>
                <property name=\"severity\" value=\"{severity}\"/>
            </properties>
            <failure message=\"{message}\">{place}: {message}</failure>
        </testcase>"
    );
}

/// Text for attributes and content. What XML cannot hold at all becomes the replacement character.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\r' => escaped.push_str("&#13;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
