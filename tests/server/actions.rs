//! What the editor can do about findings.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, apply, range};
use serde_json::{Value, json};

/// A client that knows versions, and asks for the edits of what is chosen if it is `lazy`.
pub fn setup(encoding: &str, lazy: bool) -> Setup {
    let mut setup = Setup::push().encoding(encoding);
    setup.capabilities["workspace"] = json!({"workspaceEdit": {"documentChanges": true}});
    if lazy {
        setup.capabilities["textDocument"]["codeAction"] =
            json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    }
    setup
}

pub fn actions(client: &mut Client, path: &str, range: Value, only: &[&str]) -> Vec<Value> {
    let context = if only.is_empty() { json!({"diagnostics": []}) } else { json!({"diagnostics": [], "only": only}) };
    let document = json!({"uri": client.uri(path)});
    let answer = client
        .request("textDocument/codeAction", json!({"textDocument": document, "range": range, "context": context}));
    answer.as_array().cloned().unwrap_or_default()
}

/// The edits of an action for its only document.
pub fn edits(client: &mut Client, action: &Value) -> Value {
    let resolved = match action.get("edit") {
        Some(_) => action.clone(),
        None => client.request("codeAction/resolve", action.clone()),
    };
    let changes = resolved["edit"]["documentChanges"].as_array().unwrap().clone();
    assert_eq!((changes.len(), &changes[0]["textDocument"]["version"]), (1, &json!(1)), "{resolved}");
    changes[0]["edits"].clone()
}

#[test]
fn fixes_and_suppressions_in_every_encoding() {
    for (encoding, lazy) in ENCODINGS.into_iter().flat_map(|encoding| [(encoding, false), (encoding, true)]) {
        let mut client = Client::begin(&setup(encoding, lazy), &[]);
        client.open("a.yml", "yaml", BROKEN);
        let found = actions(&mut client, "a.yml", range(BROKEN, "17", encoding), &[]);
        let titles: Vec<_> = found.iter().map(|action| action["title"].as_str().unwrap()).collect();
        assert_eq!(titles[1], "Ignore PJ101 here", "{titles:?}");
        assert_eq!((&found[0]["isPreferred"], &found[0]["diagnostics"][0]["code"]), (&json!(true), &json!("PJ101")));

        let fixed = edits(&mut client, &found[0]);
        assert_eq!(apply(BROKEN, &fixed, encoding), BROKEN.replace("17", "\"17\""));
        let ignored = edits(&mut client, &found[1]);
        let comment = "-5,  # parlint: ignore[PJ101] TODO: give the reason\n";
        assert_eq!(apply(BROKEN, &ignored, encoding), BROKEN.replace("-5,\n", comment));
    }
}

#[test]
fn all_safe_fixes_at_once() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&setup(encoding, true), &[]);
        client.open("a.yml", "yaml", BROKEN);
        let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        for only in ["source", "source.fixAll", "source.fixAll.parlint"] {
            let found = actions(&mut client, "a.yml", start.clone(), &[only]);
            assert_eq!((found.len(), &found[0]["kind"]), (1, &json!("source.fixAll.parlint")));
            let fixed = edits(&mut client, &found[0]);
            assert_eq!(apply(BROKEN, &fixed, encoding), BROKEN.replace("17", "\"17\""));
        }
        assert!(actions(&mut client, "a.yml", start.clone(), &["refactor", "source.organizeImports"]).is_empty());
        assert!(actions(&mut client, "a.yml", start.clone(), &["quickfix"]).is_empty());
    }
}

#[test]
fn a_promise_is_kept_for_the_same_text_only() {
    let mut client = Client::begin(&setup("utf-16", true), &[]);
    client.open("a.yml", "yaml", BROKEN);
    let found = actions(&mut client, "a.yml", range(BROKEN, "17", "utf-16"), &["quickfix"]);
    client.change("a.yml", 2, json!([{"text": format!("\n{BROKEN}")}]));
    assert_eq!(client.error("codeAction/resolve", found[0].clone()), -32801);
    assert_eq!(client.error("codeAction/resolve", json!({"title": "x"})), -32602);
}

#[test]
fn a_client_without_versions_gets_plain_edits() {
    let mut client = Client::begin(&Setup::push(), &[]);
    client.open("a.yml", "yaml", BROKEN);
    let found = actions(&mut client, "a.yml", range(BROKEN, "17", "utf-16"), &[]);
    let uri = client.uri("a.yml");
    assert_eq!(apply(BROKEN, &found[0]["edit"]["changes"][uri], "utf-16"), BROKEN.replace("17", "\"17\""));
    assert!(actions(&mut client, "never-opened.yml", range(BROKEN, "17", "utf-16"), &[]).is_empty());
}

#[test]
fn a_configuration_is_fixed_too() {
    let mut client = Client::begin(&setup("utf-16", false), &[]);
    let text = "# 日本🦀\nignroe = []\n";
    client.open("parlint.toml", "toml", text);
    let found = actions(&mut client, "parlint.toml", range(text, "ignroe", "utf-16"), &[]);
    let fixed = edits(&mut client, &found[0]);
    assert_eq!((found.len(), apply(text, &fixed, "utf-16")), (1, text.replace("ignroe", "ignore")));
}
