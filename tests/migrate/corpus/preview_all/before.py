from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.contrib.pipeline.steps import ParallelRunConfig, ParallelRunStep
from azureml.pipeline.core import Pipeline, PipelineData

ws = Workspace.from_config()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    input_format="file",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=PipelineData(name="inferences", datastore=ws.get_default_datastore()),
    arguments=["--top", 3],
    tags={"team": "vision"},
    properties={"stage": "test"},
    allow_reuse=True,
    add_parallel_run_step_dependencies=False,
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
