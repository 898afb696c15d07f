import os

from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function

score = parallel_run_function(
    name=os.environ["NAME"],
    inputs={"data": Input(type="uri_folder", path=os.environ["DATA"], mode=os.getenv("MODE", "ro_mount"))},
    outputs={"scores": Output(type="uri_file")},
    input_data="${{inputs.data}}",
    mini_batch_size=os.getenv("SIZE", "10"),
    mini_batch_error_threshold=int(os.environ["THRESHOLD"]),
    logging_level=os.environ.get("LEVEL"),
    retry_settings=dict(timeout=int(os.environ["TIMEOUT"]), max_retries=2),
    task=RunFunction(
        code=os.environ["CODE"],
        entry_script=os.environ["SCRIPT"],
        environment=os.environ["ENVIRONMENT"],
        append_row_to="${{outputs.scores}}",
    ),
)
