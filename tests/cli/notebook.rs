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
    let raw = notebook();
    let (line, text) = raw.lines().enumerate().find(|(_, text)| text.contains("mini_batch_size=10")).unwrap();
    let (line, column) = (line + 1, text.find("10").unwrap() + 1);
    let github = format!(
        "file=score.ipynb,line={line},col={column},endLine={line},endColumn={}::score.ipynb:cell 3:7:21: PJ101",
        column + 2
    );
    assert!(run("github").contains(&github), "{}", run("github"));
    let azure = format!("linenumber={line};columnnumber={column};code=PJ101;]score.ipynb:cell 3:7:21:");
    assert!(run("azure").contains(&azure), "{}", run("azure"));
    assert!(run("junit").contains(&format!("line=\"{line}\" column=\"{column}\"")));
    let gitlab: serde_json::Value = serde_json::from_str(&run("gitlab")).unwrap();
    let begin = json!({ "line": line, "column": column });
    assert_eq!(gitlab[0]["location"]["positions"]["begin"], begin);
}

/// The notebook after the only fix in a SARIF log, made as any reader of SARIF would.
fn after_sarif(log: &str, raw: &str) -> String {
    let log: serde_json::Value = serde_json::from_str(log).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "score.ipynb:cell 3:7:21");
    let replacements = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array().unwrap();
    let [replacement] = replacements.as_slice() else { panic!("{replacements:?}") };
    let offset = |line: &str, column: &str| {
        let number = |key: &str| usize::try_from(replacement["deletedRegion"][key].as_u64().unwrap()).unwrap();
        let start: usize = raw.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
        start + raw[start..].char_indices().nth(number(column) - 1).unwrap().0
    };
    let (start, end) = (offset("startLine", "startColumn"), offset("endLine", "endColumn"));
    let text = replacement["insertedContent"]["text"].as_str().unwrap();
    format!("{}{text}{}", &raw[..start], &raw[end..])
}

#[test]
fn sarif_fixes_the_stored_file() {
    let raw = notebook().replace("# the step", "# 日本 é 🦀");
    let sandbox = Sandbox::new(&[("score.ipynb", &raw)]);
    let log = sandbox.run(&["--select", "PJ101", "--output-format", "sarif"]).out;
    sandbox.run(&["--select", "PJ101", "--fix"]);
    assert_eq!(after_sarif(&log, &raw), sandbox.read("score.ipynb"));
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

/// A notebook with cells of code.
fn cells(sources: &[&str]) -> String {
    let cell =
        |source: &&str| json!({ "cell_type": "code", "source": source.split_inclusive('\n').collect::<Vec<_>>() });
    let cells: Vec<_> = sources.iter().map(cell).collect();
    serde_json::to_string_pretty(&json!({ "cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }))
        .unwrap()
}

const JOB: &str = "from azure.ai.ml import Input, Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n\
    score = parallel_run_function(\n    name='score', inputs={'images': Input(type='uri_folder')}, outputs={'scores': Output(type='uri_file')},\n    \
    input_data='${{inputs.images}}', mini_batch_size='1',\n    \
    task=RunFunction(code='src', entry_script='score.py', environment='azureml:env:1'),\n)\n";

/// A script that is an entry script for no other reason than that a step names it.
const NAMED: &str = "%%writefile src/score.py\n# 日本\nimport os\ndef init():\n    os.makedirs('out')\ndef run(data):\n    return {'n': 1}\n";

#[track_caller]
fn check(files: &[(&str, &str)], arguments: &[&str], expected: &str) {
    let sandbox = Sandbox::new(files);
    let all = [&["--quiet", "--output-format", "concise", "--select", "PJ5,PJ6,PJ9"], arguments].concat();
    let ran = sandbox.run(&all);
    assert_eq!(ran.err, "");
    let out = ran.out;
    let found: String = out.lines().map(|line| line.split(']').next().unwrap().to_owned() + "]\n").collect();
    assert_eq!(found, expected, "{out}");
}

#[test]
fn a_cell_writes_the_script_of_a_step() {
    let found = "a.ipynb:cell 1:5:5: warning[PJ510]\na.ipynb:cell 1:7:12: error[PJ504]\n";
    check(&[("a.ipynb", &cells(&[NAMED, JOB]))], &[], found);
    check(&[("a.ipynb", &cells(&[NAMED])), ("job.py", JOB)], &[], found);
    check(&[("a.ipynb", &cells(&[NAMED]))], &[], "");
    check(&[("a.ipynb", &cells(&["%%writefile -a src/score.py\nx = 1\n", NAMED, JOB]))], &[], "");
    check(&[("a.ipynb", &cells(&[&NAMED.replace("data", "mini_batch")]))], &[], found);
    check(&[("a.ipynb", &cells(&[&NAMED.replace("data", "mini_batch").replace("src/", "{folder}/")]))], &[], found);
    let on_disk = ("src/score.py", "def init():\n    pass\ndef run(data):\n    return 1\n");
    check(&[("a.ipynb", &cells(&[NAMED, JOB])), on_disk], &[], &format!("{found}src/score.py:4:12: error[PJ504]\n"));
}

#[test]
fn a_broken_script_in_a_cell() {
    let broken = NAMED.replace("'out')", "'out'");
    check(&[("a.ipynb", &cells(&[&broken, JOB]))], &[], "a.ipynb:cell 1:5:16: error[PJ901]\n");
    check(
        &[("a.ipynb", &cells(&[&broken.replace("score", "helper"), JOB, "x = (\n"]))],
        &[],
        "a.ipynb:cell 3:1:5: error[PJ901]\n",
    );
}

#[test]
fn other_rules_read_the_script_in_the_cell() {
    let job = JOB.replace("environment=", "program_arguments='--profiling_modul x', environment=");
    let script = "%%writefile src/score.py\nimport argparse\ndef init():\n    p = argparse.ArgumentParser()\n    p.add_argument('--profiling_modul')\n    p.parse_known_args()\ndef run(data):\n    return data\n";
    let misspelled = "a.ipynb:cell 1:6:78: error[PJ302]\n";
    let alone = format!("a.ipynb:cell 1:6:27: error[PJ605]\n{misspelled}");
    check(&[("a.ipynb", &cells(&[&job]))], &["--select", "PJ302"], &alone);
    check(&[("a.ipynb", &cells(&[&job, script]))], &["--select", "PJ302"], "");
    check(&[("a.ipynb", &cells(&[script])), ("job.py", &job)], &["--select", "PJ302"], "");
}

#[test]
fn a_comment_in_the_cell_suppresses() {
    let script = NAMED
        .replace("1}", "1}  # parlint: ignore[PJ504] old")
        .replace("import os", "# parlint: ignore-file[PJ510] one process\nimport os");
    check(&[("a.ipynb", &cells(&[&script, JOB]))], &[], "");
    let sandbox = Sandbox::new(&[("a.ipynb", &cells(&[NAMED, JOB]))]);
    let ran = sandbox.run(&["--add-ignore", "known", "--select", "PJ5"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(
        sandbox.read("a.ipynb").contains("return {'n': 1}  # parlint: ignore[PJ504] known"),
        "{}",
        sandbox.read("a.ipynb")
    );
}

#[test]
fn a_fix_in_the_cell() {
    let sandbox = Sandbox::new(&[("a.ipynb", &cells(&[NAMED, JOB]))]);
    sandbox.run(&["--fix", "--select", "PJ5"]);
    assert_eq!(sandbox.read("a.ipynb"), cells(&[&NAMED.replace("('out')", "('out', exist_ok=True)"), JOB]));
}
