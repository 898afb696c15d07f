import json

from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
with open("settings.json", encoding="utf-8") as file:
    settings = json.load(file)

# parlint: `**settings`: its arguments are spread from a value that parlint does not follow; write the arguments out, then migrate again
config = ParallelRunConfig(environment=Environment.get(ws, "vision"), **settings)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
