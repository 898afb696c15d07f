from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import MpiStep
from azureml.core.compute import AmlCompute

ws = Workspace.from_config()
other_step = MpiStep(
    name="train",
    source_directory="scripts",
    script_name="prepare.py",
    arguments=["--epochs", 3],
    compute_target=AmlCompute(ws, "cpu-cluster"),
    node_count=2,
    process_count_per_node=2,
    use_gpu=False,
)
score_step = parallel_run_function(
    name="score",
    inputs=dict(pictures=Input(type="mltable", path="azureml:pictures@latest", mode="eval_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.pictures}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.scores}}",
        environment="azureml:vision@latest",
    ),
    compute="cpu-cluster",
)
# parlint: `MpiStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `command(…)`, by hand
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
