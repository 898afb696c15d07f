from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
sales = Input(type="mltable", path="azureml:sales_partitioned@latest", mode="direct")

step = parallel_run_function(
    name="forecast",
    inputs=dict(sales=Input(type="mltable", mode="direct")),
    outputs=dict(forecasts=Output(type="uri_file")),
    input_data="${{inputs.sales}}",
    partition_keys=["store", "brand"],
    error_threshold=10,
    max_concurrency_per_instance=4,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        append_row_to="${{outputs.forecasts}}",
        environment="azureml:forecast@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(sales):
    forecast = step(sales=sales)


ml_client.jobs.create_or_update(pipeline_function(sales=sales), experiment_name="forecast")
