from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:vision@latest"

raw = Input(type="mltable", path="azureml:raw_scans@latest", mode="eval_mount")

clean_step = parallel_run_function(
    name="clean_scans",
    display_name="clean-scans",
    inputs=dict(raw=Input(type="mltable", mode="eval_mount")),
    outputs=dict(clean=Output(type="uri_folder")),
    input_data="${{inputs.raw}}",
    mini_batch_size="30",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=4,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.clean}}",
        environment=env,
    ),
    compute="cpu-cluster",
)

read_step = parallel_run_function(
    name="read_text",
    display_name="read-text",
    inputs=dict(clean=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(
        text=Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/ocr/text/text.txt",
        ),
    ),
    input_data="${{inputs.clean}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.text}}",
        environment=env,
    ),
    compute="gpu-cluster",
)


@dsl.pipeline()
def pipeline_function(raw):
    clean_scans = clean_step(raw=raw)
    read_text = read_step(clean=clean_scans.outputs.clean)


pipeline = pipeline_function(raw=raw)
run = ml_client.jobs.create_or_update(pipeline, experiment_name="ocr")
ml_client.jobs.stream(run.name)
