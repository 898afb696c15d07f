//! The suites: which SDK is asked, by which script of `sdk/`, about which cases.

use super::case::Case;
use super::process::Script;
use super::{python, yaml};

/// Cases that one SDK is asked about.
pub struct Suite {
    /// What it is called in the report.
    pub name: &'static str,
    /// The script that asks it.
    pub script: Script,
    /// The cases.
    pub cases: fn() -> Vec<Case>,
}

const V2_YAML: Script = Script { python: "PARLINT_TRUTH_V2", path: "truth/sdk/v2_yaml.py" };
const V2_PYTHON: Script = Script { python: "PARLINT_TRUTH_V2", path: "truth/sdk/v2_python.py" };
const V1_PYTHON: Script = Script { python: "PARLINT_TRUTH_V1", path: "truth/sdk/v1_python.py" };

/// Every suite, in the order of the report.
pub const SUITES: [Suite; 3] = [
    Suite { name: "YAML, SDK v2", script: V2_YAML, cases: yaml::cases },
    Suite { name: "Python, SDK v2", script: V2_PYTHON, cases: python::v2_cases },
    Suite { name: "Python, SDK v1", script: V1_PYTHON, cases: python::v1_cases },
];
