from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
version = "v2"
songs = Dataset.get_by_name(ws, "songs").as_named_input("songs").as_mount()
genres = OutputFileDatasetConfig(name="genres")
script_args = ["--model", f"genres-{version}", "--rate", "44100"]
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="3",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "audio"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(name="genres", parallel_run_config=config, inputs=[songs], output=genres, arguments=script_args)
Experiment(ws, "audio").submit(Pipeline(ws, [step]))
