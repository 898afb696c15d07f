//! Diagnostics that are sent to the editor.

use crate::client::{BROKEN, Client, ENCODINGS, SCRIPT, Setup, found, start};
use serde_json::json;

const COMPONENT: &str = "\
type: parallel
name: a
version: '1'
inputs: {other: {type: uri_folder, optional: true, description: 日本🦀}, images: {type: uri_folder}}
input_data: ${{inputs.images}}
mini_batch_size: '1'
task: {type: run_function, code: ., entry_script: score.py, environment: azureml:e:1}
";
const USE: &str = "type: pipeline\nsettings: {default_compute: azureml:a}\njobs:\n  score:\n    type: parallel\n    component: ./component.yml\n";

fn client() -> Client {
    Client::begin(&Setup::push(), &[])
}

#[test]
fn stand_at_their_place_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::push().encoding(encoding), &[]);
        assert_eq!(client.begun["capabilities"]["positionEncoding"], encoding);
        client.open("a b.yml", "yaml", BROKEN);
        assert_eq!(client.published("a b.yml", 1), found(encoding));
    }
}

#[test]
fn utf_8_is_preferred_and_utf_16_the_default() {
    let begun = |setup: &Setup| Client::begin(setup, &[]).begun["capabilities"]["positionEncoding"].clone();
    assert_eq!(begun(&Setup::push()), "utf-16");
    let mut setup = Setup::push();
    setup.capabilities["general"] = json!({"positionEncodings": ["utf-16", "utf-32", "utf-8", "utf-7"]});
    assert_eq!(begun(&setup), "utf-8");
}

#[test]
fn follow_the_versions_and_are_cleared_on_close() {
    let mut client = client();
    client.open("a.yml", "yaml", BROKEN);
    assert_eq!(client.published("a.yml", 1), found("utf-16"));
    client.change("a.yml", 2, json!([{"text": format!("\n\n{BROKEN}")}]));
    let moved: Vec<_> = found("utf-16").iter().map(|found| found.replace(" 9:", " 11:")).collect();
    assert_eq!(client.published("a.yml", 2), moved);
    client.close("a.yml");
    assert!(client.told("a.yml").is_empty());
}

#[test]
fn files_of_the_workspace_have_them_without_being_open() {
    let script = SCRIPT.replace("def run(mini_batch)", "def run()");
    let mut client = Client::begin(&Setup::push(), &[("a.yml", BROKEN), ("score.py", &script)]);
    assert_eq!(client.told("a.yml"), found("utf-16"));
    assert_eq!(client.told("score.py").len(), 1);
    // As long as one is open, what is typed counts.
    client.open("a.yml", "yaml", &BROKEN.replace("-5", "5"));
    assert_eq!(client.published("a.yml", 1), &found("utf-16")[..1]);
    client.close("a.yml");
    assert_eq!(client.told("a.yml"), found("utf-16"));
    std::fs::remove_file(client.path("a.yml")).unwrap();
    client.changed_on_disk("a.yml", 3);
    assert!(client.told("a.yml").is_empty());
}

#[test]
fn say_all_that_the_rule_says() {
    let mut client = client();
    client.open("a.yml", "yaml", BROKEN);
    let sent = client.next("textDocument/publishDiagnostics")["params"]["diagnostics"][0].clone();
    assert_eq!(sent["source"], "parlint");
    assert_eq!(sent["severity"], 1);
    assert!(sent["codeDescription"]["href"].as_str().unwrap().ends_with("/docs/rules/PJ101.md"), "{sent}");
    assert!(sent["message"].as_str().unwrap().starts_with("`mini_batch_size` is a number"), "{sent}");
}

#[test]
fn speak_the_language_of_the_client() {
    for (locale, start) in
        [("ja", "`mini_batch_size`"), ("ko-KR", "`mini_batch_size`"), ("fr", "`mini_batch_size` is a number")]
    {
        let mut client = Client::begin(&Setup::push().with("locale", json!(locale)), &[]);
        client.open("a.yml", "yaml", BROKEN);
        let sent = client.next("textDocument/publishDiagnostics")["params"]["diagnostics"][0]["message"].clone();
        assert!(sent.as_str().unwrap().starts_with(start), "{locale}: {sent}");
    }
}

#[test]
fn documents_in_no_file_are_checked() {
    let mut client = client();
    client.open("untitled:Untitled-1", "yaml", BROKEN);
    assert_eq!(client.published("untitled:Untitled-1", 1), found("utf-16"));
}

#[test]
fn mark_what_is_deprecated_and_what_is_dropped() {
    let mut setup = Setup::push();
    setup.capabilities["textDocument"]["publishDiagnostics"]["tagSupport"] = json!({"valueSet": [1, 2]});
    for (key, tag) in [("run_max_try: 3", 2), ("colour: red", 1)] {
        let mut client = Client::begin(&setup, &[]);
        client.open(
            "a.yml",
            "yaml",
            &BROKEN.replace("mini_batch_size: 17", &format!("mini_batch_size: \"17\", {key}")),
        );
        let sent = client.next("textDocument/publishDiagnostics")["params"]["diagnostics"].clone();
        let tags: Vec<_> = sent.as_array().unwrap().iter().filter_map(|it| it.get("tags")).collect();
        assert_eq!(tags, [&json!([tag])], "{key}: {sent}");
    }
    let mut client = client();
    client.open("a.yml", "yaml", &BROKEN.replace("mini_batch_size: 17", "colour: red"));
    let sent = client.next("textDocument/publishDiagnostics")["params"]["diagnostics"].clone();
    assert!(sent.as_array().unwrap().iter().all(|it| it.get("tags").is_none()), "{sent}");
}

#[test]
fn show_other_places_that_matter() {
    let mut client = Client::begin(&Setup::push(), &[("component.yml", COMPONENT)]);
    client.open("a.yml", "yaml", USE);
    let sent = client.next("textDocument/publishDiagnostics")["params"]["diagnostics"].clone();
    let related = &sent[0]["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], client.uri("component.yml"), "{sent}");
    assert_eq!(related["range"]["start"], start(COMPONENT, "images", "utf-16"), "{sent}");
}
