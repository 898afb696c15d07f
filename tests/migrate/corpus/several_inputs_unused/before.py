"""Builds a step; the module that imports it makes the pipeline."""
from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
day = Dataset.get_by_name(ws, "day").as_named_input("day").as_mount()
night = Dataset.get_by_name(ws, "night").as_named_input("night").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="10",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="count_cars",
    parallel_run_config=config,
    inputs=[day, night],
    output=OutputFileDatasetConfig(name="cars"),
)
