//! Asks a real SDK about cases. Knows the fields of the questions and answers of `sdk/`.

use super::Suite;
use super::case::Case;
use super::process::{self, Question, Versions};
use serde::Deserialize;
use serde_json::{Value, json};

/// What the SDK made of a case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Where it stopped: `load`, `validate`, `serialize`; empty if it accepted the case.
    pub phase: String,
    /// What it found wrong.
    pub errors: Vec<Complaint>,
    /// What it warned of.
    pub warnings: Vec<Complaint>,
    /// What was loaded.
    pub object: Value,
    /// What would be sent.
    pub rest: Value,
}

/// An error or warning of the SDK.
#[derive(Clone, Debug, Deserialize)]
pub struct Complaint {
    /// The field it names, `jobs.score.task`; empty or `*` if none.
    pub path: String,
    pub message: String,
}

impl Answer {
    pub fn accepted(&self) -> bool {
        self.phase.is_empty()
    }

    /// The errors, a line each.
    pub fn complaints(&self) -> String {
        let line = |complaint: &Complaint| format!("\n      {}: {}", complaint.path, head(&complaint.message));
        self.errors.iter().map(line).collect()
    }
}

fn head(message: &str) -> String {
    message.split('\n').next().unwrap_or_default().chars().take(160).collect()
}

/// What the suite's SDK makes of the cases, in their order.
pub fn ask(suite: &Suite, cases: &[Case]) -> (Versions, Vec<Answer>) {
    let question = |case: &Case| Question {
        case: case.name.clone(),
        text: json!({"files": case.files, "main": case.main, "load": case.load}).to_string(),
    };
    let questions: Vec<Question> = cases.iter().map(question).collect();
    let (versions, answers) = process::ask(suite.script, &questions);
    (versions, answers.iter().map(|answer| serde_json::from_str(answer).unwrap()).collect())
}
