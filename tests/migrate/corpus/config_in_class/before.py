from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep


class BatchScoring:
    """One run of the scoring."""

    cluster = "gpu-cluster"

    def __init__(self, workspace):
        self.ws = workspace
        self.env = Environment.get(self.ws, "vision")

    def config(self):
        return ParallelRunConfig(
            source_directory="scripts",
            entry_script="score_images.py",
            mini_batch_size="8",
            error_threshold=0,
            output_action="append_row",
            append_row_file_name="scores.csv",
            environment=self.env,
            compute_target=self.cluster,
            node_count=2,
            process_count_per_node=1,
        )

    def step(self):
        source = Dataset.get_by_name(self.ws, "frames").as_named_input("frames").as_mount()
        scores = OutputFileDatasetConfig(name="scores")
        return ParallelRunStep(
            name="score-frames",
            parallel_run_config=self.config(),
            inputs=[source],
            output=scores,
        )

    def run(self):
        pipeline = Pipeline(workspace=self.ws, steps=[self.step()])
        return Experiment(self.ws, "frames").submit(pipeline)


if __name__ == "__main__":
    BatchScoring(Workspace.from_config()).run()
