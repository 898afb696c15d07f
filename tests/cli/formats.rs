//! What findings look like in each format.

use crate::sandbox::{BROKEN, Sandbox};
use insta::assert_snapshot;

/// The output of a broken pipeline; the version, which changes, is shown as `[version]`.
fn format(format: &str) -> String {
    let out = Sandbox::broken().run(&["--output-format", format, "--select", "PJ101,PJ120"]).out;
    out.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"[version]\"")
}

#[test]
fn text() {
    assert_snapshot!(format("text"));
}

#[test]
fn concise() {
    assert_snapshot!(format("concise"));
}

#[test]
fn json() {
    assert_snapshot!(format("json"));
}

#[test]
fn jsonl() {
    let out = format("jsonl");
    let codes: Vec<_> =
        out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].clone()).collect();
    assert_eq!(codes, ["PJ101", "PJ120"]);
}

#[test]
fn github() {
    assert_snapshot!(format("github"));
}

#[test]
fn gitlab() {
    assert_snapshot!(format("gitlab"));
}

#[test]
fn junit() {
    assert_snapshot!(format("junit"));
}

#[test]
fn azure() {
    assert_snapshot!(format("azure"));
}

/// Every rule is listed; the snapshot shows the first of them and the results.
#[test]
fn sarif() {
    let mut log: serde_json::Value = serde_json::from_str(&format("sarif")).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap();
    let listed = Sandbox::new(&[]).run(&["rule"]).out.lines().count();
    assert_eq!(rules.len(), listed);
    let mut results = log["runs"][0]["results"].as_array().unwrap().clone();
    for result in &mut results {
        let rule =
            &log["runs"][0]["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        // It changes with every new rule.
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    assert_snapshot!(format!("{:#}", serde_json::Value::Array(results)));
}

/// Labels, message, help, fix and summary.
#[test]
fn text_in_japanese_and_korean() {
    let text = |locale: &str| Sandbox::broken().run(&["--locale", locale, "--select", "PJ101,PJ120"]).out;
    assert_snapshot!(text("ja") + &text("ko"));
}

/// What programs read stays the same.
#[test]
fn json_in_japanese_differs_in_sentences_only() {
    let sandbox = Sandbox::broken();
    let json = |locale: &str| -> serde_json::Value {
        let out = sandbox.run(&["--locale", locale, "--output-format", "json", "--select", "PJ101,PJ120"]).out;
        serde_json::from_str(&out).unwrap()
    };
    let (mut english, mut japanese) = (json("en"), json("ja"));
    assert_ne!(english, japanese);
    for document in [&mut english, &mut japanese] {
        for finding in document["findings"].as_array_mut().unwrap() {
            ["message", "help"].iter().for_each(|key| finding[key] = "sentence".into());
            if !finding["fix"].is_null() {
                finding["fix"]["title"] = "sentence".into();
            }
        }
    }
    assert_eq!(english, japanese);
}

#[test]
fn statistics() {
    let ran = Sandbox::broken().run(&["--statistics", "--select", "PJ101,PJ120"]);
    assert_snapshot!(ran.out);
}

#[test]
fn empty_results_are_whole_documents() {
    let sandbox = Sandbox::new(&[]);
    let out = |format: &str| sandbox.run(&["--output-format", format]).out;
    assert_eq!(out("gitlab"), "[]\n");
    assert_eq!(out("jsonl") + &out("github") + &out("azure"), "");
    assert!(out("junit").contains("<testcase name=\"No findings\""));
    assert!(out("sarif").contains("\"results\": []"));
}

#[test]
fn colours_follow_the_option() {
    let sandbox = Sandbox::broken();
    assert!(!sandbox.run(&[]).out.contains('\u{1b}'));
    assert!(sandbox.run(&["--color", "always"]).out.contains('\u{1b}'));
    let forced = sandbox.finish(sandbox.command(&[]).env("CLICOLOR_FORCE", "1"));
    assert!(forced.out.contains('\u{1b}'));
    sandbox.run(&["--output-file", "out.txt"]);
    assert!(sandbox.read("out.txt").contains("error[PJ120]") && !sandbox.read("out.txt").contains('\u{1b}'));
}

#[test]
fn carets_stand_under_wide_characters() {
    let text = BROKEN
        .replace("    error_threshold: -2\n", "    tags: {言語: 日本語, \"🦀\": é}\n    error_threshold: -2 # 日本\n");
    let sandbox = Sandbox::new(&[("日本/パイプ.yml", &text)]);
    let ran = sandbox.finish(sandbox.command(&["--select", "PJ120"]).env("LC_ALL", "C.UTF-8"));
    assert_snapshot!(ran.out);
}

#[test]
fn long_lines_are_cut_around_the_finding() {
    let filler: String = (0..3000).map(|i| format!("key{i}: value, ")).collect();
    let text = BROKEN.replace("error_threshold: -2", &format!("tags: {{{filler}}}"));
    let text = text.replace("mini_batch_size: 10", "error_threshold: -2");
    let flow = format!(
        "jobs: {{a: {{type: parallel, tags: {{{filler}}}, error_threshold: -2, task: {{code: a}}, component: x}}}}\n"
    );
    let sandbox = Sandbox::new(&[("a.yml", &text), ("b.yml", &flow)]);
    let out = sandbox.run(&["--select", "PJ120"]).out;
    assert!(out.contains("b.yml:1:"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() < 200), "{out}");
}

/// Names of keys, in order, at every depth.
fn shape(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
        serde_json::Value::Array(items) => items.first().map(shape).into_iter().collect(),
        _ => serde_json::Value::Null,
    }
}

#[test]
fn the_documented_shape_of_json_is_the_real_one() {
    let documentation = include_str!("../../docs/output.md");
    let example = documentation.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let documented: serde_json::Value = serde_json::from_str(example).unwrap();
    assert_eq!(shape(&documented), shape(&serde_json::from_str(&format("json")).unwrap()));
}
