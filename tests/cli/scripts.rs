//! Entry scripts that show it by nothing but the steps that name them.

use crate::sandbox::{BROKEN, Sandbox, clean};

/// A script that nobody would take for an entry script of a parallel job by itself.
const LIKE_AN_ENDPOINTS: &str = "def init():\n    pass\n\n\ndef run(data):\n    return {'scores': data}\n";

const V2: &str = "from azure.ai.ml import Input, Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n\
    score = parallel_run_function(\n    name='score', inputs={'images': Input(type='uri_folder')}, outputs={'scores': Output(type='uri_file')},\n    \
    input_data='${{inputs.images}}', mini_batch_size='1',\n    \
    task=RunFunction(code='src', entry_script='score.py', environment='azureml:env:1'),\n)\n";

const V1: &str = "from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep\n\
    config = ParallelRunConfig(source_directory='src', entry_script='score.py', environment=environment)\n\
    step = ParallelRunStep(name='score', parallel_run_config=config)\n";

/// The findings of the rules about scripts, one a line.
fn findings(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let sandbox = Sandbox::new(files);
    let all = [&["--quiet", "--output-format", "concise", "--select", "PJ5,PJ901"], arguments].concat();
    let out = sandbox.run(&all).out;
    out.lines().map(|line| line.split(']').next().unwrap().to_owned() + "]\n").collect()
}

#[track_caller]
fn check(files: &[(&str, &str)], arguments: &[&str], expected: &str) {
    assert_eq!(findings(files, arguments), expected, "{arguments:?}");
}

const FOUND: &str = "src/score.py:6:12: error[PJ504]\n";

#[test]
fn a_step_names_it() {
    let score = ("src/score.py", LIKE_AN_ENDPOINTS);
    check(&[score], &[], "");
    for job in [("job.yml", BROKEN), ("job.py", V2), ("v1.py", V1), ("jobs/job.py", V2)] {
        check(&[score, job], &[], FOUND);
    }
    check(&[score, ("a.yml", BROKEN), ("z.py", V2), ("v1.py", V1)], &[], FOUND);
    check(&[score, ("jobs/job.yml", &BROKEN.replace("code: src", "code: ../src"))], &[], FOUND);
    check(&[score, ("job.yml", &BROKEN.replace("score.py", "score"))], &[], FOUND);
    check(&[score, ("job.yml", &BROKEN.replace("score.py", "other.py"))], &[], "");
    let notebook = serde_json::json!({ "cells": [{ "cell_type": "code", "source": V2 }], "nbformat": 4 }).to_string();
    check(&[score, ("job.ipynb", &notebook)], &[], FOUND);
}

#[test]
fn a_component_names_it() {
    let pipeline = "type: pipeline\njobs:\n  score:\n    type: parallel\n    component: parts/score.yml\n    inputs: {data: {type: uri_folder, path: x}}\n";
    let component =
        "type: parallel\nname: score\nversion: '1'\ntask: {type: run_function, code: ../src, entry_script: score.py}\n";
    let files = [("src/score.py", LIKE_AN_ENDPOINTS), ("pipeline.yml", pipeline), ("parts/score.yml", component)];
    check(&files, &[], FOUND);
    check(&files, &["pipeline.yml", "src"], FOUND);
    let python = "from azure.ai.ml import load_component\nscore = load_component(source='parts/score.yml')\nnode = score(data=x)\n";
    check(&[files[0], files[2], ("job.py", python)], &["job.py", "src"], FOUND);
}

#[test]
fn only_what_is_asked_for_is_judged() {
    let files = [("job.yml", BROKEN), ("src/score.py", LIKE_AN_ENDPOINTS)];
    check(&files, &["job.yml"], "");
    check(&files, &["src/score.py"], "");
    check(&files, &["src/score.py", "job.yml"], FOUND);
    check(&files, &["--config", "exclude = ['src']"], "");
    check(&files, &["--config", "per-file-ignores = {'src/*' = ['PJ504']}"], "");
    check(&files, &["--config", "max-file-size = 60"], "");
    let ignored = LIKE_AN_ENDPOINTS.replace("data}", "data}  # parlint: ignore[PJ504] both");
    check(&[files[0], (files[1].0, &ignored)], &[], "");
}

#[test]
fn whatever_it_holds() {
    let job = ("job.yml", BROKEN);
    check(&[job, ("src/score.py", "print('hello')\n")], &[], "src/score.py:1:1: error[PJ501]\n");
    check(&[job, ("src/score.py", "")], &[], "src/score.py:1:1: error[PJ501]\n");
    check(&[job, ("src/score.py", "def run(data:\n")], &[], "src/score.py:1:8: error[PJ901]\n");
    let makes_steps = format!("{V2}\ndef init(): pass\ndef run(data): return 1\n");
    check(&[job, ("src/score.py", &makes_steps)], &[], "src/score.py:10:23: error[PJ504]\n");
}

#[test]
fn it_is_fixed() {
    let script = "import argparse\ndef init():\n    global args\n    args = argparse.ArgumentParser().parse_args()\ndef run(data):\n    return data\n";
    let sandbox = Sandbox::new(&[("job.yml", &clean()), ("src/score.py", script)]);
    assert!(
        sandbox.run(&["--diff", "--quiet"]).out.contains("+    args = argparse.ArgumentParser().parse_known_args()[0]")
    );
    let ran = sandbox.run(&["--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("Fixed 1 problem."), "{}", ran.out);
    assert_eq!(sandbox.read("src/score.py"), script.replace("parse_args()", "parse_known_args()[0]"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let sandbox = Sandbox::new(&[("job.yml", &clean())]);
    sandbox.write("src/score.py", b"print('gr\xf6\xdfer')\n");
    let ran = sandbox.run(&["--select", "PJ5"]);
    assert!(ran.err.starts_with("warning: src/score.py is skipped: it is no UTF-8 text"), "{ran:?}");
}
