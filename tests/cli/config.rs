//! Configuration files, seen from outside.

use crate::sandbox::{BROKEN, Sandbox};
use insta::assert_snapshot;

#[test]
fn what_is_wrong_is_shown_at_its_place() {
    let sandbox = Sandbox::broken();
    sandbox.write("parlint.toml", b"select = \"PJ101\"\nfail-on = 'warn'\n");
    let ran = sandbox.run(&[]);
    assert_snapshot!(ran.out);
    assert_eq!(ran.status, 2);
}

#[test]
fn what_is_unknown_is_a_finding() {
    let sandbox = Sandbox::broken();
    sandbox.write("parlint.toml", b"ignroe = ['PJ120']\nselect = ['PJ92', 'PJ120']\nignore = ['PJ120']\n");
    let ran = sandbox.run(&[]);
    assert_snapshot!(ran.out);
    assert_eq!(ran.status, 1);
    assert_eq!(sandbox.run(&["--ignore", "PJ921"]).status, 0);
}

#[test]
fn each_file_follows_its_nearest_configuration() {
    let sandbox = Sandbox::new(&[
        ("pyproject.toml", "[tool.parlint]\nselect = ['PJ120']\n"),
        ("a.yml", BROKEN),
        ("sub/parlint.toml", "select = ['PJ101']\n[per-file-ignores]\n'quiet/' = ['PJ']\n"),
        ("sub/b.yml", BROKEN),
        ("sub/quiet/c.yml", BROKEN),
    ]);
    let codes = |arguments: &[&str]| {
        let out = sandbox.run(&[&["--quiet", "--output-format", "concise"], arguments].concat()).out;
        let code =
            |line: &str| format!("{} {}", line.split(':').next().unwrap(), line.split(['[', ']']).nth(1).unwrap());
        out.lines().map(code).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(codes(&[]), "a.yml PJ120, sub/b.yml PJ101");
    assert_eq!(codes(&["--select", "PJ120"]), "a.yml PJ120, sub/b.yml PJ120");
    assert_eq!(codes(&["--config", "sub/parlint.toml"]), "a.yml PJ101, sub/b.yml PJ101");
    assert_eq!(codes(&["--config", "extend-select = ['PJ101']"]), "a.yml PJ101, a.yml PJ120, sub/b.yml PJ101");
    assert_eq!(codes(&["--isolated", "--select", "PJ101", "a.yml"]), "a.yml PJ101");
}

#[test]
fn a_broken_configuration_stops_only_what_is_under_it() {
    let sandbox = Sandbox::new(&[("a.yml", BROKEN), ("sub/parlint.toml", "select = [\n"), ("sub/b.yml", BROKEN)]);
    let ran = sandbox.run(&["--quiet", "--output-format", "concise", "--select", "PJ120"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.out.lines().map(|line| line.split(':').next().unwrap()).collect::<Vec<_>>(),
        ["a.yml", "sub/parlint.toml"]
    );
}

#[test]
fn shows_settings_and_where_they_come_from() {
    let sandbox = Sandbox::new(&[("pyproject.toml", "[tool.parlint]\nignore = ['PJ120']\nfail-on = 'error'\n")]);
    let out = sandbox.run(&["config", "--ignore", "PJ101", "--config", "locale = 'ja'"]).out;
    let (settings, count) = out.split_at(out.trim_end().rfind('\n').unwrap());
    assert!(count.contains("rules run"), "{count}");
    assert_snapshot!(settings);
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["config", "--output-format", "json"]).out).unwrap();
    assert_eq!(json["settings"]["fail-on"][0]["origin"], "pyproject.toml:3");
    assert_eq!(json["rules"]["PJ120"], serde_json::Value::Null);
    assert_eq!(json["rules"]["PJ101"], "error");
}

#[test]
fn messages_follow_the_language() {
    let sandbox = Sandbox::new(&[("parlint.toml", "locale = 'ja'\nignroe = []\n")]);
    let run = |arguments: &[&str], language: &str| {
        let arguments = [arguments, &["--output-format", "concise", "--quiet"]].concat();
        sandbox.finish(sandbox.command(&arguments).env("LC_ALL", language)).out
    };
    let check = |out: String, message: &str| assert_eq!(out, format!("{message}\n"));
    check(run(&[], "C"), "parlint.toml:2:1: warning[PJ921] [*] `ignroe` という設定はありません");
    check(run(&["--locale", "ko"], "C"), "parlint.toml:2:1: warning[PJ921] [*] `ignroe` 설정은 없습니다");
    check(run(&["--isolated", "gone.yml"], "ko_KR.UTF-8"), "gone.yml:1:1: error[PJ902] 그런 파일이나 폴더가 없습니다");
    check(
        run(&["--isolated", "gone.yml"], "fr_FR.UTF-8"),
        "gone.yml:1:1: error[PJ902] there is no such file or folder",
    );
}

#[test]
fn a_setting_that_is_there_is_not_proposed_again() {
    let fixes = |config: &str| {
        let sandbox = Sandbox::new(&[("parlint.toml", config)]);
        sandbox.run(&["--output-format", "concise", "--quiet"]).out.contains("[*]")
    };
    assert!(fixes("ignroe = []\n"));
    assert!(!fixes("ignroe = []\nignore = []\n"));
}

#[test]
fn a_file_may_be_named_as_an_entry_script() {
    // `init` and `run` alone may serve an online endpoint.
    let script = "def init():\n    pass\n\n\ndef run(batch):\n    print(batch)\n";
    let found = |config: &str| {
        let sandbox = Sandbox::new(&[("src/score.py", script), ("parlint.toml", config)]);
        sandbox.run(&["--output-format", "concise", "--quiet"]).out
    };
    assert_eq!(found(""), "");
    assert!(found("entry-scripts = ['src/score.py']\n").starts_with("src/score.py:5:5: error[PJ503]"));
}
