"""Only the last step is listed: SDK v1 brings in the steps that it waits for."""
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:vision@latest"

find_step = parallel_run_function(
    name="find_faces",
    inputs=dict(portraits=Input(type="mltable", mode="eval_mount")),
    outputs=dict(faces=Output(type="uri_folder")),
    input_data="${{inputs.portraits}}",
    mini_batch_size="16",
    error_threshold=3,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.faces}}",
        environment=env,
    ),
)
guess_step = parallel_run_function(
    name="guess_ages",
    inputs=dict(faces=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(ages=Output(type="uri_folder")),
    input_data="${{inputs.faces}}",
    mini_batch_size="16",
    error_threshold=3,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.ages}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(portraits):
    find_faces = find_step(portraits=portraits)
    guess_ages = guess_step(faces=find_faces.outputs.faces)


pipeline = pipeline_function(
    portraits=Input(type="mltable", path="azureml:portraits@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(pipeline, experiment_name="portraits")
