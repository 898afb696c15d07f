//! A program as a notebook: a cell for each part between empty lines. Knows no case's meaning.

use super::super::case::Case;
use serde_json::{Value, json};

/// The same case in a notebook. The cells, put together again, are the text of the program.
pub fn of(case: &Case) -> Case {
    let text = case.text().trim_end_matches('\n').to_owned();
    // Two empty lines stand before and after a function, one between other parts.
    let cells: Vec<Value> = text.split("\n\n").map(|part| cell(part, "\n")).collect();
    let last = cells.len() - 1;
    let cells = cells.into_iter().enumerate().map(|(at, part)| if at == last { trimmed(part) } else { part });
    let notebook = json!({"cells": cells.collect::<Vec<_>>(), "metadata": {}, "nbformat": 4, "nbformat_minor": 5});
    let mut other = case.clone();
    other.files.remove(&case.main);
    other.main = "job.ipynb".to_owned();
    other.files.insert(other.main.clone(), notebook.to_string());
    other.name = format!("{}/notebook", case.name);
    other
}

fn cell(source: &str, end: &str) -> Value {
    let source = format!("{source}{end}");
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    json!({"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": lines})
}

/// A cell without the line break at its end.
fn trimmed(mut cell: Value) -> Value {
    if let Some(last) = cell["source"].as_array_mut().and_then(|lines| lines.last_mut()) {
        *last = last.as_str().unwrap_or_default().trim_end_matches('\n').into();
    }
    cell
}
