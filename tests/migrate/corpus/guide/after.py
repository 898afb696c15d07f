"""Reads the digits of scanned forms, 読み取り結果は一つのファイルになる。"""
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())

scripts_folder = "scripts"
script_file = "score_images.py"
compute_target = "cpu-cluster"

batch_env = Environment(
    image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
    conda_file="environment.yml",
)
input_digits = Input(type="mltable", path="azureml:digits@latest", mode="eval_mount")

# Create the configuration to wrap the inference script

# Create the Parallel run step
parallelrun_step = parallel_run_function(
    name="predict_digits",
    display_name="predict-digits",
    inputs=dict(digits=Input(type="mltable", mode="eval_mount")),
    outputs=dict(
        recognized=Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/recognized/digits.txt",
        ),
    ),
    input_data="${{inputs.digits}}",
    mini_batch_size="5",
    error_threshold=10,
    max_concurrency_per_instance=2,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code=scripts_folder,
        entry_script=script_file,
        append_row_to="${{outputs.recognized}}",
        environment=batch_env,
    ),
    is_deterministic=False,
)

# Run pipeline with parallel run step
@dsl.pipeline(default_compute=compute_target)
def pipeline_function(digits, batch_size_param="5", process_count_param=2):
    predict_digits = parallelrun_step(digits=digits)
    predict_digits.mini_batch_size = batch_size_param
    predict_digits.max_concurrency_per_instance = process_count_param


pipeline = pipeline_function(digits=input_digits)
pipeline_run = ml_client.jobs.create_or_update(pipeline, experiment_name="digit_identification")
ml_client.jobs.stream(pipeline_run.name)
