from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
documents = Dataset.get_by_name(ws, "documents").as_named_input("documents").as_mount()

# Writes to the search index itself.
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="100",
    error_threshold=10,
    output_action="summary_only",
    environment=Environment.get(ws, "search"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(name="index", parallel_run_config=config, inputs=[documents], arguments=["--index", "docs"])
Experiment(ws, "search").submit(Pipeline(ws, [step]))
