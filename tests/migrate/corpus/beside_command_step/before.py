from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import CommandStep, ParallelRunConfig, ParallelRunStep
from azureml.core.runconfig import RunConfiguration

ws = Workspace.from_config()
prepared = OutputFileDatasetConfig(name="prepared")
other_step = CommandStep(
    name="prepare",
    command=["python prepare.py --out", prepared],
    source_directory="scripts",
    compute_target="cpu-cluster",
    runconfig=RunConfiguration(),
)
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
score_step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[prepared.as_input("prepared")],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
