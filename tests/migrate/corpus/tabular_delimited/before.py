from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
iris = Dataset.Tabular.from_delimited_files(path=(ws.get_default_datastore(), "iris/iris.csv"))

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_table.py",
    mini_batch_size="10KB",
    error_threshold=5,
    output_action="append_row",
    environment=Environment.get(ws, "iris"),
    compute_target="cpu-cluster",
    node_count=1,
)
step = ParallelRunStep(
    name="iris",
    parallel_run_config=config,
    inputs=[iris.as_named_input("iris")],
    output=OutputFileDatasetConfig(name="species"),
)
Experiment(ws, "iris").submit(Pipeline(ws, [step]))
