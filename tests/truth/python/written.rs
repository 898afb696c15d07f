//! Cases written by hand: what people get wrong in Python. The changed bytes are marked `«…»`.

use super::super::case::Case;
use super::notebook;
use super::program::{Edit, Program};

/// The line that makes the node.
const NODE: &str = "    node = score(data=images)\n";

const V2: &[(&str, Edit<'_>)] = &[
    (
        "batch-retry-settings",
        (
            "retry_settings={\"timeout\": 600, \"max_retries\": 2}",
            "retry_settings=«BatchRetrySettings(max_retries=2, timeout=600)»",
        ),
    ),
    ("positional-arguments", ("    name=\"score_files\",\n    inputs=", "    «\"score_files\"»,\n    inputs=")),
    ("positional-code", ("        code=\"./src\",\n", "        «\"./src\"»,\n")),
    (
        "task-as-mapping",
        (
            "task=RunFunction(\n        code=\"./src\",\n        entry_script=\"score.py\",\n        environment=\"azureml:score-env:1\",\n        append_row_to=\"${{outputs.scores}}\",\n    )",
            "task=«{\"code\": \"./src\", \"entry_script\": \"score.py\", \"environment\": \"azureml:score-env:1\"}»",
        ),
    ),
    (
        "task-as-text",
        (
            "task=RunFunction(\n        code=\"./src\",\n        entry_script=\"score.py\",\n        environment=\"azureml:score-env:1\",\n        append_row_to=\"${{outputs.scores}}\",\n    )",
            "task=«\"score.py\"»",
        ),
    ),
    ("environment-as-mapping", ("environment=\"azureml:score-env:1\"", "environment=«{\"image\": \"ubuntu:22.04\"}»")),
    (
        "environment-as-object",
        ("environment=\"azureml:score-env:1\"", "environment=«Environment(image=\"ubuntu:22.04\")»"),
    ),
    ("output-as-text", ("{\"scores\": Output(type=\"uri_file\")}", "{\"scores\": «\"uri_file\"»}")),
    ("unit-with-blank", ("mini_batch_size=\"10\"", "mini_batch_size=«\"10 kb\"»")),
    ("unit-of-one-letter", ("mini_batch_size=\"10\"", "mini_batch_size=«\"10k\"»")),
    ("two-units", ("mini_batch_size=\"10\"", "mini_batch_size=«\"10kbmb\"»")),
    ("size-of-zero", ("mini_batch_size=\"10\"", "mini_batch_size=«\"0\"»")),
    ("level-in-lower-case", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «logging_level=\"debug\"»,")),
    ("level-warn", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «logging_level=\"WARN\"»,")),
    ("node-count-of-v1", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «node_count=2»,")),
    ("process-count-of-v1", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «process_count_per_node=2»,")),
    (
        "append-row-to-one-level-up",
        ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «append_row_to=\"${{outputs.scores}}\"»,"),
    ),
    ("code-one-level-up", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «code=\"./src\"»,")),
    (
        "environment-one-level-up",
        ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «environment=\"azureml:score-env:1\"»,"),
    ),
    ("size-one-level-down", ("        code=\"./src\",", "        code=\"./src\", «mini_batch_size=\"10\"»,")),
    ("timeout-one-level-up", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «timeout=60»,")),
    ("max-retry", ("\"max_retries\": 2", "«\"max_retry\": 2»")),
    ("keys-as-text", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «partition_keys=\"store\"»,")),
    ("name-with-hyphen", ("name=\"score_files\"", "name=«\"score-files\"»")),
    ("name-in-capitals", ("name=\"score_files\"", "name=«\"Score_Files\"»")),
    (
        "port-with-hyphen",
        (
            "{\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\")}",
            "{\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\"), «\"the-data\"»: Input(type=\"uri_folder\", path=\"azureml:images:1\")}",
        ),
    ),
    ("type-in-capitals", ("Output(type=\"uri_file\")", "Output(type=«\"URI_FILE\"»)")),
    ("type-tabular", ("{\"data\": Input(type=\"uri_folder\"", "{\"data\": Input(type=«\"tabular\"»")),
    ("output-of-input-mode", ("Output(type=\"uri_file\")", "Output(type=\"uri_file\", mode=«\"ro_mount\"»)")),
    ("unknown-mode", ("Output(type=\"uri_file\")", "Output(type=\"uri_file\", mode=«\"mounted\"»)")),
    ("unknown-input-of-the-call", ("score(data=images)", "score(«dta»=images)")),
    ("positional-input-of-the-call", ("score(data=images)", "score(«images»)")),
    ("undeclared-output", ("return {\"scores\": node.outputs.scores}", "return {\"scores\": node.outputs.«score»}")),
    (
        "node-twice",
        ("    node = score(data=images)\n", "    node = score(data=images)\n    «other» = score(data=images)\n"),
    ),
    (
        "parameter-in-constructor",
        (
            "def scoring(images):\n",
            "def scoring(images, size=\"10\"):\n    «inner = parallel_run_function(name=\"inner\", mini_batch_size=size, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\"))»\n",
        ),
    ),
    ("code-that-is-missing", ("code=\"./src\"", "code=«\"./nowhere\"»")),
    ("version-without-name", ("Output(type=\"uri_file\")", "Output(type=\"uri_file\", «version=\"1\"»)")),
    ("syntax-error", ("    mini_batch_size=\"10\",", "    mini_batch_size=«\"10»,")),
    ("name-of-node-with-hyphen", (NODE, "    node = score(data=images)\n    node.name = «\"score-all\"»\n")),
    ("name-of-node-with-digit", (NODE, "    node = score(data=images)\n    node.name = «\"1st\"»\n")),
    ("name-of-node-in-capitals", (NODE, "    node = score(data=images)\n    node.name = «\"Score_All\"»\n")),
    ("name-of-node-is-a-keyword", (NODE, "    node = score(data=images)\n    node.name = «\"class\"»\n")),
    ("unknown-output-changed", (NODE, "    node = score(data=images)\n    node.outputs.«score».mode = \"upload\"\n")),
    (
        "unknown-output-as-item",
        (NODE, "    node = score(data=images)\n    node.outputs[«\"score\"»].mode = \"upload\"\n"),
    ),
    ("unknown-output-given", (NODE, "    node = score(data=images)\n    node.outputs.«score» = None\n")),
    ("unknown-input-changed", (NODE, "    node = score(data=images)\n    node.inputs.«dta».mode = \"download\"\n")),
    ("unknown-input-given", (NODE, "    node = score(data=images)\n    node.inputs.«dta» = images\n")),
    ("input-given", (NODE, "    node = score()\n    node.inputs.«data» = images\n")),
    (
        "type-of-output-in-capitals",
        (NODE, "    node = score(data=images)\n    node.outputs.scores.type = «\"URI_FILE\"»\n"),
    ),
    ("keyword-twice", ("    mini_batch_size=\"10\",", "    mini_batch_size=\"10\", «mini_batch_size=\"5\"»,")),
];

