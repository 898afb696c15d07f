from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
batch_size = PipelineParameter(name="batch_size", default_value="10")
threshold = PipelineParameter(name="threshold", default_value=0.5)

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size=batch_size,
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
    arguments=["--threshold", threshold],
)
pipeline = Pipeline(workspace=ws, steps=[step])

run = Experiment(ws, "tuning").submit(
    pipeline,
    pipeline_parameters={"batch_size": 25, "threshold": 0.75},
)
run.wait_for_completion()
