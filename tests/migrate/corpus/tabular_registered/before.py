from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
measurements = Dataset.get_by_name(ws, "measurements_table")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_table.py",
    mini_batch_size="1MB",
    error_threshold=1000,
    output_action="append_row",
    append_row_file_name="predictions.txt",
    environment=Environment.get(ws, "regression"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="predict",
    parallel_run_config=config,
    inputs=[measurements.as_named_input("measurements")],
    output=OutputFileDatasetConfig(name="predictions"),
)
Experiment(ws, "regression").submit(Pipeline(ws, [step]))
