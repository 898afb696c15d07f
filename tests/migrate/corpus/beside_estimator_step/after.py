from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import EstimatorStep
from azureml.train.estimator import Estimator

ws = Workspace.from_config()
estimator = Estimator(source_directory="scripts", compute_target="cpu-cluster", entry_script="prepare.py")
other_step = EstimatorStep(
    name="train",
    estimator=estimator,
    estimator_entry_script_arguments=["--epochs", 3],
    compute_target="cpu-cluster",
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
# parlint: `EstimatorStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `command(…)`, by hand
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
