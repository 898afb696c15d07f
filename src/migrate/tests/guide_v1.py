# Create the configuration to wrap the inference script
from azureml.core import Workspace, Experiment, Dataset, Environment
from azureml.core.compute import ComputeTarget
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunStep, ParallelRunConfig

scripts_folder = "Code"
script_file = "digit_identification.py"

ws = Workspace.from_config()
compute_target = ComputeTarget(workspace=ws, name="cpu-cluster")
batch_env = Environment.get(ws, name="batch-env")
input_mnist_ds = Dataset.get_by_name(ws, "mnist")
input_mnist_ds_consumption = input_mnist_ds.as_named_input("mnist_images").as_mount()
output_dir = OutputFileDatasetConfig(name="inferences")

parallel_run_config = ParallelRunConfig(
    source_directory=scripts_folder,
    entry_script=script_file,
    mini_batch_size=PipelineParameter(name="batch_size_param", default_value="5"),
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="mnist_outputs.txt",
    environment=batch_env,
    compute_target=compute_target,
    process_count_per_node=PipelineParameter(name="process_count_param", default_value=2),
    node_count=2
)

# Create the Parallel run step
parallelrun_step = ParallelRunStep(
    name="predict-digits-mnist",
    parallel_run_config=parallel_run_config,
    inputs=[ input_mnist_ds_consumption ],
    output=output_dir,
    allow_reuse=False
)

# Run pipeline with parallel run step
pipeline = Pipeline(workspace=ws, steps=[parallelrun_step])
experiment = Experiment(ws, 'digit_identification')
pipeline_run = experiment.submit(pipeline)
pipeline_run.wait_for_completion(show_output=True)
