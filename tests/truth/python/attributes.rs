//! What is assigned to a node in a pipeline function of SDK v2, whether the node comes of a call or of a file.

use super::super::case::Case;
use super::calls::Call;
use super::program::Program;

const LOADED: Program = Program {
    name: "loaded",
    text: include_str!("programs/loaded.py"),
    files: &[
        ("score.yml", include_str!("../../../src/rules/testing/frames/score.yml")),
        ("src/score.py", include_str!("../../../src/rules/testing/frames/src/score.py")),
    ],
};

const OPENING: &str = "    node = score(data=images)\n    ";

const CALLS: [Call; 5] = [
    Call {
        name: "node",
        write: |key, value| format!("node.{key} = {value}"),
        arguments: &[
            ("name", ""),
            ("display_name", ""),
            ("description", ""),
            ("tags", ""),
            ("compute", ""),
            ("environment_variables", ""),
            ("logging_level", ""),
            ("max_concurrency_per_instance", ""),
            ("error_threshold", ""),
            ("mini_batch_error_threshold", ""),
            ("mini_batch_size", ""),
            ("partition_keys", ""),
            ("input_data", ""),
            ("task", ""),
            ("identity", ""),
            ("resources", ""),
            ("retry_settings", ""),
            ("is_deterministic", ""),
            ("instance_count", ""),
        ],
        numbers: &["max_concurrency_per_instance", "error_threshold", "mini_batch_error_threshold"],
        ..NODE
    },
    Call {
        name: "node.resources",
        write: |key, value| format!("node.resources.{key} = {value}"),
        arguments: &[("instance_count", ""), ("instance_type", ""), ("shm_size", ""), ("docker_args", "")],
        numbers: &["instance_count"],
        ..NODE
    },
    Call {
        name: "node.retry_settings",
        write: |key, value| format!("node.retry_settings.{key} = {value}"),
        arguments: &[("timeout", ""), ("max_retries", "")],
        numbers: &["timeout", "max_retries"],
        ..NODE
    },
    Call {
        name: "node.outputs.scores",
        write: |key, value| format!("node.outputs.scores.{key} = {value}"),
        arguments: &[("mode", ""), ("type", ""), ("path", ""), ("name", ""), ("version", "")],
        ..NODE
    },
    Call {
        name: "node.inputs.data",
        write: |key, value| format!("node.inputs.data.{key} = {value}"),
        arguments: &[("mode", ""), ("type", ""), ("path", "")],
        ..NODE
    },
];

const NODE: Call = Call {
    name: "",
    opening: OPENING,
    callee: "node",
    write: |_, _| String::new(),
    separator: "\n    ",
    arguments: &[],
    numbers: &[],
};

/// The cases of a program with a node; and the node of a file as it is.
pub fn cases(program: &Program) -> Vec<Case> {
    let of_call = CALLS.iter().flat_map(|call| call.cases(program));
    let of_file = CALLS.iter().flat_map(|call| call.cases(&LOADED));
    std::iter::once(LOADED.neutral("", &[])).chain(of_call).chain(of_file).collect()
}
