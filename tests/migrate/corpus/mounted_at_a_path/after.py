from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `as_mount`: v2 chooses the place on the node itself; take the place from an argument in the entry script
step = parallel_run_function(
    name="score",
    inputs=dict(scans=Input(type="mltable", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.scans}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(scans):
    score = step(scans=scans)


ml_client.jobs.create_or_update(
    pipeline_function(scans=Input(type="mltable", path="azureml:scans@latest", mode="eval_mount")),
    experiment_name="vision",
)
