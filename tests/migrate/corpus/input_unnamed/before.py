from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
xrays = Dataset.File.from_files(path=[(ws.get_default_datastore(), "clinic/xrays")])

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="2",
    error_threshold=0,
    output_action="append_row",
    environment=Environment.get(ws, "clinic"),
    compute_target="gpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="find_fractures",
    parallel_run_config=config,
    inputs=[xrays.as_mount()],
    output=OutputFileDatasetConfig(name="fractures"),
)
Experiment(ws, "clinic").submit(Pipeline(ws, [step]))
