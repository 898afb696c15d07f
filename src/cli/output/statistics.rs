//! How often each rule was broken.

use crate::cli::results::Results;
use crate::diagnostic::Applicability;
use crate::locale::Words;
use crate::message;
use crate::rules::Rule;
use serde_json::{Value, json};
use std::fmt::Write;

struct Row {
    rule: &'static Rule,
    count: usize,
    fixable: usize,
}

/// A table for people, the most frequent first.
#[must_use]
pub fn statistics(results: &Results, words: Words) -> String {
    let rows = rows(results);
    let width = rows.first().map_or(1, |row| row.count.to_string().len());
    let mut text = String::new();
    for Row { rule, count, fixable } in rows {
        let _ = write!(text, "{count:>width$}  {}  {}", rule.code, rule.name);
        if fixable > 0 {
            let _ = write!(text, "  {}", words.say(&message!("({count} fixable)", count = fixable)));
        }
        text.push('\n');
    }
    text
}

/// The same for programs.
#[must_use]
pub fn statistics_json(results: &Results) -> String {
    let rows = rows(results)
        .into_iter()
        .map(|row| json!({ "code": row.rule.code, "name": row.rule.name, "count": row.count, "fixable": row.fixable }));
    format!("{:#}\n", Value::Array(rows.collect()))
}

fn rows(results: &Results) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (_, diagnostic) in results.findings() {
        let safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
        match rows.iter_mut().find(|row| row.rule == diagnostic.rule) {
            Some(row) => {
                row.count += 1;
                row.fixable += usize::from(safe);
            }
            None => rows.push(Row { rule: diagnostic.rule, count: 1, fixable: usize::from(safe) }),
        }
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.count), row.rule.code));
    rows
}
