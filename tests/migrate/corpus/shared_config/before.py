from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="50",
    error_threshold=20,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="gpu-cluster",
    node_count=2,
)

# Both cameras go through the same script.
left = ParallelRunStep(
    name="left-camera",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "left").as_named_input("left").as_mount()],
    output=OutputFileDatasetConfig(name="left_scores"),
    arguments=["--camera", "left"],
)
right = ParallelRunStep(
    name="right-camera",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "right").as_named_input("right").as_mount()],
    output=OutputFileDatasetConfig(name="right_scores"),
    arguments=["--camera", "right"],
)

pipeline = Pipeline(workspace=ws, steps=[left, right])
Experiment(ws, "cameras").submit(pipeline)
