from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
datastore = ws.get_default_datastore()
config = ParallelRunConfig(
    environment=Environment.get(ws, "vision"),
    entry_script=" score_images.py ",
    error_threshold=7,
    output_action="Append_Row",
    compute_target="cpu-cluster",
    node_count=3,
    process_count_per_node=6,
    mini_batch_size="15",
    source_directory="./scripts",
    description="Scores the pictures of the day.",
    logging_level="warn",
    run_invocation_timeout=120,
    run_max_try=5,
    append_row_file_name="scores.tsv",
    allowed_failed_count=4,
    allowed_failed_percent=12.5,
    environment_variables={"OMP_NUM_THREADS": 2, "GREETING": "こんにちは"},
)
step = ParallelRunStep(
    name="Daily Score 2024",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores", destination=(datastore, "scores/day")),
    arguments=["--threshold", "0.5"],
    allow_reuse=True,
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
