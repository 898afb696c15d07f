"""The same step in Python, with faults that surface on the cluster or not at all."""

from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score_images = parallel_run_function(
    name="score-images",
    inputs={"images": "azureml:images:7"},
    outputs={"scores": Output(type="uri_file")},
    input_data="${{inputs.image}}",
    mini_batch_size=20,
    item_error_treshold=-1,
    progress_update_timeout=1200,
    retry_settings={"timeout": 600, "max_retry": 3},
    task=RunFunction(
        code="./src",
        entry_script="score_images.py",
        environment="azureml:score-images:3",
        program_arguments="--model ${{inputs.model}}",
    ),
    append_row_to="${{outputs.scores}}",
)
