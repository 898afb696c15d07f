//! Settings from files and from the editor.

use crate::client::{BROKEN, Client, Setup, found};
use serde_json::json;

fn client(settings: &str) -> Client {
    let mut client = Client::begin(&Setup::push(), &[("parlint.toml", settings)]);
    client.open("a.yml", "yaml", BROKEN);
    client
}

/// Waits until the findings of `a.yml` are these.
fn wait(client: &mut Client, expected: &[String]) {
    let uri = client.uri("a.yml");
    client.wait(|message| {
        let sent = &message["params"];
        message["method"] == "textDocument/publishDiagnostics"
            && sent["uri"] == uri
            && crate::client::briefs(&sent["diagnostics"]) == expected
    });
}

#[test]
fn count_and_are_read_again() {
    let mut client = client("ignore = ['PJ101']\n");
    wait(&mut client, &found("utf-16")[1..]);
    client.write("parlint.toml", "");
    client.changed_on_disk("parlint.toml", 2);
    wait(&mut client, &found("utf-16"));
    client.open("parlint.toml", "toml", "ignore = ['PJ120']\n");
    wait(&mut client, &found("utf-16")[..1]);
    client.close("parlint.toml");
    wait(&mut client, &found("utf-16"));
}

#[test]
fn what_cannot_be_used_is_a_finding_and_what_counted_counts_on() {
    let mut client = client("ignore = ['PJ101']\n");
    wait(&mut client, &found("utf-16")[1..]);
    client.write("parlint.toml", "# 日本\nignore = ['PJ120'\n");
    client.changed_on_disk("parlint.toml", 2);
    let said = client.next("window/logMessage")["params"]["message"].clone();
    assert!(said.as_str().unwrap().contains("parlint.toml: "), "{said}");
    assert_eq!(client.told("parlint.toml").len(), 1);
    client.change("a.yml", 2, json!([{"text": BROKEN}]));
    assert_eq!(client.published("a.yml", 2), found("utf-16")[1..]);

    client.write("parlint.toml", "ignore = ['PJ120']\n");
    client.changed_on_disk("parlint.toml", 2);
    wait(&mut client, &found("utf-16")[..1]);
    assert!(client.told("parlint.toml").is_empty());
}

#[test]
fn under_a_configuration_that_never_could_be_used_nothing_is_said() {
    let mut client = client("ignore = [\n");
    assert_eq!(client.told("parlint.toml").len(), 1);
    assert!(client.published("a.yml", 1).is_empty());
}

#[test]
fn a_configuration_has_findings_while_it_is_typed() {
    let mut client = client("");
    client.open("parlint.toml", "toml", "# 日本🦀\nignroe = ['PJ101']\n");
    assert_eq!(client.published("parlint.toml", 1), ["PJ921 1:0-6"]);
}

#[test]
fn the_editor_has_settings_too() {
    let settings = json!({"ignore": ["PJ101"], "locale": "ja", "trace": {"server": "off"}});
    let mut client = Client::begin(&Setup::push().with("initializationOptions", settings), &[]);
    client.open("a.yml", "yaml", BROKEN);
    wait(&mut client, &found("utf-16")[1..]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"parlint": {"ignore": ["PJ120"]}}}));
    wait(&mut client, &found("utf-16")[..1]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"parlint": {"ignore": ["nonsense"]}}}));
    let said = client.next("window/logMessage")["params"]["message"].clone();
    assert!(said.as_str().unwrap().contains("nonsense"), "{said}");
    wait(&mut client, &found("utf-16"));
}

#[test]
fn a_client_that_can_be_asked_is_asked() {
    let mut setup = Setup::push();
    setup.capabilities["workspace"] = json!({"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}});
    setup.settings = json!({"ignore": ["PJ101"], "fail-on": null});
    let mut client = Client::begin(&setup, &[]);
    let registered = client.next("client/registerCapability")["params"]["registrations"].clone();
    let methods: Vec<_> = registered.as_array().unwrap().iter().map(|it| it["method"].clone()).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    client.open("a.yml", "yaml", BROKEN);
    wait(&mut client, &found("utf-16")[1..]);
    client.setup.settings = json!(null);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    wait(&mut client, &found("utf-16"));
}
