from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import EstimatorStep, ParallelRunConfig, ParallelRunStep
from azureml.train.estimator import Estimator

ws = Workspace.from_config()
estimator = Estimator(source_directory="scripts", compute_target="cpu-cluster", entry_script="prepare.py")
other_step = EstimatorStep(
    name="train",
    estimator=estimator,
    estimator_entry_script_arguments=["--epochs", 3],
    compute_target="cpu-cluster",
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
