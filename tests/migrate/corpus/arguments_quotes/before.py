from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
letters = Dataset.get_by_name(ws, "letters").as_named_input("letters").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="3",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "post"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="sort_letters",
    parallel_run_config=config,
    inputs=[letters],
    output=OutputFileDatasetConfig(name="sorted"),
    arguments=[
        "--title", "Letters to the editor",
        "--owner", "O'Neill & Söhne",
        '--quote', 'she said "no"',
        "--city", "東京都 千代田区",
        "--pattern", "*.txt; $HOME",
        "--empty", "",
        "--backslash", "C:\\letters",
        "--json", '{"a": [1, 2]}',
    ],
)
Experiment(ws, "post").submit(Pipeline(ws, [step]))
