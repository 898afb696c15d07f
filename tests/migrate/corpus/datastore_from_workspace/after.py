from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="count_rooms",
    display_name="count-rooms",
    inputs=dict(plans=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(
        rooms=Output(
            type="uri_file",
            path="azureml://datastores/lake/paths/rooms/parallel_run_step.txt",
        ),
    ),
    input_data="${{inputs.plans}}",
    mini_batch_size="12",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.rooms}}",
        environment="azureml:plans@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(plans):
    count_rooms = step(plans=plans)


ml_client.jobs.create_or_update(
    pipeline_function(
        plans=Input(
            type="uri_folder",
            path="azureml://datastores/lake/paths/plans/2023",
            mode="ro_mount",
        ),
    ),
    experiment_name="plans",
)
