from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
lake = ws.datastores["lake"]
plans = Dataset.File.from_files(lake.path("plans/2023"))
rooms = OutputFileDatasetConfig(name="rooms", destination=(lake, "rooms"))

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="12",
    error_threshold=10,
    output_action="append_row",
    environment=ws.environments["plans"],
    compute_target=ws.compute_targets["cpu-cluster"],
    node_count=1,
)
step = ParallelRunStep(
    name="count-rooms",
    parallel_run_config=config,
    inputs=[plans.as_named_input("plans").as_mount()],
    output=rooms,
)
Experiment(ws, "plans").submit(Pipeline(ws, [step]))
