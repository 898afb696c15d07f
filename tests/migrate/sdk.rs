//! Asks the scripts of `sdk/` about programs: what the SDKs build of them, and what of a program was kept.

use super::corpus::Files;
use super::process::{self, Question, Script};
use serde::Deserialize;
use serde_json::{Value, json};

pub const V1: Script = Script { python: "PARLINT_TRUTH_V1", path: "migrate/sdk/v1.py" };
pub const V2: Script = Script { python: "PARLINT_TRUTH_V2", path: "migrate/sdk/v2.py" };
const KEPT: Script = Script { python: "PARLINT_TRUTH_V2", path: "migrate/sdk/kept.py" };

/// What an SDK built of a program, or why it did not.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// Where it stopped: `run`, `validate`, `serialize`; empty if it did not.
    pub phase: String,
    errors: Vec<Complaint>,
    #[serde(default)]
    rest: Value,
}

#[derive(Debug, Deserialize)]
struct Complaint {
    path: String,
    message: String,
}

impl Answer {
    /// What was built, in the terms of `sdk/settings.py`.
    pub fn built(&self) -> Result<&Value, String> {
        if self.phase.is_empty() {
            return Ok(&self.rest);
        }
        let lines = self.errors.iter().map(|error| format!("{}: {}", error.path, error.message));
        Err(format!("{}: {}", self.phase, lines.collect::<Vec<_>>().join("; ")))
    }
}

/// A program among its files.
pub struct Program {
    pub case: &'static str,
    pub files: Files,
    pub main: &'static str,
}

/// What an SDK builds of each program.
pub fn run(script: Script, programs: &[Program]) -> Vec<Answer> {
    let question = |program: &Program| Question {
        case: program.case.to_owned(),
        text: json!({"files": program.files, "main": program.main}).to_string(),
    };
    ask(script, programs.iter().map(question).collect())
}

/// A program before and after its migration.
pub struct Change<'a> {
    pub case: &'static str,
    pub main: &'static str,
    pub before: &'a str,
    pub after: &'a str,
}

/// What of each program did not stay, though no migration has to touch it.
pub fn lost(changes: &[Change]) -> Vec<Vec<String>> {
    let question = |change: &Change| Question {
        case: change.case.to_owned(),
        text: json!({"files": {}, "main": change.main, "before": change.before, "after": change.after}).to_string(),
    };
    let answers = ask(KEPT, changes.iter().map(question).collect());
    answers.iter().map(|answer| Vec::deserialize(&answer.built().unwrap()["lost"]).unwrap()).collect()
}

fn ask(script: Script, questions: Vec<Question>) -> Vec<Answer> {
    let (_, answers) = process::ask(script, &questions);
    answers.iter().map(|answer| serde_json::from_str(answer).unwrap()).collect()
}
