from azureml.core import Dataset, Experiment, Workspace
from azureml.core.environment import Environment
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
curated = Environment.get(workspace=ws, name="AzureML-sklearn-1.0-ubuntu20.04-py38-cpu")
bees = Dataset.get_by_name(ws, "bees").as_named_input("bees").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=curated,
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="count_bees", parallel_run_config=config, inputs=[bees], output=OutputFileDatasetConfig(name="counts")
)
Experiment(ws, "bees").submit(Pipeline(ws, [step]))
