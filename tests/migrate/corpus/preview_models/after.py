from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
from azureml.core import Workspace
from azureml.core.model import Model

ws = Workspace.from_config()
ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `Model.register`: models are registered and found through the client in v2; use `ml_client.models`, and hand a model to a step as an input of type `custom_model` or `mlflow_model`
model = Model.register(model_path="models/", model_name="mnist", workspace=ws)
# parlint: `models`: `models=[model]` has no successor in v2 and is left out; make the model an input, and pass it to the script as an argument
step = parallel_run_function(
    name="score",
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(inferences=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.inferences}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score = step(pictures=pictures)


ml_client.jobs.create_or_update(
    pipeline_function(
        pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
    ),
    experiment_name="vision",
)
