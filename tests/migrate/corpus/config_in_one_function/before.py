from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep


def run_scoring():
    ws = Workspace.from_config()
    invoices = Dataset.get_by_name(ws, name="invoices").as_named_input("invoices").as_mount()
    totals = OutputFileDatasetConfig(name="totals")

    config = ParallelRunConfig(
        source_directory="scripts",
        entry_script="score_images.py",
        mini_batch_size="10",
        error_threshold=10,
        allowed_failed_count=2,
        output_action="append_row",
        environment=Environment.get(ws, "invoices"),
        compute_target="cpu-cluster",
        node_count=2,
    )
    step = ParallelRunStep(
        name="read_totals",
        parallel_run_config=config,
        inputs=[invoices],
        output=totals,
    )

    pipeline = Pipeline(workspace=ws, steps=[step])
    run = Experiment(ws, "invoices").submit(pipeline)
    run.wait_for_completion(show_output=False)
    return run


if __name__ == "__main__":
    run_scoring()
