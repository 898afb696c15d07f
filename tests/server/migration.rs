//! From SDK v1 to v2 in the editor: of a file, of a step, and with labels.

use crate::actions::{actions, edits, setup};
use crate::client::{Client, ENCODINGS, Setup, apply, range};
use serde_json::{Value, json};

/// Two steps, each in a pipeline of its own, behind characters that every encoding counts in another way.
const TWO: &str = r#"title = "採点🦀"
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
ws = Workspace.from_config()
first_config = ParallelRunConfig(description="é🦀", environment=Environment.get(ws, "e"), entry_script="score.py", mini_batch_size="5", error_threshold=1, output_action="append_row", append_row_file_name="rows.txt", compute_target="cpu", node_count=1)
first = ParallelRunStep(arguments=["é🦀"], name="first", parallel_run_config=first_config, inputs=[Dataset.get_by_name(ws, "a").as_named_input("a")], output=OutputFileDatasetConfig(name="a_rows"))
Experiment(ws, title).submit(Pipeline(ws, [first]))
other_config = ParallelRunConfig(environment=Environment.get(ws, "e"), entry_script="score.py", mini_batch_size="5", error_threshold=1, output_action="append_row", compute_target="cpu", node_count=1)
other = ParallelRunStep(name="other", parallel_run_config=other_config, inputs=[Dataset.get_by_name(ws, "b").as_named_input("b")], output=OutputFileDatasetConfig(name="b_rows"))
Experiment(ws, title).submit(Pipeline(ws, [other]))
"#;

const REWRITE: &str = "refactor.rewrite.parlint.migrate";

/// A client that shows labels, and actions that cannot be done.
fn showing(encoding: &str, lazy: bool) -> Setup {
    let mut setup = setup(encoding, lazy);
    setup.capabilities["workspace"]["workspaceEdit"]["changeAnnotationSupport"] = json!({"groupsOnLabel": true});
    setup.capabilities["textDocument"]["codeAction"]["disabledSupport"] = json!(true);
    setup
}

