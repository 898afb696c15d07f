"""Scores every night what the shops sent in."""
import argparse

from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep


def get_config(ws):
    env = Environment.get(ws, "scoring")
    return ParallelRunConfig(
        source_directory="scripts",
        entry_script="score_images.py",
        mini_batch_size="20",
        error_threshold=5,
        output_action="append_row",
        environment=env,
        compute_target="cpu-cluster",
        node_count=3,
    )


def get_step(ws):
    photos = Dataset.get_by_name(ws, "photos")
    labels = OutputFileDatasetConfig(name="labels", destination=(ws.get_default_datastore(), "labels"))
    return ParallelRunStep(
        name="label_photos",
        parallel_run_config=get_config(ws),
        inputs=[photos.as_named_input("photos").as_mount()],
        output=labels,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--experiment", default="labels")
    args = parser.parse_args()

    ws = Workspace.from_config()
    pipeline = Pipeline(workspace=ws, steps=[get_step(ws)])
    run = Experiment(ws, args.experiment).submit(pipeline)
    run.wait_for_completion(show_output=True)


if __name__ == "__main__":
    main()
