from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")

# the fast one, every hour
hourly_config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=0,
    output_action="append_row",
    environment=env,
    compute_target="cpu-cluster",
    node_count=1,
)
hourly_step = ParallelRunStep(
    name="hourly",
    parallel_run_config=hourly_config,
    inputs=[Dataset.get_by_name(ws, "last_hour").as_named_input("last_hour").as_mount()],
    output=OutputFileDatasetConfig(name="hourly_rows"),
)
hourly = Pipeline(workspace=ws, steps=[hourly_step])
Experiment(ws, "hourly").submit(hourly)

# the thorough one, every day
daily_config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="50",
    error_threshold=10,
    output_action="append_row",
    environment=env,
    compute_target="gpu-cluster",
    node_count=4,
)
daily_step = ParallelRunStep(
    name="daily",
    parallel_run_config=daily_config,
    inputs=[Dataset.get_by_name(ws, "last_day").as_named_input("last_day").as_mount()],
    output=OutputFileDatasetConfig(name="daily_rows"),
)
daily = Pipeline(workspace=ws, steps=[daily_step])
Experiment(ws, "daily").submit(daily)
