from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
env = "azureml:vision@latest"
frames = Input(type="mltable", path="azureml:frames@latest", mode="eval_mount")

measure = parallel_run_function(
    name="measure",
    inputs=dict(frames=Input(type="mltable", mode="eval_mount")),
    outputs=dict(statistics=Output(type="uri_folder")),
    input_data="${{inputs.frames}}",
    mini_batch_size="100",
    error_threshold=0,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=1,
    task=RunFunction(
        code="scripts",
        entry_script="write_files.py",
        program_arguments="--output_folder ${{outputs.statistics}}",
        environment=env,
    ),
    compute="cpu-cluster",
)

detect = parallel_run_function(
    name="detect",
    inputs=dict(
        frames=Input(type="mltable", mode="eval_mount"),
        statistics=Input(type="uri_folder", mode="ro_mount"),
    ),
    outputs=dict(detections=Output(type="uri_file")),
    input_data="${{inputs.frames}}",
    mini_batch_size="10",
    error_threshold=0,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--statistics_dir ${{inputs.statistics}}",
        append_row_to="${{outputs.detections}}",
        environment=env,
    ),
    compute="gpu-cluster",
)


@dsl.pipeline()
def pipeline_function(frames):
    measure_node = measure(frames=frames)
    detect_node = detect(frames=frames, statistics=measure_node.outputs.statistics)


ml_client.jobs.create_or_update(pipeline_function(frames=frames), experiment_name="film")
