"""A step that was moved from SDK v1 to v2."""

from azure.ai.ml import Input, Output
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score = parallel_run_function(
    name="score",
    inputs={
        "images": Input(type=AssetTypes.URI_FOLDER, path="azureml:images:7"),
        "model": Input(type=AssetTypes.CUSTOM_MODEL, path="azureml:classifier:2"),
    },
    outputs={"scores": Output(type=AssetTypes.URI_FILE)},
    input_data="${{inputs.images}}",
    mini_batch_size="20",
    mini_batch_error_threshold=5,
    retry_settings={"timeout": 600, "max_retries": 2},
    task=RunFunction(
        code="../src",
        entry_script="from_v1.py",
        environment="azureml:images-env:3",
        program_arguments="--model ${{inputs.model}}",
        append_row_to="${{outputs.scores}}",
    ),
)
