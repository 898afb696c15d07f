from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
common = {
    "source_directory": "scripts",
    "entry_script": "score_images.py",
    "error_threshold": 10,
    "output_action": "append_row",
    "compute_target": "cpu-cluster",
    "node_count": 2,
}
common["node_count"] = 4
# parlint: `**common`: its arguments are spread from a value that parlint does not follow; write the arguments out, then migrate again
config = ParallelRunConfig(environment=Environment.get(ws, "vision"), mini_batch_size="5", **common)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[Dataset.get_by_name(ws, "pictures").as_named_input("pictures").as_mount()],
    output=OutputFileDatasetConfig(name="scores"),
)
Experiment(ws, "vision").submit(Pipeline(ws, [step]))
