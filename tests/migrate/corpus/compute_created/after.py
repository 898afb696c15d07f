from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import AmlCompute
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.core.exceptions import ResourceNotFoundError
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
compute_name = "cpu-cluster"

try:
    compute_target = ml_client.compute.get(compute_name)
    print("Found the cluster.")
except ResourceNotFoundError:
    provisioning_config = AmlCompute(
        name=compute_name,
        size="STANDARD_D3_V2",
        min_instances=0,
        max_instances=4,
    )
    compute_target = ml_client.compute.begin_create_or_update(provisioning_config).result()

stones = Input(type="mltable", path="azureml:stones@latest", mode="eval_mount")
step = parallel_run_function(
    name="stones",
    inputs=dict(stones=Input(type="mltable", mode="eval_mount")),
    outputs=dict(kinds=Output(type="uri_file")),
    input_data="${{inputs.stones}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=4,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.kinds}}",
        environment="azureml:geology@latest",
    ),
)


@dsl.pipeline(default_compute=compute_name)
def pipeline_function(stones):
    stones_node = step(stones=stones)


ml_client.jobs.create_or_update(pipeline_function(stones=stones), experiment_name="geology")
