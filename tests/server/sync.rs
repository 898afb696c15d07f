//! The text that the server has is the one that was typed.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, found, range};
use serde_json::json;

#[test]
fn changes_arrive_at_their_place_in_every_encoding() {
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::pull().encoding(encoding), &[]);
        let text = BROKEN.replace("17", "\"8\"").replace("-5", "0");
        client.open("a.yml", "yaml", &text);
        assert!(client.pulled("a.yml").is_empty());
        // The second counts from what the first left.
        let first = json!({"range": range(&text, "\"8\"", encoding), "text": "17"});
        let second = json!({"range": range(&text.replace("\"8\"", "17"), "hold: 0", encoding), "text": "hold: -5"});
        client.change("a.yml", 2, json!([first, second]));
        assert_eq!(client.pulled("a.yml"), found(encoding));
    }
}
