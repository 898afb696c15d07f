//! Files of v1 and what becomes of them.

use crate::document::{Document, Language};
use crate::migrate::{Found, Plan, plan};
use crate::project::{Memory, Project};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What is written for the first of the files, in a folder beside or below it, and what is said.
fn migrate(files: &[(&str, &str)], folder: &str) -> (Plan, String) {
    let path = |name: &str| PathBuf::from("/work").join(name);
    let memory = Memory::new(files.iter().map(|(name, text)| (path(name), (*text).to_owned())));
    let document = Document::new(&path(files[0].0), files[0].1.to_owned(), Language::Yaml);
    assert!(document.faults().is_empty(), "{:?}", document.faults());
    let plan = plan(&document, &Project::new(memory));
    let mut shown = String::new();
    for file in plan.files(&document, Path::new(folder)) {
        let _ = write!(shown, "=== {}\n{}", file.path.display(), file.text);
        // What is written is read as it is meant, and is not v1.
        let written = Document::new(&file.path, file.text, Language::Yaml);
        assert!(written.faults().is_empty());
        assert!(super::plan(&written, &Project::new(Memory::default())).is_empty());
    }
    shown.push_str("=== said\n");
    for Found { kind, name, notes, .. } in &plan.found {
        let _ = writeln!(shown, "{kind:?} {name}");
        for note in notes {
            let _ = writeln!(shown, "  {:?} {} [{}]", note.weight, note.subject, note.span.slice(document.text()));
            let _ = writeln!(shown, "    {}; {}", note.why.english(), note.advice.english());
        }
    }
    (plan, shown)
}

const CONFIG: &str = "\
# Scoring of images.
parallel_run_config:
  # ten images at a time
  mini_batch_size: 10  # files
  error_threshold: 5
  output_action: append_row
  append_row_file_name: scores.txt
  compute_target_name: cpu-cluster
  node_count: 2
  process_count_per_node:
  entry_script: score.py
  source_directory: ./src
  description: 'yes'
  allowed_failed_percent: 3
  logging_level: warn
  environment:
    name: score
    version:
    docker:
      baseImage: mcr.microsoft.com/score:1
      shmSize: 2g
    python:
      userManagedDependencies: false
      condaDependencies:
        # never older
        dependencies: [python=3.10, {pip: [azureml-defaults]}]
        channels:
  environment_variables:
    LIMIT: 5
  # the end
";

#[test]
fn a_configuration_becomes_a_component() {
    insta::assert_snapshot!(migrate(&[("batch-score.yml", CONFIG)], "/work").1);
}

#[test]
fn paths_lead_to_where_the_files_are() {
    let (_, shown) = migrate(&[("jobs/score.yml", CONFIG)], "/work/new/jobs");
    assert!(shown.contains("code: ../../jobs/src\n"), "{shown}");
}

