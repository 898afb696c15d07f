# The first half of this file has been moved to SDK v2 by hand already.
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ml_client = MLClient.from_config(DefaultAzureCredential())

faces = parallel_run_function(
    name="faces",
    inputs={"portraits": Input(type="uri_folder", path="azureml://datastores/photos/paths/portraits", mode="ro_mount")},
    outputs={"found": Output(type="uri_file")},
    input_data="${{inputs.portraits}}",
    instance_count=2,
    mini_batch_size="5",
    error_threshold=10,
    retry_settings={"timeout": 60, "max_retries": 3},
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.found}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def find_faces():
    faces()


ml_client.jobs.create_or_update(find_faces(), experiment_name="faces")

# ---- still to do -----------------------------------------------------------
ws = Workspace.from_config()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="hands",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "portraits").as_named_input("portraits").as_mount()],
    output=OutputFileDatasetConfig(name="hands"),
)
Experiment(ws, "hands").submit(Pipeline(ws, [step]))
