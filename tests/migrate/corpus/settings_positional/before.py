from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
config = ParallelRunConfig(
    Environment.get(ws, "vision"),
    "score_images.py",
    10,
    "append_row",
    "cpu-cluster",
    2,
    4,
    "5",
    "scripts",
)
step = ParallelRunStep(
    "score",
    config,
    [Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    OutputFileDatasetConfig("scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
