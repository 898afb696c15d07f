from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.compute import AmlCompute, ComputeTarget
from azureml.core.compute_target import ComputeTargetException
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
compute_name = "cpu-cluster"

try:
    compute_target = ComputeTarget(workspace=ws, name=compute_name)
    print("Found the cluster.")
except ComputeTargetException:
    provisioning_config = AmlCompute.provisioning_configuration(
        vm_size="STANDARD_D3_V2", min_nodes=0, max_nodes=4
    )
    compute_target = ComputeTarget.create(ws, compute_name, provisioning_config)
    compute_target.wait_for_completion(show_output=True)

stones = Dataset.get_by_name(ws, "stones").as_named_input("stones").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "geology"),
    compute_target=compute_target,
    node_count=4,
)
step = ParallelRunStep(
    name="stones", parallel_run_config=config, inputs=[stones], output=OutputFileDatasetConfig(name="kinds")
)
Experiment(ws, "geology").submit(Pipeline(ws, [step]))
