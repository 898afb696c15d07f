from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
# Version 3 is the last one with the old labels.
leaves = Dataset.get_by_name(workspace=ws, name="leaves", version=3)

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="64",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "botany"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="name-leaves",
    parallel_run_config=config,
    inputs=[leaves.as_named_input("leaves").as_mount()],
    output=OutputFileDatasetConfig(name="species"),
)
Experiment(ws, "botany").submit(Pipeline(ws, [step]))
