//! A folder with some files, and parlint run in it.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An inline node with one error (PJ120, no fix) and one that can be fixed (PJ101).
pub const BROKEN: &str = "\
$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
inputs:
  images:
    type: uri_folder
    path: azureml:images:1
outputs:
  scores:
    type: uri_file
settings:
  default_compute: azureml:cpu-cluster
jobs:
  score:
    type: parallel
    inputs:
      images: ${{parent.inputs.images}}
    outputs:
      scores: ${{parent.outputs.scores}}
    input_data: ${{inputs.images}}
    mini_batch_size: 10
    error_threshold: -2
    task:
      type: run_function
      code: src
      entry_script: score.py
      environment: azureml:score-env:3
      append_row_to: ${{outputs.scores}}
";

/// The script that [`BROKEN`] runs.
pub const SCRIPT: &str = "def run(mini_batch):\n    return [str(path) for path in mini_batch]\n";

/// A pipeline without a fault.
pub fn clean() -> String {
    BROKEN.replace("size: 10", "size: \"10\"").replace("threshold: -2", "threshold: 2")
}

/// A folder that is gone afterwards.
pub struct Sandbox(TempDir);

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Sandbox {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| sandbox.write(path, text.as_bytes()));
        sandbox
    }

    /// A folder with a broken pipeline and its script.
    pub fn broken() -> Self {
        Self::new(&[("pipeline.yml", BROKEN), ("src/score.py", SCRIPT)])
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// parlint with some arguments, its environment empty of what could change the output.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("parlint").unwrap();
        command.current_dir(self.0.path()).args(arguments).env("LC_ALL", "C");
        ["NO_COLOR", "CLICOLOR_FORCE", "LC_MESSAGES", "LANG", "CI"].iter().for_each(|name| {
            command.env_remove(name);
        });
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.finish(&mut self.command(arguments))
    }

    /// Runs a command; the folder's own path is shown as `[folder]`.
    pub fn finish(&self, command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&self.root(), "[folder]");
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn root(&self) -> String {
        let path: &Path = self.0.path();
        path.display().to_string()
    }
}
