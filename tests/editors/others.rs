//! The configurations of editors that cannot be run here: they are well formed, name the built binary, and what they
//! name is there.

use crate::page;
use serde_json::Value as Json;
use toml::{Table, Value};

/// Whether the program that a configuration names is a server of the protocol.
fn check_command(command: &str, arguments: &[&str]) {
    assert_eq!(command, "parlint");
    let mut server = assert_cmd::Command::new(env!("CARGO_BIN_EXE_parlint"));
    let initialize = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"capabilities":{}}}"#;
    let message = format!("Content-Length: {}\r\n\r\n{initialize}", initialize.len());
    let output = server.args(arguments).write_stdin(message).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(r#""name":"parlint""#));
}

#[test]
fn helix_starts_the_server_for_both_languages() {
    let languages: Table = toml::from_str(&page::configuration("Helix", "toml")).unwrap();
    let server = &languages["language-server"]["parlint"];
    let arguments: Vec<_> = server["args"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    check_command(server["command"].as_str().unwrap(), &arguments);
    let languages = languages["language"].as_array().unwrap().iter();
    let with_parlint =
        languages.filter(|it| it["language-servers"].as_array().unwrap().contains(&Value::from("parlint")));
    assert_eq!(with_parlint.map(|it| it["name"].as_str().unwrap()).collect::<Vec<_>>(), ["yaml", "python"]);
}

#[test]
fn vs_code_starts_the_server_for_both_languages() {
    let settings: Json = serde_json::from_str(&page::configuration("VS Code and its kin", "json")).unwrap();
    let texts =
        |name: &str| -> Vec<_> { settings[name].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect() };
    check_command(settings["glspc.server.command"].as_str().unwrap(), &texts("glspc.server.commandArguments"));
    assert_eq!(texts("glspc.server.languageId"), ["yaml", "python"]);
}
