from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
pictures = Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount")
labels = Input(type="mltable", path="azureml:labels@latest", mode="eval_mount")

step = parallel_run_function(
    name="score",
    inputs=dict(
        pictures=Input(type="mltable", mode="eval_mount"),
        labels=Input(type="mltable", mode="eval_mount"),
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
        program_arguments="--labels_dir ${{inputs.labels}} --threshold 0.4",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures, labels):
    score = step(pictures=pictures, labels=labels)


ml_client.jobs.create_or_update(
    pipeline_function(pictures=pictures, labels=labels),
    experiment_name="vision",
)
