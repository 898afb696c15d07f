from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
sales = Dataset.get_by_name(ws, "sales_table").as_named_input("sales")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_table.py",
    partition_keys=PipelineParameter(name="keys", default_value='["store", "brand"]'),
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "forecast"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="forecast",
    parallel_run_config=config,
    inputs=[sales],
    output=OutputFileDatasetConfig(name="forecasts"),
)
Experiment(ws, "forecast").submit(Pipeline(workspace=ws, steps=[step]))
