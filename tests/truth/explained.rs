//! The disagreements that stay, each with its evidence.

/// Cases in which parlint and the SDK disagree for a reason.
pub struct Explained {
    /// The cases: a name, or the beginning of one with `*` behind it.
    pub cases: &'static str,
    /// Who is right, and the evidence.
    pub evidence: &'static str,
}

/// All of them.
pub const EXPLAINED: &[Explained] = &[
    Explained {
        cases: "v2/node.outputs.scores/*",
        evidence: "Of what is assigned to a port of a node in Python, parlint judges the `mode` only; the SDK refuses a wrong \
                   `type` or `name` when the pipeline is validated.",
    },
    Explained {
        cases: "v2/node/name/*",
        evidence: "parlint judges the name that a node is given afterwards only where two nodes get the same; the SDK raises \
                   an error at that line.",
    },
    Explained {
        cases: "v2/step/inputs/*",
        evidence: "Without the input, what names it is wrong: parlint points at the binding (PJ201).",
    },
    Explained {
        cases: "v2/step/outputs/*",
        evidence: "Without the output, what names it is wrong: parlint points at the binding (PJ202).",
    },
    Explained {
        cases: "v1/config/entry_script/expression",
        evidence: "SDK v1 knows no `${{…}}`; parlint takes such a text for one that is filled in later, and does not look for a \
                   file of that name.",
    },
    Explained { cases: "v1/config/source_directory/expression", evidence: "As for `entry_script`." },
    Explained {
        cases: "v1/config/mini_batch_size/expression",
        evidence: "As for `entry_script`: whether what is filled in is a size is not known.",
    },
    Explained {
        cases: "v1/step/side_inputs/list",
        evidence: "parlint judges the items of `inputs`, and of `side_inputs` only whether they are a list: a text in it is \
                   refused with a clear error when the step is built.",
    },
    Explained {
        cases: "v1/written/keys-beside-size*",
        evidence: "PJ106 points at it, but a rule has one severity, and in SDK v2 the pair is legal and worth a warning; SDK v1 \
                   raises `ValueError`.",
    },
];

/// The explanation of a case, by its place in the table.
pub fn find(case: &str) -> Option<usize> {
    EXPLAINED.iter().position(|explained| match explained.cases.strip_suffix('*') {
        Some(start) => case.starts_with(start),
        None => case == explained.cases,
    })
}
