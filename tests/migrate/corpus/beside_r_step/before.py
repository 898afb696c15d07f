from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, RScriptStep
from azureml.core.runconfig import RunConfiguration
from azureml.core.environment import RSection

ws = Workspace.from_config()
r_config = RunConfiguration()
r_config.framework = "R"
r_config.environment.docker.enabled = True
r_config.environment.r = RSection()
other_step = RScriptStep(
    name="clean",
    script_name="clean.R",
    source_directory="scripts",
    arguments=["--rows", 100],
    compute_target="cpu-cluster",
    runconfig=r_config,
)
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
score_step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
pipeline = Pipeline(workspace=ws, steps=[other_step, score_step])
Experiment(ws, "vision").submit(pipeline)
