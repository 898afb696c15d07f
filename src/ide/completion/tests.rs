//! What is offered at places of half-typed documents, and what is written when it is taken.

use super::{Completion, Insert, completion};
use crate::document::{Document, Language};
use crate::ide::at::at;
use crate::ide::spot::Spot;
use crate::ide::testing::Case;
use crate::locale::Words;
use crate::project::{Memory, Project, View};
use crate::rules::testing::FRAMES;
use crate::tables::Locale;
use std::path::Path;

#[track_caller]
fn items(frame: &str, block: &str) -> (Case, Vec<Completion>) {
    let case = Case::new(frame, block);
    let items = completion(case.view(), case.offset, Words::new(Locale::En));
    for item in &items {
        assert!(item.span.touches(case.offset), "{item:?} in {block}");
        assert!(case.document.text().get(item.span.start..item.span.end).is_some(), "{item:?} in {block}");
    }
    (case, items)
}

fn labels(items: &[Completion]) -> String {
    items.iter().map(|item| item.label.as_str()).collect::<Vec<_>>().join(" ")
}

/// All that is offered.
#[track_caller]
fn check(frame: &str, block: &str, expected: &str) {
    let (_, items) = items(frame, block);
    assert_eq!(labels(&items), expected, "{frame}: {block}");
}

/// The first of what is offered.
#[track_caller]
fn check_first(frame: &str, block: &str, expected: &str) {
    let (_, items) = items(frame, block);
    let count = expected.split(' ').count();
    assert_eq!(labels(&items[..count.min(items.len())]), expected, "{frame}: {block}\n{}", labels(&items));
}

/// The line of the cursor and those after it when an offer is taken.
#[track_caller]
fn check_taken(frame: &str, block: &str, label: &str, expected: &str) {
    let (case, items) = items(frame, block);
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("no {label} in {block}: {}", labels(&items)));
    let (Insert::Plain(written) | Insert::Snippet(written)) = &item.insert;
    let mut text = case.document.text().to_owned();
    text.replace_range(item.span.start..item.span.end, written);
    let start = text[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = item.span.start + written.len();
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    assert_eq!(text[start..end].trim(), expected, "{frame}: {block}");
}

#[test]
fn keys_that_are_missing() {
    let keys = "partition_keys error_threshold max_concurrency_per_instance logging_level environment_variables compute identity properties";
    check("yaml inline", "$0", keys);
    check("yaml inline", "mini$0", keys);
    check("yaml inline", "retry_settings:\n  $0", "");
    check("yaml inline minus=retry_settings", "retry_settings:\n  $0", "timeout max_retries");
    check("yaml inline", "retry_settings: {$0", "timeout max_retries");
    check("yaml inline", "retry_settings: {timeout: 5, $0}", "max_retries");
    check("yaml component minus=task.environment,task.type", "task:\n  $0", "type environment program_arguments model");
    check(
        "yaml pipeline",
        "settings:\n  $0",
        "default_datastore continue_on_step_failure force_rerun on_init on_finalize",
    );
    check_first("yaml node minus=component", "$0", "task component outputs");
    check_taken("yaml node minus=component", "comp$0", "component", "component: $0");
    check("python v2 task", "$0", "program_arguments model");
    check("python v2", "retry_settings={\"$0\"}", "timeout max_retries");
    check("python v2", "retry_settings=dict(timeout=1, ma$0)", "max_retries");
    check_first("python v1 config", "$0", "process_count_per_node description");
    check("python v1 step", "al$0", "side_inputs arguments allow_reuse");
    check_first("python v2 after", "score.$0", "name display_name tags");
    check("yaml inline", "inputs:\n  data:\n    path: x\n    $0", "type mode datastore value");
}