const V1: &[(&str, Edit<'_>)] = &[
    ("dataset-as-it-is", ("inputs=[data]", "inputs=[«Dataset.get_by_name(ws, \"images\")»]")),
    ("input-not-in-a-list", ("inputs=[data]", "inputs=«data»")),
    ("no-inputs", ("inputs=[data]", "inputs=«[]»")),
    ("action-unknown", ("\"append_row\"", "«\"append_rows\"»")),
    ("file-name-with-slash", ("    node_count=2,", "    node_count=2, append_row_file_name=«\"out/rows.txt\"»,")),
    ("percent-above-hundred", ("    node_count=2,", "    node_count=2, allowed_failed_percent=«101»,")),
    ("percent-below-zero", ("    node_count=2,", "    node_count=2, allowed_failed_percent=«-1»,")),
    ("count-below-minus-one", ("    node_count=2,", "    node_count=2, allowed_failed_count=«-2»,")),
    ("keys-beside-size", ("    mini_batch_size=\"10\",", "    «mini_batch_size=\"10\"», «partition_keys=[\"a\"]»,")),
    ("no-keys-beside-size", ("    mini_batch_size=\"10\",", "    «mini_batch_size=\"10\"», «partition_keys=[]»,")),
    ("keys-beside-no-size", ("    mini_batch_size=\"10\",", "    mini_batch_size=None, «partition_keys=[\"a\"]»,")),
    ("dataset-beside", ("    inputs=[data],", "    inputs=[data], side_inputs=[«Dataset.get_by_name(ws, \"a\")»],")),
    ("number-beside", ("    inputs=[data],", "    inputs=[data], side_inputs=[«5»],")),
    ("nothing-beside", ("    inputs=[data],", "    inputs=[data], side_inputs=[«None»],")),
    (
        "output-of-another-step-beside",
        (
            "    inputs=[data],",
            "    inputs=[data], side_inputs=[«PipelineData(\"x\", datastore=ws.get_default_datastore())»],",
        ),
    ),
    ("number-as-input", ("inputs=[data]", "inputs=[«5»]")),
    ("unit-with-blank", ("mini_batch_size=\"10\"", "mini_batch_size=«\"10 kb\"»")),
    ("environment-by-name", ("Environment.get(ws, \"score-env\")", "«\"score-env\"»")),
    ("parameter-for-threshold", ("error_threshold=10", "error_threshold=«PipelineParameter(\"t\", 10)»")),
    ("parameter-for-size", ("mini_batch_size=\"10\"", "mini_batch_size=«PipelineParameter(\"s\", \"10\")»")),
    ("reserved-argument", ("    inputs=[data],", "    inputs=[data], arguments=[«\"--mini_batch_size\"», \"5\"],")),
    ("argument-without-flag", ("    inputs=[data],", "    inputs=[data], arguments=[«\"model\"», \"5\"],")),
    ("arguments", ("    inputs=[data],", "    inputs=[data], arguments=«[\"--model\", \"resnet\"]»,")),
    (
        "output-of-another-step",
        ("    inputs=[data],", "    inputs=[«PipelineData(\"x\", datastore=ws.get_default_datastore())»],"),
    ),
    ("script-that-is-missing", ("entry_script=\"score.py\"", "entry_script=«\"scores.py\"»")),
    ("folder-that-is-missing", ("source_directory=\"./src\"", "source_directory=«\"./sources\"»")),
    ("name-of-input-with-hyphen", ("as_named_input(\"data\")", "as_named_input(«\"the-data\"»)")),
    (
        "table-mounted",
        (
            "Dataset.get_by_name(ws, \"images\").as_named_input(\"data\")",
            "Dataset.Tabular.from_delimited_files(\"x\").as_named_input(\"data\")«.as_mount()»",
        ),
    ),
    (
        "kinds-mixed",
        (
            "inputs=[data]",
            "inputs=[Dataset.File.from_files(\"x\").as_named_input(\"f\"), «Dataset.Tabular.from_delimited_files(\"x\").as_named_input(\"t\")»]",
        ),
    ),
    ("keyword-of-v2", ("    node_count=2,", "    node_count=2, «max_concurrency_per_instance=2»,")),
    (
        "consumption-config",
        (
            "Dataset.get_by_name(ws, \"images\").as_named_input(\"data\")",
            "«DatasetConsumptionConfig(\"data\", Dataset.get_by_name(ws, \"images\"))»",
        ),
    ),
];

/// The handwritten cases of SDK v2, each also as a notebook.
pub fn v2(program: &Program) -> Vec<Case> {
    both(program, V2)
}

/// The handwritten cases of SDK v1, each also as a notebook.
pub fn v1(program: &Program) -> Vec<Case> {
    both(program, V1)
}

fn both(program: &Program, changes: &[(&str, Edit<'_>)]) -> Vec<Case> {
    let cases = changes.iter().map(|(name, edit)| program.case(&format!("written/{name}"), &[*edit]));
    let cases: Vec<_> = cases.collect();
    let notebooks: Vec<_> = cases.iter().map(notebook::of).collect();
    cases.into_iter().chain(notebooks).collect()
}
