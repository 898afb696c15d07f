//! What the editors are made to do, and what they must show then.

use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long an editor may take before the test gives up; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A pipeline and a Python file, each with one finding, behind characters that every encoding counts in another way.
const YAML: &str = r#"$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
inputs:
  images: {type: uri_folder, path: azureml:images:1}
settings: {default_compute: azureml:cpu-cluster}
jobs:
  score: {
    environment_variables: {NAME: "日本🦀"}, mini_batch_size: 17, mini_batch_error_threshold: 5,
    type: parallel, retry_settings: {timeout: 60, max_retries: 2},
    inputs: {images: "${{parent.inputs.images}}"}, input_data: "${{inputs.images}}",
    outputs: {scores: {type: uri_file}},
    task: {
      type: run_function, code: ., entry_script: score.py, environment: azureml:score-env:3,
      append_row_to: "${{outputs.scores}}"
    }
  }
"#;
const PYTHON: &str = r#"from azure.ai.ml import Input, Output
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score = parallel_run_function(
    name="score", display_name="日本🦀", mini_batch_size=17, mini_batch_error_threshold=5,
    retry_settings={"timeout": 60, "max_retries": 2},
    inputs={"images": Input(type=AssetTypes.URI_FOLDER)}, input_data="${{inputs.images}}",
    outputs={"scores": Output(type=AssetTypes.URI_FILE)},
    task=RunFunction(
        code=".", entry_script="score.py", environment="azureml:score-env:3",
        append_row_to="${{outputs.scores}}",
    ),
)
"#;
const SCRIPT: &str = "def init():\n    pass\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n";

/// What an editor is to do in one file.
#[derive(Serialize)]
pub struct Task {
    file: &'static str,
    /// The piece of the text that is marked; to be explained and mended.
    fault: &'static str,
    /// What is to be written behind it, to be completed.
    written: &'static str,
}

/// What an editor showed of one file.
#[derive(Debug, Deserialize)]
struct Seen {
    /// The code of each finding, and the piece of the text that is marked.
    findings: Vec<(String, String)>,
    /// The explanation.
    hover: String,
    /// The text after the fix was applied.
    fixed: String,
    /// The findings then.
    left: usize,
    /// The text after the completion was taken.
    completed: String,
}

const TASKS: [Task; 2] = [
    Task { file: "job.yml", fault: "17", written: ", max_con" },
    Task { file: "submit.py", fault: "17", written: ", max_con" },
];

/// A folder with the files, a home for the editor's configuration, and the tasks.
pub struct Scene {
    folder: TempDir,
}

impl Scene {
    pub fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        scene.write("home/tasks.json", &serde_json::to_string(&TASKS).unwrap());
        for (name, text) in [("job.yml", YAML), ("submit.py", PYTHON), ("score.py", SCRIPT), ("parlint.toml", "")] {
            scene.write(&format!("project/{name}"), text);
        }
        scene
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The program that a variable names, or else this one, to be started in the project: with the built binary on the
    /// `PATH`, and nothing of the developer's own configuration.
    pub fn editor(&self, variable: &str, program: &str) -> Command {
        let program = std::env::var_os(variable).unwrap_or_else(|| program.into());
        let mut command = Command::new(program);
        let home = self.path("home");
        command.current_dir(self.path("project")).env("HOME", &home).env("LC_ALL", "C.UTF-8");
        for (variable, folder) in [("CONFIG", "config"), ("DATA", "data"), ("STATE", "state"), ("CACHE", "cache")] {
            command.env(format!("XDG_{variable}_HOME"), home.join(folder));
        }
        command
            .env("PATH", path_with_parlint())
            .env("SEEN", self.path("home/seen.json"))
            .env("TASKS", self.path("home/tasks.json"));
        command.stdin(Stdio::null());
        command
    }

    /// Runs an editor and compares what it showed with what is to be seen.
    pub fn play(&self, mut editor: Command) {
        let log = self.path("home/log");
        let output = fs::File::create(&log).unwrap();
        let started = editor.stdout(output.try_clone().unwrap()).stderr(output).spawn();
        let mut process = started.unwrap_or_else(|error| panic!("{editor:?}: {error}; tests/run installs the editors"));
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = process.try_wait().unwrap() {
                break status;
            }
            if begin.elapsed() > PATIENCE {
                process.kill().unwrap();
                break process.wait().unwrap();
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        let said = fs::read_to_string(log).unwrap();
        let seen = fs::read_to_string(self.path("home/seen.json")).unwrap_or_default();
        assert!(status.success(), "{editor:?}: {status}\n{said}\n{seen}");
        let seen: Vec<Seen> = serde_json::from_str(&seen).unwrap_or_else(|error| panic!("{error}: {seen}\n{said}"));
        assert_eq!(seen.len(), TASKS.len());
        compare(&seen[0], YAML, "mini_batch_size: 17", "mini_batch_size: \"17\"", ", max_concurrency_per_instance: ");
        compare(&seen[1], PYTHON, "mini_batch_size=17", "mini_batch_size=\"17\"", ", max_concurrency_per_instance=");
    }
}

fn compare(seen: &Seen, text: &str, wrong: &str, right: &str, completion: &str) {
    assert_eq!(seen.findings, [("PJ101".to_owned(), "17".to_owned())]);
    assert!(seen.hover.contains("mini_batch_size") && seen.hover.contains("17"), "{}", seen.hover);
    let fixed = text.replace(wrong, right);
    assert_eq!(seen.fixed, fixed);
    assert_eq!(seen.left, 0, "the finding is gone");
    assert_eq!(seen.completed, fixed.replace(right, &format!("{right}{completion}")));
}

fn path_with_parlint() -> std::ffi::OsString {
    let binaries = Path::new(env!("CARGO_BIN_EXE_parlint")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(binaries).chain(std::env::split_paths(&path))).unwrap()
}
