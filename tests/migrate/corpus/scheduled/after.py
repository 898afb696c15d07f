from azure.ai.ml import Input, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Workspace
from azureml.pipeline.core import Schedule, ScheduleRecurrence

ws = Workspace.from_config()
step = parallel_run_function(
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
    score = step(pictures=pictures)


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
)


def schedule():
    # parlint: `publish`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
    published = pipeline.publish(name="score")
    recurrence = ScheduleRecurrence(frequency="Day", interval=1)
    # parlint: `Schedule.create`: v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place; make one by hand, and plan for the callers: identifiers and REST addresses change
    Schedule.create(ws, name="daily", pipeline_id=published.id, experiment_name="vision", recurrence=recurrence)
