"""Builds a step; the module that imports it makes the pipeline."""
from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
step = parallel_run_function(
    name="count_cars",
    inputs=dict(day=Input(type="mltable", path="azureml:day@latest", mode="eval_mount")),
    outputs=dict(cars=Output(type="uri_file")),
    input_data="${{inputs.day}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.cars}}",
        environment="azureml:vision@latest",
    ),
    compute="cpu-cluster",
)
