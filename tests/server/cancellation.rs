//! Questions that take long hold up nothing, and can be taken back. What takes long here is a file that is a pipe into
//! which nobody writes: reading it never ends.
#![cfg(unix)]

use crate::client::{BROKEN, Client, Setup, found, start};
use serde_json::json;
use std::process::Command;

const USE: &str =
    "type: pipeline\njobs:\n  score:\n    type: parallel\n    component: ./pipe.yml\n    inputs: {a: 1}\n";

#[test]
fn slow_questions_hold_up_nothing() {
    let mut client = Client::begin(&Setup::pull(), &[]);
    assert!(Command::new("mkfifo").arg(client.path("pipe.yml")).status().unwrap().success());
    let slow: Vec<_> = (0..8).map(|number| format!("slow{number}.yml")).collect();
    let mut asked = Vec::new();
    for path in &slow {
        client.open(path, "yaml", USE);
        let uri = client.uri(path);
        asked.push(client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})));
    }

    for id in &asked[..6] {
        client.notify("$/cancelRequest", json!({"id": id}));
        assert_eq!(client.answer(*id)["error"]["code"], -32800);
    }
    client.open("a.yml", "yaml", BROKEN);
    assert_eq!(client.pulled("a.yml"), found("utf-16"));
    let id = client.ask_hover("a.yml", &start(BROKEN, "mini_batch_size", "utf-16"));
    assert!(client.answer(id)["contents"].is_object());

    client.notify("$/cancelRequest", json!({"id": "no such request"}));
    assert_eq!(client.end(), 0);
}
