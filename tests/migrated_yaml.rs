//! The YAML that `parlint migrate` writes, loaded by the real azure-ai-ml: it accepts every file without a warning, and
//! builds of it what v1 said. `tests/run` makes the SDK's environment and names it in `PARLINT_TRUTH_V2`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "truth/memory.rs"]
mod memory;
#[path = "truth/process.rs"]
mod process;

use process::{Question, Script};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

const SDK: Script = Script { python: "PARLINT_TRUTH_V2", path: "truth/sdk/v2_yaml.py" };

/// A file that was written, and what the SDK makes of it.
struct Loaded {
    name: String,
    answer: Value,
}

/// Migrates the first of these files to YAML, and loads all that is written.
fn migrate(files: &[(&str, &str)]) -> Vec<Loaded> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = assert_cmd::Command::cargo_bin("parlint").unwrap();
    let output =
        command.current_dir(folder.path()).args(["migrate", "--write", "--to", "yaml", files[0].0]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all = all_files(folder.path());
    let written = || all.keys().filter(|name| name.ends_with(".yml")).filter(|name| is_v2(&all[*name]));
    let question = |name: &String| Question {
        case: name.clone(),
        text: json!({
            "files": all,
            "main": name,
            "load": if name.ends_with(".component.yml") { "component" } else { "job" },
        })
        .to_string(),
    };
    let questions: Vec<Question> = written().map(question).collect();
    let (_, answers) = process::ask(SDK, &questions);
    let answers = answers.iter().map(|answer| serde_json::from_str(answer).unwrap());
    written().cloned().zip(answers).map(|(name, answer)| Loaded { name, answer }).collect()
}

fn all_files(folder: &Path) -> Map<String, Value> {
    let mut found = Map::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            found.insert(name, fs::read_to_string(entry.path()).unwrap().into());
        }
    }
    found
}

fn is_v2(text: &Value) -> bool {
    text.as_str().unwrap().contains("$schema: https://azuremlschemas")
}

/// Checks that the SDK accepts what was written, and what it builds of some of it: the file, the way to a value, and the
/// value.
fn check(files: &[(&str, &str)], expected: &[(&str, &str, Value)]) {
    let loaded = migrate(files);
    assert!(!loaded.is_empty());
    for Loaded { name, answer } in &loaded {
        assert!(answer["phase"].as_str().is_none_or(str::is_empty), "{name}: {answer:#}");
        assert!(answer["warnings"].as_array().is_none_or(Vec::is_empty), "{name}: {answer:#}");
    }
    for (file, pointer, value) in expected {
        let found = loaded.iter().find(|loaded| loaded.name == *file);
        let found = found.unwrap_or_else(|| panic!("{file} was not written"));
        let rest = &found.answer["rest"];
        assert_eq!(rest.pointer(pointer), Some(value), "{file} {pointer}\n{rest:#}");
    }
}

const SCORE: (&str, &str) = ("src/score.py", "def run(mini_batch):\n    return mini_batch\n");

/// What `ParallelRunConfig.save_to_yaml` of azureml-pipeline-steps 1.62.0 writes.
const CONFIG: &str = "\
parallel_run_config:
  mini_batch_size: 5242880
  partition_keys:
  error_threshold: 10
  output_action: append_row
  logging_level: debug
  compute_target_name: cpu-cluster
  node_count: 2
  process_count_per_node: 4
  entry_script: score.py
  source_directory: src
  description: 'Scores: all of them'
  run_invocation_timeout: 120
  run_max_try: 5
  append_row_file_name: scores.txt
  environment:
    name: score
    version:
    environmentVariables:
      EXAMPLE_ENV_VAR: EXAMPLE_VALUE
    python:
      userManagedDependencies: false
      interpreterPath: python
      condaDependenciesFile:
      baseCondaEnvironment:
      condaDependencies:
        name: project_environment
        dependencies:
        - python=3.10
        - pip:
          - azureml-defaults
        channels:
        - conda-forge
    docker:
      enabled: false
      baseImage: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20251130.v1
      baseDockerfile:
      buildContext:
  environment_variables:
    LIMIT: 5
    SWITCH: yes
    TIME: '1:30'
";

#[test]
fn a_configuration() {
    let component = "config.component.yml";
    check(
        &[("config.yml", CONFIG), SCORE],
        &[
            (component, "/mini_batch_size", json!("5242880")),
            (component, "/error_threshold", json!(10)),
            (component, "/logging_level", json!("DEBUG")),
            (component, "/max_concurrency_per_instance", json!(4)),
            (component, "/retry_settings", json!({ "timeout": 120, "max_retries": 5 })),
            (component, "/description", json!("Scores: all of them")),
            (component, "/resources/instance_count", json!(2)),
        ],
    );
}

