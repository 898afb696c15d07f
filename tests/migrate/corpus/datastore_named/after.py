from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="measure_rain",
    display_name="measure-rain",
    inputs=dict(radar=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(
        rain=Output(type="uri_file", path="azureml://datastores/results/paths/rain/2024/rain.txt"),
    ),
    input_data="${{inputs.radar}}",
    mini_batch_size="12",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=6,
    task=RunFunction(
        code="./scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.rain}}",
        environment="azureml:weather@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(radar):
    measure_rain = step(radar=radar)


ml_client.jobs.create_or_update(
    pipeline_function(
        radar=Input(
            type="uri_folder",
            path="azureml://datastores/weather_lake/paths/radar/2024",
            mode="ro_mount",
        ),
    ),
    experiment_name="weather",
)
