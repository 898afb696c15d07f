from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
scans = Dataset.File.from_files(
    (ws.get_default_datastore(), "scans"), partition_format="/{ward}/{year:yyyy}/{name}.png"
)

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    partition_keys=["ward"],
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[scans.as_named_input("scans")],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
