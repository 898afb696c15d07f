from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.compute import AmlCompute, ComputeTarget
from azureml.core.compute_target import ComputeTargetException
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep

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

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target=cluster,
    node_count=2,
)
score_step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[prepared.as_input("prepared")],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[prepare_step, score_step])
Experiment(ws, "vision").submit(pipeline)
