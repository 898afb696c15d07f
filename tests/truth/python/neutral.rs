//! Changes that change nothing: quoting, other ways to write a mapping or a text, names, order, comments.

use super::super::case::Case;
use super::notebook;
use super::program::{Edit, Program};

/// For a program of SDK v2.
const V2: &[(&str, &[Edit<'_>])] = &[
    ("dict", &[("{\"timeout\": 600, \"max_retries\": 2}", "dict(timeout=600, max_retries=2)")]),
    ("dict-of-ports", &[("{\"scores\": Output(type=\"uri_file\")}", "dict(scores=Output(type=\"uri_file\"))")]),
    ("dict-of-resources", &[("{\"instance_count\": 2}", "dict(instance_count=2)")]),
    ("single-quotes", &[("name=\"score_files\"", "name='score_files'"), ("\"10\"", "'10'")]),
    ("raw-text", &[("\"10\"", "r\"10\""), ("code=\"./src\"", "code=r\"./src\"")]),
    ("triple-quotes", &[("\"10\"", "\"\"\"10\"\"\"")]),
    ("implicit-concatenation", &[("\"${{inputs.data}}\"", "\"${{inputs\" \".data}}\"")]),
    ("concatenation", &[("\"azureml:score-env:1\"", "\"azureml:\" + \"score-env\" + \":1\"")]),
    ("f-string-without-fields", &[("\"10\"", "f\"10\"")]),
    ("text-of-a-number", &[("\"10\"", "str(10)")]),
    ("name-bound-once", &[("score = p", "SIZE = \"10\"\nscore = p"), ("=\"10\"", "=SIZE")]),
    (
        "name-of-a-mapping",
        &[
            ("score = p", "retry = {\"timeout\": 600, \"max_retries\": 2}\nscore = p"),
            ("retry_settings={\"timeout\": 600, \"max_retries\": 2}", "retry_settings=retry"),
        ],
    ),
    (
        "name-of-a-port",
        &[
            ("score = p", "data = Input(type=\"uri_folder\", path=\"azureml:images:1\")\nscore = p"),
            ("{\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\")}", "{\"data\": data}"),
        ],
    ),
    (
        "keywords-in-another-order",
        &[(
            "    mini_batch_size=\"10\",\n    mini_batch_error_threshold=5,\n",
            "    mini_batch_error_threshold=5,\n    mini_batch_size=\"10\",\n",
        )],
    ),
    ("keys-in-another-order", &[("\"timeout\": 600, \"max_retries\": 2", "\"max_retries\": 2, \"timeout\": 600")]),
    ("comments", &[("    mini_batch_size=\"10\",", "    # ten files\n    mini_batch_size=\"10\",  # each")]),
    ("japanese", &[("score = p", "# 画像を採点する並列ジョブ\n結果 = \"スコア\"\nscore = p")]),
    ("trailing-blank-lines", &[("score = p", "\n\n\nscore = p")]),
    (
        "import-of-a-module",
        &[
            (
                "from azure.ai.ml.parallel import RunFunction, parallel_run_function",
                "import azure.ai.ml.parallel as parallel",
            ),
            ("score = parallel_run_function(", "score = parallel.parallel_run_function("),
            ("task=RunFunction(", "task=parallel.RunFunction("),
        ],
    ),
    (
        "import-under-another-name",
        &[
            ("import RunFunction, parallel_run_function", "import RunFunction as Run, parallel_run_function as prf"),
            ("score = parallel_run_function(", "score = prf("),
            ("task=RunFunction(", "task=Run("),
        ],
    ),
    (
        "constants",
        &[
            ("from azure.ai.ml.entities", "from azure.ai.ml.constants import AssetTypes\nfrom azure.ai.ml.entities"),
            ("Output(type=\"uri_file\")", "Output(type=AssetTypes.URI_FILE)"),
        ],
    ),
    (
        "settings-as-objects",
        &[
            (
                "from azure.ai.ml.entities import BatchRetrySettings, Environment",
                "from azure.ai.ml.entities import BatchRetrySettings, Environment, JobResourceConfiguration",
            ),
            ("resources={\"instance_count\": 2}", "resources=JobResourceConfiguration(instance_count=2)"),
        ],
    ),
    ("parentheses", &[("\"10\"", "(\"10\")"), ("=5,", "=(5),")]),
    ("number-with-underscore", &[("\"timeout\": 600", "\"timeout\": 6_00")]),
    ("hexadecimal-number", &[("\"timeout\": 600", "\"timeout\": 0x258")]),
    (
        "none-for-what-is-not-given",
        &[(
            "    name=\"score_files\",",
            "    name=\"score_files\",\n    logging_level=None,\n    partition_keys=None,\n    compute=None,",
        )],
    ),
    ("type-annotations", &[("def scoring(images):", "def scoring(images: Input):")]),
];

/// For a program of SDK v1.
const V1: &[(&str, &[Edit<'_>])] = &[
    ("number", &[("\"10\"", "10")]),
    ("single-quotes", &[("\"append_row\"", "'append_row'"), ("\"./src\"", "'./src'")]),
    ("in-capitals", &[("\"cpu-cluster\"", "\"cpu-\" \"cluster\"")]),
    ("name-bound-once", &[("config = P", "TIMEOUT = 600\nconfig = P"), ("=600", "=TIMEOUT")]),
    ("text-of-a-number", &[("\"10\"", "str(10)")]),
    (
        "keywords-in-another-order",
        &[(
            "    run_max_try=3,\n    run_invocation_timeout=600,\n",
            "    run_invocation_timeout=600,\n    run_max_try=3,\n",
        )],
    ),
    ("comments", &[("    node_count=2,", "    # two of them\n    node_count=2,  # nodes")]),
    ("japanese", &[("config = P", "# 並列実行の設定\n結果 = \"スコア\"\nconfig = P")]),
    (
        "defaults",
        &[(
            "    node_count=2,",
            "    node_count=2,\n    logging_level=\"INFO\",\n    process_count_per_node=None,\n    append_row_file_name=None,",
        )],
    ),
    (
        "positional-name",
        &[(
            "    name=\"score\",\n    parallel_run_config=config,\n    inputs=[data],",
            "    \"score\",\n    config,\n    [data],",
        )],
    ),
    (
        "import-of-a-module",
        &[
            (
                "from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep",
                "import azureml.pipeline.steps as steps",
            ),
            ("config = ParallelRunConfig(", "config = steps.ParallelRunConfig("),
            ("step = ParallelRunStep(", "step = steps.ParallelRunStep("),
        ],
    ),
    ("blanks-around-paths", &[("\"score.py\"", "\" score.py \"")]),
    ("names-of-values", &[("step = P", "inputs = [data]\nstep = P"), ("inputs=[data]", "inputs=inputs")]),
];

/// The neutral changes of a program of SDK v2, each also as a notebook.
pub fn v2(program: &Program) -> Vec<Case> {
    both(program, V2)
}

/// The neutral changes of a program of SDK v1, each also as a notebook.
pub fn v1(program: &Program) -> Vec<Case> {
    both(program, V1)
}

fn both(program: &Program, changes: &[(&str, &[Edit<'_>])]) -> Vec<Case> {
    let changed = changes.iter().map(|(name, edits)| program.neutral(&format!("neutral/{name}"), edits));
    let cases: Vec<_> = std::iter::once(program.neutral("", &[])).chain(changed).collect();
    let notebooks: Vec<_> = cases.iter().map(notebook::of).collect();
    cases.into_iter().chain(notebooks).collect()
}
