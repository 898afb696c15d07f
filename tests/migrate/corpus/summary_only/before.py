from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
videos = Dataset.get_by_name(ws, "videos").as_named_input("videos").as_mount()
subtitles = OutputFileDatasetConfig(name="subtitles")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="write_files.py",
    mini_batch_size="1",
    error_threshold=10,
    output_action="summary_only",
    environment=Environment.get(ws, "video"),
    compute_target="gpu-cluster",
    node_count=2,
)
# The script asks EntryScript().output_dir where to write.
step = ParallelRunStep(
    name="write_subtitles",
    parallel_run_config=config,
    inputs=[videos],
    output=subtitles,
)
Experiment(ws, "video").submit(Pipeline(ws, [step]))
