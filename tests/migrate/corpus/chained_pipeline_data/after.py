from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:audio@latest"

recordings = Input(type="mltable", path="azureml:recordings@latest", mode="eval_mount")

cut_step = parallel_run_function(
    name="cut_recordings",
    display_name="cut-recordings",
    inputs=dict(recordings=Input(type="mltable", mode="eval_mount")),
    outputs=dict(pieces=Output(type="uri_folder")),
    input_data="${{inputs.recordings}}",
    mini_batch_size="1",
    error_threshold=5,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.pieces}}",
        environment=env,
    ),
    compute="cpu-cluster",
)
listen_step = parallel_run_function(
    name="listen",
    inputs=dict(input_data=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(words=Output(type="uri_file")),
    input_data="${{inputs.input_data}}",
    mini_batch_size="40",
    error_threshold=5,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.words}}",
        environment=env,
    ),
    compute="gpu-cluster",
)


@dsl.pipeline()
def pipeline_function(recordings):
    cut_recordings = cut_step(recordings=recordings)
    listen = listen_step(input_data=cut_recordings.outputs.pieces)


pipeline = pipeline_function(recordings=recordings)
pipeline_run = ml_client.jobs.create_or_update(pipeline, experiment_name="speech")
