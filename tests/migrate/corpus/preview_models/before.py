from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.model import Model
from azureml.contrib.pipeline.steps import ParallelRunConfig, ParallelRunStep
from azureml.pipeline.core import Pipeline, PipelineData

ws = Workspace.from_config()
model = Model.register(model_path="models/", model_name="mnist", workspace=ws)
output_dir = PipelineData(name="inferences", datastore=ws.get_default_datastore())
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
    name="score",
    models=[model],
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=output_dir,
    arguments=[],
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
