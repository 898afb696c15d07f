from azure.ai.ml import Input, Output, dsl
from azure.ai.ml.entities import BatchRetrySettings, Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score = parallel_run_function(
    name="score_files",
    inputs={"data": Input(type="uri_folder", path="azureml:images:1")},
    outputs={"scores": Output(type="uri_file")},
    input_data="${{inputs.data}}",
    mini_batch_size="10",
    mini_batch_error_threshold=5,
    retry_settings={"timeout": 600, "max_retries": 2},
    resources={"instance_count": 2},
    task=RunFunction(
        code="./src",
        entry_script="score.py",
        environment="azureml:score-env:1",
        append_row_to="${{outputs.scores}}",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def scoring(images):
    node = score(data=images)
    return {"scores": node.outputs.scores}


job = scoring(images=Input(type="uri_folder", path="azureml:images:1"))
