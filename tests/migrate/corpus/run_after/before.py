from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
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
first = ParallelRunStep(
    name="first",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "north").as_named_input("north").as_mount()],
    output=OutputFileDatasetConfig(name="north_rows"),
)
second = ParallelRunStep(
    name="second",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "south").as_named_input("south").as_mount()],
    output=OutputFileDatasetConfig(name="south_rows"),
)
second.run_after(first)

pipeline = Pipeline(workspace=ws, steps=[first, second])
Experiment(ws, "regions").submit(pipeline)
