"""A step of SDK v1."""

from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

workspace = Workspace.from_config()
images = Dataset.get_by_name(workspace, "images").as_named_input("images").as_mount()
config = ParallelRunConfig(
    environment=Environment.get(workspace, "images-env"),
    entry_script="score.py",
    source_directory="source",
    error_threshold=10,
    output_action="append_row",
    mini_batch_size="20",
    run_max_try=3,
    run_invocation_timeout=600,
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[images],
    output=OutputFileDatasetConfig(name="scores"),
)
