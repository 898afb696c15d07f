from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import MpiStep, ParallelRunConfig, ParallelRunStep
from azureml.core.compute import AmlCompute

ws = Workspace.from_config()
other_step = MpiStep(
    name="train",
    source_directory="scripts",
    script_name="prepare.py",
    arguments=["--epochs", 3],
    compute_target=AmlCompute(ws, "cpu-cluster"),
    node_count=2,
    process_count_per_node=2,
    use_gpu=False,
)
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
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
