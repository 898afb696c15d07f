from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline, StepSequence
from azureml.pipeline.steps import AdlaStep, AzureBatchStep, DatabricksStep

ws = Workspace.from_config()
batch_step = AzureBatchStep(
    name="resize", create_pool=False, pool_id="pool", executable="resize.exe", compute_target="batch"
)
bricks_step = DatabricksStep(
    name="join", notebook_path="/join", num_workers=1, run_name="join", compute_target="bricks"
)
adla_step = AdlaStep(script_name="count.usql", name="count", source_directory="scripts", compute_target="adla")
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
# parlint: `AzureBatchStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; v2 has no such step: do its work in another way, and write the pipeline as a function with `@dsl.pipeline`, by hand
# parlint: `AdlaStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; v2 has no such step: do its work in another way, and write the pipeline as a function with `@dsl.pipeline`, by hand
# parlint: `DatabricksStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, by hand
pipeline = Pipeline(workspace=ws, steps=[[batch_step, adla_step], StepSequence(steps=[bricks_step]), score_step])
Experiment(ws, "vision").submit(pipeline)
