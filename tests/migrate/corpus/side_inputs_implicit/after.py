# The script finds its model by the name of the input.
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
pictures = Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount")
model = Input(type="uri_folder", path="azureml://datastores/models/paths/resnet", mode="ro_mount")

# parlint: `side_inputs`: the script of v1 finds `model_dir` by itself; in v2 the new argument `--model_dir` hands it over; read this argument in the entry script
step = parallel_run_function(
    name="score",
    inputs=dict(
        pictures=Input(type="mltable", mode="eval_mount"),
        model_dir=Input(type="uri_folder", mode="ro_mount"),
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
        program_arguments="--model_dir ${{inputs.model_dir}}",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures, model_dir):
    score = step(pictures=pictures, model_dir=model_dir)


ml_client.jobs.create_or_update(
    pipeline_function(pictures=pictures, model_dir=model),
    experiment_name="vision",
)
