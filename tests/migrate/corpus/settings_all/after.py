from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="daily_score_2024",
    description="Scores the pictures of the day.",
    display_name="Daily Score 2024",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(
        scores=Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/scores/day/scores.tsv",
        ),
    ),
    input_data="${{inputs.pictures}}",
    mini_batch_size="15",
    mini_batch_error_threshold=4,
    error_threshold=7,
    max_concurrency_per_instance=6,
    logging_level="WARNING",
    retry_settings=dict(max_retries=5, timeout=120),
    instance_count=3,
    task=RunFunction(
        code="./scripts",
        entry_script="score_images.py",
        program_arguments="--threshold 0.5 --allowed_failed_percent 12.5",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
    environment_variables={"OMP_NUM_THREADS": "2", "GREETING": "こんにちは"},
    is_deterministic=True,
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    daily_score_2024 = step(pictures=pictures)


ml_client.jobs.create_or_update(
    pipeline_function(
        pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
    ),
    experiment_name="vision",
)
