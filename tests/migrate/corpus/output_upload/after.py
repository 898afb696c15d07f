from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
maps = Input(type="mltable", path="azureml:maps@latest", mode="eval_mount")
step = parallel_run_function(
    name="cut_tiles",
    inputs=dict(maps=Input(type="mltable", mode="eval_mount")),
    outputs=dict(
        tiles=Output(
            type="uri_folder",
            path="azureml://datastores/workspaceblobstore/paths/tiles",
            mode="upload",
        ),
    ),
    input_data="${{inputs.maps}}",
    mini_batch_size="9",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.tiles}}",
        environment="azureml:maps@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(maps):
    cut_tiles = step(maps=maps)


ml_client.jobs.create_or_update(pipeline_function(maps=maps), experiment_name="maps")
