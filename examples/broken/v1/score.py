"""A step of SDK v1, which is out of support."""

from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
images = Dataset.get_by_name(ws, "images").as_named_input("images")

config = ParallelRunConfig(
    environment=Environment.get(ws, "score-images"),
    entry_script="score_images.py",
    source_directory="../src",
    error_threshold=-2,
    output_action="append_row",
    mini_batch_size="20",
    compute_target="cpu-cluster",
    node_count=4,
    process_count_per_node=0,
    run_invocation_timeout=600,
    run_max_try=3,
)
step = ParallelRunStep(
    name="score-images",
    parallel_run_config=config,
    inputs=[images],
    output=OutputFileDatasetConfig(name="scores"),
    allow_reuse=False,
)
