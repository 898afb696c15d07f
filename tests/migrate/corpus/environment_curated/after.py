from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
curated = "azureml:AzureML-sklearn-1.0-ubuntu20.04-py38-cpu@latest"
bees = Input(type="mltable", path="azureml:bees@latest", mode="eval_mount")
step = parallel_run_function(
    name="count_bees",
    inputs=dict(bees=Input(type="mltable", mode="eval_mount")),
    outputs=dict(counts=Output(type="uri_file")),
    input_data="${{inputs.bees}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.counts}}",
        environment=curated,
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(bees):
    count_bees = step(bees=bees)


ml_client.jobs.create_or_update(pipeline_function(bees=bees), experiment_name="bees")
