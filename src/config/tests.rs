//! What configurations come to, and what is said of wrong ones, drawn under them.

use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Language;
use crate::project::Memory;
use crate::text::{Edits, SourceFile};
use insta::assert_snapshot;
use std::path::Path;
use std::sync::Arc;

const FOLDER: &str = "/project";

/// The problems of a text: code, what is marked, message, help, and the text after the fix.
fn problems(text: &str) -> String {
    let parsed = parse(&SourceFile::new("parlint.toml", text), Path::new(FOLDER));
    parsed.problems.iter().map(|problem| describe(text, problem)).collect()
}

fn describe(text: &str, problem: &Diagnostic) -> String {
    let help = problem.help.as_ref().map(|help| format!(" | {}", help.english())).unwrap_or_default();
    let fixed = problem.fix.as_ref().map(|fix| {
        let fixed = Edits::new(fix.edits.clone()).unwrap().apply(text).unwrap();
        format!(" => {}", fixed.trim_end())
    });
    let marked = problem.span.slice(text);
    format!("{} `{marked}`: {}{help}{}\n", problem.rule.code, problem.message.english(), fixed.unwrap_or_default())
}

fn layer(text: &str) -> Arc<Layer> {
    let parsed = parse(&SourceFile::new("parlint.toml", text), Path::new(FOLDER));
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    Arc::new(parsed.layer.unwrap())
}

fn settings(layers: &[&str]) -> Settings {
    Settings::new(Path::new(FOLDER), layers.iter().map(|text| layer(text)).collect(), true)
}

/// Whether rules run under some layers: `+PJ101 -PJ901`.
fn check_rules(layers: &[&str], expected: &str) {
    let settings = settings(layers);
    let found: Vec<_> = expected.split(' ').map(|word| sign(settings.rules(), &word[1..])).collect();
    assert_eq!(found.join(" "), expected, "{layers:?}");
}

fn sign(rules: &crate::rules::RuleSet, code: &str) -> String {
    let on = rules.contains(crate::rules::find(code).unwrap());
    format!("{}{code}", if on { '+' } else { '-' })
}

#[test]
fn finds_what_is_wrong() {
    let texts = [
        "select = \"PJ101\n",
        "select = \"PJ101\"\n",
        "select = [101]\n",
        "ignroe = []\n",
        "\"extend_select\" = []\n",
        "colour = true\n",
        "ignore = ['PJ9O1', 'PJ9999', 'syntax-eror', 'ALL']\n",
        "severity = { PJ901 = 'eror' }\n",
        "[severity]\nsyntax_error = 'info'\n",
        "fail-on = 'warn'\nlocale = 'fr'\nmax-file-size = '10 parsecs'\n",
        "exclude = ['a/{b']\n[per-file-ignores]\n'x/' = 'PJ901'\n",
    ];
    let described = texts.map(|text| format!("{text}{}\n", problems(text)));
    assert_snapshot!(described.concat());
}

#[test]
fn a_sound_configuration_has_no_problems() {
    let text = "select = ['PJ', 'syntax-error']\nextend-select = ['PJ9']\nignore = ['pj901']\nexclude = ['/a', 'b/']\n\
        extend-exclude = ['*.gen.yml']\nfail-on = 'never'\nlocale = 'ja'\nmax-file-size = 100\nentry-scripts = ['src/*.py']\n\
        [severity]\nPJ92 = 'info'\n[per-file-ignores]\n'tests/' = ['PJ901']\n";
    assert_eq!(problems(text), "");
}

#[test]
fn the_narrower_word_counts_and_a_higher_layer_above_all() {
    check_rules(&[], "+PJ901 +PJ920");
    check_rules(&["ignore = ['PJ92']"], "+PJ901 -PJ920 -PJ921");
    check_rules(&["ignore = ['PJ92']\nextend-select = ['PJ920']"], "+PJ901 +PJ920 -PJ921");
    check_rules(&["select = ['PJ920']"], "-PJ901 +PJ920");
    check_rules(&["select = ['PJ920']\nignore = ['invalid-configuration']"], "-PJ920");
    check_rules(&["ignore = ['PJ920']", "select = ['PJ9']"], "+PJ920 +PJ901");
    check_rules(&["ignore = ['PJ920']", "extend-select = ['PJ920']"], "+PJ920 +PJ901");
    check_rules(&["select = ['PJ920']", "ignore = ['PJ']"], "-PJ920 -PJ901");
}

#[test]
fn severities_follow_the_narrowest_word() {
    let settings = settings(&["severity = { PJ9 = 'info', PJ901 = 'warning' }"]);
    let severity = |code| settings.rules().severity(crate::rules::find(code).unwrap());
    assert_eq!((severity("PJ901"), severity("PJ902")), (Some(Severity::Warning), Some(Severity::Info)));
}

