//! The samples that Microsoft's migration guide and API page teach from, in our own words: each gets the findings it
//! deserves and no others. Drawn as `line: code`, with the line's text.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use parlint::check::check;
use parlint::document::{Document, Language};
use parlint::project::{Memory, Project};
use parlint::rules::RuleSet;
use std::path::Path;

/// The files that the samples speak of.
const FILES: [(&str, &str); 4] = [
    ("src/score_files.py", "def init():\n    pass\n\n\ndef run(mini_batch):\n    return mini_batch\n"),
    ("src/score_table.py", "def init():\n    pass\n\n\ndef run(mini_batch):\n    return mini_batch\n"),
    ("src/environment.yml", "dependencies:\n  - python=3.10\n  - pip:\n      - mltable\n"),
    ("data/MLTable", "paths:\n  - pattern: ./*.png\n"),
];

/// The findings of a file, a line each; those that only translate a v1 setting are counted.
fn findings(text: &str) -> String {
    let document = Document::new(Path::new("job.py"), text.to_owned(), Language::Python);
    let files = FILES.map(|(path, text)| (path.into(), text.to_owned()));
    let report = check(&document, &Project::new(Memory::new(files)), &RuleSet::default());
    let mut lines = String::new();
    let mut translated = 0;
    for found in &report.diagnostics {
        if found.rule.code == "PJ800" {
            translated += 1;
            continue;
        }
        let marked = found.span.slice(text).lines().next().unwrap_or_default();
        lines += &format!("{}: {} {marked}\n", document.location(found.span.start).line, found.rule.code);
    }
    lines + &format!("{translated} settings of v1\n")
}

#[test]
fn a_v1_step_with_pipeline_parameters() {
    insta::assert_snapshot!(findings(r#"
from azureml.pipeline.core import PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

digits_config = ParallelRunConfig(
    source_directory=folder,
    entry_script=script,
    mini_batch_size=PipelineParameter(name="batch_size", default_value="5"),
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="digits.txt",
    environment=digits_environment,
    compute_target=cluster,
    process_count_per_node=PipelineParameter(name="processes", default_value=2),
    node_count=2,
)
digits_step = ParallelRunStep(
    name="predict-digits",
    parallel_run_config=digits_config,
    inputs=[digits_input],
    output=digits_output,
    allow_reuse=False,
)
"#), @r#"
    5: PJ126 ParallelRunConfig
    5: PJ811 ParallelRunConfig
    8: PJ817 PipelineParameter(name="batch_size", default_value="5")
    14: PJ817 PipelineParameter(name="processes", default_value=2)
    17: PJ801 ParallelRunStep
    22: PJ818 allow_reuse
    15 settings of v1
    "#);
}

#[test]
fn a_v2_step_on_files_used_in_a_pipeline() {
    insta::assert_snapshot!(findings(r#"
from azure.ai.ml import Input, Output
from azure.ai.ml.constants import AssetTypes, InputOutputModes
from azure.ai.ml.dsl import pipeline
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score_files = parallel_run_function(
    name="score_files",
    display_name="Score files",
    description="Scores each file",
    inputs=dict(files=Input(type=AssetTypes.MLTABLE, description="What is scored")),
    outputs=dict(result=Output(type=AssetTypes.MLTABLE)),
    input_data="${{inputs.files}}",
    instance_count=2,
    mini_batch_size="1",
    mini_batch_error_threshold=1,
    max_concurrency_per_instance=1,
    task=RunFunction(
        code="./src",
        entry_script="score_files.py",
        program_arguments="--result ${{outputs.result}}",
        environment="azureml:AzureML-sklearn-0.24-ubuntu18.04-py37-cpu:1",
    ),
)


@pipeline()
def score(files, model):
    prepared = prepare(input_data=files)
    prepared.outputs.files.type = AssetTypes.MLTABLE
    scored = score_files(files=prepared.outputs.files)
    scored.inputs.files.mode = InputOutputModes.EVAL_MOUNT
    scored.outputs.result.type = AssetTypes.MLTABLE
    return {"result": scored.outputs.result}


job = score(files=Input(path="./data/", type=AssetTypes.MLTABLE, mode=InputOutputModes.RO_MOUNT), model=None)
job.settings.default_compute = "cpu-cluster"
job = client.jobs.create_or_update(job, experiment_name="samples")
"#), @r"
    7: PJ126 parallel_run_function
    22: PJ064 ubuntu18.04
    0 settings of v1
    ");
}

#[test]
fn a_v2_step_on_a_table_with_an_environment_of_its_own() {
    insta::assert_snapshot!(findings(r#"
from azure.ai.ml import Input, Output, parallel
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.entities import Environment

score_table = parallel.parallel_run_function(
    name="score_table",
    inputs=dict(
        table=Input(type=AssetTypes.MLTABLE, description="What is scored"),
        model=Input(type=AssetTypes.URI_FOLDER, description="What scores it"),
    ),
    outputs=dict(result=Output(type=AssetTypes.MLTABLE)),
    input_data="${{inputs.table}}",
    max_concurrency_per_instance=2,
    mini_batch_size="100",
    mini_batch_error_threshold=5,
    logging_level="DEBUG",
    error_threshold=5,
    retry_settings=dict(max_retries=2, timeout=60),
    task=parallel.RunFunction(
        code="./src",
        entry_script="score_table.py",
        environment=Environment(
            image="mcr.microsoft.com/azureml/openmpi3.1.2-ubuntu18.04",
            conda_file="./src/environment.yml",
        ),
        program_arguments="--model ${{inputs.model}}",
        append_row_to="${{outputs.result}}",
    ),
)
"#), @r"
    24: PJ064 ubuntu18.04
    0 settings of v1
    ");
}
