from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")
frames = Dataset.get_by_name(ws, "frames").as_named_input("frames").as_mount()

statistics = OutputFileDatasetConfig(name="statistics")
measure = ParallelRunStep(
    name="measure",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="write_files.py",
        mini_batch_size="100",
        error_threshold=0,
        output_action="summary_only",
        environment=env,
        compute_target="cpu-cluster",
        node_count=1,
    ),
    inputs=[frames],
    output=statistics,
    arguments=["--output_folder", statistics],
)

statistics_input = statistics.as_input("statistics")
detect = ParallelRunStep(
    name="detect",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="score_images.py",
        mini_batch_size="10",
        error_threshold=0,
        output_action="append_row",
        environment=env,
        compute_target="gpu-cluster",
        node_count=2,
    ),
    inputs=[frames],
    output=OutputFileDatasetConfig(name="detections"),
    side_inputs=[statistics_input],
    arguments=["--statistics_dir", statistics_input],
)
Experiment(ws, "film").submit(Pipeline(workspace=ws, steps=[measure, detect]))
