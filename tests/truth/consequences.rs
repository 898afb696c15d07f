//! What shows that a finding is true where the SDK accepts the case, by rule: the one table of consequences.

use super::evidence::Evidence;
use serde_json::json;

/// How a finding is borne out.
#[derive(Clone, Copy)]
pub enum Consequence {
    /// By what the SDK builds.
    Seen(fn(&Evidence<'_>) -> bool),
    /// By nothing before the job runs, for this reason.
    AtRunTime(&'static str),
}

use Consequence::{AtRunTime, Seen};

const CONSEQUENCES: &[(&str, Consequence)] = &[
    ("PJ010", Seen(|evidence| evidence.has_no_effect() || evidence.sends_key(evidence.text()))),
    ("PJ011", Seen(|evidence| evidence.has_no_effect())),
    ("PJ012", Seen(|evidence| evidence.has_no_effect())),
    (
        "PJ103",
        Seen(|evidence| evidence.sends("mini_batch_size", &json!(0)) || evidence.sends("mini_batch_size", &json!("0"))),
    ),
    ("PJ201", Seen(|evidence| evidence.sends_text(evidence.text()))),
    ("PJ126", AtRunTime("the default of 60 seconds is the service's")),
];

/// The consequence of a rule.
pub fn consequence(code: &str) -> Consequence {
    let row = CONSEQUENCES.iter().find(|(known, _)| *known == code);
    row.map_or(Seen(|_| false), |(_, consequence)| *consequence)
}
