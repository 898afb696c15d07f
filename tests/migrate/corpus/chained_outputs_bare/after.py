# The output of the first step is an input of the second as it is, without as_input.
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:vision@latest"

cut_step = parallel_run_function(
    name="cut",
    inputs=dict(satellite=Input(type="mltable", mode="eval_mount")),
    outputs=dict(tiles=Output(type="uri_folder")),
    input_data="${{inputs.satellite}}",
    mini_batch_size="4",
    error_threshold=1,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.tiles}}",
        environment=env,
    ),
)
classify_step = parallel_run_function(
    name="classify",
    inputs=dict(tiles=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(classes=Output(type="uri_file")),
    input_data="${{inputs.tiles}}",
    mini_batch_size="100",
    error_threshold=1,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.classes}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(satellite):
    cut_node = cut_step(satellite=satellite)
    classify_node = classify_step(tiles=cut_node.outputs.tiles)


ml_client.jobs.create_or_update(
    pipeline_function(
        satellite=Input(type="mltable", path="azureml:satellite@latest", mode="eval_mount"),
    ),
    experiment_name="land-use",
)
