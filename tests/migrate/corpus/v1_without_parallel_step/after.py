"""SDK v1, and nothing that runs in parallel: none of our business."""
from azureml.core import Environment, Experiment, ScriptRunConfig, Workspace

ws = Workspace.from_config()
source = ScriptRunConfig(
    source_directory="scripts",
    script="prepare.py",
    arguments=["--out", "outputs"],
    compute_target="cpu-cluster",
    environment=Environment.get(ws, "train"),
)
run = Experiment(ws, "train").submit(source)
run.wait_for_completion(show_output=True)
