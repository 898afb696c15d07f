from azure.ai.ml import Input, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Workspace
from azureml.pipeline.core import PipelineEndpoint, PublishedPipeline

ws = Workspace.from_config()
score_step = parallel_run_function(
    name="score",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score = score_step(pictures=pictures)


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
)


def publish():
    # parlint: `publish`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
    published = pipeline.publish(name="score", description="Scores the pictures", version="1.0")
    try:
        # parlint: `PipelineEndpoint.get`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
        endpoint = PipelineEndpoint.get(workspace=ws, name="score-endpoint")
        endpoint.add_default(published)
    except Exception:
        # parlint: `PipelineEndpoint.publish`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
        endpoint = PipelineEndpoint.publish(workspace=ws, name="score-endpoint", pipeline=published, description="Scores")
    return endpoint


def tidy(keep):
    # parlint: `PublishedPipeline.list`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
    for old in PublishedPipeline.list(ws):
        if old.id != keep:
            old.disable()
