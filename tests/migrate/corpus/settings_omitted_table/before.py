from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
rows = Dataset.Tabular.from_parquet_files((ws.get_default_datastore(), "rows/part-*.parquet"))
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_table.py",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "rows"),
    compute_target="cpu-cluster",
    node_count=1,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[rows.as_named_input("rows")],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "rows").submit(Pipeline(ws, [step]))
