//! The examples of the rules' documentation that an SDK can read, as cases: what a page calls valid, the SDK takes, and
//! parlint is silent on it.

use super::case::{Case, Change};
use parlint::rules::{ALL, Rule};

#[path = "../../src/rules/testing/example.rs"]
mod example;
#[allow(dead_code, reason = "the tests of the rules need more of it")]
#[path = "../../src/rules/testing/frame.rs"]
mod frame;

/// Rules whose examples no SDK can run as they are: they name what stands elsewhere, read what a run has written, or import
/// the withdrawn package, or both SDKs.
const FRAGMENTS: [&str; 5] = ["PJ410", "PJ713", "PJ802", "PJ812", "PJ821"];

/// Who reads an example.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Yaml,
    PythonV2,
    PythonV1,
}

/// The examples for a reader.
pub fn cases(reader: Reader) -> Vec<Case> {
    let whole = ALL.iter().filter(|rule| !FRAGMENTS.contains(&rule.code));
    whole.flat_map(|rule| of_rule(rule, reader)).collect()
}

fn of_rule(rule: &Rule, reader: Reader) -> Vec<Case> {
    let (invalid, valid) = example::examples(&rule.page());
    let mut cases = Vec::new();
    for (what, list) in [("invalid", invalid), ("valid", valid)] {
        let readable = list.alternatives.iter().filter(|(info, text)| reader_of(info, text) == Some(reader));
        for (number, (info, text)) in readable.enumerate() {
            let name = format!("{}/example/{}/{what}/{number}", reader.name(), rule.code);
            cases.push(case(name, what == "valid", info, text, &list.files));
        }
    }
    cases
}

impl Reader {
    fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::PythonV2 => "v2",
            Self::PythonV1 => "v1",
        }
    }
}

/// Who reads an example. A program that completes no frame tells by its imports, a YAML file by what SDK v2 reads first.
fn reader_of(info: &str, text: &str) -> Option<Reader> {
    let words: Vec<&str> = info.split(' ').collect();
    match words[..] {
        ["yaml", "file", ..] => loaded_as(info, text).map(|_| Reader::Yaml),
        ["yaml", ..] => Some(Reader::Yaml),
        ["python", "file", ..] if text.contains("azure.ai.ml") => Some(Reader::PythonV2),
        ["python", "file", ..] if text.contains("azureml.") => Some(Reader::PythonV1),
        ["python", "v2", ..] => Some(Reader::PythonV2),
        ["python", "v1", ..] => Some(Reader::PythonV1),
        _ => None,
    }
}

/// What the SDK loads a YAML file as: only components have a version.
fn loaded_as(info: &str, text: &str) -> Option<&'static str> {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    match info.split(' ').nth(1) {
        Some("component") => Some("component"),
        Some("file") if has("version:") && (has("jobs:") || has("task:")) => Some("component"),
        Some("file") if has("jobs:") => Some("job"),
        Some("file") if has("task:") => Some("component"),
        Some("file") => None,
        _ => Some("job"),
    }
}

fn case(name: String, valid: bool, info: &str, text: &str, files: &[(String, String)]) -> Case {
    let mut fixture = frame::complete(info, text);
    files.iter().for_each(|(path, text)| fixture.replace(path, text));
    let program = fixture.main_text().to_owned();
    let call = pipeline_call(&program).unwrap_or_default();
    let main = fixture.main().to_owned();
    fixture.replace(&main, &(program + &call));
    let change = if valid { Change::Neutral(name.clone()) } else { Change::Somewhere };
    let load = if info.starts_with("yaml") { loaded_as(info, text).unwrap_or_default() } else { "" };
    Case { name, files: fixture.files.into_iter().collect(), main, load, change }
}

/// What calls the pipeline function of a program, which pages only define.
fn pipeline_call(program: &str) -> Option<String> {
    let (_, function) = program.split_once("@dsl.pipeline")?;
    let (_, function) = function.split_once("def ")?;
    let (name, rest) = function.split_once('(')?;
    let (parameters, _) = rest.split_once("):")?;
    let required = parameters.split(", ").filter(|parameter| !parameter.is_empty() && !parameter.contains('='));
    let given = required.map(|name| format!("{name}=Input(type=\"uri_folder\", path=\"azureml:images:1\")"));
    Some(format!("\n\njob = {name}({})\n", given.collect::<Vec<_>>().join(", ")))
}
