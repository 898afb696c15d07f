from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
datastore = ws.get_default_datastore()
letters = Dataset.get_by_name(ws, "letters").as_named_input("letters").as_mount()
zip_codes = Dataset.File.from_files((datastore, "zip_codes")).as_named_input("zip_codes").as_mount()
language = PipelineParameter("language", default_value="ja")

config = ParallelRunConfig(
    source_directory="scripts",
    entry_script="score_images.py",
    mini_batch_size=PipelineParameter("batch_size", default_value="10"),
    error_threshold=10,
    allowed_failed_count=3,
    allowed_failed_percent=5,
    output_action="append_row",
    append_row_file_name="rows.txt",
    environment=Environment.get(ws, "post", version="4"),
    environment_variables={"TZ": "Asia/Tokyo"},
    compute_target="cpu-cluster",
    node_count=2,
    process_count_per_node=4,
    logging_level="DEBUG",
    run_invocation_timeout=90,
    description="Sorts the letters.",
)
rows = OutputFileDatasetConfig(name="rows", destination=(datastore, "sorted")).as_upload()
step = ParallelRunStep(
    name="sort",
    parallel_run_config=config,
    inputs=[letters],
    output=rows.register_on_complete("sorted_letters"),
    side_inputs=[zip_codes],
    arguments=["--title", "Letters to the editor", "--zip_codes", zip_codes, "--language", language],
    allow_reuse=False,
)
pipeline = Pipeline(workspace=ws, steps=[step])
Experiment(ws, "post").submit(
    pipeline, pipeline_parameters={"batch_size": "20"}, regenerate_outputs=True, continue_on_step_failure=True
)
