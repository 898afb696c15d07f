from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
letters = Input(type="mltable", path="azureml:letters@latest", mode="eval_mount")
step = parallel_run_function(
    name="sort_letters",
    inputs=dict(letters=Input(type="mltable", mode="eval_mount")),
    outputs=dict(sorted=Output(type="uri_file")),
    input_data="${{inputs.letters}}",
    mini_batch_size="3",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--title 'Letters to the editor' --owner 'O'\"'\"'Neill & Söhne' --quote 'she said \"no\"' --city '東京都 千代田区' --pattern '*.txt; $HOME' --empty '' --backslash 'C:\\letters' --json '{\"a\": [1, 2]}'",
        append_row_to="${{outputs.sorted}}",
        environment="azureml:post@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(letters):
    sort_letters = step(letters=letters)


ml_client.jobs.create_or_update(pipeline_function(letters=letters), experiment_name="post")
