from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineEndpoint, PublishedPipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
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
score_step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[score_step])


def publish():
    published = pipeline.publish(name="score", description="Scores the pictures", version="1.0")
    try:
        endpoint = PipelineEndpoint.get(workspace=ws, name="score-endpoint")
        endpoint.add_default(published)
    except Exception:
        endpoint = PipelineEndpoint.publish(workspace=ws, name="score-endpoint", pipeline=published, description="Scores")
    return endpoint


def tidy(keep):
    for old in PublishedPipeline.list(ws):
        if old.id != keep:
            old.disable()
