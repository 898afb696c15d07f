from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment as EnvironmentV2
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
from azureml.core import Environment

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = Environment.from_conda_specification(name="vision", file_path="environment.yml")

# What both steps have in common.
common = dict(
    source_directory="scripts",
    environment=env,
    error_threshold=10,  # images that may fail
    output_action="append_row",
    compute_target="cpu-cluster",
    node_count=2,
)
print("settings:", common)

first = parallel_run_function(
    name="score_small",
    display_name="score-small",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--threshold 0.5",
        append_row_to="${{outputs.scores}}",
        environment=EnvironmentV2(
            image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
            conda_file="environment.yml",
        ),
    ),
    is_deterministic=False,
)
second = parallel_run_function(
    name="score_large",
    display_name="score-large",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(large_scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="50",
    error_threshold=10,
    max_concurrency_per_instance=2,
    retry_settings=dict(max_retries=3, timeout=600),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        program_arguments="--threshold 0.5",
        append_row_to="${{outputs.large_scores}}",
        environment=EnvironmentV2(
            image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
            conda_file="environment.yml",
        ),
    ),
    is_deterministic=False,
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score_small = first(pictures=pictures)
    score_large = second(pictures=pictures)


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(pipeline, experiment_name="vision")
