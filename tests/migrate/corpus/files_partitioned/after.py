from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `from_files`: an input of v2 has no partition format; write an `MLTable` file that extracts the partitions, and give its folder as `mltable`
step = parallel_run_function(
    name="score",
    inputs=dict(scans=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.scans}}",
    partition_keys=["ward"],
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(scans):
    score = step(scans=scans)


ml_client.jobs.create_or_update(
    pipeline_function(
        scans=Input(
            type="uri_folder",
            path="azureml://datastores/workspaceblobstore/paths/scans",
            mode="ro_mount",
        ),
    ),
    experiment_name="vision",
)
