from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
import os

DEBUG = bool(os.environ.get("DEBUG"))
nodes = 1 if DEBUG else 4
batch = 2 * 16
variables = {"OMP_NUM_THREADS": "2"}

step = parallel_run_function(
    name="score",
    inputs=dict(scans=Input(type="mltable", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.scans}}",
    mini_batch_size=str(batch),
    error_threshold=10 if DEBUG else -1,
    logging_level="DEBUG" if DEBUG else "INFO",
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=nodes,
    task=RunFunction(
        code=os.path.join(".", "scripts"),
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:" + str(os.environ.get("ENVIRONMENT", "vision")) + "@latest",
    ),
    environment_variables=variables,
    is_deterministic=not DEBUG,
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(scans):
    score = step(scans=scans)


ml_client.jobs.create_or_update(
    pipeline_function(scans=Input(type="mltable", path="azureml:scans@latest", mode="eval_mount")),
    experiment_name="vision",
)
