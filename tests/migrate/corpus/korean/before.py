"""매일 밤 문서를 분류하는 파이프라인입니다."""
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
documents = Dataset.get_by_name(ws, "documents").as_named_input("documents").as_mount()

# 노드 수는 분기마다 조정한다
config = ParallelRunConfig(
    source_directory="scripts", entry_script="score_images.py",
    mini_batch_size="20", error_threshold=10,            # 실패 허용 건수
    output_action="append_row", append_row_file_name="labels.txt",
    environment=Environment.get(ws, "documents"),
    compute_target="cpu-cluster", node_count=3, process_count_per_node=2,
)

step = ParallelRunStep(name="classify-documents", parallel_run_config=config, inputs=[documents],
                       output=OutputFileDatasetConfig(name="labels"), arguments=["--부서", "법무 팀"])

run = Experiment(ws, "documents").submit(Pipeline(workspace=ws, steps=[step]))
run.wait_for_completion(show_output=True)
print("끝")