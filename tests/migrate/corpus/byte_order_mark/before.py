# -*- coding: utf-8 -*-
# 毎晩の推論ジョブ（担当：鈴木）
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
写真 = Dataset.get_by_name(ws, "photos").as_named_input("photos").as_mount()  # 入力

# 設定：ノードは二つで足りる
設定 = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size="5",
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="結果.txt",
    environment=Environment.get(ws, "vision"),
    compute_target="cpu-cluster",
    node_count=2,
    description="写真を分類する",
)
手順 = ParallelRunStep(
    name="classify",
    parallel_run_config=設定,
    inputs=[写真],
    output=OutputFileDatasetConfig(name="classes", destination=(ws.get_default_datastore(), "classes")),
    arguments=["--label", "犬 と 猫"],
)
Experiment(ws, "photos").submit(Pipeline(ws, [手順]))
print("送信しました。")
