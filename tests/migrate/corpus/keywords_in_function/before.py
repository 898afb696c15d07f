from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

NODES = 3


def build(ws, size="5"):
    env = Environment.get(ws, "vision")
    common = {
        # how many
        "node_count": NODES,
        "mini_batch_size": size,  # per call
        "environment": env,
        "compute_target": ws.compute_targets["cpu"],
    }
    config = ParallelRunConfig(
        entry_script="score_images.py",  # the script
        source_directory="scripts",
        error_threshold=1,
        output_action="append_row",
        **common
    )
    data = Dataset.get_by_name(ws, "pictures").as_named_input("pictures")
    step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[data], output=OutputFileDatasetConfig(name="scores"))
    return Pipeline(ws, [step])


ws = Workspace.from_config()
run = Experiment(ws, "x").submit(build(ws))
run.wait_for_completion()
