from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `from_parquet_files`: v2 reads a table through an `MLTable` file, which v1 does not have; write an `MLTable` file beside the data, let the path be its folder, and add the package `mltable` to the environment
step = parallel_run_function(
    name="score",
    inputs=dict(rows=Input(type="mltable", mode="direct")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.rows}}",
    mini_batch_size="1mb",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:rows@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(rows):
    score = step(rows=rows)


ml_client.jobs.create_or_update(
    pipeline_function(
        rows=Input(
            type="mltable",
            path="azureml://datastores/workspaceblobstore/paths/rows/part-*.parquet",
            mode="direct",
        ),
    ),
    experiment_name="rows",
)
