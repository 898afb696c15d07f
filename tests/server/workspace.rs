//! The workspace: its folders, what is found in them, and which settings count where.

use crate::client::{BROKEN, Client, SCRIPT, Setup, briefs, found};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All diagnostics of the workspace by the last part of the document's name, and the names of the results.
fn pull(
    client: &mut Client,
    known: &BTreeMap<String, String>,
) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, String>) {
    let known: Vec<_> = known.iter().map(|(uri, id)| json!({"uri": uri, "value": id})).collect();
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": known}));
    let mut found = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for report in answer["items"].as_array().unwrap() {
        let uri = report["uri"].as_str().unwrap();
        if report["kind"] == "full" {
            found.insert(uri.rsplit('/').next().unwrap().to_owned(), briefs(&report["items"]));
        }
        ids.extend(report["resultId"].as_str().map(|id| (uri.to_owned(), id.to_owned())));
    }
    (found, ids)
}

fn names(found: &BTreeMap<String, Vec<String>>) -> Vec<&str> {
    found.keys().map(String::as_str).collect()
}

#[test]
fn all_that_is_in_it_is_found() {
    let files = [
        ("a.yml", BROKEN),
        ("deep/er/b.yml", BROKEN),
        ("foreign.yml", "a: 1\n"),
        ("node_modules/c.yml", BROKEN),
        ("ignored/d.yml", BROKEN),
        (".gitignore", "ignored/\n"),
    ];
    let mut client = Client::begin(&Setup::pull(), &files);
    assert_eq!(client.begun["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    let (first, ids) = pull(&mut client, &BTreeMap::new());
    assert_eq!(names(&first), ["a.yml", "b.yml", "score.py"]);
    assert_eq!(first["a.yml"], found("utf-16"));

    let (again, _) = pull(&mut client, &ids);
    assert!(again.is_empty(), "{again:?}");

    // Only what is open or in the workspace is looked at, and of that what changed.
    client.open("a.yml", "yaml", "");
    client.open("untitled:1", "yaml", BROKEN);
    std::fs::remove_file(client.path("deep/er/b.yml")).unwrap();
    client.changed_on_disk("deep/er/b.yml", 3);
    let (after, _) = pull(&mut client, &ids);
    assert_eq!(names(&after), ["a.yml", "b.yml", "untitled:1"]);
    assert!(after["a.yml"].is_empty() && after["b.yml"].is_empty());
}

#[test]
fn new_files_are_found() {
    let mut client = Client::begin(&Setup::pull(), &[]);
    assert_eq!(names(&pull(&mut client, &BTreeMap::new()).0), ["score.py"]);
    client.write("new.yml", BROKEN);
    client.changed_on_disk("new.yml", 1);
    while names(&pull(&mut client, &BTreeMap::new()).0) != ["new.yml", "score.py"] {}
}

#[test]
fn each_folder_has_its_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let uri = |name: &str| format!("file://{}", path(name).display());
    for (name, settings) in [("one", "ignore = ['PJ101']\n"), ("two", "[severity]\nPJ101 = 'info'\n")] {
        std::fs::create_dir(path(name)).unwrap();
        std::fs::write(path(name).join("parlint.toml"), settings).unwrap();
        std::fs::write(path(name).join("score.py"), SCRIPT).unwrap();
    }
    let folders: Vec<_> = ["one", "two"].map(|name| json!({"uri": uri(name), "name": name})).to_vec();
    let mut client = Client::begin(&Setup::push().with("workspaceFolders", json!(folders)), &[]);
    for name in ["one", "two"] {
        client.open(&uri(&format!("{name}/a.yml")), "yaml", BROKEN);
    }
    let sent = |client: &mut Client, name: &str| {
        let uri = uri(&format!("{name}/a.yml"));
        let message = client.wait(|message| message["params"]["uri"] == uri);
        message["params"]["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| format!("{}{}", it["code"], it["severity"]))
            .collect::<String>()
    };
    assert_eq!(sent(&mut client, "one"), "\"PJ120\"1");
    assert_eq!(sent(&mut client, "two"), "\"PJ101\"3\"PJ120\"1");

    // A folder leaves; what is in it is no business of the workspace, but still open.
    let event = json!({"added": [], "removed": [folders[0]]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    client.change(&uri("one/a.yml"), 2, json!([{"text": BROKEN}]));
    assert_eq!(sent(&mut client, "one"), "\"PJ120\"1");
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let scripts = answer["items"].as_array().unwrap().iter().filter(|it| it["uri"].as_str().unwrap().ends_with(".py"));
    assert_eq!(scripts.map(|script| script["uri"].clone()).collect::<Vec<_>>(), [uri("two/score.py")]);
}

#[test]
fn a_scan_shows_how_far_it_is_and_can_be_cancelled() {
    let mut setup = Setup::pull();
    setup.capabilities["window"] = json!({"workDoneProgress": true});
    let mut client = Client::begin(&setup, &[("a.yml", BROKEN)]);
    let token = client.next("window/workDoneProgress/create")["params"]["token"].clone();
    let value = |client: &mut Client| client.next("$/progress")["params"]["value"].clone();
    let begin = value(&mut client);
    assert_eq!((&begin["kind"], &begin["percentage"]), (&json!("begin"), &json!(0)));
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    while value(&mut client)["kind"] != "end" {}
    // Whatever was found, who asks gets an answer.
    pull(&mut client, &BTreeMap::new());
}

#[test]
fn without_a_folder_only_what_is_open_is_looked_at() {
    let mut client = Client::begin(&Setup::pull().with("rootUri", Value::Null), &[("b.yml", BROKEN)]);
    client.open("a.yml", "yaml", BROKEN);
    assert_eq!(names(&pull(&mut client, &BTreeMap::new()).0), ["a.yml"]);
}
