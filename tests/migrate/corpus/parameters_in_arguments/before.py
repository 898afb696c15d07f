from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.core.graph import PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
language = PipelineParameter("language", default_value="ja")
beam = PipelineParameter("beam", default_value=5)
greedy = PipelineParameter("greedy", default_value=False)

config = ParallelRunConfig(
    environment=Environment.get(ws, "translation"),
    entry_script="score_images.py",
    source_directory="scripts",
    error_threshold=10,
    output_action="append_row",
    compute_target="gpu-cluster",
    node_count=1,
    mini_batch_size="2",
)
step = ParallelRunStep(
    name="translate",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "letters").as_named_input("letters").as_mount()],
    output=OutputFileDatasetConfig(name="translated"),
    arguments=["--language", language, "--beam", beam, "--greedy", greedy],
)
Experiment(ws, "translate").submit(Pipeline(workspace=ws, steps=[step]))