#[test]
fn half_typed_documents() {
    let node = "$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\ntype: pipeline\njobs:\n  日本:\n    ";
    check_first("yaml file", &format!("{node}$0"), "type task component");
    check_first("yaml file", &format!("{node}in$0put\n  other: {{type: command}}"), "type task component");
    check("yaml file", &format!("{node}type: $0"), "parallel");
    check("yaml file", &format!("{node}type: par$0al"), "parallel");
    check_first("yaml file", "type: pipeline\nsett$0", "jobs $schema name");
    check("yaml file", "type: $0\nsettings: {}\njobs: {a: {type: parallel, task: {}}}", "pipeline");
    check_first("yaml file", "type: parallel\ntask:\n  type: run_function\n$0", "$schema name version");
    // Something else is broken.
    check("yaml inline", "compute: \"x\nretry_settings: {$0}", "timeout max_retries");
    check("yaml inline", "compute: @x\nlogging_level: $0", "DEBUG INFO WARNING");
    check("yaml inline", "logging_level: \"$0", "DEBUG INFO WARNING");
    check("yaml inline", "logging_level: '$0'", "DEBUG INFO WARNING");
    let call = "from azure.ai.ml.parallel import RunFunction, parallel_run_function\nscore = parallel_run_function(\n    name='日本',\n    ";
    check_first("python file", &format!("{call}$0"), "task version description");
    check_first("python file", &format!("{call}in$0\n\ndef other():\n    pass\n"), "task version description");
    check("python file", &format!("{call}logging_level=\"$0\n"), "DEBUG INFO WARNING");
    check("python file", &format!("{call}logging_level=$0\n    compute='x',\n)"), "DEBUG INFO WARNING");
    check("python file", &format!("{call}retry_settings={{\"$0\n"), "timeout max_retries");
    check_first("python file", &format!("{call}task=RunFunction(\n        $0\n"), "entry_script environment code");
    check("python file", &format!("{call}# $0"), "");
    check("yaml inline", "compute: x # $0", "");
    check("yaml file", "a: $0", "");
}

#[test]
fn words_that_are_allowed() {
    check("yaml inline", "logging_level: $0", "DEBUG INFO WARNING");
    check("yaml pipeline", "settings:\n  force_rerun: $0", "true false");
    check("python v2", "is_deterministic=$0", "True False");
    let modes = "ro_mount download direct";
    check("yaml inline", "inputs: {data: {type: uri_folder, mode: $0}}", modes);
    check(
        "yaml inline",
        "inputs: {data: {type: mltable, mode: $0}}",
        "ro_mount download direct eval_mount eval_download",
    );
    check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    mode: d$0", modes);
    check("yaml inline", "outputs:\n  scores:\n    mode: $0", "rw_mount mount upload direct");
    check_first("yaml component", "inputs:\n  n:\n    type: $0", "uri_file uri_folder mltable");
    check("python v1 config", "output_action=\"$0\"", "append_row summary_only");
    check_taken("python v2", "logging_level=$0", "INFO", "logging_level=\"INFO\",");
    check_taken("python v2", "logging_level=\"IN$0FOO\"", "INFO", "logging_level=\"INFO\",");
}

#[test]
fn what_is_written_for_a_key() {
    check_taken("yaml inline", "log$0", "logging_level", "logging_level: ${1|DEBUG,INFO,WARNING|}");
    check_taken("yaml inline minus=mini_batch_size", "mini$0", "mini_batch_size", "mini_batch_size: \"$0\"");
    check_taken("yaml inline minus=input_data", "in$0", "input_data", "input_data: \\${{inputs.data}}");
    check_taken("yaml inline", "com$0pue: x", "compute", "compute: x");
    check_taken("yaml inline", "retry_settings: {$0", "timeout", "retry_settings: {timeout: $0");
    check_taken("python v2", "re$0", "resources", "resources={$0},");
    check_taken("python v2", "retry_settings={$0}", "timeout", "retry_settings={\"timeout\": $0},");
    check_taken("python v2", "retry_settings={\"ti$0\": 5}", "timeout", "retry_settings={\"timeout\": 5},");
    check_taken(
        "python v2 after",
        "score.log$0",
        "logging_level",
        "score.logging_level = \"${1|DEBUG,INFO,WARNING|}\"",
    );
    let task = "task:\n  type: run_function\n  code: ${9:./src}\n  entry_script: $2\n  environment: $3";
    check_taken("yaml inline minus=task", "ta$0", "task", task);
    let inputs = "inputs:\n  ${1:name}:\n    type: ${2|uri_file,uri_folder,mltable,custom_model,mlflow_model,triton_model|}\n    path: $0";
    check_taken("yaml inline minus=inputs", "$0", "inputs", inputs);
}

