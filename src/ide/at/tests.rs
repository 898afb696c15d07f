//! What is found at places of every surface, and that nothing fails at any.

use super::at;
use crate::document::{Document, Language};
use crate::ide::spot::{Found, Owner, Part, Spot};
use crate::ide::testing::Case;
use crate::project::{Memory, Project, View};
use crate::rules::testing::{FRAMES, damage, damaged};
use proptest::prelude::*;
use std::path::Path;

/// What is under the cursor: the bytes, and what they are.
#[track_caller]
fn check(frame: &str, block: &str, expected: &str) {
    let case = Case::new(frame, block);
    let found = at(case.view(), case.offset);
    let shown = found.map_or("nothing".to_owned(), |found| show(&found, case.document.text()));
    assert_eq!(shown, expected, "{frame}: {block}");
}

fn show(found: &Found, text: &str) -> String {
    format!("{} is {}", found.span.slice(text), describe(&found.spot))
}

fn owner(owner: &Owner) -> String {
    match owner {
        Owner::Step(step) => step.surface.name().to_owned(),
        Owner::Pipeline(_) => "pipeline".to_owned(),
        Owner::Job(_, job) => format!("job {}", job.name()),
    }
}

fn describe(spot: &Spot) -> String {
    let setting = |setting: &super::super::Setting| {
        let port = setting.port.map(|port| format!(" of {}", port.name())).unwrap_or_default();
        let unknown = if setting.info.is_none() { "unknown " } else { "" };
        format!("{unknown}{} {}.{}{port}", owner(&setting.owner), setting.place.name(), setting.entry.key)
    };
    match spot {
        Spot::Key(it) => format!("key of {}", setting(it)),
        Spot::Value(it, _) => format!("value of {}", setting(it)),
        Spot::Port(it, port) => format!("port in {} of {}", port.direction.word(), owner(it)),
        Spot::Job(..) => "node".to_owned(),
        Spot::Binding(it) => format!("word {} of `{}` in {}", it.word, it.expression.body(it.text()), owner(&it.owner)),
        Spot::Argument(it) => {
            let part = if it.part == Part::Flag { "flag" } else { "argument" };
            format!("{part} for {}", it.flag().map_or("nothing", |flag| flag.text))
        }
        Spot::Callee(it) => format!("callee {} of {}", it.name, it.surface.name()),
        Spot::GivenInput(_, entry) => format!("given input {}", entry.key),
        Spot::PortOfNode(it) => format!("{} {} of a node", it.direction.word(), it.name),
        Spot::Loaded(_) => "loaded component".to_owned(),
        Spot::Suppressed(rule) => format!("suppressed {}", rule.map_or("nothing", |rule| rule.code)),
        Spot::Declared(option, index) => format!("declared flag {}", option.names[*index].0),
        Spot::EntryFunction(stage) => format!("entry function {}", stage.name()),
    }
}

#[test]
fn settings_of_every_surface() {
    check("yaml inline", "mini_batch_siz$0e: \"10\"", "mini_batch_size is key of inline step.mini_batch_size");
    check("yaml inline", "mini_batch_size: \"$010\"", "\"10\" is value of inline step.mini_batch_size");
    check("yaml node", "retry_settings:\n  time$0out: 5", "timeout is key of node retry_settings.timeout");
    check("yaml component", "resources: {instance_count: 2$0}", "2 is value of component resources.instance_count");
    check("yaml pipeline", "set$0tings:\n  default_compute: x", "settings is key of pipeline step.settings");
    check("python v2", "mini_batch_size=$0\"10\"", "\"10\" is value of sdk_v2 step.mini_batch_size");
    check("python v2 task", "entry_scr$0ipt=\"score.py\"", "entry_script is key of sdk_v2 task.entry_script");
    check("python v2", "retry_settings={\"tim$0eout\": 600}", "\"timeout\" is key of sdk_v2 retry_settings.timeout");
    check(
        "python v2 after",
        "score.logging_lev$0el = \"INFO\"",
        "logging_level is key of sdk_v2 attribute.logging_level",
    );
    check("python v1 config", "node_coun$0t=2", "node_count is key of sdk_v1 config.node_count");
    check("python v1 step", "allow_reuse=Fal$0se", "False is value of sdk_v1 step.allow_reuse");
    check("yaml file", "parallel_run_config:\n  node$0_count: 2", "node_count is key of v1_yaml config.node_count");
    check("yaml inline", "日本$0: 1", "日本 is key of unknown inline step.日本");
    check("yaml inline", "environment_variables:\n  A$0: \"1\"", "A is value of inline step.environment_variables");
    check("yaml inline", "partition_keys: [日本, k$02]", "k2 is value of inline step.partition_keys");
}

