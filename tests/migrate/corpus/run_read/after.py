from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="score",
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
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score = step(pictures=pictures)


pipeline = pipeline_function(
    pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
)
run = ml_client.jobs.create_or_update(pipeline, experiment_name="vision")
print(run.name, run.display_name, run.status, run.experiment_name)
ml_client.jobs.stream(run.name)


def details():
    # parlint: `get_details`: a run of v1 has it, a job of v2 has not; look for its like at `ml_client.jobs`
    print(run.get_details()["startTimeUtc"])
    # parlint: `number`: a run of v1 has it, a job of v2 has not; look for its like at `ml_client.jobs`
    print(f"run {run.number} of {run.experiment_name}: {ml_client.jobs.get(run.name).status}")
