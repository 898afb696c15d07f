from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="predict",
    inputs=dict(measurements=Input(type="mltable", mode="direct")),
    outputs=dict(predictions=Output(type="uri_file")),
    input_data="${{inputs.measurements}}",
    mini_batch_size="1MB",
    error_threshold=1000,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        append_row_to="${{outputs.predictions}}",
        environment="azureml:regression@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(measurements):
    predict = step(measurements=measurements)


ml_client.jobs.create_or_update(
    pipeline_function(
        measurements=Input(type="mltable", path="azureml:measurements_table@latest", mode="direct"),
    ),
    experiment_name="regression",
)
