//! The bases in other spellings, which mean the same, and with broken YAML, which means nothing.

use super::base::Base;
use super::tree::{Tree, path};
use crate::case::{Case, Change};

/// Every base in every other spelling.
pub fn same(base: &Base) -> Vec<Case> {
    let text = base.tree.write(&[]).0;
    let case = |(name, text): (&str, String)| Case {
        name: format!("{}/spelling/{name}", base.name),
        ..base.case().with_text(text)
    };
    texts(&text).into_iter().chain(trees(base)).map(case).collect()
}

/// Other spellings of a text.
fn texts(text: &str) -> Vec<(&'static str, String)> {
    let lines = |change: &dyn Fn(&str) -> String| text.lines().map(|line| change(line) + "\n").collect::<String>();
    let indent = |line: &str| line.len() - line.trim_start().len();
    vec![
        ("comments", lines(&|line| format!("# 注釈: the next line\n{line}  # note"))),
        ("crlf", text.replace('\n', "\r\n")),
        ("byte-order-mark", format!("\u{feff}{text}")),
        ("document-marks", format!("---\n{text}...\n")),
        ("wide-indent", lines(&|line| format!("{}{line}", " ".repeat(indent(line))))),
        ("blank-lines", lines(&|line| format!("\n{line}"))),
        ("quoted-keys", lines(&|line| quoted_key(line))),
        ("no-final-newline", text.trim_end().to_owned()),
    ]
}

fn quoted_key(line: &str) -> String {
    let body = line.trim_start();
    let (key, rest) = body.split_once(':').unwrap_or((body, ""));
    format!("{}\"{key}\":{rest}", &line[..line.len() - body.len()])
}

/// Other spellings of the parts of a base.
fn trees(base: &Base) -> Vec<(&'static str, String)> {
    let at = |key: &str| base.step.iter().cloned().chain(path(key)).collect::<Vec<_>>();
    let parts = [
        ("flow", "retry_settings", "{timeout: 600, max_retries: 2}"),
        ("flow-over-lines", "retry_settings", "{\n  timeout: 600,\n  max_retries: 2,\n}"),
        ("merged", "retry_settings", "{<<: {timeout: 600}, max_retries: 2}"),
        ("overridden", "retry_settings", "{<<: {timeout: 5}, timeout: 600, max_retries: 2}"),
        ("anchored", "mini_batch_error_threshold", "&five 5"),
        ("tagged", "mini_batch_error_threshold", "!!int \"5\""),
        ("single-quotes", "mini_batch_size", "'10'"),
        ("escapes", "mini_batch_size", "\"\\x31\\u0030\""),
        ("folded", "input_data", ">-\n  ${{inputs.data}}"),
    ];
    let given = parts.into_iter().filter(|(_, key, _)| base.tree.get(&at(key)).is_some() && base.name != "table");
    let written =
        given.map(|(name, key, raw)| (name, base.tree.clone().with(&at(key), Tree::Raw(raw.to_owned())).write(&[]).0));
    // The steps of a pipeline's component are answered as text, whose order is that of the file.
    let reversed = (base.name != "pipeline-component").then(|| base.tree.clone().reversed().write(&[]).0);
    written.chain(reversed.map(|text| ("reversed", text))).collect()
}

/// Texts that are no YAML, and keys that stand twice.
pub fn broken(base: &Base) -> Vec<Case> {
    let text = base.tree.write(&[]).0;
    let breaks = [
        ("tab", "type: parallel", "type:\tparallel\n\tx: y"),
        ("open-bracket", "type: parallel", "type: [parallel"),
        ("open-quote", "type: parallel", "type: \"parallel"),
        ("undefined-alias", "type: parallel", "type: *nope"),
        ("colon-in-value", "type: parallel", "type: parallel: x"),
        ("reserved-mark", "type: parallel", "type: @parallel"),
        ("no-colon", "type: parallel", "type parallel"),
        ("unknown-tag", "type: parallel", "type: !mine parallel"),
        ("control-character", "type: parallel", "type: parallel\u{7}"),
    ];
    let broken = breaks.into_iter().filter(|(_, from, _)| text.contains(from)).map(|(name, from, to)| {
        let case = base.case().with_text(text.replacen(from, to, 1));
        Case { name: format!("{}/broken/{name}", base.name), change: Change::Somewhere, ..case }
    });
    broken.collect()
}
