from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.compute import AmlCompute
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace(subscription_id="11111111-2222-3333-4444-555555555555", resource_group="geology", workspace_name="stones")
cluster = AmlCompute(ws, "cpu-cluster")

stones = Dataset.get_by_name(ws, "stones").as_named_input("stones").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "geology"),
    compute_target=cluster,
    node_count=4,
)
step = ParallelRunStep(
    name="stones", parallel_run_config=config, inputs=[stones], output=OutputFileDatasetConfig(name="kinds")
)
Experiment(workspace=ws, name="geology").submit(Pipeline(workspace=ws, steps=[step]))
