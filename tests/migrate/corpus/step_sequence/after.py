from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
morning = parallel_run_function(
    name="morning",
    inputs=dict(morning=Input(type="mltable", mode="eval_mount")),
    outputs=dict(morning_rows=Output(type="uri_file")),
    input_data="${{inputs.morning}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.morning_rows}}",
        environment="azureml:vision@latest",
    ),
)
evening = parallel_run_function(
    name="evening",
    inputs=dict(evening=Input(type="mltable", mode="eval_mount")),
    outputs=dict(evening_rows=Output(type="uri_file")),
    input_data="${{inputs.evening}}",
    mini_batch_size="10",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.evening_rows}}",
        environment="azureml:vision@latest",
    ),
)

# One after the other: the cluster is small.
@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(morning_data, evening_data):
    morning_node = morning(morning=morning_data)
    evening_node = evening(evening=evening_data)


# parlint: `StepSequence`: v2 orders steps by the data between them only; these run at the same time now; if the order matters, let the later step take an output of the earlier one
pipeline = pipeline_function(
    morning_data=Input(type="mltable", path="azureml:morning@latest", mode="eval_mount"),
    evening_data=Input(type="mltable", path="azureml:evening@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(pipeline, experiment_name="traffic")
