from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
pictures = Dataset.File.from_files((ws.get_default_datastore(), "pictures"))
pictures_param = PipelineParameter(name="pictures", default_value=pictures)
pictures_input = DatasetConsumptionConfig("pictures", pictures_param).as_mount()

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[pictures_input],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[step])
Experiment(ws, "pictures").submit(pipeline)
