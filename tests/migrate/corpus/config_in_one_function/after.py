from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential


def run_scoring():
    ml_client = MLClient.from_config(credential=DefaultAzureCredential())
    invoices = Input(type="mltable", path="azureml:invoices@latest", mode="eval_mount")
    step = parallel_run_function(
        name="read_totals",
        inputs=dict(invoices=Input(type="mltable", mode="eval_mount")),
        outputs=dict(totals=Output(type="uri_file")),
        input_data="${{inputs.invoices}}",
        mini_batch_size="10",
        mini_batch_error_threshold=2,
        error_threshold=10,
        retry_settings=dict(max_retries=3, timeout=60),
        instance_count=2,
        task=RunFunction(
            code="scripts",
            entry_script="score_images.py",
            append_row_to="${{outputs.totals}}",
            environment="azureml:invoices@latest",
        ),
    )

    @dsl.pipeline(default_compute="cpu-cluster")
    def pipeline_function(invoices):
        read_totals = step(invoices=invoices)

    pipeline = pipeline_function(invoices=invoices)
    run = ml_client.jobs.create_or_update(pipeline, experiment_name="invoices")
    ml_client.jobs.stream(run.name)
    return run


if __name__ == "__main__":
    run_scoring()
