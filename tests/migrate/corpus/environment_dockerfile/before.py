from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.from_dockerfile("tesseract", "docker/Dockerfile")
pages = Dataset.get_by_name(ws, "pages").as_named_input("pages").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=env,
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="pages", parallel_run_config=config, inputs=[pages], output=OutputFileDatasetConfig(name="text")
)
Experiment(ws, "pages").submit(Pipeline(ws, [step]))
