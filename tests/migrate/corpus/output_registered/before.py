from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
datastore = ws.get_default_datastore()
maps = Dataset.get_by_name(ws, "maps").as_named_input("maps").as_mount()
roads = OutputFileDatasetConfig(name="roads", destination=(datastore, "roads/latest")).register_on_complete(name="roads")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="write_files.py",
    mini_batch_size="9",
    error_threshold=10,
    output_action="summary_only",
    environment=Environment.get(ws, "maps"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="trace_roads",
    parallel_run_config=config,
    inputs=[maps],
    output=roads,
    arguments=["--output_folder", roads],
)
Experiment(ws, "maps").submit(Pipeline(ws, [step]))
