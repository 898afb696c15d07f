from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
def_blob_store = ws.get_default_datastore()
env = Environment.get(ws, "audio")

recordings = Dataset.get_by_name(ws, "recordings").as_named_input("recordings").as_mount()
pieces = PipelineData("pieces", datastore=def_blob_store)
words = PipelineData(name="words", datastore=def_blob_store)

cut_config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="write_files.py",
    mini_batch_size="1",
    error_threshold=5,
    output_action="summary_only",
    environment=env,
    compute_target="cpu-cluster",
    node_count=2,
)
listen_config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="40",
    error_threshold=5,
    output_action="append_row",
    environment=env,
    compute_target="gpu-cluster",
    node_count=2,
)

cut_step = ParallelRunStep(
    name="cut-recordings",
    parallel_run_config=cut_config,
    inputs=[recordings],
    output=pieces,
    arguments=["--output_folder", pieces],
)
listen_step = ParallelRunStep(
    name="listen",
    parallel_run_config=listen_config,
    inputs=[pieces.as_dataset()],
    output=words,
)

pipeline = Pipeline(workspace=ws, steps=[cut_step, listen_step])
pipeline_run = Experiment(ws, "speech").submit(pipeline)
