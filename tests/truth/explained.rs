//! The disagreements that stay, each with its evidence.

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
        cases: "node/identity/*",
        evidence: "Beside `component` the SDK refuses keys of `identity` that it does not know, and nulls; parlint judges its \
                   `type` only.",
    },
    Explained {
        cases: "node/broken/no-colon",
        evidence: "Without the colon behind `type` nothing in the file is a parallel step, and parlint leaves it alone.",
    },
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
