from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()

nodes = PipelineParameter(name="nodes", default_value=2)
processes = PipelineParameter(name="processes", default_value=4)
batch_size = PipelineParameter(name="batch_size", default_value=10)
log_level = PipelineParameter(name="log_level", default_value="INFO")
seconds = PipelineParameter(name="seconds", default_value=600)
tries = PipelineParameter(name="tries", default_value=2)

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size=batch_size,
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=nodes,
    process_count_per_node=processes,
    logging_level=log_level,
    run_invocation_timeout=seconds,
    run_max_try=tries,
)

step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)

pipeline = Pipeline(workspace=ws, steps=[step])
run = Experiment(ws, "tuning").submit(pipeline)
