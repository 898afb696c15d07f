# The script finds its model by the name of the input.
from azureml.core import Dataset, Datastore, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
pictures = Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()
model = Dataset.File.from_files((Datastore.get(ws, "models"), "resnet")).as_named_input("model_dir").as_mount()

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="10",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[pictures],
    output=OutputFileDatasetConfig(name="scores"),
    side_inputs=[model],
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
