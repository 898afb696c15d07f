from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
from azureml.core.model import Model

ws = Workspace.from_config()
# The model that the script loads by itself.
Model.register(ws, model_path="models/resnet", model_name="resnet")
print(Model.get_model_path("resnet", _workspace=ws))

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
score_step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[score_step])
Experiment(ws, "vision").submit(pipeline)
