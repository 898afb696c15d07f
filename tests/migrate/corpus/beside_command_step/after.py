from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import CommandStep
from azureml.core.runconfig import RunConfiguration

ws = Workspace.from_config()
prepared = OutputFileDatasetConfig(name="prepared")
other_step = CommandStep(
    name="prepare",
    command=["python prepare.py --out", prepared],
    source_directory="scripts",
    compute_target="cpu-cluster",
    runconfig=RunConfiguration(),
)
score_step = parallel_run_function(
    name="score",
    inputs=dict(prepared=Input(type="uri_folder", mode="ro_mount")),
    outputs=dict(scores=Output(type="uri_file")),
    input_data="${{inputs.prepared}}",
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
# parlint: `CommandStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `command(…)`, by hand
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
