//! Help, and what is known of rules.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

fn run(arguments: &[&str]) -> String {
    let ran = Sandbox::new(&[]).run(arguments);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

#[test]
fn help() {
    assert_snapshot!("help", run(&["-h"]));
}

#[test]
fn explains_a_rule_by_code_and_by_name() {
    assert_snapshot!("rule", run(&["rule", "PJ902"]));
    assert_eq!(run(&["rule", "pj902"]), run(&["rule", "unreadable-file"]));
    let json: serde_json::Value = serde_json::from_str(&run(&["rule", "PJ902", "--output-format", "json"])).unwrap();
    assert_eq!((&json["code"], &json["name"]), (&"PJ902".into(), &"unreadable-file".into()));
}

#[test]
fn lists_and_explains_all_rules() {
    let list = run(&["rule"]);
    let json: serde_json::Value = serde_json::from_str(&run(&["rule", "--output-format", "json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), list.lines().count());
    assert_eq!(run(&["rule", "--all"]).matches("\n## How to suppress it\n").count(), list.lines().count());
}

#[test]
fn completions_and_version() {
    assert!(run(&["completions", "bash"]).contains("--output-format"));
    assert!(run(&["completions", "zsh"]).starts_with("#compdef parlint"));
    assert_eq!(run(&["version"]), format!("parlint {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(&["--version"]), run(&["version"]));
}
