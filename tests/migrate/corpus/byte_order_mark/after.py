# -*- coding: utf-8 -*-
# 毎晩の推論ジョブ（担当：鈴木）
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
写真 = Input(type="mltable", path="azureml:photos@latest", mode="eval_mount")  # 入力

# 設定：ノードは二つで足りる
手順 = parallel_run_function(
    name="classify",
    description="写真を分類する",
    inputs=dict(photos=Input(type="mltable", mode="eval_mount")),
    outputs=dict(
        classes=Output(
            type="uri_file",
            path="azureml://datastores/workspaceblobstore/paths/classes/結果.txt",
        ),
    ),
    input_data="${{inputs.photos}}",
    mini_batch_size="5",
    error_threshold=10,
    retry_settings=dict(max_retries=3, timeout=60),
    instance_count=2,
    task=RunFunction(
        code="scripts",
        entry_script="score_images.py",
        program_arguments="--label '犬 と 猫'",
        append_row_to="${{outputs.classes}}",
        environment="azureml:vision@latest",
    ),
)


@dsl.pipeline(default_compute="cpu-cluster")
def pipeline_function(photos):
    classify = 手順(photos=photos)


ml_client.jobs.create_or_update(pipeline_function(photos=写真), experiment_name="photos")
print("送信しました。")
