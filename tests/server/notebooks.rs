//! Notebooks, as their cells.

use crate::client::{Client, ENCODINGS, Setup, apply, place, range};
use serde_json::{Value, json};

const HEAD: &str = "%pip install azure-ai-ml\nfrom azure.ai.ml import Input, Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\nSIZE = 17\n";
const STEP: &str = "score = parallel_run_function(name=\"score\", description=\"日本🦀\", mini_batch_size=17, input_data=\"${{inputs.images}}\",
    inputs={\"images\": Input(type=\"uri_folder\", path=\"azureml:images:1\")}, outputs={\"scores\": Output(type=\"uri_file\")},
    mini_batch_error_threshold=5, retry_settings={\"timeout\": 600, \"max_retries\": 2},
    task=RunFunction(code=\".\", entry_script=\"score.py\", environment=\"azureml:score-env:1\", append_row_to=\"${{outputs.scores}}\"))\n";

const CELLS: [(&str, i32, &str, &str); 3] =
    [("head", 2, "python", HEAD), ("prose", 1, "markdown", "日本"), ("step", 2, "python", STEP)];

fn cell(name: &str) -> String {
    format!("vscode-notebook-cell:/work/a%20b.ipynb#{name}")
}

fn open(client: &mut Client) {
    let cells: Vec<_> = CELLS.iter().map(|(name, kind, ..)| json!({"kind": kind, "document": cell(name)})).collect();
    let texts = CELLS.iter().map(
        |(name, _, language, text)| json!({"uri": cell(name), "languageId": language, "version": 1, "text": text}),
    );
    let uri = client.uri("a b.ipynb");
    let notebook = json!({"uri": uri, "notebookType": "jupyter-notebook", "version": 1, "cells": cells});
    let texts: Vec<_> = texts.collect();
    client.notify("notebookDocument/didOpen", json!({"notebookDocument": notebook, "cellTextDocuments": texts}));
}

fn change(client: &mut Client, version: i32, cells: Value) {
    let notebook = json!({"uri": client.uri("a b.ipynb"), "version": version});
    client.notify("notebookDocument/didChange", json!({"notebookDocument": notebook, "change": {"cells": cells}}));
}

fn edit(client: &mut Client, version: i32, name: &str, edit: Value) {
    let document = json!({"uri": cell(name), "version": version});
    change(client, version, json!({"textContent": [{"document": document, "changes": [edit]}]}));
}

#[test]
fn findings_stand_in_their_cells_in_every_encoding() {
    for encoding in ENCODINGS {
        let expected = [format!("PJ101 {}", place(STEP, "17", encoding))];
        let mut client = Client::begin(&Setup::push().encoding(encoding), &[]);
        open(&mut client);
        assert_eq!(client.published(&cell("step"), 1), expected);
        assert!(client.published(&cell("head"), 1).is_empty());

        let mut client = Client::begin(&Setup::pull().encoding(encoding), &[]);
        open(&mut client);
        assert_eq!(client.pulled(&cell("step")), expected);
        assert!(client.pulled(&cell("head")).is_empty());
    }
}

#[test]
fn only_the_cells_that_changed_are_told_of_again() {
    let mut client = Client::begin(&Setup::push(), &[]);
    open(&mut client);
    assert_eq!(client.published(&cell("step"), 1).len(), 1);
    assert!(client.published(&cell("prose"), 1).is_empty());
    assert!(client.published(&cell("head"), 1).is_empty());
    edit(&mut client, 2, "step", json!({"range": range(STEP, "17", "utf-16"), "text": "\"17\""}));
    assert!(client.published(&cell("step"), 2).is_empty());
    assert_eq!(client.count("textDocument/publishDiagnostics"), 0);
}

#[test]
fn cells_change_come_and_go() {
    let mut client = Client::begin(&Setup::pull(), &[]);
    open(&mut client);
    edit(&mut client, 2, "step", json!({"range": range(STEP, "17", "utf-16"), "text": "\"17\""}));
    assert!(client.pulled(&cell("step")).is_empty());

    edit(
        &mut client,
        3,
        "step",
        json!({"range": range(&STEP.replace("17", "\"17\""), "\"17\"", "utf-16"), "text": "17"}),
    );
    assert_eq!(client.pulled(&cell("step")).len(), 1);

    edit(&mut client, 4, "step", json!({"range": range(STEP, "17", "utf-16"), "text": "SIZE"}));
    assert_eq!(client.pulled(&cell("head")).len(), 1);

    // Without the cell before it nothing is known of the size.
    let array = json!({"start": 0, "deleteCount": 1});
    change(&mut client, 5, json!({"structure": {"array": array, "didClose": [{"uri": cell("head")}]}}));
    assert!(client.pulled(&cell("step")).is_empty());
    let text = json!({"uri": cell("new"), "languageId": "python", "version": 1, "text": HEAD});
    let array = json!({"start": 1, "deleteCount": 0, "cells": [{"kind": 2, "document": cell("new")}]});
    change(&mut client, 6, json!({"structure": {"array": array, "didOpen": [text]}}));
    assert_eq!(client.pulled(&cell("new")).len(), 1);

    // The cells change places, without their texts.
    let cells = ["step", "new"].map(|name| json!({"kind": 2, "document": cell(name)}));
    change(&mut client, 7, json!({"structure": {"array": {"start": 1, "deleteCount": 2, "cells": cells}}}));
    assert_eq!(client.pulled(&cell("new")).len(), 1);
    edit(&mut client, 8, "new", json!({"range": range(HEAD, "17", "utf-16"), "text": "'17'"}));
    assert!(client.pulled(&cell("new")).is_empty());
}

#[test]
fn are_cleared_on_close() {
    let mut client = Client::begin(&Setup::push(), &[]);
    open(&mut client);
    assert_eq!(client.published(&cell("step"), 1).len(), 1);
    let uri = client.uri("a b.ipynb");
    let cells: Vec<_> = CELLS.iter().map(|(name, ..)| json!({"uri": cell(name)})).collect();
    client.notify("notebookDocument/didClose", json!({"notebookDocument": {"uri": uri}, "cellTextDocuments": cells}));
    assert!(client.told(&cell("step")).is_empty());
}

#[test]
fn fixes_and_suppressions_stand_in_their_cells() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::push().encoding(encoding), &[]);
        open(&mut client);
        let mut edits = |range: Value, only: &str| {
            let context = json!({"diagnostics": [], "only": [only]});
            let asked = json!({"textDocument": {"uri": cell("step")}, "range": range, "context": context});
            let actions = client.request("textDocument/codeAction", asked).as_array().unwrap().clone();
            let edits = actions.iter().map(|action| action["edit"]["changes"][cell("step")].clone());
            edits.map(|edits| apply(STEP, &edits, encoding)).collect::<Vec<_>>()
        };
        let fixed = STEP.replace("17", "\"17\"");
        let quick = edits(range(STEP, "17", encoding), "quickfix");
        assert_eq!(quick[0], fixed);
        assert!(quick[1].contains("# parlint: ignore[PJ101] TODO"), "{}", quick[1]);
        assert_eq!(edits(range(STEP, "score", encoding), "source.fixAll"), [fixed]);
    }
}
