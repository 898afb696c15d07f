from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())

step = parallel_run_function(
    name="score",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="10",
    error_threshold=10,
    max_concurrency_per_instance=4,
    logging_level="INFO",
    retry_settings=dict(max_retries=2, timeout=600),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(
    pictures,
    batch_size="10",
    nodes=2,
    processes=4,
    seconds=600,
    tries=2,
    log_level="INFO",
):
    score = step(pictures=pictures)
    score.mini_batch_size = batch_size
    score.resources.instance_count = nodes
    score.max_concurrency_per_instance = processes
    score.retry_settings.timeout = seconds
    score.retry_settings.max_retries = tries
    score.logging_level = log_level


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
)
run = ml_client.jobs.create_or_update(pipeline, experiment_name="tuning")
