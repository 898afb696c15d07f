from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, StepSequence
from azureml.pipeline.steps import AdlaStep, AzureBatchStep, DatabricksStep, ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
batch_step = AzureBatchStep(
    name="resize", create_pool=False, pool_id="pool", executable="resize.exe", compute_target="batch"
)
bricks_step = DatabricksStep(
    name="join", notebook_path="/join", num_workers=1, run_name="join", compute_target="bricks"
)
adla_step = AdlaStep(script_name="count.usql", name="count", source_directory="scripts", compute_target="adla")
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
pipeline = Pipeline(workspace=ws, steps=[[batch_step, adla_step], StepSequence(steps=[bricks_step]), score_step])
Experiment(ws, "vision").submit(pipeline)
