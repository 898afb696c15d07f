//! Diagnostics that the editor asks for.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, briefs, found};
use serde_json::json;

fn client() -> Client {
    Client::begin(&Setup::pull(), &[])
}

#[test]
fn stand_at_their_place_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::pull().encoding(encoding), &[]);
        client.open("a b.yml", "yaml", BROKEN);
        assert_eq!(client.pulled("a b.yml"), found(encoding));
    }
}

#[test]
fn are_not_sent_too() {
    let mut client = client();
    assert_eq!(client.begun["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    client.open("a.yml", "yaml", BROKEN);
    client.pulled("a.yml");
    client.change("a.yml", 2, json!([{"text": ""}]));
    client.pulled("a.yml");
    client.close("a.yml");
    assert_eq!(client.count("textDocument/publishDiagnostics"), 0);
}

#[test]
fn are_not_repeated_while_they_stay() {
    let mut client = client();
    let uri = client.uri("a.yml");
    let pull = |client: &mut Client, known: &serde_json::Value| {
        client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}, "previousResultId": known}))
    };
    client.open("a.yml", "yaml", BROKEN);
    let first = pull(&mut client, &json!(null));
    assert_eq!((&first["kind"], briefs(&first["items"])), (&json!("full"), found("utf-16")));
    let again = pull(&mut client, &first["resultId"]);
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.change("a.yml", 2, json!([{"text": format!("\n{BROKEN}")}]));
    assert_eq!(pull(&mut client, &first["resultId"])["kind"], "full");
    client.change("a.yml", 3, json!([{"text": BROKEN}]));
    assert_eq!(pull(&mut client, &first["resultId"])["kind"], "unchanged");
}

#[test]
fn there_is_nothing_to_say_of_what_is_not_open() {
    assert!(client().pulled("a.yml").is_empty());
}
