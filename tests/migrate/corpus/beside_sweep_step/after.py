from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import HyperDriveStep
from azureml.core import ScriptRunConfig
from azureml.train.hyperdrive import HyperDriveConfig, PrimaryMetricGoal, RandomParameterSampling, choice

ws = Workspace.from_config()
sweep = HyperDriveConfig(
    run_config=ScriptRunConfig(source_directory="scripts", script="prepare.py", compute_target="cpu-cluster"),
    hyperparameter_sampling=RandomParameterSampling({"rate": choice(0.1, 0.01)}),
    primary_metric_name="accuracy",
    primary_metric_goal=PrimaryMetricGoal.MAXIMIZE,
    max_total_runs=4,
)
other_step = HyperDriveStep(name="tune", hyperdrive_config=sweep)
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
# parlint: `HyperDriveStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `sweep`, by hand
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