#[test]
fn expressions_from_what_is_declared() {
    check("yaml inline", "input_data: $0", "${{inputs.data}}");
    check("yaml inline", "input_data: ${{$0", "inputs.data");
    check("yaml inline", "input_data: ${{inputs.$0}}", "inputs.data");
    check_taken("yaml inline", "input_data: ${{in$0", "inputs.data", "input_data: ${{inputs.data}}");
    check_taken("yaml inline", "input_data: ${{inputs.$0dat}}", "inputs.data", "input_data: ${{inputs.data}}");
    check_taken("yaml inline", "input_data: ${{in$0puts.x.y }}", "inputs.data", "input_data: ${{inputs.data }}");
    check_taken("yaml inline", "input_data: $$0", "${{inputs.data}}", "input_data: ${{inputs.data}}");
    check_taken("python v2", "input_data=$0", "${{inputs.data}}", "input_data=\"${{inputs.data}}\",");
    check_taken("python v2", "input_data=\"${{$0", "inputs.data", "input_data=\"${{inputs.data}},");
    check("yaml inline", "task:\n  append_row_to: $0", "${{outputs.scores}}");
    check("yaml inline", "task:\n  program_arguments: >-\n    --日本 ${{$0", "inputs.data outputs.scores");
    check("yaml node", "input_data: ${{$0", "inputs.data");
    check("yaml component", "mini_batch_size: ${{$0", "");
    let pipeline = "
        inputs:
          images: {type: uri_folder, path: x}
          size: 5
        jobs:
          prepare:
            type: command
            command: ls ${{inputs.ra$0w}}
            inputs: {raw: {type: uri_folder, path: x}}
            outputs: {日本: {type: uri_folder}}
          score:
            type: parallel
            component: ./score.yml
            inputs:
              data: ${{}}
            mini_batch_size: ${{}}
        ";
    check(
        "yaml pipeline",
        pipeline,
        "inputs.raw outputs.日本 parent.inputs.images parent.inputs.size parent.jobs.score.outputs.scores",
    );
    let at = |text: &str, marked: &str| pipeline.replace("$0", "").replace(text, marked);
    let data = "parent.inputs.images parent.inputs.size parent.jobs.prepare.outputs.日本";
    check("yaml pipeline", &at("data: ${{}}", "data: ${{$0}}"), data);
    check("yaml pipeline", &at("data: ${{}}", "data: ${{ parent.jobs.prep$0 }}"), data);
    check("yaml pipeline", &at("size: ${{}}", "size: ${{$0"), "parent.inputs.images parent.inputs.size");
    let whole = "${{parent.inputs.images}} ${{parent.inputs.size}} ${{parent.jobs.prepare.outputs.日本}}";
    check("yaml pipeline", &at("data: ${{}}", "data: $0"), whole);
    check_taken(
        "yaml pipeline",
        &at("data: ${{}}", "data: ${{parent.in$0"),
        "parent.inputs.images",
        "data: ${{parent.inputs.images}}",
    );
}

#[test]
fn names_that_a_component_declares() {
    check("yaml node minus=inputs.data", "inputs:\n  $0", "data");
    check("yaml node", "inputs:\n  $0", "");
    check_taken("yaml node minus=inputs", "inputs:\n  da$0", "data", "data:");
    check("yaml node", "outputs:\n  $0", "scores");
    check("yaml inline", "inputs:\n  $0", "");
    check("python v2 after", "node = score(da$0", "data");
    check_taken("python v2 after", "node = score(da$0)", "data", "node = score(data=)");
    check("python v2 after", "node = score(data=1, $0)", "");
    check("python v2 after", "node = score(data=1)\nx = node.outputs.$0", "scores");
    let load = "from azure.ai.ml import load_component\nc = load_component(\"./score.yml\")\nn = c($0)";
    check("python file", load, "data");
}

const SCRIPT: &str = "
import argparse

def init():
    parser = argparse.ArgumentParser()
    parser.add_argument('--limit', '-l', type=int, required=True)
    parser.add_argument('--日本', choices=['a', 'b'])
    parser.parse_known_args()

def run(mini_batch):
    return [str(path) for path in mini_batch]
";

#[test]
fn program_arguments() {
    let case = |arguments: &str| {
        let block = format!("task:\n  program_arguments: {arguments}");
        let case = Case::with("yaml inline", &block, &[("src/score.py", SCRIPT)]);
        labels(&completion(case.view(), case.offset, Words::new(Locale::En)))
    };
    let known = "--error_threshold --allowed_failed_percent --task_overhead_timeout --progress_update_timeout \
        --first_task_creation_timeout --copy_logs_to_parent --metrics_name_prefix --push_metrics_to_parent \
        --resource_monitor_interval";
    assert_eq!(case("$0"), format!("--limit --日本 {known}"));
    assert_eq!(case("--limit 5 --日$0"), format!("--日本 {known}"));
    assert_eq!(case("--日本 $0"), "a b");
    assert_eq!(case("--copy_logs_to_parent T$0"), "True False");
    assert_eq!(case(">-\n    --limit 5\n    --error$0"), format!("--日本 {known}"));
    check_taken(
        "yaml inline",
        "task:\n  program_arguments: --x 5 --err$0",
        "--error_threshold",
        "program_arguments: --x 5 --error_threshold",
    );
    check_first("python v1 step", "arguments=[\"--$0\"]", "--error_threshold");
}

