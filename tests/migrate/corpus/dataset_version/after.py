from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# Version 3 is the last one with the old labels.
step = parallel_run_function(
    name="name_leaves",
    display_name="name-leaves",
    inputs=dict(leaves=Input(type="mltable", mode="eval_mount")),
    outputs=dict(species=Output(type="uri_file")),
    input_data="${{inputs.leaves}}",
    mini_batch_size="64",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.species}}",
        environment="azureml:botany@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(leaves):
    name_leaves = step(leaves=leaves)


ml_client.jobs.create_or_update(
    pipeline_function(leaves=Input(type="mltable", path="azureml:leaves:3", mode="eval_mount")),
    experiment_name="botany",
)
