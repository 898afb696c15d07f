"""Reads the digits of scanned forms, 読み取り結果は一つのファイルになる。"""
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
datastore = ws.get_default_datastore()

scripts_folder = "scripts"
script_file = "score_images.py"
compute_target = "cpu-cluster"

batch_env = Environment.from_conda_specification(name="digits", file_path="environment.yml")
input_digits = Dataset.get_by_name(ws, name="digits").as_named_input("digits").as_mount()
output_dir = OutputFileDatasetConfig(name="recognized", destination=(datastore, "recognized"))

# Create the configuration to wrap the inference script
parallel_run_config = ParallelRunConfig(
    source_directory=scripts_folder,
    entry_script=script_file,
    mini_batch_size=PipelineParameter(name="batch_size_param", default_value="5"),
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="digits.txt",
    environment=batch_env,
    compute_target=compute_target,
    process_count_per_node=PipelineParameter(name="process_count_param", default_value=2),
    node_count=2,
)

# Create the Parallel run step
parallelrun_step = ParallelRunStep(
    name="predict-digits",
    parallel_run_config=parallel_run_config,
    inputs=[input_digits],
    output=output_dir,
    allow_reuse=False,
)

# Run pipeline with parallel run step
pipeline = Pipeline(workspace=ws, steps=[parallelrun_step])
experiment = Experiment(ws, "digit_identification")
pipeline_run = experiment.submit(pipeline)
pipeline_run.wait_for_completion(show_output=True)