#[test]
fn nothing_between_words() {
    check("yaml inline", "compute: x  $0 # note", "nothing");
    check("yaml inline", "$0\ncompute: x", "nothing");
    check("yaml file", "a$0: 1", "nothing");
}

#[test]
fn a_literal_that_is_reached_through_a_name() {
    let block = "
        from azure.ai.ml.parallel import parallel_run_function
        SIZE = \"1$00\"
        score = parallel_run_function(mini_batch_size=SIZE)
        ";
    check("python file", block, "\"10\" is value of sdk_v2 step.mini_batch_size");
    check(
        "python file",
        &block.replace("$0", "").replace("=SIZE", "=SI$0ZE"),
        "SIZE is value of sdk_v2 step.mini_batch_size",
    );
}

#[test]
fn ports_and_their_attributes() {
    check("yaml inline", "inputs:\n  dat$0a:\n    type: uri_folder", "data is port in inputs of inline");
    check("yaml inline", "inputs:\n  data:\n    ty$0pe: uri_folder", "type is key of inline input.type of data");
    check("yaml inline", "inputs:\n  data: 日本$0", "日本 is value of inline step.inputs of data");
    check("yaml pipeline", "outputs:\n  all:\n    mode: up$0load", "upload is value of pipeline output.mode of all");
    let v2 = "inputs={\"data\": Input(type=\"uri_folder\", path=\"x\")}";
    check("python v2", &v2.replace("data", "da$0ta"), "\"data\" is port in inputs of sdk_v2");
    check("python v2", &v2.replace("Input(", "Inp$0ut("), "Input is callee Input of sdk_v2");
    check("python v2", &v2.replace("path", "pa$0th"), "path is key of sdk_v2 input.path of data");
    check("python v2 after", "score.inputs.da$0ta.mode = \"direct\"", "data is inputs data of a node");
    check("python v2 after", "node = score(da$0ta=1)", "data is given input data");
    check(
        "python v2 after",
        "node = score(data=Input(ty$0pe=\"mltable\"))",
        "type is key of sdk_v2 input.type of data",
    );
    check("python v2 after", "node = score(data=1)\nx = node.outputs.sco$0res", "scores is outputs scores of a node");
}

#[test]
fn nodes_and_expressions() {
    let jobs = "
        jobs:
          prepare:
            type: command
            command: ls ${{inputs.raw}}
            inputs:
              raw: {type: uri_folder, path: x}
            outputs:
              日本: {type: uri_folder}
          score:
            type: parallel
            inputs:
              data: ${{parent.jobs.prepare.outputs.日本}}
            input_data: ${{inputs.data}}
            task:
              program_arguments: --d ${{inputs.data}}
        ";
    let mark = |text: &str, marked: &str| {
        assert!(jobs.contains(text));
        jobs.replacen(text, marked, 1)
    };
    check("yaml pipeline", &mark("  score:", "  sco$0re:"), "score is node");
    check("yaml pipeline", &mark("  prepare:", "  $0prepare:"), "prepare is node");
    check("yaml pipeline", &mark("inputs.raw", "inputs.ra$0w"), "raw is word 1 of `inputs.raw` in job prepare");
    check("yaml pipeline", &mark("      raw", "      $0raw"), "raw is port in inputs of job prepare");
    check("yaml pipeline", &mark("raw: {type", "raw: {ty$0pe"), "type is key of job prepare input.type of raw");
    let of_data = "of `parent.jobs.prepare.outputs.日本` in inline";
    check("yaml pipeline", &mark("jobs.prepare", "jobs.prep$0are"), &format!("prepare is word 2 {of_data}"));
    check("yaml pipeline", &mark("outputs.日本", "outputs.日$0本"), &format!("日本 is word 4 {of_data}"));
    check("yaml pipeline", &mark("_data: ${{", "_data: $$0{{"), "data is word 1 of `inputs.data` in inline");
    check("yaml pipeline", &mark("--d ${{in", "--d ${{i$0n"), "inputs is word 0 of `inputs.data` in inline");
    check("yaml pipeline", &mark("--d $", "--$0d $"), "--d is flag for --d");
}

