from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())

batch_env = Environment(
    image="mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04",
    conda_file=dict(
        channels=["conda-forge"],
        dependencies=[
            "python=3.10",
            "pip",
            "pip==20.2.4",
            "numpy=1.23",
            {"pip": ["torch==2.1.0", "pillow", "azureml-core", "azureml-dataset-runtime[fuse]"]},
        ],
    ),
)

birds = Input(type="mltable", path="azureml:birds@latest", mode="eval_mount")
step = parallel_run_function(
    name="birds",
    inputs=dict(birds=Input(type="mltable", mode="eval_mount")),
    outputs=dict(species=Output(type="uri_file")),
    input_data="${{inputs.birds}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.species}}",
        environment=batch_env,
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(birds):
    birds_node = step(birds=birds)


ml_client.jobs.create_or_update(pipeline_function(birds=birds), experiment_name="birds")
