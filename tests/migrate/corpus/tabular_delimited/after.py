from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `from_delimited_files`: v2 reads a table through an `MLTable` file, which v1 does not have; write an `MLTable` file beside the data, let the path be its folder, and add the package `mltable` to the environment
step = parallel_run_function(
    name="iris",
    inputs=dict(iris=Input(type="mltable", mode="direct")),
    outputs=dict(species=Output(type="uri_file")),
    input_data="${{inputs.iris}}",
    mini_batch_size="10KB",
    error_threshold=5,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        append_row_to="${{outputs.species}}",
        environment="azureml:iris@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(iris):
    iris_node = step(iris=iris)


ml_client.jobs.create_or_update(
    pipeline_function(
        iris=Input(
            type="mltable",
            path="azureml://datastores/workspaceblobstore/paths/iris/iris.csv",
            mode="direct",
        ),
    ),
    experiment_name="iris",
)
