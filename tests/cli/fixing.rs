//! Changes of files: `--fix`, `--diff`, `--add-ignore`, and what happens where a file cannot be changed.

use crate::sandbox::{BROKEN, Sandbox};
use insta::assert_snapshot;

/// Only these rules, so that what is fixed does not depend on others.
const RULES: [&str; 2] = ["--select", "PJ101,PJ120,PJ91"];

fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&RULES, arguments].concat()
}

fn fixed() -> String {
    BROKEN.replace("size: 10", "size: \"10\"")
}

#[test]
fn fixes_what_is_safe_and_says_what_remains() {
    let sandbox = Sandbox::broken();
    let ran = sandbox.run(&with(&["--fix"]));
    assert_eq!(sandbox.read("pipeline.yml"), fixed());
    assert_eq!(ran.status, 1);
    assert_snapshot!(ran.out);
    assert!(sandbox.run(&with(&["--fix", "--ignore", "PJ120"])).out.starts_with("No problems found;"));
}

#[test]
fn shows_a_patch_and_changes_nothing() {
    let sandbox = Sandbox::broken();
    let ran = sandbox.run(&with(&["--diff"]));
    assert_eq!((ran.status, ran.err.as_str()), (1, "Would fix 1 problem in 1 file.\n"));
    assert_snapshot!(ran.out);
    assert_eq!(sandbox.read("pipeline.yml"), BROKEN);
    sandbox.run(&with(&["--fix"]));
    let again = sandbox.run(&with(&["--diff"]));
    assert_eq!((again.status, again.out.as_str(), again.err.as_str()), (0, "", "Nothing to fix.\n"));
}

#[test]
fn counts_fixes_in_json() {
    let sandbox = Sandbox::broken();
    let out = sandbox.run(&with(&["--fix", "--output-format", "json"])).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json["summary"]["fixed"], &json["files"][0]["fixed"]["PJ101"]), (&1.into(), &1.into()));
    assert_eq!(json["findings"][0]["code"], "PJ120");
}

#[test]
fn fixes_standard_input_to_standard_output() {
    let sandbox = Sandbox::new(&[]);
    let run = |options: &[&str], text: &str| {
        let arguments = [&with(options)[..], &["-", "--stdin-filename", "x.yml"]].concat();
        sandbox.finish(sandbox.command(&arguments).write_stdin(text))
    };
    let ran = run(&["--fix"], BROKEN);
    assert_eq!((ran.status, ran.out), (1, fixed()));
    assert!(ran.err.contains("error[PJ120]") && ran.err.contains("Fixed 1 problem."), "{}", ran.err);
    assert_eq!(run(&["--fix"], "kind: Deployment\n").out, "kind: Deployment\n");
    assert!(run(&["--diff"], BROKEN).out.contains("+    mini_batch_size: \"10\""));
    assert!(run(&["--add-ignore", "known"], BROKEN).out.contains("# parlint: ignore[PJ101] known"));
}

#[test]
fn adds_suppressions_that_hold() {
    let sandbox = Sandbox::broken();
    let ran = sandbox.run(&with(&["--add-ignore", "known since June"]));
    assert_eq!(ran.status, 0, "{}", ran.out);
    let after = sandbox.read("pipeline.yml");
    let changed: String =
        similar::TextDiff::from_lines(BROKEN, after.as_str()).unified_diff().context_radius(0).to_string();
    assert_snapshot!(changed);
    assert_eq!(sandbox.run(&RULES).status, 0);
    assert_eq!(sandbox.run(&["--add-ignore", " "]).status, 2);
}

#[test]
fn fixes_a_configuration() {
    let sandbox = Sandbox::new(&[("parlint.toml", "ignroe = ['PJ120']  # mine\n")]);
    let ran = sandbox.run(&["--diff"]);
    assert!(ran.out.contains("-ignroe") && ran.out.contains("+ignore = ['PJ120']  # mine"), "{}", ran.out);
    assert_eq!(sandbox.run(&["--fix"]).status, 0);
    assert_eq!(sandbox.read("parlint.toml"), "ignore = ['PJ120']  # mine\n");
}

#[test]
fn a_configuration_that_cannot_be_used_changes_nothing() {
    let sandbox = Sandbox::broken();
    sandbox.write("parlint.toml", b"ignroe = []\nselect = 1\n");
    assert_eq!(sandbox.run(&["--fix"]).status, 2);
    assert_eq!(sandbox.run(&["--fix", "--config", "parlint.toml"]).status, 2);
    assert_eq!(
        (sandbox.read("pipeline.yml").as_str(), sandbox.read("parlint.toml").as_str()),
        (BROKEN, "ignroe = []\nselect = 1\n")
    );
}

#[test]
fn a_file_that_cannot_be_written_stays_and_the_others_are_fixed() {
    let sandbox = Sandbox::new(&[("a.yml", BROKEN), ("b.yml", BROKEN)]);
    let mut permissions = std::fs::metadata(sandbox.path("a.yml")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(sandbox.path("a.yml"), permissions).unwrap();
    let ran = sandbox.run(&with(&["--fix", "--output-format", "concise"]));
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (2, "error: a.yml cannot be written: the file is read-only; it is as it was\n")
    );
    assert_eq!((sandbox.read("a.yml"), sandbox.read("b.yml")), (BROKEN.to_owned(), fixed()));
    assert!(ran.out.contains("a.yml:20:22: error[PJ101]"), "{}", ran.out);
}

#[test]
fn line_breaks_and_a_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", BROKEN.replace('\n', "\r\n"));
    let sandbox = Sandbox::new(&[("a.yml", &text)]);
    sandbox.run(&with(&["--fix"]));
    assert_eq!(sandbox.read("a.yml"), text.replace("size: 10", "size: \"10\""));
}