const PIPELINE: &str = "\
pipeline:
  description: Nightly
  parameters:
    limit: {type: int, default: 5}
    folder: {type: datapath, default: {datastore: blobs, path_on_datastore: images}}
  data_references:
    images: {dataset_name: images}
    model: {datastore: blobs, path_on_datastore: models/1}
  steps:
    Score:
      type: ParallelRunStep
      parallel_run_config: config.yml
      allow_reuse: false
      inputs:
        images: {source: images}
      side_inputs:
        model: {source: model, bind_mode: download}
      outputs:
        scores: {destination: all}
      arguments: [--name, it's a, --model, 'side_input:model']
    collect:
      type: ParallelRunStep
      parallel_run_config: config.yml
      inputs:
        scores: {source: all}
      outputs:
        result: {destination: result, bind_mode: upload}
    again:
      type: ParallelRunStep
      parallel_run_config: config.yml
      inputs:
        images: {source: folder}
      outputs:
        result: {destination: more}
";

#[test]
fn a_pipeline() {
    let (job, node) = ("nightly.yml", |name: &str| format!("/nodes/score/{name}"));
    check(
        &[("nightly.yml", PIPELINE), ("config.yml", CONFIG), SCORE],
        &[
            (job, &node("environment_variables"), json!({ "LIMIT": "5", "SWITCH": "True", "TIME": "1:30" })),
            (job, &node("componentId/is_deterministic"), json!(false)),
            (
                job,
                &node("componentId/task/program_arguments"),
                json!("--name 'it'\"'\"'s a' --model ${{inputs.model}}"),
            ),
            (job, &node("inputs/images/uri"), json!("images@latest")),
            (job, &node("inputs/model/mode"), json!("Download")),
            (job, "/nodes/collect/inputs/scores/value", json!("${{parent.jobs.score.outputs.scores}}")),
            (job, "/nodes/collect/outputs/result/mode", json!("Upload")),
            (job, "/nodes/again/inputs/images/value", json!("${{parent.inputs.folder}}")),
        ],
    );
}

const SCRIPT: &str = "\
from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
images = Dataset.get_by_name(ws, \"images\", version=3)
config = ParallelRunConfig(
    environment=Environment.get(ws, \"score\"),
    entry_script=\"score.py\",
    source_directory=\"src\",
    error_threshold=5,
    output_action=\"summary_only\",
    compute_target=\"cpu\",
    node_count=2,
    mini_batch_size=10,
    allowed_failed_percent=2,
)
step = ParallelRunStep(
    name=\"score-images\",
    parallel_run_config=config,
    inputs=[images.as_named_input(\"images\")],
    output=OutputFileDatasetConfig(name=\"scores\", destination=(ws.get_default_datastore(), \"scores\")),
    arguments=[\"--name\", \"a b\"],
)
pipeline = Pipeline(workspace=ws, steps=[step])
";

#[test]
fn a_script() {
    let (job, node) = ("job.pipeline.yml", |name: &str| format!("/nodes/score_images/{name}"));
    check(
        &[("job.py", SCRIPT), SCORE],
        &[
            (job, &node("mini_batch_size"), json!(10)),
            (job, &node("inputs/images/uri"), json!("images:3")),
            (job, &node("outputs/scores/uri"), json!("azureml://datastores/workspaceblobstore/paths/scores")),
            (job, &node("computeId"), json!("cpu")),
            (
                job,
                &node("task/program_arguments"),
                json!("--name 'a b' --output_dir ${{outputs.scores}} --allowed_failed_percent 2"),
            ),
        ],
    );
}

/// A configuration that the script loads from a file, with what is assigned to it and what a dictionary spreads over the step.
#[test]
fn a_script_that_loads_its_configuration() {
    let script = "\
from azureml.core import Dataset, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
ws = Workspace.from_config()
config = ParallelRunConfig.load_yaml(ws, \"config.yml\")
config.node_count = 7
images = Dataset.get_by_name(ws, \"images\").as_named_input(\"images\")
more = dict(allow_reuse=False, arguments=[\"--limit\", 5])
step = ParallelRunStep(\"score\", config, [images], OutputFileDatasetConfig(name=\"scores\"), **more)
pipeline = Pipeline(ws, [step])
";
    let (job, node) = ("job.pipeline.yml", |name: &str| format!("/nodes/score/{name}"));
    check(
        &[("job.py", script), ("config.yml", CONFIG), SCORE],
        &[
            (job, &node("componentId/mini_batch_size"), json!("5242880")),
            (job, &node("resources/instance_count"), json!(7)),
            (job, &node("componentId/retry_settings"), json!({ "timeout": 120, "max_retries": 5 })),
            (job, &node("environment_variables"), json!({ "LIMIT": "5", "SWITCH": "True", "TIME": "1:30" })),
            (job, &node("componentId/is_deterministic"), json!(false)),
            (job, &node("componentId/task/program_arguments"), json!("--limit 5")),
        ],
    );
}

/// Parameters of the pipeline, as settings and as an argument, with the value that one is submitted with.
#[test]
fn a_script_with_parameters() {
    let parameters = "\
from azureml.core import Experiment
from azureml.pipeline.core import PipelineParameter
size = PipelineParameter(name=\"batch_size\", default_value=5)
tries = PipelineParameter(name=\"tries\", default_value=4)
limit = PipelineParameter(name=\"limit\", default_value=0.5)
";
    let script = SCRIPT
        .replace("\nws = ", &format!("{parameters}\nws = "))
        .replace("mini_batch_size=10", "mini_batch_size=size,\n    run_max_try=tries")
        .replace("\"a b\"]", "\"a b\", \"--limit\", limit]")
        + "Experiment(ws, \"score\").submit(pipeline, pipeline_parameters={\"tries\": 6})\n";
    let (job, node) = ("job.pipeline.yml", |name: &str| format!("/nodes/score_images/{name}"));
    let value = |text: &str| json!(format!("{{'value': '{text}', 'jobInputType': 'literal'}}"));
    check(
        &[("job.py", &script), SCORE],
        &[
            (job, &node("mini_batch_size"), json!("${{parent.inputs.batch_size}}")),
            (job, &node("retry_settings/max_retries"), json!("${{parent.inputs.tries}}")),
            (job, &node("inputs/limit/value"), json!("${{parent.inputs.limit}}")),
            (
                job,
                &node("task/program_arguments"),
                json!(
                    "--name 'a b' --limit ${{inputs.limit}} --output_dir ${{outputs.scores}} --allowed_failed_percent 2"
                ),
            ),
            (job, "/inputs/batch_size", value("5")),
            (job, "/inputs/tries", value("6")),
            (job, "/inputs/limit", value("0.5")),
        ],
    );
}
