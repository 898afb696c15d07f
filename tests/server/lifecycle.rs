//! How a session begins and ends, and what does not end it.

use crate::client::{Client, Setup};
use serde_json::{Value, json};
use std::process::Command;

fn client() -> Client {
    Client::begin(&Setup::push(), &[])
}

#[test]
fn introduces_itself() {
    let client = client();
    assert_eq!(client.begun["serverInfo"], json!({"name": "parlint", "version": env!("CARGO_PKG_VERSION")}));
    assert_eq!(client.begun["capabilities"]["textDocumentSync"]["change"], 2);
    assert!(client.begun["capabilities"].get("diagnosticProvider").is_none());
}

#[test]
fn options_that_editors_pass_are_taken() {
    let mut setup = Setup::push();
    setup.arguments.push("--stdio");
    assert_eq!(Client::begin(&setup, &[]).end(), 0);
}

#[test]
fn ends_with_success_after_a_goodbye_only() {
    assert_eq!(client().end(), 0);

    let mut client = client();
    client.notify("exit", Value::Null);
    assert_eq!(client.status(), 1);
}

#[test]
fn a_goodbye_may_come_without_parameters() {
    let mut client = client();
    client.send(&json!({"jsonrpc": "2.0", "id": 77, "method": "shutdown"}));
    assert_eq!(client.answer(77), Value::Null);
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.status(), 0);
}

#[test]
fn ends_when_its_input_does() {
    let mut client = client();
    client.hang_up();
    assert_eq!(client.status(), 1);

    let mut client = Client::silent(&Setup::push());
    client.hang_up();
    assert_eq!(client.status(), 1);

    let mut client = self::client();
    client.request("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.status(), 0);
}

#[cfg(unix)]
#[test]
fn ends_when_the_editor_dies() {
    let mut editor = Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::begin(&Setup::push().with("processId", json!(editor.id())), &[]);
    assert_eq!(client.error("parlint/nothing", json!({})), -32601);
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.status(), 1);
}

#[test]
fn refuses_what_comes_at_the_wrong_time() {
    let pull = || json!({"textDocument": {"uri": "file:///a.yml"}});
    let mut early = Client::silent(&Setup::push());
    assert_eq!(early.error("textDocument/diagnostic", pull()), -32002);

    let mut client = client();
    assert_eq!(client.error("initialize", json!({"capabilities": {}})), -32600);
    assert_eq!(client.error("no/such/method", json!({})), -32601);
    assert_eq!(client.error("textDocument/diagnostic", json!({"bad": 1})), -32602);
    client.request("shutdown", Value::Null);
    assert_eq!(client.error("textDocument/diagnostic", pull()), -32600);
    assert_eq!(client.error("shutdown", Value::Null), -32600);
}

#[test]
fn malformed_messages_do_not_end_the_session() {
    let mut client = client();
    let bodies: [&[u8]; 7] = [
        b"{{{{{",
        b"",
        b"[]",
        b"null",
        b"{\"id\": 5}",
        b"\xff\xfe",
        b"{\"jsonrpc\": \"1.0\", \"id\": 6, \"method\": \"x\"}",
    ];
    for body in bodies {
        client.raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.raw(body);
        assert!(client.wait(|message| message.get("error").is_some())["error"]["code"].as_i64().unwrap() < -32000);
    }
    for header in ["rubbish\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n"] {
        client.raw(header.as_bytes());
        assert_eq!(client.wait(|message| message.get("error").is_some())["error"]["code"], -32700);
    }
    client.raw(b"Content-Length: 4\r\n\r\n{\"tail\": 1}");
    assert_eq!(client.error("parlint/nothing", json!({})), -32601);
    assert_eq!(client.end(), 0);
}

#[test]
fn answers_to_nothing_are_ignored() {
    let mut client = client();
    for answer in [json!({"result": 1}), json!({"error": {"code": -1, "message": ""}}), json!({})] {
        let mut message = json!({"jsonrpc": "2.0", "id": 4711});
        message.as_object_mut().unwrap().extend(answer.as_object().unwrap().clone());
        client.send(&message);
    }
    client.notify("$/whatever", json!({}));
    client.notify("textDocument/didOpen", json!({"rubbish": true}));
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///x", "version": 1}, "contentChanges": []}),
    );
    client.close("never-opened.yml");
    assert_eq!(client.end(), 0);
}
