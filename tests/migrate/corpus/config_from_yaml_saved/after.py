from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())


step = parallel_run_function(
    name="score",
    description="scores images",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(
        scores=Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/scores/scores.txt",
        ),
    ),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    max_concurrency_per_instance=2,
    logging_level="DEBUG",
    retry_settings=dict(max_retries=2, timeout=90),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment=Environment(
            image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20251130.v1",
            conda_file={
                "name": "project_environment",
                "dependencies": [
                    "python=3.9",
                    {
                        "pip": [
                            "--find-links https://pypi.python.org/simple/index.html",
                            "--extra-index-url https://pypi.python.org/simple",
                            "pillow",
                        ],
                    },
                    "scikit-learn",
                ],
                "channels": ["anaconda", "conda-forge"],
            },
        ),
    ),
    environment_variables={"LEVEL": "1"},
)

# The same settings on more nodes.
again = parallel_run_function(
    name="score_again",
    description="scores images",
    display_name="score-again",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(more_scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    max_concurrency_per_instance=2,
    logging_level="DEBUG",
    retry_settings=dict(max_retries=2, timeout=90),
    instance_count=8,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.more_scores}}",
        environment=Environment(
            image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20251130.v1",
            conda_file={
                "name": "project_environment",
                "dependencies": [
                    "python=3.9",
                    {
                        "pip": [
                            "--find-links https://pypi.python.org/simple/index.html",
                            "--extra-index-url https://pypi.python.org/simple",
                            "pillow",
                        ],
                    },
                    "scikit-learn",
                ],
                "channels": ["anaconda", "conda-forge"],
            },
        ),
    ),
    environment_variables={"LEVEL": "1"},
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures, pictures_2):
    score = step(pictures=pictures)
    score_again = again(pictures=pictures_2)


ml_client.jobs.create_or_update(
    pipeline_function(
        pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
        pictures_2=Input(type="mltable", path="azureml:more_pictures@latest", mode="eval_mount"),
    ),
    experiment_name="vision",
)
