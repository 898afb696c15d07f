//! The cases of SDK v2 in Python.

use super::super::case::Case;
use super::calls::{Call, item, keyword};
use super::program::Program;
use super::{bindings, neutral, nodes, written};
use crate::examples::{self, Reader};

const PROGRAM: Program = Program {
    name: "v2",
    text: include_str!("programs/v2.py"),
    files: &[("src/score.py", include_str!("../../../src/rules/testing/frames/src/score.py"))],
};

const CALLS: [Call; 6] = [
    Call {
        name: "step",
        opening: "parallel_run_function(\n    ",
        callee: "parallel_run_function",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("name", "\"score_files\""),
            ("version", ""),
            ("description", ""),
            ("tags", ""),
            ("properties", ""),
            ("display_name", ""),
            ("experiment_name", ""),
            ("compute", ""),
            ("retry_settings", "{\"timeout\": 600, \"max_retries\": 2}"),
            ("environment_variables", ""),
            ("logging_level", ""),
            ("max_concurrency_per_instance", ""),
            ("error_threshold", ""),
            ("mini_batch_error_threshold", "5"),
            ("mini_batch_size", "\"10\""),
            ("partition_keys", ""),
            ("input_data", "\"${{inputs.data}}\""),
            ("inputs", "{\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\")}"),
            ("outputs", "{\"scores\": Output(type=\"uri_file\")}"),
            ("instance_count", ""),
            ("instance_type", ""),
            ("docker_args", ""),
            ("shm_size", ""),
            ("identity", ""),
            ("is_deterministic", ""),
            ("resources", "{\"instance_count\": 2}"),
        ],
        numbers: &["max_concurrency_per_instance", "error_threshold", "mini_batch_error_threshold", "instance_count"],
    },
    Call {
        name: "task",
        opening: "RunFunction(\n        ",
        callee: "RunFunction",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("code", "\"./src\""),
            ("entry_script", "\"score.py\""),
            ("program_arguments", ""),
            ("append_row_to", "\"${{outputs.scores}}\""),
            ("environment", "\"azureml:score-env:1\""),
            ("model", ""),
        ],
        numbers: &[],
    },
    Call {
        name: "retry_settings",
        opening: "retry_settings={",
        callee: "retry_settings",
        write: item,
        separator: ", ",
        arguments: &[("timeout", "600"), ("max_retries", "2")],
        numbers: &["timeout", "max_retries"],
    },
    Call {
        name: "resources",
        opening: "resources={",
        callee: "resources",
        write: item,
        separator: ", ",
        arguments: &[
            ("instance_count", "2"),
            ("instance_type", ""),
            ("max_instance_count", ""),
            ("shm_size", ""),
            ("docker_args", ""),
            ("locations", ""),
            ("properties", ""),
        ],
        numbers: &["instance_count", "max_instance_count"],
    },
    Call {
        name: "input",
        opening: "{\"data\": Input(",
        callee: "Input",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("type", "\"uri_folder\""),
            ("path", "\"azureml:images:1\""),
            ("mode", ""),
            ("path_on_compute", ""),
            ("default", ""),
            ("optional", ""),
            ("min", ""),
            ("max", ""),
            ("enum", ""),
            ("description", ""),
            ("datastore", ""),
        ],
        numbers: &["min", "max", "default"],
    },
    Call {
        name: "output",
        opening: "{\"scores\": Output(",
        callee: "Output",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("type", "\"uri_file\""),
            ("path", ""),
            ("mode", ""),
            ("description", ""),
            ("name", ""),
            ("version", ""),
        ],
        numbers: &[],
    },
];

/// Every case.
pub fn cases() -> Vec<Case> {
    let arguments = CALLS.iter().flat_map(|call| call.cases(&PROGRAM));
    let others = nodes::cases(&PROGRAM).into_iter().chain(bindings::cases(&PROGRAM)).chain(neutral::v2(&PROGRAM));
    arguments.chain(others).chain(written::v2(&PROGRAM)).chain(examples::cases(Reader::PythonV2)).collect()
}
