//! The disagreements that stay, each with its evidence, and the rules that no case is about, each with its reason.

/// Cases in which parlint and the SDK disagree for a reason.
pub struct Explained {
    /// The cases: a name, or the beginning of one with `*` behind it, or the end with `*` before it.
    pub cases: &'static str,
    /// Who is right, and the evidence.
    pub evidence: &'static str,
}

/// All of them.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        cases: "*/missing-absolute",
        evidence: "parlint does not look at absolute paths, which lead to something else on every machine (PJ070 says so of \
                   `code`); the SDK finds nothing there.",
    },
    Explained {
        cases: "*/component-backslash",
        evidence: "On Windows `\\` stands between folders, and the SDK finds the file; elsewhere it does not. parlint takes it for \
                   `/` everywhere.",
    },
    Explained {
        cases: "*/script",
        evidence: "The SDK reads a Python file as YAML and stops. What does not parse is judged where it stands, not where it is \
                   named.",
    },
    Explained {
        cases: "node/broken/no-colon",
        evidence: "Without the colon behind `type` nothing in the file is a parallel step, and parlint leaves it alone.",
    },
    Explained {
        cases: "*/pipeline-input-of-input",
        evidence: "As a port's whole value the SDK refuses what follows a name (`.path`), elsewhere it sends it; parlint takes it \
                   for a group of inputs everywhere, and is silent.",
    },
    Explained {
        cases: "node/identity/half-an-expression",
        evidence: "Beside `component` the SDK takes a binding for `identity` and refuses half of one, in an inline node it sends \
                   it; parlint is silent on both.",
    },
    Explained {
        cases: "pipeline-component/pipeline/type/*",
        evidence: "Without its `type` the file says nowhere that it is a pipeline's component, and the SDK takes it for a command; \
                   parlint judges the steps in it only.",
    },
    Explained {
        cases: "pipeline-component/pipeline/name/*",
        evidence: "A component needs a name and a job does not; parlint judges the steps in a pipeline's component, and of its own \
                   keys those that a job has too.",
    },
    Explained {
        cases: "pipeline-component/pipeline/properties/*",
        evidence: "The SDK does not read them, and stops with a bare `TypeError` when they are no mapping; parlint judges the steps \
                   in a pipeline's component, and of its own keys those that a job has too.",
    },
    Explained {
        cases: "pipeline-component/pipeline/inputs/number/type/*",
        evidence: "Data have no default; parlint judges the steps in a pipeline's component, and not what its ports hold.",
    },
];

/// Beginnings of codes of rules that no case is about, and why.
pub const UNTRIED: &[(&str, &str)] = &[
    ("PJ410", "it takes both SDKs in one program, and they cannot be installed together"),
    ("PJ5", "an entry script runs on the cluster, and no SDK reads it"),
    ("PJ604", "`.amlignore` is read when the job is sent"),
    ("PJ621", "an entry script runs on the cluster, and no SDK reads it"),
    ("PJ63", "an entry script runs on the cluster, and no SDK reads it"),
    ("PJ802", "the package that it speaks of is withdrawn"),
    ("PJ803", "SDK v2 reads no file of SDK v1"),
    ("PJ812", "it is about a file that a run writes"),
    ("PJ84", "an entry script runs on the cluster, and no SDK reads it"),
    ("PJ9", "it is about what parlint itself reads: broken files, suppressions, configuration"),
];

/// The explanation of a case, by its place in the table.
pub fn find(case: &str) -> Option<usize> {
    EXPLAINED.iter().position(|explained| {
        match (explained.cases.strip_prefix('*'), explained.cases.strip_suffix('*')) {
            (Some(end), _) => case.ends_with(end),
            (None, Some(start)) => case.starts_with(start),
            (None, None) => case == explained.cases,
        }
    })
}
