from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
videos = Input(type="mltable", path="azureml:videos@latest", mode="eval_mount")
# The script asks EntryScript().output_dir where to write.
# parlint: `output`: the script of v1 finds `subtitles` by itself; in v2 the new argument `--output_dir` hands it over; read this argument in the entry script
step = parallel_run_function(
    name="write_subtitles",
    inputs=dict(videos=Input(type="mltable", mode="eval_mount")),
    outputs=dict(subtitles=Output(type="uri_folder")),
    input_data="${{inputs.videos}}",
    mini_batch_size="1",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_dir ${{outputs.subtitles}}",
        environment="azureml:video@latest",
    ),
)


@dsl.pipeline(default_compute="gpu-cluster")
def pipeline_function(videos):
    write_subtitles = step(videos=videos)


ml_client.jobs.create_or_update(pipeline_function(videos=videos), experiment_name="video")
