from azureml.core import Dataset, Environment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.pipeline.core import Pipeline, PipelineData, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
data = Dataset.get_by_name(ws, "images").as_named_input("data")
config = ParallelRunConfig(
    environment=Environment.get(ws, "score-env"),
    entry_script="score.py",
    source_directory="./src",
    error_threshold=10,
    output_action="append_row",
    mini_batch_size="10",
    run_max_try=3,
    run_invocation_timeout=600,
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[data],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[step])
