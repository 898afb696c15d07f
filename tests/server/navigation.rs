//! The way from name to name, across files and with unsaved text; outlines, links and hints.

use crate::client::{BROKEN, Client, ENCODINGS, SCRIPT, Setup, range};
use serde_json::{Value, json};

/// A pipeline whose node uses a component in another file, with characters that every encoding counts in another way.
const USER: &str = r#"$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
settings: {default_compute: azureml:cpu-cluster}
jobs:
  score: {environment_variables: {A: "日本🦀"}, inputs: {images: {type: uri_folder, path: x}}, type: parallel, component: ./score.yml}
"#;

const COMPONENT: &str = r#"$schema: https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json
type: parallel
name: score_files
version: "1"
inputs: {images: {type: uri_folder}}
input_data: ${{inputs.images}}
mini_batch_size: "10"
task: {type: run_function, code: ., entry_script: score.py, environment: azureml:e:1}
"#;

fn client(encoding: &str) -> Client {
    let mut client = Client::begin(&Setup::push().encoding(encoding), &[("use.yml", USER), ("score.yml", COMPONENT)]);
    client.open("use.yml", "yaml", USER);
    client
}

/// The answer to a request about the first character of a piece of a document, or its error.
fn ask(client: &mut Client, method: &str, path: &str, position: &Value, more: Value) -> Value {
    let mut parameters = json!({"textDocument": {"uri": client.uri(path)}, "position": position});
    for (name, value) in more.as_object().unwrap() {
        parameters[name] = value.clone();
    }
    client.request(method, parameters)
}

fn of_document(client: &mut Client, method: &str, path: &str) -> Value {
    let uri = client.uri(path);
    client.request(method, json!({"textDocument": {"uri": uri}}))
}

#[test]
fn definitions_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = client(encoding);
        let position = range(USER, "images", encoding)["end"].clone();
        let answer = ask(&mut client, "textDocument/definition", "use.yml", &position, json!({}));
        let expected = json!([{"uri": client.uri("score.yml"), "range": range(COMPONENT, "images", encoding)}]);
        assert_eq!(answer, expected, "{encoding}");
    }
}

#[test]
fn references_see_what_is_not_saved() {
    let mut client = client("utf-16");
    let typed = COMPONENT.replace("entry_script", "program_arguments: \"--d ${{inputs.images}}\", entry_script");
    client.open("score.yml", "yaml", &typed);
    let position = range(USER, "images", "utf-16")["start"].clone();
    let context = json!({"context": {"includeDeclaration": true}});
    let answer = ask(&mut client, "textDocument/references", "use.yml", &position, context);
    let files: Vec<_> = answer.as_array().unwrap().iter().map(|place| place["uri"].as_str().unwrap()).collect();
    let count = |path: &str| files.iter().filter(|uri| uri.ends_with(path)).count();
    assert_eq!((count("/use.yml"), count("/score.yml")), (1, 3), "{answer}");
}

#[test]
fn renames_across_files_or_says_why_not() {
    let mut client = client("utf-16");
    let position = range(USER, "images", "utf-16")["start"].clone();
    let prepared = ask(&mut client, "textDocument/prepareRename", "use.yml", &position, json!({}));
    assert_eq!(prepared, json!({"range": range(USER, "images", "utf-16"), "placeholder": "images"}));
    let answer = ask(&mut client, "textDocument/rename", "use.yml", &position, json!({"newName": "files"}));
    let changes = &answer["changes"];
    let edits = |uri: &str| changes[uri].as_array().map_or(0, Vec::len);
    assert_eq!((edits(&client.uri("use.yml")), edits(&client.uri("score.yml"))), (1, 2), "{answer}");
    assert_eq!(changes[&client.uri("use.yml")][0]["range"], range(USER, "images", "utf-16"));
}

#[test]
fn highlights_outlines_links_and_hints() {
    let mut client = client("utf-16");
    client.open("score.yml", "yaml", COMPONENT);
    let position = range(COMPONENT, "images", "utf-16")["start"].clone();
    let found = ask(&mut client, "textDocument/documentHighlight", "score.yml", &position, json!({}));
    assert_eq!(found.as_array().unwrap().len(), 2);
    let outline = of_document(&mut client, "textDocument/documentSymbol", "use.yml");
    assert_eq!(outline[0]["children"][0]["name"], "score");
    assert_eq!(outline[0]["children"][0]["children"][0]["name"], "images");
    let links = of_document(&mut client, "textDocument/documentLink", "use.yml");
    let targets: Vec<_> = links.as_array().unwrap().iter().map(|link| link["target"].as_str().unwrap()).collect();
    assert!(targets.contains(&client.uri("score.yml").as_str()), "{links}");
    let uri = client.uri("score.yml");
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = client.request("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": all}));
    let labels: Vec<_> = hints.as_array().unwrap().iter().map(|hint| hint["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["timeout: 60, max_retries: 2", "files"]);
}

#[test]
fn the_workspace_is_searched() {
    let mut client = Client::begin(&Setup::push(), &[]);
    client.open("a.yml", "yaml", BROKEN);
    client.open("score.py", "python", SCRIPT);
    let found = client.request("workspace/symbol", json!({"query": "SCOR"}));
    let names: Vec<_> = found.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"score") && names.contains(&"scores"), "{found}");
}
