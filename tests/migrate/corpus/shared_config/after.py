from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())

# Both cameras go through the same script.
left = parallel_run_function(
    name="left_camera",
    display_name="left-camera",
    inputs=dict(left=Input(type="mltable", mode="eval_mount")),
    outputs=dict(left_scores=Output(type="uri_file")),
    input_data="${{inputs.left}}",
    mini_batch_size="50",
    error_threshold=20,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--camera left",
        append_row_to="${{outputs.left_scores}}",
        environment="azureml:vision@latest",
    ),
)
right = parallel_run_function(
    name="right_camera",
    display_name="right-camera",
    inputs=dict(right=Input(type="mltable", mode="eval_mount")),
    outputs=dict(right_scores=Output(type="uri_file")),
    input_data="${{inputs.right}}",
    mini_batch_size="50",
    error_threshold=20,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--camera right",
        append_row_to="${{outputs.right_scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(left_data, right_data):
    left_camera = left(left=left_data)
    right_camera = right(right=right_data)


pipeline = pipeline_function(
    left_data=Input(type="mltable", path="azureml:left@latest", mode="eval_mount"),
    right_data=Input(type="mltable", path="azureml:right@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(pipeline, experiment_name="cameras")
