# Create the configuration to wrap the inference script
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

scripts_folder = "Code"
script_file = "digit_identification.py"

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
compute_target = "cpu-cluster"
batch_env = "azureml:batch-env@latest"
input_mnist_ds_consumption = Input(type="mltable", path="azureml:mnist@latest", mode="eval_mount")

# Create the Parallel run step
parallelrun_step = parallel_run_function(
    name="predict_digits_mnist",
    display_name="predict-digits-mnist",
    inputs=dict(mnist_images=Input(type="mltable", mode="eval_mount")),
    outputs=dict(inferences=Output(type="uri_file")),
    input_data="${{inputs.mnist_images}}",
    mini_batch_size="5",
    error_threshold=10,
    max_concurrency_per_instance=2,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code=scripts_folder,
        entry_script=script_file,
        append_row_to="${{outputs.inferences}}",
        environment=batch_env,
    ),
    is_deterministic=False,
)

# Run pipeline with parallel run step
@dsl.pipeline(default_compute=compute_target)
def pipeline_function(mnist_images, batch_size_param="5", process_count_param=2):
    predict_digits_mnist = parallelrun_step(mnist_images=mnist_images)
    predict_digits_mnist.mini_batch_size = batch_size_param
    predict_digits_mnist.max_concurrency_per_instance = process_count_param


pipeline = pipeline_function(mnist_images=input_mnist_ds_consumption)
pipeline_run = ml_client.jobs.create_or_update(pipeline, experiment_name='digit_identification')
ml_client.jobs.stream(pipeline_run.name)
