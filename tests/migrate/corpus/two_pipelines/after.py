from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:vision@latest"

# the fast one, every hour
hourly_step = parallel_run_function(
    name="hourly",
    inputs=dict(last_hour=Input(type="mltable", mode="eval_mount")),
    outputs=dict(hourly_rows=Output(type="uri_file")),
    input_data="${{inputs.last_hour}}",
    mini_batch_size="5",
    error_threshold=0,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.hourly_rows}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def hourly_function(last_hour):
    hourly_node = hourly_step(last_hour=last_hour)


hourly = hourly_function(
    last_hour=Input(type="mltable", path="azureml:last_hour@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(hourly, experiment_name="hourly")

# the thorough one, every day
daily_step = parallel_run_function(
    name="daily",
    inputs=dict(last_day=Input(type="mltable", mode="eval_mount")),
    outputs=dict(daily_rows=Output(type="uri_file")),
    input_data="${{inputs.last_day}}",
    mini_batch_size="50",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=4,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.daily_rows}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def daily_function(last_day):
    daily_node = daily_step(last_day=last_day)


daily = daily_function(
    last_day=Input(type="mltable", path="azureml:last_day@latest", mode="eval_mount"),
)
ml_client.jobs.create_or_update(daily, experiment_name="daily")
