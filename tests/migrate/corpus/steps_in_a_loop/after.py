from azure.ai.ml import Input, Output
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azureml.core import Experiment, Workspace
from azureml.pipeline.core import Pipeline

ws = Workspace.from_config()
steps = []
for region in ("north", "south", "west"):
    # parlint: `name`: the name shows at run time only, and a component has one name; it is the display name now; give each step of a pipeline a name of its own: lower case, digits and `_`
    steps.append(
        parallel_run_function(
            name="parallelrunstep",
            display_name=f"score-{region}",
            inputs=dict(
                input_data=Input(
                    type="mltable",
                    path=f"azureml:{region}@latest",
                    mode="eval_mount",
                ),
            ),
            outputs=dict(output=Output(type="uri_file")),
            input_data="${{inputs.input_data}}",
            mini_batch_size="5",
            error_threshold=10,
            retry_settings=dict(max_retries=3, timeout=60),
            instance_count=2,
            task=RunFunction(
                code="scripts",
                entry_script="score_images.py",
                append_row_to="${{outputs.output}}",
                environment="azureml:vision@latest",
            ),
            compute="cpu-cluster",
        )
    )
# parlint: `Pipeline`: its steps show at run time only; write the pipeline as a function with `@dsl.pipeline`, by hand
Experiment(ws, "regions").submit(Pipeline(ws, steps))
