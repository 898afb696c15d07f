"""Scores, and puts the rows into a table for the colleagues."""
import csv
import os

from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
ml_client = MLClient.from_config(credential=DefaultAzureCredential())
reviews = Input(type="mltable", path="azureml:reviews@latest", mode="eval_mount")
step = parallel_run_function(
    name="reviews",
    inputs=dict(reviews=Input(type="mltable", mode="eval_mount")),
    outputs=dict(moods=Output(type="uri_file")),
    input_data="${{inputs.reviews}}",
    mini_batch_size="500",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        append_row_to="${{outputs.moods}}",
        environment="azureml:reviews@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(reviews):
    reviews_node = step(reviews=reviews)


run = ml_client.jobs.create_or_update(pipeline_function(reviews=reviews), experiment_name="reviews")
ml_client.jobs.stream(run.name)


def rows(folder):
    # parlint: `parallel_run_step.txt`: v1 writes the rows to `<output folder>/parallel_run_step.txt`; in v2 the output itself is that file; take the output as a file
    result_file = os.path.join(folder, "parallel_run_step.txt")
    with open(result_file, encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=" "))
