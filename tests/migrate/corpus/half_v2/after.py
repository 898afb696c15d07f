# The first half of this file has been moved to SDK v2 by hand already.
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(DefaultAzureCredential())

faces = parallel_run_function(
    name="faces",
    inputs={"portraits": Input(type="uri_folder", path="azureml://datastores/photos/paths/portraits", mode="ro_mount")},
    outputs={"found": Output(type="uri_file")},
    input_data="${{inputs.portraits}}",
    instance_count=2,
    mini_batch_size="5",
    error_threshold=10,
    retry_settings={"timeout": 60, "max_retries": 3},
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.found}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def find_faces():
    faces()


ml_client.jobs.create_or_update(find_faces(), experiment_name="faces")

# ---- still to do -----------------------------------------------------------
ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="hands",
    inputs=dict(portraits=Input(type="mltable", mode="eval_mount")),
    outputs=dict(hands=Output(type="uri_file")),
    input_data="${{inputs.portraits}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.hands}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(portraits):
    hands = step(portraits=portraits)


ml_client.jobs.create_or_update(
    pipeline_function(
        portraits=Input(type="mltable", path="azureml:portraits@latest", mode="eval_mount"),
    ),
    experiment_name="hands",
)
