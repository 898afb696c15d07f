"""Scores every night what the shops sent in."""
import argparse

from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

def get_step(ws):
    return parallel_run_function(
        name="label_photos",
        inputs=dict(photos=Input(type="mltable", mode="eval_mount")),
        outputs=dict(
            labels=Output(
                type="uri_file",
                path="azureml://datastores/workspaceblobstore/paths/labels/parallel_run_step.txt",
            ),
        ),
        input_data="${{inputs.photos}}",
        mini_batch_size="20",
        error_threshold=5,
        retry_settings=dict(max_retries=3, timeout=60),
        instance_count=3,
        task=RunFunction(
            code="scripts",
            entry_script="score_images.py",
            append_row_to="${{outputs.labels}}",
            environment="azureml:scoring@latest",
        ),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--experiment", default="labels")
    args = parser.parse_args()

    ml_client = MLClient.from_config(credential=DefaultAzureCredential())

    @dsl.pipeline(default_compute="cpu-cluster")
    def pipeline_function(photos):
        label_photos = get_step(ml_client)(photos=photos)

    pipeline = pipeline_function(
        photos=Input(type="mltable", path="azureml:photos@latest", mode="eval_mount"),
    )
    run = ml_client.jobs.create_or_update(pipeline, experiment_name=args.experiment)
    ml_client.jobs.stream(run.name)


if __name__ == "__main__":
    main()
