//! What is typed in one document counts for the others, saved or not.

use crate::client::{Client, Setup};
use serde_json::json;

const JOB: &str = "\
type: parallel
name: score
version: \"1\"
inputs: {images: {type: uri_folder}}
outputs: {scores: {type: uri_file}}
input_data: ${{inputs.images}}
mini_batch_size: \"10\" # 日本🦀
mini_batch_error_threshold: 5
retry_settings: {timeout: 600, max_retries: 2}
task:
  type: run_function
  code: ./src
  entry_script: score.py
  environment: azureml:score-env:1
  append_row_to: ${{outputs.scores}}
";
const SCRIPT: &str = "def init():\n    pass\n\n\ndef run(paths):\n    return paths\n";

/// A script that is none without `run`.
fn broken() -> String {
    SCRIPT.replace("def run", "def walk")
}

const USE: &str = "\
$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
display_name: 日本🦀
settings: {default_compute: azureml:cpu-cluster}
jobs:
  score:
    type: parallel
    component: ./job.yml
    inputs:
      images: {type: uri_folder, path: azureml:images:1}
";

fn codes(found: &[String]) -> String {
    found.iter().map(|found| found.split(' ').next().unwrap()).collect::<Vec<_>>().join(" ")
}

/// Waits until what is sent for a document has just these codes.
fn wait(client: &mut Client, path: &str, expected: &str) {
    let uri = client.uri(path);
    client.wait(|message| {
        let sent = &message["params"];
        message["method"] == "textDocument/publishDiagnostics"
            && sent["uri"] == uri
            && codes(&crate::client::briefs(&sent["diagnostics"])) == expected
    });
}

#[test]
fn a_script_is_judged_because_a_job_on_the_disk_names_it() {
    let mut client = Client::begin(&Setup::push(), &[("job.yml", JOB)]);
    client.open("src/score.py", "python", &broken());
    wait(&mut client, "src/score.py", "PJ501");
    client.change("src/score.py", 2, json!([{"text": SCRIPT}]));
    assert_eq!(client.published("src/score.py", 2), [""; 0]);
}

#[test]
fn a_job_that_is_typed_decides_which_script_is_judged() {
    let mut client = Client::begin(&Setup::push(), &[("job.yml", JOB), ("src/score.py", SCRIPT)]);
    client.open("src/score.py", "python", &broken());
    wait(&mut client, "src/score.py", "PJ501");
    client.open("job.yml", "yaml", &JOB.replace("score.py", "other.py"));
    wait(&mut client, "job.yml", "PJ601");
    wait(&mut client, "src/score.py", "");
    client.open("src/other.py", "python", &broken());
    wait(&mut client, "job.yml", "");
    wait(&mut client, "src/other.py", "PJ501");
    // What counts of a job that is closed is on the disk.
    client.close("job.yml");
    wait(&mut client, "src/score.py", "PJ501");
}

#[test]
fn a_component_that_is_typed_counts_for_its_node() {
    let mut client = Client::begin(&Setup::push(), &[("job.yml", JOB)]);
    client.open("use.yml", "yaml", USE);
    assert_eq!(codes(&client.published("use.yml", 1)), "");
    client.open("job.yml", "yaml", &JOB.replace("images", "pictures"));
    wait(&mut client, "use.yml", "PJ221 PJ220");
    client.close("job.yml");
    wait(&mut client, "use.yml", "");
}

#[test]
fn who_asks_is_told_to_ask_again() {
    let mut client = Client::begin(&Setup::pull(), &[("job.yml", JOB)]);
    client.open("use.yml", "yaml", USE);
    assert_eq!(codes(&client.pulled("use.yml")), "");
    client.open("job.yml", "yaml", &JOB.replace("images", "pictures"));
    client.next("workspace/diagnostic/refresh");
    assert_eq!(codes(&client.pulled("use.yml")), "PJ221 PJ220");
    // What makes no difference to others is not worth a word.
    client.change("job.yml", 2, json!([{"text": JOB.replace("images", "pictures").replace("\"10\"", "10")}]));
    client.pulled("job.yml");
    assert_eq!(codes(&client.pulled("use.yml")), "PJ221 PJ220");
    assert_eq!(client.count("workspace/diagnostic/refresh"), 0);
}

#[test]
fn a_component_that_is_typed_counts_for_a_node_in_a_file_that_is_not_open() {
    let mut client = Client::begin(&Setup::push(), &[("job.yml", JOB), ("src/score.py", SCRIPT), ("use.yml", USE)]);
    client.open("job.yml", "yaml", &JOB.replace("images", "pictures"));
    wait(&mut client, "use.yml", "PJ221 PJ220");
    client.change("job.yml", 2, json!([{"text": JOB}]));
    wait(&mut client, "use.yml", "");
}

#[test]
fn a_file_that_changes_on_the_disk_counts() {
    let mut client = Client::begin(&Setup::push(), &[("job.yml", JOB), ("src/score.py", SCRIPT)]);
    client.open("use.yml", "yaml", USE);
    wait(&mut client, "use.yml", "");
    client.write("job.yml", &JOB.replace("images", "pictures"));
    client.changed_on_disk("job.yml", 2);
    wait(&mut client, "use.yml", "PJ221 PJ220");
    std::fs::remove_file(client.path("job.yml")).unwrap();
    client.changed_on_disk("job.yml", 3);
    wait(&mut client, "use.yml", "PJ605");
    client.write("job.yml", JOB);
    client.changed_on_disk("job.yml", 1);
    wait(&mut client, "use.yml", "");
}

#[test]
fn what_changes_on_the_disk_without_a_word_counts_with_the_next_letter() {
    let files = [("job.yml", JOB), ("src/score.py", SCRIPT), ("src/other.py", "")];
    let mut client = Client::begin(&Setup::push(), &files);
    client.open("job.yml", "yaml", JOB);
    assert_eq!(codes(&client.published("job.yml", 1)), "");
    std::fs::remove_file(client.path("src/score.py")).unwrap();
    client.change("job.yml", 2, json!([{"text": format!("{JOB}# note\n")}]));
    assert_eq!(codes(&client.published("job.yml", 2)), "PJ601");
}
