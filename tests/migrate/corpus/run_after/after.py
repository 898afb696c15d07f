from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
first = parallel_run_function(
    name="first",
    inputs=dict(north=Input(type="mltable", mode="eval_mount")),
    outputs=dict(north_rows=Output(type="uri_file")),
    input_data="${{inputs.north}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.north_rows}}",
        environment="azureml:vision@latest",
    ),
)
second = parallel_run_function(
    name="second",
    inputs=dict(south=Input(type="mltable", mode="eval_mount")),
    outputs=dict(south_rows=Output(type="uri_file")),
    input_data="${{inputs.south}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.south_rows}}",
        environment="azureml:vision@latest",
    ),
)
# parlint: `run_after`: v2 orders steps by the data between them only; these run at the same time now; if the order matters, let the later step take an output of the earlier one


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(north, south):
    first_node = first(north=north)
    second_node = second(south=south)


pipeline = pipeline_function(
    north=Input(type="mltable", path="azureml:north@latest", mode="eval_mount"),
    south=Input(type="mltable", path="azureml:south@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(pipeline, experiment_name="regions")
