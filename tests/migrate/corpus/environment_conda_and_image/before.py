from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.from_conda_specification(name="segment", file_path="./environment.yml")
env.docker.enabled = True
env.docker.base_image = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"
env.register(ws)
cells = Dataset.get_by_name(ws, "cells").as_named_input("cells").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=env,
    compute_target="gpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="segment", parallel_run_config=config, inputs=[cells], output=OutputFileDatasetConfig(name="masks")
)
Experiment(ws, "cells").submit(Pipeline(ws, [step]))
