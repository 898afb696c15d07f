//! The cases of SDK v1.

use super::super::case::Case;
use super::calls::{Call, keyword};
use super::program::Program;
use super::{neutral, written};
use crate::examples::{self, Reader};

const PROGRAM: Program = Program {
    name: "v1",
    text: include_str!("programs/v1.py"),
    files: &[("src/score.py", include_str!("../../../src/rules/testing/frames/src/score.py"))],
};

const CALLS: [Call; 2] = [
    Call {
        name: "config",
        opening: "ParallelRunConfig(\n    ",
        callee: "ParallelRunConfig",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("environment", "Environment.get(ws, \"score-env\")"),
            ("entry_script", "\"score.py\""),
            ("source_directory", "\"./src\""),
            ("error_threshold", "10"),
            ("output_action", "\"append_row\""),
            ("mini_batch_size", "\"10\""),
            ("run_max_try", "3"),
            ("run_invocation_timeout", "600"),
            ("compute_target", "\"cpu-cluster\""),
            ("node_count", "2"),
            ("process_count_per_node", ""),
            ("description", ""),
            ("logging_level", ""),
            ("append_row_file_name", ""),
            ("allowed_failed_count", ""),
            ("allowed_failed_percent", ""),
            ("partition_keys", ""),
            ("environment_variables", ""),
        ],
        numbers: &[
            "error_threshold",
            "mini_batch_size",
            "run_max_try",
            "run_invocation_timeout",
            "node_count",
            "process_count_per_node",
            "allowed_failed_count",
            "allowed_failed_percent",
        ],
    },
    Call {
        name: "step",
        opening: "ParallelRunStep(\n    ",
        callee: "ParallelRunStep",
        write: keyword,
        separator: ", ",
        arguments: &[
            ("name", "\"score\""),
            ("parallel_run_config", "config"),
            ("inputs", "[data]"),
            ("output", "OutputFileDatasetConfig(name=\"scores\")"),
            ("side_inputs", ""),
            ("arguments", ""),
            ("allow_reuse", ""),
        ],
        numbers: &[],
    },
];

/// Every case.
pub fn cases() -> Vec<Case> {
    let arguments = CALLS.iter().flat_map(|call| call.cases(&PROGRAM));
    let others =
        neutral::v1(&PROGRAM).into_iter().chain(written::v1(&PROGRAM)).chain(examples::cases(Reader::PythonV1));
    arguments.chain(others).collect()
}
