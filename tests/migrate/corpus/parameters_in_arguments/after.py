from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
step = parallel_run_function(
    name="translate",
    inputs=dict(
        letters=Input(type="mltable", mode="eval_mount"),
        language=Input(type="string"),
        beam=Input(type="integer"),
        greedy=Input(type="boolean"),
    ),
    outputs=dict(translated=Output(type="uri_file")),
    input_data="${{inputs.letters}}",
    mini_batch_size="2",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--language ${{inputs.language}} --beam ${{inputs.beam}} --greedy ${{inputs.greedy}}",
        append_row_to="${{outputs.translated}}",
        environment="azureml:translation@latest",
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(letters, language="ja", beam=5, greedy=False):
    translate = step(letters=letters, language=language, beam=beam, greedy=greedy)


ml_client.jobs.create_or_update(
    pipeline_function(
        letters=Input(type="mltable", path="azureml:letters@latest", mode="eval_mount"),
    ),
    experiment_name="translate",
)
