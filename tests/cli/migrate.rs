//! `parlint migrate` on YAML of v1, into YAML, into other folders, and its reports.

use crate::sandbox::Sandbox;
use std::fs;

const CONFIG: &str = "\
parallel_run_config:
  mini_batch_size: 10  # files
  error_threshold: 5
  output_action: append_row
  compute_target_name: cpu
  node_count: 2
  entry_script: score.py
  source_directory: src
  environment_name: score
";

const PIPELINE: &str = "\
pipeline:
  data_references:
    images: {dataset_name: images}
  steps:
    score:
      type: ParallelRunStep
      parallel_run_config: config.yml
      inputs:
        images: {source: images}
      outputs:
        scores: {destination: scores}
";

const SCRIPT: &str = "\
from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
images = Dataset.get_by_name(ws, \"images\")
config = ParallelRunConfig(
    environment=Environment.get(ws, \"score\"),
    entry_script=\"score.py\",
    source_directory=\"src\",
    error_threshold=5,
    output_action=\"append_row\",
    compute_target=\"cpu\",
    node_count=2,
    mini_batch_size=10,
)
step = ParallelRunStep(
    name=\"score-images\",
    parallel_run_config=config,
    inputs=[images.as_named_input(\"images\")],
    output=OutputFileDatasetConfig(name=\"scores\"),
    arguments=[\"--name\", \"a b\"],
)
";

/// The files of a folder, those below included, in order.
fn files(sandbox: &Sandbox) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![sandbox.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => found.push(entry.path().strip_prefix(sandbox.path("")).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_pipeline_of_v1_is_replaced_and_its_configuration_is_not() {
    let sandbox = Sandbox::new(&[("jobs/nightly.yml", PIPELINE), ("jobs/config.yml", CONFIG)]);
    let shown = sandbox.run(&["migrate", "jobs/nightly.yml"]);
    assert_eq!(shown.status, 0, "{}", shown.err);
    assert!(shown.out.contains("-pipeline:") && shown.out.contains("+input_data: ${{inputs.images}}"), "{}", shown.out);
    assert_eq!(sandbox.read("jobs/nightly.yml"), PIPELINE);
    let written = sandbox.run(&["migrate", "--write", "jobs/nightly.yml"]);
    assert_eq!((written.status, written.out.as_str()), (0, ""), "{}", written.err);
    assert_eq!(files(&sandbox), ["jobs/config.yml", "jobs/nightly.component.yml", "jobs/nightly.yml"]);
    assert!(sandbox.read("jobs/nightly.yml").contains("component: ./nightly.component.yml"));
    assert_eq!(sandbox.read("jobs/config.yml"), CONFIG);
    let again = sandbox.run(&["migrate", "--write", "jobs/nightly.yml"]);
    assert_eq!((again.status, again.err.as_str()), (0, "There is nothing of SDK v1 to migrate.\n"));
}

#[test]
fn a_configuration_becomes_a_component_beside_it() {
    let sandbox = Sandbox::new(&[("config.yml", CONFIG), ("src/score.py", "")]);
    let run = || sandbox.run(&["migrate", "--write", "config.yml"]);
    assert_eq!(run().status, 0);
    let component = sandbox.read("config.component.yml");
    assert!(component.contains("# files\nmini_batch_size: \"10\"\n"), "{component}");
    assert_eq!(sandbox.read("config.yml"), CONFIG);
    // A second run changes nothing, and parlint has nothing against what it wrote.
    assert_eq!(run().status, 0);
    assert_eq!(sandbox.read("config.component.yml"), component);
    let checked = sandbox.run(&["check", "config.component.yml"]);
    assert!(checked.status == 0 && checked.out.starts_with("No problems found;"), "{}", checked.out);
}

#[test]
fn a_script_becomes_yaml_beside_it() {
    let sandbox =
        Sandbox::new(&[("a/job.py", SCRIPT), ("a/src/score.py", "def run(mini_batch):\n    return mini_batch\n")]);
    let written = sandbox.run(&["migrate", "--to", "yaml", "--write", "a"]);
    assert_eq!(written.status, 0, "{}", written.err);
    assert_eq!(files(&sandbox), ["a/job.component.yml", "a/job.pipeline.yml", "a/job.py", "a/src/score.py"]);
    assert_eq!(sandbox.read("a/job.py"), SCRIPT);
    insta::assert_snapshot!(sandbox.read("a/job.component.yml") + "---\n" + &sandbox.read("a/job.pipeline.yml"));
    let checked = sandbox.run(&["check", "a/job.component.yml", "a/job.pipeline.yml"]);
    assert!(checked.status == 0 && checked.out.starts_with("No problems found;"), "{}", checked.out);
}

#[test]
fn what_is_in_the_way_stays() {
    let sandbox = Sandbox::new(&[("job.py", SCRIPT), ("job.pipeline.yml", "mine: 1\n")]);
    let refused = sandbox.run(&["migrate", "--to", "yaml", "--write", "job.py"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.contains("job.pipeline.yml is there already and says something else; nothing is written."),
        "{}",
        refused.err
    );
    assert_eq!(files(&sandbox), ["job.pipeline.yml", "job.py"]);
    assert_eq!(sandbox.read("job.pipeline.yml"), "mine: 1\n");
    assert_eq!(sandbox.run(&["migrate", "--to", "yaml", "--write", "--force", "job.py"]).status, 0);
    assert!(sandbox.read("job.pipeline.yml").contains("type: pipeline"));
}

#[test]
fn another_folder_gets_the_same_shape_and_the_way_back() {
    let sandbox = Sandbox::new(&[("a/job.py", SCRIPT), ("a/config.yml", CONFIG)]);
    assert_eq!(sandbox.run(&["migrate", "--output", "new", "a"]).status, 0);
    assert_eq!(files(&sandbox), ["a/config.yml", "a/job.py", "new/a/config.component.yml", "new/a/job.py"]);
    assert_eq!(sandbox.read("a/job.py"), SCRIPT);
    assert!(sandbox.read("new/a/job.py").contains("parallel_run_function("));
    assert!(sandbox.read("new/a/config.component.yml").contains("code: ../../a/src\n"));
}

#[test]
fn reports() {
    let sandbox = Sandbox::new(&[("jobs/nightly.yml", PIPELINE), ("jobs/config.yml", CONFIG), ("job.py", SCRIPT)]);
    let ran = sandbox.run(&["migrate", "--quiet", "--report", "report.html", "--report", "out/report.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let page = sandbox.read("report.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("jobs/nightly.yml"));
    let data: serde_json::Value = serde_json::from_str(&sandbox.read("out/report.json")).unwrap();
    let schema = fs::read_to_string("schemas/migration-report.schema.json").unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &data), "{data:#}");
    let paths: Vec<_> = data["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["job.py", "jobs/config.yml", "jobs/nightly.yml"]);
    assert_eq!(data["summary"]["files"], serde_json::json!({ "converted": 2, "partly": 1, "left": 0 }));
    let refused = sandbox.run(&["migrate", "--report", "report.pdf"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("report.pdf: the name of a report ends with"), "{}", refused.err);
}

/// The blocks of Python in a text, from a word on.
fn blocks<'t>(text: &'t str, from: &str) -> Vec<&'t str> {
    let pieces = text[text.find(from).unwrap()..].split("```python\n").skip(1);
    pieces.map(|piece| piece.split("```").next().unwrap()).collect()
}

#[test]
fn the_readme_shows_what_it_does() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let [before, after] = blocks(&readme, "`parlint migrate`")[..2] else { unreachable!() };
    let program = fs::read_to_string(root.join("tests/migrate/corpus/guide/before.py")).unwrap();
    assert!(program.ends_with(before), "the README shows another program");
    let sandbox = Sandbox::new(&[("job.py", &program)]);
    assert_eq!(sandbox.run(&["migrate", "--write", "job.py"]).status, 0);
    let found = sandbox.read("job.py");
    assert!(found.ends_with(after), "the README shows:\n{after}\nparlint writes:\n{found}");
}

#[test]
fn tells_how_far_it_is() {
    let sandbox = Sandbox::new(&[("job.py", SCRIPT)]);
    let ran = sandbox.run(&["migrate", "--quiet", "--progress"]);
    let percentages: Vec<u8> = ran.err.lines().map(|line| line.strip_suffix('%').unwrap().parse().unwrap()).collect();
    assert_eq!((percentages.first(), percentages.last()), (Some(&0), Some(&100)));
    assert!(percentages.is_sorted_by(|one, next| one < next), "{percentages:?}");
}
