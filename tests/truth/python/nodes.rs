//! Nodes in a pipeline function of SDK v2, of a step of the same file or of a component in another: what they are given,
//! what is assigned to them; and where the component is looked for.

use super::super::case::Case;
use super::calls::{Call, keyword};
use super::program::Program;

const LOADED: Program = Program {
    name: "loaded",
    text: include_str!("programs/loaded.py"),
    files: &[
        ("score.yml", include_str!("programs/score.yml")),
        ("src/score.py", include_str!("../../../src/rules/testing/frames/src/score.py")),
        ("list.yml", "[a]\n"),
        ("empty.yml", ""),
        ("data.yml", "type: uri_folder\nname: images\npath: ./src\n"),
        ("command.yml", "type: command\nname: prepare\ncommand: echo 1\nenvironment: azureml:score-env:1\n"),
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

const GIVEN: Call = Call {
    name: "call",
    opening: "    node = score(",
    callee: "score",
    write: keyword,
    separator: ", ",
    arguments: &[("data", "images")],
    numbers: &["data"],
};

/// What only the component from the file has.
const PARAMETERS: Call = Call {
    name: "parameter",
    arguments: &[("limit", ""), ("rate", ""), ("fast", ""), ("how", ""), ("word", ""), ("model", "")],
    numbers: &["limit", "rate", "fast"],
    ..GIVEN
};

/// The only line that loads a component, and where another path may stand in a second one.
const LOAD: &str = "score = load_component(source=\"score.yml\")\n";

/// Names for people, and second lines that load.
const LOADS: [(&str, &str); 12] = [
    ("missing", "load_component(source=«\"scores.yml\"»)"),
    ("positional", "load_component(«\"scores.yml\"»)"),
    ("missing-without-extension", "load_component(source=«\"score\"»)"),
    ("missing-folder", "load_component(source=«\"parts/score.yml\"»)"),
    ("folder", "load_component(source=«\"src\"»)"),
    ("there", "load_component(source=«\"./score.yml\"»)"),
    ("no-mapping", "load_component(source=«\"list.yml\"»)"),
    ("empty", "load_component(source=«\"empty.yml\"»)"),
    ("other-type", "load_component(source=«\"data.yml\"»)"),
    ("command", "load_component(source=«\"command.yml\"»)"),
    ("by-way-of-a-folder", "load_component(source=«\"src/../score.yml\"»)"),
    ("overridden", "load_component(source=«\"score.yml\"», params_override=[{\"mini_batch_size\": \"5\"}])"),
];

fn loads() -> impl Iterator<Item = Case> {
    let case =
        |(name, load): (&str, &str)| LOADED.case(&format!("load/{name}"), &[(LOAD, &format!("{LOAD}more = {load}\n"))]);
    LOADS.into_iter().map(case)
}

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
    let of_step = CALLS.iter().chain([&GIVEN]).flat_map(|call| call.cases(program));
    let of_file = CALLS.iter().chain([&GIVEN, &PARAMETERS]).flat_map(|call| call.cases(&LOADED));
    std::iter::once(LOADED.neutral("", &[])).chain(of_step).chain(of_file).chain(loads()).collect()
}