#[test]
fn program_arguments() {
    let yaml = "task:\n  program_arguments: >-\n    --日本 5 --error_threshold=7\n    -v";
    check("yaml inline", &yaml.replace("--日", "--$0日"), "--日本 is flag for --日本");
    check("yaml inline", &yaml.replace(" 5", " $05"), "5 is argument for --日本");
    check(
        "yaml inline",
        &yaml.replace("_threshold", "_thresho$0ld"),
        "--error_threshold is flag for --error_threshold",
    );
    check("yaml inline", &yaml.replace("=7", "=7$0"), "7 is argument for --error_threshold");
    check("python v1 step", "arguments=[\"--limit\", 5$0]", "5 is argument for --limit");
    check(
        "python v1 step",
        "arguments=[\"--li$0mit\", x]",
        "\"--limit\" is flag for --limit".replace('"', "").as_str(),
    );
    check("python v2 task", "program_arguments=f\"--limit {n} lon$0e\"", "lone is argument for nothing");
}

#[test]
fn calls() {
    check("python v2 after", "$0", "nothing");
    let v2 = "from azure.ai.ml.parallel import parallel_run_function\nscore = parallel_run_$0function(name='x')";
    check("python file", v2, "parallel_run_function is callee parallel_run_function of sdk_v2");
    let v1 = "from azureml.pipeline.steps import ParallelRunConfig\nc = ParallelRun$0Config(node_count=2)";
    check("python file", v1, "ParallelRunConfig is callee ParallelRunConfig of sdk_v1");
    check("python v2", "task=Run$0Function(code=\"src\")", "RunFunction is callee RunFunction of sdk_v2");
    check(
        "python v1 after",
        "p = Pipeline$0Parameter(\"n\", 1)",
        "PipelineParameter is callee PipelineParameter of sdk_v1",
    );
    let load = "from azure.ai.ml import load_component\nc = load_component(source=\"./sc$0ore.yml\")\nn = c(data=1)";
    check("python file", load, "\"./score.yml\" is loaded component");
}

#[test]
fn comments_and_scripts() {
    check("yaml inline", "compute: x # parlint: ignore[PJ$0101, x]", "PJ101 is suppressed PJ101");
    check("yaml inline", "compute: x # parlint: ignore[PJ101, x$0]", "x is suppressed nothing");
    let script = "
        import argparse
        def init():
            parser = argparse.ArgumentParser()
            parser.add_argument('--limit', '-l', type=int)
        def run(mini_batch):
            return mini_batch
        ";
    check("python script", &script.replace("init", "in$0it"), "init is entry function init");
    check("python script", &script.replace("run", "$0run"), "run is entry function run");
    check("python script", &script.replace("'-l'", "'-$0l'"), "'-l' is declared flag -l");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_place_of_a_damaged_frame(frame in 0..FRAMES.len(), damage in damage()) {
        let (path, text) = FRAMES[frame];
        let text = damaged(text, path.ends_with(".py"), &damage);
        let path = Path::new(path);
        let document = Document::new(path, text, Language::of(path).unwrap());
        let project = Project::new(Memory::default());
        for offset in 0..=document.text().len() + 1 {
            if let Some(found) = at(View::new(&document, &project), offset) {
                prop_assert!(found.span.touches(offset) || matches!(found.spot, Spot::Binding(_)));
                let _ = show(&found, document.text());
            }
        }
    }
}
