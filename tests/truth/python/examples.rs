//! The examples of the rules' documentation that are programs for an SDK, as cases: what a page calls valid, the SDK takes,
//! and parlint is silent on it.

use super::super::case::{Case, Change};
use parlint::rules::{ALL, Rule};

#[path = "../../../src/rules/testing/example.rs"]
mod example;
#[allow(dead_code, reason = "the tests of the rules need more of it")]
#[path = "../../../src/rules/testing/frame.rs"]
mod frame;

/// Rules whose examples no SDK can run as they are: they name what stands elsewhere, read what a run has written, or import
/// the withdrawn package, or both SDKs.
const FRAGMENTS: [&str; 5] = ["PJ410", "PJ713", "PJ802", "PJ812", "PJ821"];

/// The examples for the SDK of this version, `v2` or `v1`.
pub fn cases(version: &'static str) -> Vec<Case> {
    let whole = ALL.iter().filter(|rule| !FRAGMENTS.contains(&rule.code));
    whole.flat_map(|rule| of_rule(rule, version)).collect()
}

fn of_rule(rule: &Rule, version: &str) -> Vec<Case> {
    let (invalid, valid) = example::examples(&rule.page());
    let mut cases = Vec::new();
    for (what, list) in [("invalid", invalid), ("valid", valid)] {
        let programs = list.alternatives.iter().filter(|(info, text)| is_for(info, text, version));
        for (number, (info, text)) in programs.enumerate() {
            let name = format!("{version}/example/{}/{what}/{number}", rule.code);
            cases.push(case(name, what == "valid", info, text, &list.files));
        }
    }
    cases
}

/// Whether an example is a program for the SDK of a version. One that completes no frame tells by its imports.
fn is_for(info: &str, text: &str, version: &str) -> bool {
    let words: Vec<&str> = info.split(' ').collect();
    let package = if version == "v2" { "azure.ai.ml" } else { "azureml." };
    words[0] == "python" && (words.contains(&version) || words.get(1) == Some(&"file") && text.contains(package))
}

fn case(name: String, valid: bool, info: &str, text: &str, files: &[(String, String)]) -> Case {
    let mut fixture = frame::complete(info, text);
    files.iter().for_each(|(path, text)| fixture.replace(path, text));
    let program = fixture.main_text().to_owned();
    let call = pipeline_call(&program).unwrap_or_default();
    let main = fixture.main().to_owned();
    fixture.replace(&main, &(program + &call));
    let change = if valid { Change::Neutral(name.clone()) } else { Change::Somewhere };
    Case { name, files: fixture.files.into_iter().collect(), main, load: "", change }
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
