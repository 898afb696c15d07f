from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
rows = OutputFileDatasetConfig(name="rows")
extract = ParallelRunStep(
    name="extract",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="write_files.py",
        mini_batch_size="5",
        error_threshold=10,
        output_action="summary_only",
        environment=Environment.get(ws, "forms"),
        compute_target="cpu-cluster",
        node_count=2,
    ),
    inputs=[Dataset.get_by_name(ws, "forms").as_named_input("forms").as_mount()],
    output=rows,
    arguments=["--output_folder", rows],
)
predict = ParallelRunStep(
    name="predict",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="score_table.py",
        mini_batch_size="1MB",
        error_threshold=10,
        output_action="append_row",
        environment=Environment.get(ws, "forms"),
        compute_target="cpu-cluster",
        node_count=2,
    ),
    inputs=[rows.read_delimited_files().as_input("rows")],
    output=OutputFileDatasetConfig(name="predictions"),
)
Experiment(ws, "forms").submit(Pipeline(ws, [extract, predict]))
