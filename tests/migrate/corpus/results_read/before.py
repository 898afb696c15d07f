"""Scores, and puts the rows into a table for the colleagues."""
import csv
import os

from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
reviews = Dataset.get_by_name(ws, "reviews").as_named_input("reviews").as_mount()
config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="500",
    error_threshold=10,
    output_action="append_row",
    environment=Environment.get(ws, "reviews"),
    compute_target="cpu-cluster",
    node_count=2,
)
step = ParallelRunStep(
    name="reviews",
    parallel_run_config=config,
    inputs=[reviews],
    output=OutputFileDatasetConfig(name="moods"),
)
run = Experiment(ws, "reviews").submit(Pipeline(ws, [step]))
run.wait_for_completion(show_output=True)


def rows(folder):
    result_file = os.path.join(folder, "parallel_run_step.txt")
    with open(result_file, encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=" "))
