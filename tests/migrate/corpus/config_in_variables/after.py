from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

# --- what to change between runs -------------------------------------------
NODES = 4
PROCESSES = 8
BATCH = 25            # pictures in a mini-batch
TIMEOUT = 10 * 60     # seconds
EXPERIMENT = "nightly-thumbnails"
CLUSTER = "cpu-large"
# ----------------------------------------------------------------------------

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:thumbnails:7"
pictures = Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount")

step = parallel_run_function(
    name="make_thumbnails",
    display_name="make-thumbnails",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(thumbnails=Output(type="uri_folder")),
    input_data="${{inputs.pictures}}",
    mini_batch_size=str(BATCH),
    error_threshold=-1,
    max_concurrency_per_instance=PROCESSES,
    retry_settings=dict(max_retries=3, timeout=TIMEOUT),
    instance_count=NODES,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--output_folder ${{outputs.thumbnails}} --edge 128",
        environment=env,
    ),
)


@dsl.pipeline(default_compute=CLUSTER)
def pipeline_function(pictures):
    make_thumbnails = step(pictures=pictures)


run = ml_client.jobs.create_or_update(
    pipeline_function(pictures=pictures),
    experiment_name=EXPERIMENT,
)
ml_client.jobs.stream(run.name)
