from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
letters = Dataset.get_by_name(ws, "letters").as_named_input("letters").as_mount()
model_name = "letters-2024"
threshold = 0.25
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size=3,
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "post"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="sort_letters",
    parallel_run_config=config,
    inputs=[letters],
    output=OutputFileDatasetConfig(name="sorted"),
    arguments=["--model_name", model_name, "--threshold", threshold, "--top", 3, "--verbose", True, "--scale", -1.5],
)
Experiment(ws, "post").submit(Pipeline(ws, [step]))
