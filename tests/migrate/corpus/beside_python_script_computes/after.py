from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.core.compute import AmlCompute, ComputeTarget
from azureml.core.compute_target import ComputeTargetException
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import PythonScriptStep

ws = Workspace.from_config()
# Both steps run on it.
cluster_name = "cpu-cluster"
try:
    cluster = ComputeTarget(workspace=ws, name=cluster_name)
except ComputeTargetException:
    settings = AmlCompute.provisioning_configuration(vm_size="STANDARD_D4_V2", max_nodes=4)
    cluster = ComputeTarget.create(ws, cluster_name, settings)
    cluster.wait_for_completion(show_output=True)

prepared = OutputFileDatasetConfig(name="prepared")
prepare_step = PythonScriptStep(
    name="prepare",
    script_name="prepare.py",
    source_directory="scripts",
    arguments=["--out", prepared],
    compute_target=cluster,
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
    compute=cluster_name,
)
# parlint: `PythonScriptStep`: parlint does not migrate steps of this kind; the pipeline stays as it is; write the pipeline as a function with `@dsl.pipeline`, and the step as `command(…)`, by hand
pipeline = Pipeline(workspace=ws, steps=[prepare_step, score_step])
Experiment(ws, "vision").submit(pipeline)
