//! What the editor shows of a place.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, range, start};
use serde_json::json;

#[test]
fn explains_a_place_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::push().encoding(encoding), &[]);
        client.open("a.yml", "yaml", BROKEN);
        let id = client.ask_hover("a.yml", &start(BROKEN, "mini_batch_size", encoding));
        let answer = client.answer(id);
        assert_eq!(answer["range"], range(BROKEN, "mini_batch_size", encoding));
        assert_eq!(answer["contents"]["kind"], "markdown");
        assert!(answer["contents"]["value"].as_str().unwrap().contains("mini_batch_size"), "{answer}");
    }
}

#[test]
fn there_is_nothing_to_say_of_other_places() {
    let mut client = Client::begin(&Setup::push(), &[]);
    client.open("a.yml", "yaml", BROKEN);
    let nowhere =
        [("a.yml", json!({"line": 99, "character": 99})), ("never-opened.yml", json!({"line": 0, "character": 0}))];
    for (path, position) in nowhere {
        let id = client.ask_hover(path, &position);
        assert_eq!(client.answer(id), json!(null), "{path}");
    }
}

#[test]
fn who_likes_plain_text_best_gets_it() {
    for (formats, kind) in [(json!(["plaintext"]), "plaintext"), (json!(["markdown", "plaintext"]), "markdown")] {
        let mut setup = Setup::push();
        setup.capabilities["textDocument"]["hover"] = json!({"contentFormat": formats});
        let mut client = Client::begin(&setup, &[]);
        client.open("a.yml", "yaml", BROKEN);
        let id = client.ask_hover("a.yml", &start(BROKEN, "mini_batch_size", "utf-16"));
        assert_eq!(client.answer(id)["contents"]["kind"], kind);
    }
}
