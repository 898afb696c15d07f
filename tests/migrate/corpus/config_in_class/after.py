from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential


class BatchScoring:
    """One run of the scoring."""

    cluster = "gpu-cluster"

    def __init__(self, workspace):
        self.ws = workspace
        self.env = "azureml:vision@latest"

    def step(self):
        return parallel_run_function(
            name="score_frames",
            display_name="score-frames",
            inputs=dict(frames=Input(type="mltable", mode="eval_mount")),
            outputs=dict(scores=Output(type="uri_file")),
            input_data="${{inputs.frames}}",
            mini_batch_size="8",
            error_threshold=0,
            max_concurrency_per_instance=1,
            retry_settings=dict(max_retries=3, timeout=60),
            instance_count=2,
            task=RunFunction(
                code="scripts",
                entry_script="score_images.py",
                append_row_to="${{outputs.scores}}",
                environment=self.env,
            ),
        )

    def run(self):
        @dsl.pipeline(default_compute=self.cluster)
        def pipeline_function(frames):
            score_frames = self.step()(frames=frames)

        pipeline = pipeline_function(
            frames=Input(type="mltable", path="azureml:frames@latest", mode="eval_mount"),
        )
        return self.ws.jobs.create_or_update(pipeline, experiment_name="frames")


if __name__ == "__main__":
    BatchScoring(MLClient.from_config(credential=DefaultAzureCredential())).run()