#[test]
fn per_file_ignores_count_from_the_configuration() {
    let settings =
        settings(&["[per-file-ignores]\n'tests/' = ['PJ901']\n'*.ipynb' = ['PJ92']\n[severity]\nPJ902 = 'info'"]);
    let check = |path: &str, expected: &str| {
        let rules = settings.rules_for(Path::new(path));
        let found: Vec<_> = expected.split(' ').map(|word| sign(&rules, &word[1..])).collect();
        assert_eq!(found.join(" "), expected, "{path}");
        assert_eq!(rules.severity(crate::rules::find("PJ902").unwrap()), Some(Severity::Info), "{path}");
    };
    check("/project/a.yml", "+PJ901 +PJ920");
    check("/project/tests/deep/a.yml", "-PJ901 +PJ920");
    check("/project/x/a.ipynb", "+PJ901 -PJ920");
    check("/tests/a.yml", "+PJ901 +PJ920");
}

#[test]
fn excludes_follow_gitignore() {
    let check = |layers: &[&str], path: &str, is_folder: bool, expected: bool| {
        assert_eq!(settings(layers).excludes(Path::new(path), is_folder), expected, "{layers:?} {path}");
    };
    check(&[], "/project/sub/.venv", true, true);
    check(&[], "/project/a.yml", false, false);
    check(&["exclude = ['gen/']"], "/project/gen", true, true);
    check(&["exclude = ['gen/']"], "/project/gen", false, false);
    check(&["exclude = ['gen/']"], "/project/.venv", true, false);
    check(&["extend-exclude = ['/a.yml']"], "/project/a.yml", false, true);
    check(&["extend-exclude = ['/a.yml']"], "/project/b/a.yml", false, false);
    check(&["extend-exclude = ['/a.yml']"], "/project/.venv", true, true);
    assert!(settings(&["exclude = ['gen/']"]).excludes_file(Path::new("/project/gen/x/a.yml")));
}

#[test]
fn sizes() {
    let check = |layers: &[&str], language, expected| assert_eq!(settings(layers).max_file_size(language), expected);
    check(&[], Language::Yaml, 10_000_000);
    check(&[], Language::Notebook, 50_000_000);
    check(&["max-file-size = '2 kb'"], Language::Python, 2000);
    check(&["max-file-size = 0x10"], Language::Python, 16);
}

#[test]
fn the_nearest_configuration_counts() {
    let files = [
        ("/r/pyproject.toml", "[tool.parlint]\nfail-on = 'error'\n"),
        ("/r/a/parlint.toml", "fail-on = 'info'\n"),
        ("/r/a/b/pyproject.toml", "[tool.other]\nx = 1\n"),
        ("/r/a/c/.parlint.toml", "fail-on = 'never'\n"),
        ("/r/a/c/parlint.toml", "fail-on = 'error'\n"),
        ("/r/d/pyproject.toml", "[tool.parlint]\nfail-on = [\n"),
    ];
    let memory = || Memory::new(files.map(|(path, text)| (path.into(), text.to_owned())));
    let search = Configuration::new(memory(), Path::new("/r"), true, vec![]);
    let check = |folder: &str, expected: &str| {
        assert_eq!(search.settings(Path::new(folder)).fail_on().as_str(), expected, "{folder}");
    };
    check("/r/a/b/deep", "info");
    check("/r/x", "error");
    check("/r/a/c", "never");
    check("/elsewhere", "warning");
    assert!(search.settings(Path::new("/r/x")).is_usable());
    assert!(!search.settings(Path::new("/r/d")).is_usable());
    let found: Vec<_> = search.found().iter().map(|found| found.file.path().display().to_string()).collect();
    assert_eq!(
        found,
        ["a/.parlint.toml", "a/c/.parlint.toml", "a/parlint.toml", "d/pyproject.toml", "pyproject.toml"]
            .map(str::to_owned)[1..]
    );
    let isolated = Configuration::new(memory(), Path::new("/r"), false, vec![]);
    assert_eq!(isolated.settings(Path::new("/r/a")).fail_on().as_str(), "warning");
}

#[test]
fn a_foreign_or_broken_pyproject_says_nothing() {
    let check = |text: &str| {
        let parsed = parse_pyproject(&SourceFile::new("pyproject.toml", text), Path::new(FOLDER));
        assert!(parsed.layer.is_none() && parsed.problems.is_empty(), "{text}");
    };
    check("[tool.ruff]\nselect = []\n");
    check("[project\nname = 'parlint-user'\n");
    check("");
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/parlint.schema.json");
    let text = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(std::fs::read_to_string(&path).is_ok_and(|found| found == text), "stale: run `UPDATE=1 cargo test`");
}

#[test]
fn the_schema_and_the_reader_agree() {
    let schema = schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let check = |text: &str| {
        let value = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        let sound = problems(text).is_empty();
        assert_eq!(validator.is_valid(&value), sound, "{text}");
    };
    check("select = ['PJ', 'PJ9', 'PJ901', 'syntax-error']");
    check("select = ['PJ9999']");
    check("select = 'PJ901'");
    check("fail-on = 'never'");
    check("fail-on = 'warn'");
    check("max-file-size = '10 MB'");
    check("max-file-size = '10 parsecs'");
    check("max-file-size = 10");
    check("severity = { PJ9 = 'info' }");
    check("severity = { PJ9 = 'off' }");
    check("per-file-ignores = { 'a/' = ['PJ901'] }");
    check("per-file-ignores = { 'a/' = 'PJ901' }");
    check("colour = 1");
}
