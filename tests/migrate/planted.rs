//! Wrong migrations, written by hand: the comparison notices each. Knows one correct migration and what is spoilt in it.

use super::compare;
use super::corpus::{self, Files};
use super::sdk::{self, Change, Program};
use serde_json::Value;

/// A v1 program with a value for every setting, and its migration.
const BEFORE: &str = include_str!("planted/before.py");
const AFTER: &str = include_str!("planted/after.py");

/// What is replaced in the migration by what, and the difference that has to be noticed.
const SPOILT: &[(&str, &str, &str)] = &[
    (r#"code="scripts""#, r#"code=".""#, "sort.code"),
    ("score_images.py", "write_files.py", "sort.entry_script"),
    ("azureml:letters@latest", "azureml:letters@latest2", "sort.inputs"),
    ("azureml:post:4", "azureml:post@latest", "sort.environment"),
    ("    node.mini_batch_size = batch_size\n", "", "sort.mini_batch_size"),
    ("error_threshold=10,\n    mini", "error_threshold=11,\n    mini", "sort.error_threshold"),
    ("mini_batch_error_threshold=3", "mini_batch_error_threshold=-1", "sort.mini_batch_error_threshold"),
    ("--allowed_failed_percent 5 ", "", "sort.allowed_failed_percent"),
    ("instance_count=2", "instance_count=1", "sort.instance_count"),
    // Nobody refuses a keyword that nobody knows.
    ("instance_count=2", "node_count=2", "sort.instance_count"),
    ("max_concurrency_per_instance=4", "max_concurrency_per_instance=None", "sort.max_concurrency_per_instance"),
    (r#""timeout": 90"#, r#""timeout": 60"#, "sort.timeout"),
    (r#""max_retries": 3"#, r#""max_retries": 2"#, "sort.max_retries"),
    (r#"logging_level="DEBUG""#, r#"logging_level="INFO""#, "sort.logging_level"),
    (r#"description="Sorts the letters.""#, "description=None", "sort.description"),
    (r#""TZ": "Asia/Tokyo""#, r#""TZ": "UTC""#, "sort.environment_variables"),
    (r#"default_compute="cpu-cluster""#, r#"default_compute="gpu-cluster""#, "sort.compute"),
    ("is_deterministic=False", "is_deterministic=True", "sort.is_deterministic"),
    (r#"mode="eval_mount""#, r#"mode="eval_download""#, "sort.inputs"),
    (
        r#"type="mltable", path="azureml:letters@latest", mode="eval_mount""#,
        r#"type="uri_folder", path="azureml:letters@latest", mode="ro_mount""#,
        "sort.inputs",
    ),
    (r#"input_data="${{inputs.letters}}""#, r#"input_data="${{inputs.zip_codes}}""#, "sort.input_data"),
    ("paths/sorted/rows.txt", "paths/sorted", "sort.outputs"),
    (r#"name="sorted_letters""#, r#"name="letters_sorted""#, "sort.outputs"),
    (r#"type="uri_file""#, r#"type="uri_folder""#, "sort.outputs"),
    (r#"mode="upload""#, r#"mode="rw_mount""#, "sort.outputs"),
    (r#"append_row_to="${{outputs.rows}}","#, "", "sort.append_row"),
    ("'Letters to the editor'", "Letters to the editor", "sort.arguments"),
    ("--zip_codes ${{inputs.zip_codes}}", "--zip_codes ${{inputs.letters}}", "sort.arguments"),
    ("--language ${{inputs.language}}", "--language ja", "sort.arguments"),
    (r#"language: str = "ja""#, r#"language: str = "ko""#, "parameter.language"),
    (r#"batch_size="20""#, r#"batch_size="10""#, "parameter.batch_size"),
    (r#"experiment_name="post""#, r#"experiment_name="mail""#, "pipeline.experiment"),
    ("job.settings.force_rerun = True\n", "", "pipeline.force_rerun"),
    ("job.settings.continue_on_step_failure = True\n", "", "pipeline.continue_on_step_failure"),
    (r#"name="sort","#, r#"name="sorting","#, "no pipeline with the steps"),
];

fn program(text: &str) -> Program {
    let mut files: Files = corpus::project();
    files.insert("before.py".to_owned(), text.to_owned());
    Program { case: "planted", files, main: "before.py" }
}

#[test]
fn every_wrong_setting_is_noticed() {
    let spoilt: Vec<String> = SPOILT
        .iter()
        .map(|(right, wrong, _)| {
            assert_eq!(AFTER.matches(right).count(), 1, "{right} stands once in planted/after.py");
            AFTER.replace(right, wrong)
        })
        .collect();
    let v1 = sdk::run(sdk::V1, &[program(BEFORE)]);
    let v1 = v1[0].built().unwrap();
    let mut programs = vec![program(AFTER)];
    programs.extend(spoilt.iter().map(|text| program(text)));
    let answers = sdk::run(sdk::V2, &programs);
    let differences = |v2: &Value| compare::differences(v1, v2, false);
    assert_eq!(differences(answers[0].built().unwrap()), Vec::<String>::new(), "the right one");
    for (answer, (_, wrong, expected)) in answers[1..].iter().zip(SPOILT) {
        let found = differences(answer.built().unwrap_or_else(|error| panic!("{wrong}: {error}")));
        assert!(found.iter().any(|line| line.starts_with(expected)), "{expected}: {wrong}: {found:?}");
    }
}

#[test]
fn what_the_real_sdk_refuses_is_noticed() {
    let refused = |right: &str, wrong: &str| {
        assert!(AFTER.contains(right), "{right}");
        sdk::run(sdk::V2, &[program(&AFTER.replace(right, wrong))]).remove(0).phase
    };
    assert_eq!(refused(r#"mini_batch_size="10""#, "mini_batch_size=10"), "run");
    assert_eq!(refused(r#"default_compute="cpu-cluster""#, ""), "validate");
}

/// What is replaced in a text that a migration may change to nothing else, and what has to be missed.
const TOUCHED: &[(&str, &str, &str)] = &[
    ("# the end", "# The end", "# the end"),
    ("print(\"kept\")", "print('kept')", "print(\"kept\")"),
    ("    return a + b", "    return  a + b", "return a + b"),
    ("import os", "", "import os"),
    ("\n", "\r\n", "line endings"),
    ("import os", "\u{feff}import os", "byte order mark"),
    ("# the end\n", "# the end", "end of the file"),
    ("print(\"kept\")", "print(\"kept\"", "valid Python"),
    ("ws = Workspace()", "client.use()", "what `client` is"),
];

#[test]
fn every_touched_byte_is_missed() {
    let before = "import os\nfrom azureml.core import Workspace\n\n\ndef add(a, b):\n    return a + b\n\n\nws = Workspace()\nprint(\"kept\")\n# the end\n";
    let after: Vec<String> = TOUCHED
        .iter()
        .map(|(right, wrong, _)| {
            assert!(before.contains(right), "{right}");
            before.replace(right, wrong)
        })
        .collect();
    let change = |after| Change { case: "touched", main: "a.py", before, after };
    let lost = sdk::lost(&after.iter().map(|after| change(after)).collect::<Vec<_>>());
    for (lost, (_, wrong, expected)) in lost.iter().zip(TOUCHED) {
        assert!(lost.iter().any(|piece| piece.starts_with(expected)), "{wrong:?}: {lost:?}");
    }
    assert_eq!(sdk::lost(&[change(before)]), [Vec::<String>::new()]);
}
