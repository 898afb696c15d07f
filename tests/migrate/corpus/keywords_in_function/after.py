from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

NODES = 3


def build(ws, size="5"):
    env = "azureml:vision@latest"
    # how many
    # per call
    # the script
    data = Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount")
    step = parallel_run_function(
        name="score",
        inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
        outputs=dict(scores=Output(type="uri_file")),
        input_data="${{inputs.pictures}}",
        mini_batch_size=str(size),
        error_threshold=1,
        retry_settings=dict(max_retries=3, timeout=60),
        instance_count=NODES,
        task=RunFunction(
            code="scripts",
            entry_script="score_images.py",
            append_row_to="${{outputs.scores}}",
            environment=env,
        ),
    )

    @dsl.pipeline(default_compute="cpu")
    def pipeline_function(pictures):
        score = step(pictures=pictures)

    return pipeline_function(pictures=data)


ml_client = MLClient.from_config(credential=DefaultAzureCredential())
run = ml_client.jobs.create_or_update(build(ml_client), experiment_name="x")
ml_client.jobs.stream(run.name)
