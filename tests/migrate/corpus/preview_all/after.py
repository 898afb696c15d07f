from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
# parlint: `input_format`: `input_format="file"` has no successor in v2 and is left out; see that the type of the input is right: it tells files from tables now
# parlint: `properties`: `properties={"stage": "test"}` has no successor in v2 and is left out; write it into `tags` if somebody looks for it: v2 sends no properties of a parallel step
# parlint: `add_parallel_run_step_dependencies`: `add_parallel_run_step_dependencies=False` has no successor in v2 and is left out; see that the environment has the packages that the script needs: v2 adds none
step = parallel_run_function(
    name="score",
    tags={"team": "vision"},
    inputs=dict(pictures=Input(type="mltable", mode="eval_mount")),
    outputs=dict(inferences=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--top 3",
        append_row_to="${{outputs.inferences}}",
        environment="azureml:vision@latest",
    ),
    is_deterministic=True,
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(pictures):
    score = step(pictures=pictures)


ml_client.jobs.create_or_update(
    pipeline_function(
        pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount"),
    ),
    experiment_name="vision",
)
