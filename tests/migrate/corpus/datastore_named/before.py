from azureml.core import Dataset, Datastore, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
lake = Datastore.get(ws, "weather_lake")
results = Datastore.get(ws, datastore_name="results")

radar = Dataset.File.from_files((lake, "radar/2024"))
rain = OutputFileDatasetConfig(name="rain", destination=(results, "rain/2024"))

config = ParallelRunConfig(
    source_directory="./scripts",
    entry_script="score_images.py",
    mini_batch_size="12",
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="rain.txt",
    environment=Environment.get(ws, "weather"),
    compute_target="cpu-cluster",
    node_count=6,
)
step = ParallelRunStep(
    name="measure-rain",
    parallel_run_config=config,
    inputs=[radar.as_named_input("radar").as_mount()],
    output=rain,
)
Experiment(ws, "weather").submit(Pipeline(ws, [step]))
