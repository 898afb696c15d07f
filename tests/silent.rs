//! What parlint has to be silent on: other jobs and resources of Azure Machine Learning, other systems, scripts of online
//! endpoints, and parallel jobs whose values show at run time only.

use assert_cmd::Command;
use std::path::Path;

#[test]
fn not_one_finding() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/silent");
    let mut command = Command::cargo_bin("parlint").unwrap();
    let arguments = ["--select", "PJ", "--output-format", "concise", "--quiet", "--fail-on", "info"];
    let ran = command.current_dir(&folder).args(arguments).output().unwrap();
    let (out, err) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
    assert_eq!((out.as_str(), err.as_str(), ran.status.code()), ("", "", Some(0)));
}

/// Silence says something only of files that were understood: those of `dynamic/` and its like in a notebook.
#[test]
fn what_shows_at_run_time_only_is_a_parallel_job() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/silent");
    let mut command = Command::cargo_bin("parlint").unwrap();
    let ran = command
        .current_dir(&folder)
        .arg("--quiet")
        .args(["--select", "PJ", "--output-format", "json"])
        .output()
        .unwrap();
    let out: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(out["summary"]["files"]["relevant"], 6, "{out}");
}
