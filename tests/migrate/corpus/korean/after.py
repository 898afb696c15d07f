"""매일 밤 문서를 분류하는 파이프라인입니다."""
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
documents = Input(type="mltable", path="azureml:documents@latest", mode="eval_mount")

# 노드 수는 분기마다 조정한다
# 실패 허용 건수

step = parallel_run_function(
    name="classify_documents",
    display_name="classify-documents",
    inputs=dict(documents=Input(type="mltable", mode="eval_mount")),
    outputs=dict(labels=Output(type="uri_file")),
    input_data="${{inputs.documents}}",
    mini_batch_size="20",
    error_threshold=10,
    max_concurrency_per_instance=2,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=3,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--부서 '법무 팀'",
        append_row_to="${{outputs.labels}}",
        environment="azureml:documents@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(documents):
    classify_documents = step(documents=documents)


run = ml_client.jobs.create_or_update(
    pipeline_function(documents=documents),
    experiment_name="documents",
)
ml_client.jobs.stream(run.name)
print("끝")