#[test]
fn paths() {
    check("yaml inline", "task:\n  code: $0", "src");
    check("yaml inline", "task:\n  code: ./s$0", "src");
    check("yaml inline", "task:\n  entry_script: $0", "score.py");
    check("yaml node", "component: ./$0", "pipeline.yml score.yml src use.yml");
    check_taken("yaml node", "component: file:./sc$0", "score.yml", "component: file:./score.yml");
    check_taken(
        "yaml inline",
        "task:\n  environment: {image: x, conda_file: s$0}",
        "src",
        "environment: {image: x, conda_file: src/}",
    );
    check("yaml inline", "task:\n  code: azureml:$0", "");
    check_taken("yaml inline", "task:\n  entry_script: sc$0ore.py # x", "score.py", "entry_script: score.py # x");
    check_taken("python v2 task", "entry_script=$0", "score.py", "entry_script=score.py,");
    let load = "from azure.ai.ml import load_component\nc = load_component(\"./sc$0\")\nn = c(data=1)";
    check("python file", load, "pipeline.yml score.yml src use.yml");
}

#[test]
fn codes_in_suppressions() {
    check_first("yaml inline", "compute: x # parlint: ignore[$0", "PJ001 PJ002");
    check_first("yaml inline", "compute: x # 日本 # parlint: ignore-file[PJ001, PJ$0]", "PJ002 PJ003");
    check_first("python v2", "compute=5, # parlint: ignore[mini$0]", "standalone-parallel-job");
    check_taken(
        "yaml inline",
        "compute: x # parlint: ignore[PJ1$001] why",
        "PJ102",
        "compute: x # parlint: ignore[PJ102] why",
    );
    check("yaml inline", "compute: x # parlint: $0", "");
}

/// The cells of a notebook are joined; offsets are those of the joined text.
#[test]
fn notebooks() {
    let code = |line: &str| format!("{{\"cell_type\": \"code\", \"source\": [{line:?}]}}");
    let import = code("from azure.ai.ml.parallel import parallel_run_function");
    let cells = [import, code("%%time\n!ls 日本\nscore = parallel_run_function(\n    mini_"), code("print(score)")];
    let text =
        format!("{{\"cells\": [{}], \"metadata\": {{}}, \"nbformat\": 4, \"nbformat_minor\": 5}}", cells.join(", "));
    let document = Document::new(Path::new("a.ipynb"), text, Language::Notebook);
    let offset = document.text().find("mini_").unwrap() + "mini_".len();
    let project = Project::new(Memory::new([]));
    let items = completion(View::new(&document, &project), offset, Words::new(Locale::En));
    assert!(items.iter().any(|item| item.label == "mini_batch_size"), "{}", document.text());
}

/// A frame is typed from its top: wherever a key begins, it is offered after its first letters, whatever is missing below.
#[test]
fn a_file_that_is_being_typed() {
    let mut lacking = Vec::new();
    for (path, text) in FRAMES.iter().filter(|(path, _)| *path != "src/score.py") {
        let language = Language::of(Path::new(path)).unwrap();
        let whole = Document::new(Path::new(path), (*text).to_owned(), language);
        let project = Project::new(Memory::new(FRAMES.map(|(path, text)| (path.into(), text.to_owned()))));
        for start in 0..text.len() {
            let Some(found) = at(View::new(&whole, &project), start).filter(|found| found.span.start == start) else {
                continue;
            };
            let Spot::Key(setting) = &found.spot else { continue };
            // Nothing says yet what the file is.
            if start == 0 {
                continue;
            }
            let quote = usize::from(text[start..].starts_with('"'));
            let typed = text[..start + quote + 2].to_owned();
            let offset = typed.len();
            let document = Document::new(Path::new(path), typed, language);
            let items = completion(View::new(&document, &project), offset, Words::new(Locale::En));
            if !items.iter().any(|item| item.label == setting.entry.key) {
                lacking.push(format!("{path}: {}", setting.entry.key));
            }
        }
    }
    assert_eq!(lacking, Vec::<String>::new());
}
