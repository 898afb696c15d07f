//! Six hundred changes at once, with questions between them: every answer speaks of the text as it then was.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, briefs, place, range, start};
use serde_json::{Value, json};

const TYPED: [&str; 4] = ["x", "日", "🦀", "é"];

#[test]
fn answers_speak_of_the_text_as_it_was() {
    for (index, encoding) in ENCODINGS.into_iter().enumerate() {
        let setup = if index == 0 { Setup::push() } else { Setup::pull() };
        burst(&mut Client::begin(&setup.encoding(encoding), &[]), encoding);
    }
}

/// A question that was asked, and what its answer has to say.
enum Question {
    Hover(i64, Value),
    Pull(i64, String),
}

fn burst(client: &mut Client, encoding: &str) {
    let uri = client.uri("a.yml");
    let mut text = BROKEN.to_owned();
    client.open("a.yml", "yaml", &text);
    let mut questions = Vec::new();
    for version in 2..602 {
        let typed = TYPED[version % TYPED.len()];
        let position = start(&text, "日本🦀", encoding);
        client.change("a.yml", version as i32, json!([{"range": {"start": position, "end": position}, "text": typed}]));
        text = text.replacen("日本🦀", &format!("{typed}日本🦀"), 1);
        if version % 7 == 0 {
            let id = client.ask_hover("a.yml", &start(&text, "mini_batch_size", encoding));
            questions.push(Question::Hover(id, range(&text, "mini_batch_size", encoding)));
        }
        if version % 30 == 0 {
            let id = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
            questions.push(Question::Pull(id, format!("PJ101 {}", place(&text, "17", encoding))));
        }
    }
    for question in questions {
        match question {
            Question::Hover(id, expected) => assert_eq!(client.answer(id)["range"], expected),
            Question::Pull(id, expected) => assert_eq!(briefs(&client.answer(id)["items"])[0], expected),
        }
    }
    if client.begun["capabilities"].get("diagnosticProvider").is_none() {
        assert_eq!(client.published("a.yml", 601)[0], format!("PJ101 {}", place(&text, "17", encoding)));
    }
}
