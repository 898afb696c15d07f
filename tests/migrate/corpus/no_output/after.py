from azure.ai.ml import Input, MLClient, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
documents = Input(type="mltable", path="azureml:documents@latest", mode="eval_mount")

# Writes to the search index itself.
step = parallel_run_function(
    name="index",
    inputs=dict(documents=Input(type="mltable", mode="eval_mount")),
    input_data="${{inputs.documents}}",
    mini_batch_size="100",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--index docs",
        environment="azureml:search@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(documents):
    index = step(documents=documents)


ml_client.jobs.create_or_update(pipeline_function(documents=documents), experiment_name="search")
