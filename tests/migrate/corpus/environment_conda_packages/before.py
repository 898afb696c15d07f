from azureml.core import Dataset, Experiment, Workspace
from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.environment import Environment
from azureml.core.runconfig import DEFAULT_GPU_IMAGE
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()

batch_conda_deps = CondaDependencies.create(
    conda_packages=["pip==20.2.4", "numpy=1.23"],
    pip_packages=["torch==2.1.0", "pillow", "azureml-core", "azureml-dataset-runtime[fuse]"],
)
batch_env = Environment(name="batch_environment")
batch_env.python.conda_dependencies = batch_conda_deps
batch_env.docker.base_image = "mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04"

birds = Dataset.get_by_name(ws, "birds").as_named_input("birds").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=batch_env,
    compute_target="gpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="birds", parallel_run_config=config, inputs=[birds], output=OutputFileDatasetConfig(name="species")
)
Experiment(ws, "birds").submit(Pipeline(ws, [step]))
