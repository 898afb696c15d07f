"""A script that needs nothing done."""
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

score = parallel_run_function(
    name="score",
    inputs={"pictures": Input(type="uri_folder", path="azureml:pictures@latest", mode="ro_mount")},
    outputs={"scores": Output(type="uri_file")},
    input_data="${{inputs.pictures}}",
    instance_count=2,
    mini_batch_size="5",
    error_threshold=10,
    retry_settings={"timeout": 60, "max_retries": 3},
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def scoring():
    score()


ml_client = MLClient.from_config(DefaultAzureCredential())
job = ml_client.jobs.create_or_update(scoring(), experiment_name="vision")