fn titles(found: &[Value]) -> Vec<&str> {
    found.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

fn resolved(client: &mut Client, action: &Value) -> Value {
    if action.get("edit").is_some() { action.clone() } else { client.request("codeAction/resolve", action.clone()) }
}

#[test]
fn a_script_of_v1_is_migrated_for_who_asks() {
    let script = "from azureml.pipeline.steps import ParallelRunConfig\nconfig = ParallelRunConfig(node_count=2)\n";
    let mut client = Client::begin(&setup("utf-16", true), &[]);
    client.open("a.py", "python", script);
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let found = actions(&mut client, "a.py", start.clone(), &["source.migrate.parlint"]);
    assert_eq!((found.len(), &found[0]["kind"]), (1, &json!("source.migrate.parlint")));
    let migrated = edits(&mut client, &found[0]);
    assert_ne!(apply(script, &migrated, "utf-16"), script);
    client.open("b.py", "python", "print(1)\n");
    assert!(actions(&mut client, "b.py", start, &["source.migrate.parlint"]).is_empty());
}

#[test]
fn a_step_is_migrated_where_the_cursor_stands() {
    for (encoding, lazy) in ENCODINGS.into_iter().flat_map(|encoding| [(encoding, false), (encoding, true)]) {
        let mut client = Client::begin(&setup(encoding, lazy), &[]);
        client.open("a.py", "python", TWO);
        for place in ["name=\"first\"", "\"cpu\""] {
            let found = actions(&mut client, "a.py", range(TWO, place, encoding), &["refactor.rewrite"]);
            let expected = ["Migrate the step `first` to SDK v2, with its pipeline", "Migrate this file to SDK v2"];
            assert_eq!((titles(&found), &found[0]["kind"]), (expected.to_vec(), &json!(REWRITE)));
            let half = edits(&mut client, &found[0]);
            let half = apply(TWO, &half, encoding);
            let other = TWO.split_once("other_config").unwrap().1;
            assert!(half.ends_with(&format!("other_config{other}")), "{half}");
            assert_eq!(half.matches("ParallelRunStep(").count(), 1, "{half}");
            assert!(half.contains("parallel_run_function(") && half.starts_with("title = \"採点🦀\"\n"), "{half}");
            let whole = edits(&mut client, &found[1]);
            assert!(!apply(TWO, &whole, encoding).contains("azureml."));
        }
    }
}

#[test]
fn changes_have_labels_where_the_client_shows_such() {
    let mut client = Client::begin(&showing("utf-16", true), &[]);
    client.open("a.py", "python", TWO);
    // Offered where the cursor stands in a step, without being asked for.
    let found = actions(&mut client, "a.py", range(TWO, "name=\"first\"", "utf-16"), &[]);
    let found = found.iter().find(|action| action["kind"] == REWRITE).unwrap().clone();
    let edit = resolved(&mut client, &found)["edit"].clone();
    let labels = &edit["changeAnnotations"];
    assert_eq!(labels["sdk-v2"], json!({"label": "Written for SDK v2", "needsConfirmation": false}));
    assert_eq!(labels["note-0"]["label"], "The meaning could change: `append_row_file_name`");
    assert_eq!(labels["note-0"]["needsConfirmation"], true);
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap();
    let of = |id: &str| edits.iter().filter(|edit| edit["annotationId"] == id).count();
    assert!(of("note-0") == 1 && of("sdk-v2") > 0 && of("note-0") + of("sdk-v2") == edits.len(), "{edits:#?}");
    // What asks for the file at once, asks for no preview.
    let at_once = actions(&mut client, "a.py", range(TWO, "first", "utf-16"), &["source.migrate.parlint"]);
    assert_eq!(resolved(&mut client, &at_once[0])["edit"].get("changeAnnotations"), None);
}

#[test]
fn what_is_left_to_a_person_is_said() {
    let several = TWO.replace("inputs=[Dataset.get_by_name(ws, \"b\")", "inputs=[more, Dataset.get_by_name(ws, \"b\")");
    let mut client = Client::begin(&showing("utf-16", true), &[]);
    client.open("a.py", "python", &several);
    let found = actions(&mut client, "a.py", range(&several, "name=\"other\"", "utf-16"), &["refactor"]);
    assert_eq!(titles(&found), ["Migrate the step `other` to SDK v2"]);
    let reason = found[0]["disabled"]["reason"].as_str().unwrap();
    assert!(reason.starts_with("`inputs`: v1 splits several inputs"), "{reason}");
    assert_eq!(found[0].get("edit").or(found[0].get("data")), None);

    let found = actions(&mut client, "a.py", range(&several, "title", "utf-16"), &["refactor"]);
    assert_eq!(titles(&found), ["Migrate this file to SDK v2"]);
    let labels = resolved(&mut client, &found[0])["edit"]["changeAnnotations"].clone();
    let labels: Vec<_> = labels.as_object().unwrap().values().map(|it| it["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"Left to you: `inputs`"), "{labels:?}");
}

#[test]
fn a_step_that_does_not_stand_alone_goes_with_its_file() {
    let alone = TWO.split_once("other_config").unwrap().0;
    let mut client = Client::begin(&setup("utf-16", true), &[]);
    client.open("a.py", "python", alone);
    let found = actions(&mut client, "a.py", range(alone, "name=\"first\"", "utf-16"), &["refactor"]);
    assert_eq!(titles(&found), ["Migrate the step `first` to SDK v2, with the rest of this file"]);
    // Elsewhere nothing is planned unless it is asked for.
    let elsewhere = actions(&mut client, "a.py", range(alone, "title", "utf-16"), &[]);
    assert!(elsewhere.iter().all(|action| action["kind"] != REWRITE), "{elsewhere:?}");
    client.open("b.py", "python", "print(1)\n");
    assert!(actions(&mut client, "b.py", range("print(1)\n", "1", "utf-16"), &["refactor"]).is_empty());
}

#[test]
fn yaml_gets_its_component_beside_it() {
    let text = "# 採点🦀\nparallel_run_config:\n  partition_keys: null\n  source_dir: scripts\n  entry_script: score.py\n  \
                mini_batch_size: '5'\n  error_threshold: 1\n  output_action: append_row\n  compute: cpu\n  node_count: 1\n";
    let mut setup = setup("utf-16", true);
    setup.capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut client = Client::begin(&setup, &[]);
    client.open("a.yml", "yaml", text);
    let found = actions(&mut client, "a.yml", range(text, "source_dir", "utf-16"), &["source.migrate.parlint"]);
    let changes = resolved(&mut client, &found[0])["edit"]["documentChanges"].clone();
    let name = changes[0]["uri"].as_str().unwrap().to_owned();
    assert_eq!((&changes[0]["kind"], &changes[1]["textDocument"]["uri"]), (&json!("create"), &json!(name)));
    assert!(changes[1]["edits"][0]["newText"].as_str().unwrap().contains("type: parallel"), "{changes}");
    // A client that cannot make files is offered nothing that does nothing.
    let mut client = Client::begin(&crate::actions::setup("utf-16", true), &[]);
    client.open("a.yml", "yaml", text);
    assert!(actions(&mut client, "a.yml", range(text, "source_dir", "utf-16"), &["source.migrate.parlint"]).is_empty());
}
