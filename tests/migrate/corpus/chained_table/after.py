from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
extract = parallel_run_function(
    name="extract",
    inputs=dict(forms=Input(type="mltable", mode="eval_mount")),
    outputs=dict(rows=Output(type="uri_folder")),
    input_data="${{inputs.forms}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.rows}}",
        environment="azureml:forms@latest",
    ),
)
# parlint: `read_delimited_files`: v2 reads a table through an `MLTable` file, which v1 does not have; write an `MLTable` file beside the data, let the path be its folder, and add the package `mltable` to the environment
predict = parallel_run_function(
    name="predict",
    inputs=dict(rows=Input(type="mltable", mode="direct")),
    outputs=dict(predictions=Output(type="uri_file")),
    input_data="${{inputs.rows}}",
    mini_batch_size="1MB",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_table.py",
        append_row_to="${{outputs.predictions}}",
        environment="azureml:forms@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(forms):
    extract_node = extract(forms=forms)
    predict_node = predict(rows=extract_node.outputs.rows)


ml_client.jobs.create_or_update(
    pipeline_function(forms=Input(type="mltable", path="azureml:forms@latest", mode="eval_mount")),
    experiment_name="forms",
)
