//! Pages as an editor shows them, whole or by the line that matters, and in three languages.

use super::hover;
use crate::ide::testing::Case;
use crate::locale::Words;
use crate::tables::Locale;

#[track_caller]
fn page(frame: &str, block: &str) -> String {
    page_of(&Case::new(frame, block), Locale::En)
}

fn page_of(case: &Case, locale: Locale) -> String {
    hover(case.view(), case.offset, Words::new(locale)).map_or("nothing".to_owned(), |hover| hover.markdown)
}

/// A line of the page.
#[track_caller]
fn check(frame: &str, block: &str, line: &str) {
    let page = page(frame, block);
    assert!(page.lines().any(|other| other == line), "{frame}: {block}\n{page}");
}

/// The first words of the page.
#[track_caller]
fn check_title(frame: &str, block: &str, title: &str) {
    assert_eq!(page(frame, block).lines().next(), Some(title), "{frame}: {block}");
}

const SCRIPT: &str = "
import argparse

def init():
    parser = argparse.ArgumentParser()
    parser.add_argument('--limit', '-l', type=int, required=True)
    parser.add_argument('--日本', default='x')
    parser.parse_known_args()

def run(mini_batch, context):
    if not mini_batch:
        return []
    return [str(path) for path in mini_batch]
";

#[test]
fn whole_pages() {
    let pages = [
        ("yaml inline", "mini_batch_siz$0e: \"10kb\""),
        ("yaml node", "retry_settings:\n  timeou$0t: 600"),
        ("yaml inline", "input_data: ${{inputs.da$0ta}}"),
        ("yaml inline", "task:\n  entry_script: sco$0re.py\n  program_arguments: --limit 5"),
        ("yaml inline", "task:\n  program_arguments: --lim$0it 5"),
        ("yaml inline", "task:\n  program_arguments: --resource_monitor_interval $05"),
        ("yaml node", "inputs:\n  da$0ta:\n    path: azureml:images:1"),
        ("yaml inline", "instance_coun$0t: 2"),
        ("python v1 config", "run_max_tr$0y=3"),
        ("python v1 config", "output_actio$0n=\"append_row\""),
        ("python v1 after", "x = Dataset.get_by_na$0me(ws, \"x\")"),
        ("python v2", "task=RunFu$0nction(code=\"./src\")"),
        ("yaml inline", "compute: x # parlint: ignore[PJ1$001]"),
    ];
    let shown = pages.map(|(frame, block)| {
        let case = Case::with(frame, block, &[("src/score.py", SCRIPT)]);
        format!("#### {frame}\n{block}\n----\n{}\n", page_of(&case, Locale::En))
    });
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn every_language() {
    let case = Case::new("yaml inline", "mini_batch_siz$0e: \"10\"");
    let pages = [Locale::En, Locale::Ja, Locale::Ko].map(|locale| page_of(&case, locale));
    assert!(pages[1].contains("ミニバッチ") && pages[2].contains("미니 배치"), "{pages:?}");
    assert!(pages.iter().all(|page| page.starts_with("**`mini_batch_size`**: ")));
}

#[test]
fn what_a_mini_batch_is_here() {
    let size = |input: &str, size: &str| format!("inputs: {{data: {input}}}\nmini_batch_size: $0\"{size}\"");
    let files = |count: &str| format!("Here: {count} in a mini-batch, because input `data` is split by files.");
    check("yaml inline", &size("{type: uri_folder, path: x}", "1"), &files("one file"));
    check("yaml inline", &size("{type: mltable, mode: ro_mount, path: x}", "2048"), &files("2,048 files"));
    check("yaml inline", &size("{type: uri_folder, path: x}", "1MB"), "Sent as 1,048,576: `1MB` = 1,048,576 bytes.");
    let table = "Here: about 10,240 bytes in a mini-batch, because input `data` is a table that is split by size.";
    check("yaml inline", &size("{type: mltable, mode: direct, path: x}", "10kb"), table);
    let either = "Here: 7 files in a mini-batch if input `data` is split by files, about 7 bytes if it is a table.";
    check("yaml component", &size("{type: mltable}", "7"), either);
    check("python v2", "inputs={\"data\": Input(type=\"uri_folder\")},\nmini_batch_size=$0\"3\"", &files("3 files"));
    check(
        "python v1 config",
        "mini_batch_size=$05",
        "Here: 5 files in a mini-batch if the input is split by files, about 5 bytes if it is a table.",
    );
    let assigned = page("python v2 after", "score.mini_batch_size = $0\"1kb\"");
    assert!(!assigned.contains("Sent as"), "{assigned}");
}

#[test]
fn what_other_values_are_here() {
    check("yaml inline", "retry_settings: {timeout: $03661}", "Here: 3,661 seconds, that is 1 h 1 min.");
    check("yaml inline", "retry_settings: {timeout: $090}", "Here: 90 seconds, that is 1 min 30 s.");
    check("python v2", "retry_settings={\"timeout\": $0259200}", "Here: 259,200 seconds, that is 3 d 0 h.");
    check("yaml inline", "max_concurrency_per_instance: $04", "Here: 8 workers in all, 4 on each of 2 nodes.");
    check("yaml node", "max_concurrency_per_instance: $04", "Here: 8 workers in all, 4 on each of 2 nodes.");
    check("yaml inline", "partition_keys: [a, $0日]", "Sent as the text `[\"a\",\"日\"]`.");
    check("yaml inline", "task:\n  code: $0src/../src", "Leads to the folder `src`.");
    check("yaml node", "component: file:$0./score.yml", "Leads to the file `score.yml`.");
    let open =
        page("yaml inline", "resources: {instance_count: $0\"${{parent.inputs.n}}\"}\nmax_concurrency_per_instance: 4");
    assert!(!open.contains("workers in all"), "{open}");
}

#[test]
fn names_and_what_they_refer_to() {
    check_title("yaml inline", "input_data: $$0{{inputs.data}}", "**`data`**: an input of `score`");
    check_title("yaml inline", "input_data: ${{inputs.nop$0e}}", "nothing");
    check_title("yaml pipeline", "outputs:\n  日$0本: {mode: upload}", "**`日本`**: an output of the pipeline");
    check("yaml node", "inputs:\n  data: ${{parent.inputs.im$0ages}}", "nothing");
    check("yaml node", "inputs:\n  dat$0a: azureml:x:1", "- Given here: `azureml:x:1`");
    check("yaml node", "inputs:\n  dat$0a: azureml:x:1", "- Declared in `score.yml`");
    check("python v2 after", "node = score(dat$0a=Input(path=\"日本\"))", "- Given here: `日本`");
    check("python v2 after", "node = score()\nx = node.outputs.score$0s", "- Type: `uri_file`");
    let pipeline = "
        inputs:
          images: {type: mltable, path: azureml:日本:1}
        jobs:
          score:
            type: parallel
            component: ./score.yml
            inputs: {data: \"${{parent.inputs.images}}\"}
          next:
            type: command
            inputs: {rows: \"${{parent.jobs.score.outputs.scores}}\"}
        ";
    let at = |text: &str, marked: &str| pipeline.replace(text, marked);
    check("yaml pipeline", &at("parent.inputs.im", "parent.inputs.$0im"), "- Path: `azureml:日本:1`");
    check("yaml pipeline", &at("jobs.score", "jobs.$0score"), "- Component: `./score.yml`");
    check("yaml pipeline", &at("jobs.score", "jobs.$0score"), "- Outputs: `scores`");
    check_title("yaml pipeline", &at("outputs.scores", "out$0puts.scores"), "**`scores`**: an output of `score_files`");
}

#[test]
fn calls_arguments_and_scripts() {
    check_title("python v1 after", "p = Pipeline$0Parameter(\"n\", 1)", "**`PipelineParameter`**: part of SDK v1");
    let load = "from azure.ai.ml import load_component\nc = load_component(\"./sc$0ore.yml\")\nn = c(data=1)";
    check("python file", load, "Leads to the file `score.yml`.");
    let flag = "**`--nope`**: an argument that is handed to the entry script";
    check_title("yaml inline", "task:\n  program_arguments: --no$0pe=5", flag);
    check("yaml inline", "task:\n  program_arguments: --nope $05", "The script declares no options.");
    check_title(
        "python script",
        "def in$0it(): pass\ndef run(mini_batch): pass",
        "**`init`**: a function that the driver of the parallel run calls",
    );
    check(
        "python script",
        &SCRIPT.replace("'--limit'", "'--$0limit'"),
        "parser.add_argument('--limit', '-l', type=int, required=True)",
    );
    check_title("yaml inline", "nop$0e: 1", "nothing");
}
