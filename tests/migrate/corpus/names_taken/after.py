from json import dumps as Output
from azure.ai.ml import Input as InputV2, MLClient, Output as OutputV2, dsl
from azure.ai.ml.entities import Environment as EnvironmentV2
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
from azureml.core import Environment


def Input(prompt):
    return prompt.strip()


ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = Environment.from_conda_specification(name="vision", file_path="environment.yml")
print(Input(" scoring "), Output({"stage": "test"}), env)

step = parallel_run_function(
    name="score",
    inputs=dict(pictures=InputV2(type="mltable", mode="eval_mount")),
    outputs=dict(scores=OutputV2(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment=EnvironmentV2(
            image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
            conda_file="environment.yml",
        ),
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score = step(pictures=pictures)


ml_client.jobs.create_or_update(
    pipeline_function(
        pictures=InputV2(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
    ),
    experiment_name="vision",
)
