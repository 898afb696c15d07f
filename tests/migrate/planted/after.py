from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(DefaultAzureCredential())

step = parallel_run_function(
    name="sort",
    description="Sorts the letters.",
    inputs={
        "letters": Input(type="mltable", path="azureml:letters@latest", mode="eval_mount"),
        "zip_codes": Input(type="uri_folder", path="azureml://datastores/workspaceblobstore/paths/zip_codes", mode="ro_mount"),
        "language": Input(type="string"),
    },
    outputs={
        "rows": Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/sorted/rows.txt",
            name="sorted_letters",
            mode="upload",
        ),
    },
    input_data="${{inputs.letters}}",
    mini_batch_size="10",
    error_threshold=10,
    mini_batch_error_threshold=3,
    instance_count=2,
    max_concurrency_per_instance=4,
    retry_settings={"timeout": 90, "max_retries": 3},
    logging_level="DEBUG",
    environment_variables={"TZ": "Asia/Tokyo"},
    is_deterministic=False,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--allowed_failed_percent 5 --title 'Letters to the editor' "
        "--zip_codes ${{inputs.zip_codes}} --language ${{inputs.language}}",
        append_row_to="${{outputs.rows}}",
        environment="azureml:post:4",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def sort_letters(batch_size: str = "10", language: str = "ja"):
    node = step(language=language)
    node.mini_batch_size = batch_size


job = sort_letters(batch_size="20")
job.settings.force_rerun = True
job.settings.continue_on_step_failure = True
ml_client.jobs.create_or_update(job, experiment_name="post")
