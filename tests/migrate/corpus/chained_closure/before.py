"""Only the last step is listed: SDK v1 brings in the steps that it waits for."""
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")
faces = OutputFileDatasetConfig(name="faces")
ages = OutputFileDatasetConfig(name="ages")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="write_files.py",
    mini_batch_size="16",
    error_threshold=3,
    output_action="summary_only",
    environment=env,
    compute_target="gpu-cluster",
    node_count=1,
)

find_step = ParallelRunStep(
    name="find_faces",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "portraits").as_named_input("portraits").as_mount()],
    output=faces,
    arguments=["--output_folder", faces],
)
guess_step = ParallelRunStep(
    name="guess_ages",
    parallel_run_config=config,
    inputs=[faces.as_input(name="faces")],
    output=ages,
    arguments=["--output_folder", ages],
)

pipeline = Pipeline(workspace=ws, steps=[guess_step])
Experiment(ws, "portraits").submit(pipeline)
