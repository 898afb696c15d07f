//! Questions that take long hold up nothing that can be taken back. What takes long here is a pipeline of many nodes.

use crate::client::{BROKEN, Client, Setup, found, start};
use serde_json::json;

/// A pipeline that takes seconds to check in a debug build.
fn long_pipeline() -> String {
    let node =
        |number| format!("  score{number}:\n    type: parallel\n    component: ./none.yml\n    inputs: {{a: 1}}\n");
    (0..6_000).fold("type: pipeline\njobs:\n".to_owned(), |text, number| text + &node(number))
}

#[test]
fn slow_questions_hold_up_nothing() {
    let mut client = Client::begin(&Setup::pull(), &[]);
    let mut asked = Vec::new();
    for number in 0..6 {
        let path = format!("slow{number}.yml");
        client.open(&path, "yaml", &long_pipeline());
        let uri = client.uri(&path);
        asked.push(client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})));
    }

    // The last one waits for all others, the first one is being answered.
    for id in asked.iter().rev() {
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
