from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")

raw = Dataset.get_by_name(ws, "raw_scans").as_named_input("raw").as_mount()
clean = OutputFileDatasetConfig(name="clean")
text = OutputFileDatasetConfig(name="text", destination=(ws.get_default_datastore(), "ocr/text"))

clean_step = ParallelRunStep(
    name="clean-scans",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="write_files.py",
        mini_batch_size="30",
        error_threshold=10,
        output_action="summary_only",
        environment=env,
        compute_target="cpu-cluster",
        node_count=4,
    ),
    inputs=[raw],
    output=clean,
    arguments=["--output_folder", clean],
)

read_step = ParallelRunStep(
    name="read-text",
    parallel_run_config=ParallelRunConfig(
        source_directory="scripts",
        entry_script="score_images.py",
        mini_batch_size="5",
        error_threshold=10,
        output_action="append_row",
        append_row_file_name="text.txt",
        environment=env,
        compute_target="gpu-cluster",
        node_count=1,
    ),
    inputs=[clean.as_input("clean")],
    output=text,
)

pipeline = Pipeline(workspace=ws, steps=[clean_step, read_step])
run = Experiment(ws, "ocr").submit(pipeline)
run.wait_for_completion(show_output=True)
