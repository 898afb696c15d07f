from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = Environment(
    name="segment",
    image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
    conda_file="./environment.yml",
)
ml_client.environments.create_or_update(env)
cells = Input(type="mltable", path="azureml:cells@latest", mode="eval_mount")
step = parallel_run_function(
    name="segment",
    inputs=dict(cells=Input(type="mltable", mode="eval_mount")),
    outputs=dict(masks=Output(type="uri_file")),
    input_data="${{inputs.cells}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.masks}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(cells):
    segment = step(cells=cells)


ml_client.jobs.create_or_update(pipeline_function(cells=cells), experiment_name="cells")
