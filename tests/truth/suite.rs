//! The suites: which SDK is asked, by which script of `sdk/`, about which cases.

use super::case::Case;
use super::{python, yaml};

/// Cases that one SDK is asked about.
pub struct Suite {
    /// What it is called in the report.
    pub name: &'static str,
    /// The environment variable that names the Python with the SDK.
    pub python: &'static str,
    /// The script in `sdk/` that asks it.
    pub script: &'static str,
    /// The cases.
    pub cases: fn() -> Vec<Case>,
}

/// Every suite, in the order of the report.
pub const SUITES: [Suite; 3] = [
    Suite { name: "YAML, SDK v2", python: "PARLINT_TRUTH_V2", script: "v2_yaml.py", cases: yaml::cases },
    Suite { name: "Python, SDK v2", python: "PARLINT_TRUTH_V2", script: "v2_python.py", cases: python::v2_cases },
    Suite { name: "Python, SDK v1", python: "PARLINT_TRUTH_V1", script: "v1_python.py", cases: python::v1_cases },
];
