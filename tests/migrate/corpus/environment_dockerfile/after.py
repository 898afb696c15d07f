from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import Environment, BuildContext
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = Environment(build=BuildContext(path="docker", dockerfile_path="Dockerfile"))
pages = Input(type="mltable", path="azureml:pages@latest", mode="eval_mount")
# parlint: `Environment.from_dockerfile`: v1 sends the Dockerfile alone, v2 builds it with all that stands in its folder; see that the folder holds nothing else that is large or secret
step = parallel_run_function(
    name="pages",
    inputs=dict(pages=Input(type="mltable", mode="eval_mount")),
    outputs=dict(text=Output(type="uri_file")),
    input_data="${{inputs.pages}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.text}}",
        environment=env,
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pages):
    pages_node = step(pages=pages)


ml_client.jobs.create_or_update(pipeline_function(pages=pages), experiment_name="pages")
