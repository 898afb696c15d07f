from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="find_fractures",
    inputs=dict(input_data=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(fractures=Output(type="uri_file")),
    input_data="${{inputs.input_data}}",
    mini_batch_size="2",
    error_threshold=0,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.fractures}}",
        environment="azureml:clinic@latest",
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(input_data):
    find_fractures = step(input_data=input_data)


ml_client.jobs.create_or_update(
    pipeline_function(
        input_data=Input(
            type="uri_folder",
            path="azureml://datastores/workspaceblobstore/paths/clinic/xrays",
            mode="ro_mount",
        ),
    ),
    experiment_name="clinic",
)
