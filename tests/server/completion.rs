//! What the editor offers while something is typed.

use crate::client::{BROKEN, Client, ENCODINGS, Setup, range, start};
use serde_json::{Value, json};

/// What is offered at a place of a document.
fn offered(client: &mut Client, path: &str, position: Value) -> Vec<Value> {
    let uri = client.uri(path);
    let parameters = json!({"textDocument": {"uri": uri}, "position": position});
    client.request("textDocument/completion", parameters).as_array().unwrap().clone()
}

fn item<'v>(items: &'v [Value], label: &str) -> &'v Value {
    items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("no {label} in {items:?}"))
}

#[test]
fn offers_what_fits_in_every_encoding() {
    let typed = BROKEN.replace("mini_batch_size: 17", "identi");
    for encoding in ENCODINGS {
        let mut client = Client::begin(&Setup::push().encoding(encoding), &[]);
        client.open("a.yml", "yaml", &typed);
        let position = range(&typed, "identi", encoding)["end"].clone();
        let items = offered(&mut client, "a.yml", position);
        let identity = item(&items, "identity");
        assert_eq!(identity["textEdit"]["range"], range(&typed, "identi", encoding));
        assert_eq!(identity["textEdit"]["newText"], "identity: {}");
        assert!(items.iter().all(|item| item["label"] != "retry_settings"), "it is there already");
    }
}

#[test]
fn snippets_for_who_knows_them() {
    let typed = BROKEN.replace("mini_batch_size: 17", "日, lo");
    let mut setup = Setup::push();
    setup.capabilities["textDocument"]["completion"] = json!({"completionItem": {"snippetSupport": true}});
    let mut client = Client::begin(&setup.encoding("utf-16"), &[]);
    client.open("a.yml", "yaml", &typed);
    let items = offered(&mut client, "a.yml", range(&typed, "lo", "utf-16")["end"].clone());
    let level = item(&items, "logging_level");
    assert_eq!(level["textEdit"]["newText"], "logging_level: ${1|DEBUG,INFO,WARNING|}");
    assert_eq!((&level["insertTextFormat"], &level["insertTextMode"]), (&json!(2), &json!(2)));
}

#[test]
fn unsaved_scripts_and_files_on_the_disk_are_looked_at() {
    let typed = BROKEN.replace("entry_script: score.py", "entry_script: score.py, program_arguments: \"--\"");
    let mut client = Client::begin(&Setup::push(), &[]);
    client.open("a.yml", "yaml", &typed);
    let script = "import argparse\ndef init():\n    p = argparse.ArgumentParser()\n    p.add_argument('--unsaved')\n    p.parse_known_args()\ndef run(mini_batch): return mini_batch\n";
    client.open("score.py", "python", script);
    let position = range(&typed, "\"--", "utf-16")["end"].clone();
    item(&offered(&mut client, "a.yml", position), "--unsaved");
    let items = offered(&mut client, "a.yml", start(&typed, "score.py, program", "utf-16"));
    item(&items, "score.py");
}
