from json import dumps as Output
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep


def Input(prompt):
    return prompt.strip()


ws = Workspace.from_config()
env = Environment.from_conda_specification(name="vision", file_path="environment.yml")
print(Input(" scoring "), Output({"stage": "test"}), env)

config = ParallelRunConfig(
    environment=env,
    entry_script="score_images.py",
    source_directory="scripts",
    error_threshold=10,
    output_action="append_row",
    compute_target="cpu-cluster",
    node_count=2,
    mini_batch_size="5",
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
