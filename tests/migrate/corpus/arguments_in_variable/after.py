from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
version = "v2"
songs = Input(type="mltable", path="azureml:songs@latest", mode="eval_mount")
script_args = ["--model", f"genres-{version}", "--rate", "44100"]
step = parallel_run_function(
    name="genres",
    inputs=dict(songs=Input(type="mltable", mode="eval_mount")),
    outputs=dict(genres=Output(type="uri_file")),
    input_data="${{inputs.songs}}",
    mini_batch_size="3",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--model " f'{f"genres-{version}"} ' "--rate 44100",
        append_row_to="${{outputs.genres}}",
        environment="azureml:audio@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(songs):
    genres_node = step(songs=songs)


ml_client.jobs.create_or_update(pipeline_function(songs=songs), experiment_name="audio")