fn environment(written: &str) -> String {
    let text = format!(
        "parallel_run_config:\n  error_threshold: 1\n  output_action: summary_only\n  entry_script: a.py\n{written}"
    );
    let (_, shown) = migrate(&[("c.yml", &text)], "/work");
    let (_, after) = shown.split_once("environment:").unwrap_or((&shown, ""));
    after.split("===").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn environments() {
    assert_eq!(environment("  environment_name: AzureML-x\n"), "azureml:AzureML-x@latest");
    assert_eq!(environment("  environment: {name: a, version: 3}\n"), "azureml:a:3");
    assert_eq!(
        environment("  environment_dir_path: ./envs/a/\n"),
        "image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04 conda_file: ./envs/a/conda_dependencies.yml"
    );
    assert_eq!(
        environment("  environment: {name: a, docker: {baseImage: i}, python: {userManagedDependencies: true}}\n"),
        "image: i"
    );
    assert_eq!(environment("  environment: env.yml\n"), "");
    assert_eq!(environment("  environment: {name: a, docker: {baseDockerfile: FROM x}}\n"), "");
}

const PIPELINE: &str = "\
# Nightly.
pipeline:
  description: Nightly scoring
  default_compute: cpu-cluster
  parameters:
    limit: {type: int, default: 5}
    folder: {type: datapath, default: {datastore: blobs, path_on_datastore: /images}}
    label: {type: string}
  data_references:
    images: {dataset_name: images}
    model: {datastore: blobs, path_on_datastore: models/1}
  steps:
    # the first
    Score-Images:
      type: \"ParallelRunStep\"
      parallel_run_config: config.yml
      allow_reuse: false
      inputs:
        images: {source: images, bind_mode: mount}
      side_inputs:
        model: {source: model, bind_mode: download}
      outputs:
        scores: {destination: all_scores, datastore: blobs}
      arguments: [--limit, \"5\", --name, a b, --scores, \"output:scores\"]
    collect:
      type: ParallelRunStep
      name: Collect
      parallel_run_config: config.yml
      inputs:
        scores: {source: all_scores}
      outputs:
        result: {destination: result, bind_mode: upload}
";

#[test]
fn a_pipeline_becomes_a_pipeline() {
    let (plan, shown) = migrate(&[("nightly.yml", PIPELINE), ("config.yml", CONFIG)], "/work");
    assert!(plan.replaces);
    insta::assert_snapshot!(shown);
}

/// As `Pipeline.load_yaml` reads files that were written before steps had a `type`.
#[test]
fn steps_without_a_type_hold_what_is_their_own() {
    let (_, shown) = migrate(&[("nightly.yml", PIPELINE), ("config.yml", CONFIG)], "/work");
    let older = PIPELINE
        .replace("      type: \"ParallelRunStep\"\n", "      parallel_run_step:\n        allow_reuse: false\n")
        .replace("parallel_run_config: config.yml\n      allow_reuse: false\n", "parallel_run_config: config.yml\n")
        .replace("      type: ParallelRunStep\n      name: Collect\n", "      parallel_run_step: {name: Collect}\n");
    assert!(!older.contains("type: ParallelRunStep") && older.matches("allow_reuse").count() == 1, "{older}");
    let (_, of_older) = migrate(&[("nightly.yml", &older), ("config.yml", CONFIG)], "/work");
    assert_eq!(of_older, shown);
}

#[test]
fn line_breaks_stay_those_of_the_file() {
    let text = CONFIG.replace('\n', "\r\n");
    let (_, shown) = migrate(&[("c.yml", &text)], "/work");
    let (written, _) = shown.split_once("=== said").unwrap();
    assert_eq!(written.matches('\n').count() - 1, written.matches("\r\n").count(), "{written}");
    assert!(written.contains("# ten images at a time\r\n"), "{written}");
}

#[test]
fn steps_of_one_name_become_files_of_their_own() {
    let text = PIPELINE.replace("name: Collect", "name: score_images");
    let (_, shown) = migrate(&[("nightly.yml", &text), ("config.yml", CONFIG)], "/work");
    for name in ["score_images", "score_images_2"] {
        assert!(shown.contains(&format!("=== /work/nightly.{name}.component.yml\n")), "{shown}");
        assert!(
            shown.contains(&format!("  {name}:\n    type: parallel\n    component: ./nightly.{name}.component.yml\n")),
            "{shown}"
        );
    }
    assert!(shown.contains("path: ${{parent.jobs.score_images.outputs.scores}}"), "{shown}");
}

#[test]
fn what_no_yaml_can_say_is_noted() {
    let text = "parallel_run_config:\n  error_threshold: 1\n  output_action: summary_only\n  description: 2024-01-02\n";
    let document = Document::new(Path::new("c.yml"), text.to_owned(), Language::Yaml);
    let plan = plan(&document, &Project::new(Memory::default())).for_yaml();
    assert!(plan.notes().any(|note| note.subject == "description"));
    let [file] = plan.files(&document, Path::new("")).try_into().unwrap();
    assert!(file.text.starts_with("# parlint: `description`: its value shows at run time only"), "{}", file.text);
}

#[test]
fn other_steps_are_left_to_a_person() {
    let text = format!("{PIPELINE}    train:\n      type: PythonScriptStep\n      script_name: train.py\n");
    let (plan, shown) = migrate(&[("nightly.yml", &text), ("config.yml", CONFIG)], "/work");
    assert!(!plan.replaces);
    let (_, pipeline) = shown.split_once("=== /work/nightly.pipeline.yml\n").unwrap();
    let comment = "# parlint: `train`: parlint migrates parallel steps only, and this is a `PythonScriptStep`; write it as a node of the new pipeline, by hand\n";
    assert!(pipeline.contains(comment), "{pipeline}");
}

/// What is said of a pipeline that is left as it is.
fn left(text: &str, files: &[(&str, &str)]) -> String {
    let files: Vec<_> = std::iter::once(("nightly.yml", text)).chain(files.iter().copied()).collect();
    let (plan, shown) = migrate(&files, "/work");
    assert!(plan.pipelines.is_empty() && !plan.replaces);
    shown
}

#[test]
fn what_cannot_be_carried_over() {
    let shown = left(PIPELINE, &[]);
    assert!(shown.contains("its configuration `config.yml` is not there"), "{shown}");
    let two = PIPELINE.replace(
        "        scores: {source: all_scores}\n",
        "        a: {source: all_scores}\n        b: {source: images}\n",
    );
    let shown = left(&two, &[("config.yml", CONFIG)]);
    assert!(shown.contains("Left inputs [inputs]\n    v1 splits several inputs"), "{shown}");
    let shown = left(PIPELINE, &[("config.yml", "parallel_run_config: [")]);
    assert!(shown.contains("its configuration `config.yml` is not there"), "{shown}");
}
