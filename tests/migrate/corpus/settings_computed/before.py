from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
import os

DEBUG = bool(os.environ.get("DEBUG"))
nodes = 1 if DEBUG else 4
batch = 2 * 16
variables = {"OMP_NUM_THREADS": "2"}

config = ParallelRunConfig(
    source_directory=os.path.join(".", "scripts"),
    entry_script="score_images.py",
    mini_batch_size=batch,
    error_threshold=10 if DEBUG else -1,
    output_action="append_row",
    environment=Environment.get(ws, os.environ.get("ENVIRONMENT", "vision")),
    compute_target="cpu-cluster",
    node_count=nodes,
    environment_variables=variables,
    logging_level="DEBUG" if DEBUG else "INFO",
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "scans").as_named_input("scans").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
    allow_reuse=not DEBUG,
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
