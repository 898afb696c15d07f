from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="score",
    inputs=dict(
        pictures=Input(type="mltable", mode="eval_mount"),
        threshold=Input(type="number"),
    ),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--threshold ${{inputs.threshold}}",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures, batch_size="10", threshold=0.5):
    score = step(pictures=pictures, threshold=threshold)
    score.mini_batch_size = batch_size


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
    batch_size="25",
    threshold=0.75,
)

run = ml_client.jobs.create_or_update(pipeline, experiment_name="tuning")
ml_client.jobs.stream(run.name)
