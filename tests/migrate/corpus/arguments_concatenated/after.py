from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
import os

extra = os.environ.get("EXTRA", "--fast 1").split()

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
# parlint: `arguments`: the list shows at run time only; write the list out, then migrate again
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "scans").as_named_input("scans").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
    arguments=["--model", "m1"] + extra,
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
