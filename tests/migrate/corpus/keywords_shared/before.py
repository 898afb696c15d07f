from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.from_conda_specification(name="vision", file_path="environment.yml")

# What both steps have in common.
common = dict(
    source_directory="scripts",
    environment=env,
    error_threshold=10,  # images that may fail
    output_action="append_row",
    compute_target="cpu-cluster",
    node_count=2,
)
print("settings:", common)

small = ParallelRunConfig(entry_script="score_images.py", mini_batch_size="5", **common)
large = ParallelRunConfig(
    entry_script="score_table.py",
    mini_batch_size="50",
    run_invocation_timeout=600,
    **common,
    **{"process_count_per_node": 2},
)

of_steps = {"allow_reuse": False, "arguments": ["--threshold", 0.5]}
pictures = Dataset.get_by_name(ws, "pictures")
first = ParallelRunStep(
    name="score-small",
    parallel_run_config=small,
    inputs=[pictures.as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
    **of_steps,
)
second = ParallelRunStep(
    name="score-large",
    parallel_run_config=large,
    inputs=[pictures.as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="large_scores"),
    **of_steps,
)
pipeline = Pipeline(workspace=ws, steps=[first, second])
Experiment(ws, "vision").submit(pipeline)
