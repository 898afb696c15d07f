//! Notebooks: places are cells and lines in them, and only the cells that are fixed change.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use serde_json::json;

fn notebook() -> String {
    let code = "# the step\nscore = parallel_run_function(\n    name=\"score\",\n    inputs={\"images\": Input(type=\"uri_folder\")},\n    \
        outputs={\"scores\": Output(type=\"uri_file\")},\n    input_data=\"${{inputs.images}}\",\n    mini_batch_size=10,\n    \
        task=RunFunction(code=\"src\", entry_script=\"score.py\", environment=\"azureml:env:1\"),\n)\n";
    let imports =
        "from azure.ai.ml import Input, Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n";
    let cell = |source: &str| json!({ "cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source.split_inclusive('\n').collect::<Vec<_>>() });
    let text = json!({ "cell_type": "markdown", "metadata": {}, "source": ["# parallel"] });
    let notebook =
        json!({ "cells": [text, cell(imports), cell(code)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5 });
    serde_json::to_string_pretty(&notebook).unwrap()
}

#[test]
fn findings_name_the_cell() {
    let sandbox = Sandbox::new(&[("score.ipynb", &notebook())]);
    let run = |format: &str| sandbox.run(&["--select", "PJ101", "--output-format", format]).out;
    assert_snapshot!("notebook_text", run("text"));
    assert!(run("concise").starts_with("score.ipynb:cell 3:7:21: error[PJ101]"), "{}", run("concise"));
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    let place = json!({ "cell": 3, "line": 7, "column": 21, "end_line": 7, "end_column": 23 });
    assert_eq!(json["findings"][0]["location"], place);
    assert!(
        run("github").contains("file=score.ipynb,line=1,endLine=1::score.ipynb:cell 3:7:21: PJ101"),
        "{}",
        run("github")
    );
    assert!(
        run("azure").contains("linenumber=1;columnnumber=1;code=PJ101;]score.ipynb:cell 3:7:21:"),
        "{}",
        run("azure")
    );
    assert!(run("sarif").contains("\"fullyQualifiedName\": \"score.ipynb:cell 3:7:21\""));
    assert!(run("junit").contains("line=\"1\" column=\"1\"") && run("gitlab").contains("\"line\": 1"));
}

#[test]
fn a_fix_changes_one_cell() {
    let sandbox = Sandbox::new(&[("score.ipynb", &notebook())]);
    sandbox.run(&["--select", "PJ101", "--fix"]);
    assert_eq!(sandbox.read("score.ipynb"), notebook().replace("mini_batch_size=10", "mini_batch_size=\\\"10\\\""));
}

#[test]
fn a_broken_notebook_is_shown_where_it_breaks() {
    let sandbox = Sandbox::new(&[("a.ipynb", "{\"cells\": [\n  {\"source\": \"parallel_run_function\" oops}\n]}\n")]);
    let ran = sandbox.run(&["--output-format", "concise", "--quiet"]);
    assert!(ran.out.starts_with("a.ipynb:2:"), "{}", ran.out);
    assert!(ran.out.contains("[PJ903]"), "{}", ran.out);
}
