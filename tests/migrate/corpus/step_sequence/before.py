from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, StepSequence
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
morning = ParallelRunStep(
    name="morning",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "morning").as_named_input("morning").as_mount()],
    output=OutputFileDatasetConfig(name="morning_rows"),
)
evening = ParallelRunStep(
    name="evening",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "evening").as_named_input("evening").as_mount()],
    output=OutputFileDatasetConfig(name="evening_rows"),
)

# One after the other: the cluster is small.
pipeline = Pipeline(workspace=ws, steps=StepSequence(steps=[morning, evening]))
Experiment(ws, "traffic").submit(pipeline)
