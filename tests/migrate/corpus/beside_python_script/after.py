from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Environment, Experiment, Workspace
from azureml.core.runconfig import RunConfiguration
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import PythonScriptStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")
run_config = RunConfiguration()
run_config.environment = env

prepared = OutputFileDatasetConfig(name="prepared")
prepare_step = PythonScriptStep(
    name="prepare",
    script_name="prepare.py",
    source_directory="scripts",
    arguments=["--out", prepared],
    compute_target="cpu-cluster",
    runconfig=run_config,
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
# parlint: `PythonScriptStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `command(…)`, by hand
pipeline = Pipeline(workspace=ws, steps=[prepare_step, score_step])
Experiment(ws, "vision").submit(pipeline)
