"""The same step in Python."""

from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

score_images = parallel_run_function(
    name="score_images",
    inputs={
        "images": Input(type=AssetTypes.URI_FOLDER),
        "model": Input(type=AssetTypes.CUSTOM_MODEL),
    },
    outputs={"scores": Output(type=AssetTypes.URI_FILE)},
    input_data="${{inputs.images}}",
    mini_batch_size="20",
    mini_batch_error_threshold=5,
    instance_count=4,
    retry_settings={"timeout": 600, "max_retries": 2},
    task=RunFunction(
        code="./src",
        entry_script="score_images.py",
        environment="azureml:score-images:3",
        program_arguments="--model ${{inputs.model}}",
        append_row_to="${{outputs.scores}}",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def score_all(images, model):
    score = score_images(images=images, model=model)
    return {"scores": score.outputs.scores}


if __name__ == "__main__":
    client = MLClient.from_config(DefaultAzureCredential())
    job = score_all(
        images=Input(type=AssetTypes.URI_FOLDER, path="azureml:images:7"),
        model=Input(type=AssetTypes.CUSTOM_MODEL, path="azureml:resnet:2"),
    )
    client.jobs.create_or_update(job, experiment_name="score-images")
