from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="unpack",
    inputs=dict(archive=Input(type="mltable", mode="eval_download")),
    outputs=dict(contents=Output(type="uri_file")),
    input_data="${{inputs.archive}}",
    mini_batch_size="2",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.contents}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(archive):
    unpack = step(archive=archive)


ml_client.jobs.create_or_update(
    pipeline_function(
        archive=Input(type="mltable", path="azureml:archive@latest", mode="eval_download"),
    ),
    experiment_name="unpack",
)
