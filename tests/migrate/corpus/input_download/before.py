from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
archive = Dataset.get_by_name(ws, "archive")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="2",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="unpack",
    parallel_run_config=config,
    inputs=[archive.as_named_input("archive").as_download()],
    output=OutputFileDatasetConfig(name="contents"),
)
Experiment(ws, "unpack").submit(Pipeline(ws, [step]))
