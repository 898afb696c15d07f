import azureml.core as aml
import azureml.pipeline.steps as aml_steps
from azureml.data import OutputFileDatasetConfig as OutputConfig
from azureml.pipeline import core as pipelines

ws = aml.Workspace.from_config()
config = aml_steps.ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=aml.Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = aml_steps.ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[aml.Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputConfig(name="scores"),
)
pipeline = pipelines.Pipeline(workspace=ws, steps=[step])
aml.Experiment(ws, "vision").submit(pipeline)
