# The output of the first step is an input of the second as it is, without as_input.
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
env = Environment.get(ws, "vision")
tiles = OutputFileDatasetConfig(name="tiles")
classes = OutputFileDatasetConfig(name="classes")

cut = ParallelRunConfig(environment=env, entry_script="write_files.py", error_threshold=1, output_action="summary_only",
                        compute_target="cpu-cluster", node_count=2, source_directory="scripts", mini_batch_size=4)
classify = ParallelRunConfig(environment=env, entry_script="score_images.py", error_threshold=1, output_action="append_row",
                             compute_target="cpu-cluster", node_count=2, source_directory="scripts", mini_batch_size=100)

cut_step = ParallelRunStep(name="cut", parallel_run_config=cut, output=tiles, arguments=["--output_folder", tiles],
                           inputs=[Dataset.get_by_name(ws, "satellite").as_named_input("satellite").as_mount()])
classify_step = ParallelRunStep(name="classify", parallel_run_config=classify, inputs=[tiles], output=classes)

Experiment(ws, "land-use").submit(Pipeline(ws, [cut_step, classify_step]))
