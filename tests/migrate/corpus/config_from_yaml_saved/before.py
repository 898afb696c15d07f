from azureml.core import Dataset, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = ws.get_default_datastore()


def configuration():
    return ParallelRunConfig.load_yaml(ws, "configs/digits.yml")


step = ParallelRunStep(
    name="score",
    parallel_run_config=configuration(),
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores", destination=(store, "scores")),
)

# The same settings on more nodes.
config = ParallelRunConfig.load_yaml(ws, "configs/digits.yml")
config.node_count = 8
again = ParallelRunStep(
    name="score-again",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "more_pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="more_scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step, again]))
