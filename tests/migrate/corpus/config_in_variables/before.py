from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

# --- what to change between runs -------------------------------------------
NODES = 4
PROCESSES = 8
BATCH = 25            # pictures in a mini-batch
TIMEOUT = 10 * 60     # seconds
EXPERIMENT = "nightly-thumbnails"
CLUSTER = "cpu-large"
# ----------------------------------------------------------------------------

ws = Workspace.from_config()
env = Environment.get(workspace=ws, name="thumbnails", version="7")
pictures = Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()
thumbnails = OutputFileDatasetConfig(name="thumbnails")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size=BATCH,
    error_threshold=-1,
    output_action="summary_only",
    environment=env,
    compute_target=CLUSTER,
    node_count=NODES,
    process_count_per_node=PROCESSES,
    run_invocation_timeout=TIMEOUT,
)

step = ParallelRunStep(
    name="make-thumbnails",
    parallel_run_config=config,
    inputs=[pictures],
    output=thumbnails,
    arguments=["--output_folder", thumbnails, "--edge", 128],
)

run = Experiment(ws, EXPERIMENT).submit(Pipeline(workspace=ws, steps=[step]))
run.wait_for_completion()
